"""A hand-over read back, offline: which of its files is changed, missing or extra."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, BinaryIO, Final

from amends.domain.errors import FileNotReadableError
from amends.services.bag import ALGORITHMS, entry

_PIECE: Final = 1 << 20
_MOST_TAG_BYTES: Final = 64 << 20
_LINE: Final = re.compile(r"([0-9a-f]+)  (\S.*)")
_TAGS: Final = ("bagit.txt", "bag-info.txt", *(f"manifest-{it}.txt" for it in ALGORITHMS))
_LAST: Final = tuple(f"tagmanifest-{it}.txt" for it in ALGORITHMS)

# A ZIP that lies about itself makes the library answer with all of these.
_FAULTS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def verify_bag(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a hand-over, a file a line; nothing if all is as it was written.

    Raises `FileNotReadableError` where there is no file, or none that can be opened.
    """
    try:
        with path.open("rb") as file:
            return _problems(file)
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error


def _problems(file: BinaryIO) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(file) as opened:
            found = tuple(dict.fromkeys(_Check(opened).problems()))
            return found or tuple(_packing(opened, file))
    except _FAULTS:
        return ("the list of files at its end is changed, or it is no ZIP archive",)


class _Check:
    """One archive held against its own manifests."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        names = opened.namelist()
        self._folder = names[0].partition("/")[0] + "/" if names else ""
        self._names = {it.removeprefix(self._folder) for it in names}
        self._twice = sorted({it for it in names if names.count(it) > 1})

    def problems(self) -> Iterator[str]:
        yield from (f"{it}: there twice" for it in self._twice)
        for path in (*_TAGS, *_LAST):
            if path not in self._names:
                yield f"{path}: missing"
        payload = self._listed("manifest")
        listed = {**payload, **self._listed("tagmanifest")}
        for path in sorted(set(listed) - self._names):
            yield f"{path}: missing"
        for path in sorted(self._names):
            if path not in listed and path not in _LAST:
                yield f"{path}: extra"
            elif not self._is_as_listed(path, listed.get(path, {})):
                yield f"{path}: changed"

    def _listed(self, kind: str) -> dict[str, dict[str, str]]:
        """Return the digests that the manifests of a kind give, by path."""
        found: dict[str, dict[str, str]] = {}
        for algorithm in ALGORITHMS:
            for digest, path in self._lines(f"{kind}-{algorithm}.txt"):
                found.setdefault(path, {})[algorithm] = digest
        return found

    def _lines(self, path: str) -> Iterator[tuple[str, str]]:
        try:
            with self._zip.open(self._folder + path) as file:
                text = file.read(_MOST_TAG_BYTES).decode()
        except _FAULTS:
            return
        for line in text.splitlines():
            if found := _LINE.fullmatch(line):
                yield found[1], found[2]

    def _is_as_listed(self, path: str, listed: Mapping[str, str]) -> bool:
        hashes = {name: hashlib.new(name) for name in ALGORITHMS}
        try:
            info = self._zip.getinfo(self._folder + path)
            if info.compress_type != zipfile.ZIP_STORED:
                return False
            for piece in _pieces(self._zip, info):
                for each in hashes.values():
                    each.update(piece)
        except _FAULTS:
            return False
        if path in _LAST:
            return True
        return listed == {name: each.hexdigest() for name, each in hashes.items()}


def _pieces(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with opened.open(info) as file:
        while piece := file.read(_PIECE):
            yield piece


def _packing(opened: zipfile.ZipFile, file: BinaryIO) -> Iterator[str]:
    """Pack the same files again, and say at which of them the archive is another."""
    infos = sorted(opened.infolist(), key=_offset)
    again = _Again(file)
    starts: list[int] = []
    with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as packed:
        for info in infos:
            starts.append(again.tell())
            with packed.open(entry(info.filename, info.file_size), "w") as out:
                for piece in _pieces(opened, info):
                    out.write(piece)
        end = again.tell()
    for position in again.differences():
        if position >= end:
            yield "the list of files at its end: changed"
        else:
            name = infos[bisect_right(starts, position) - 1].filename
            yield f"{name.partition('/')[2]}: its entry in the archive is changed"
        return


def _offset(info: zipfile.ZipInfo) -> int:
    return info.header_offset


class _Again(io.RawIOBase, IO[bytes]):
    """Takes what is written, keeps none of it, and knows where it is not what a file holds."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = self._end = 0
        self._other: set[int] = set()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = base + offset
        return self._at

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Compare; what is written over earlier writing, as a header is, counts in its place."""
        before = self._file.tell()
        self._file.seek(self._at)
        is_same = self._file.read(len(data)) == bytes(data)
        self._file.seek(before)
        self._other.discard(self._at)
        if not is_same:
            self._other.add(self._at)
        self._at += len(data)
        self._end = max(self._end, self._at)
        return len(data)

    def differences(self) -> list[int]:
        """Return where another byte stands, the first first; the end counts where it differs."""
        length = self._file.seek(0, io.SEEK_END)
        more = [min(length, self._end)] if length != self._end else []
        return sorted([*self._other, *more])
