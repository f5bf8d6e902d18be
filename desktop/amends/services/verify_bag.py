"""A hand-over read back, offline: which of its files is changed, missing or extra.

Whoever receives it may have unpacked it and packed it again: then every file is still held against
the manifests, and only the archive around them is another one. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from amends.domain.errors import FileNotReadableError
from amends.services.bag import ALGORITHMS
from amends.services.bag_packing import packing_problem, pieces, was_packed_again

_MOST_TAG_BYTES: Final = 64 << 20
_MOST_UNPACKED_BYTES: Final = 256 << 20  # however small the archive is
_MOST_TIMES_ITS_SIZE: Final = 100
_READABLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LINE: Final = re.compile(r"([0-9a-f]+)  (\S.*)")
_LEADS_OUT: Final = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
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
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, a file a line; where nothing is, whether the files were packed again."""

    problems: tuple[str, ...] = ()
    packed_again: bool = False

    @property
    def is_as_written(self) -> bool:
        return not self.problems and not self.packed_again

    def sentences(self) -> Iterator[str]:
        """Return the verdict in words."""
        yield from self.problems
        if self.packed_again and not self.problems:
            yield "every file is unaltered; the archive itself was packed again"
        if self.is_as_written:
            yield "as it was written"


def _unheard() -> None:
    """Let it go on."""


def verify_bag(path: Path, pause: Callable[[], None] = _unheard) -> Verdict:
    """Return whether a hand-over is as it was written; `pause` may raise, to stop the reading.

    Raises `FileNotReadableError` where there is no file, or none that can be opened.
    """
    try:
        with path.open("rb") as file:
            return _verdict(file, pause)
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error


def _verdict(file: BinaryIO, pause: Callable[[], None]) -> Verdict:
    try:
        with zipfile.ZipFile(file) as opened:
            if problems := tuple(_frame_problems(opened, file)):
                return Verdict(problems)
            if problems := tuple(dict.fromkeys(_Check(opened, pause).problems())):
                return Verdict(problems)
            if was_packed_again(opened.infolist()):
                return Verdict(packed_again=True)
            problem = packing_problem(opened, file)
            return Verdict((problem,) if problem else ())
    except _FAULTS:
        return Verdict(("the list of files at its end is changed, or it is no ZIP archive",))


def _frame_problems(opened: zipfile.ZipFile, file: BinaryIO) -> Iterator[str]:
    """Yield why the files should not even be read."""
    infos = opened.infolist()
    for info in infos:
        if _LEADS_OUT.search(info.orig_filename):
            yield f"{info.orig_filename!a}: its name leads out of the archive"
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield f"{info.filename}: it is a link and no file"
    size = file.seek(0, 2)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(_MOST_UNPACKED_BYTES, _MOST_TIMES_ITS_SIZE * size):
        yield f"unpacked it would take {unpacked:,} bytes, far more than a hand-over does"
    if sum(info.compress_size for info in infos) > size:
        yield "its files lie over one another"


class _Check:
    """One archive held against its own manifests."""

    def __init__(self, opened: zipfile.ZipFile, pause: Callable[[], None]) -> None:
        self._zip, self._pause = opened, pause
        files = [it for it in opened.infolist() if not (it.is_dir() and not it.file_size)]
        names = [it.filename for it in files]
        self._twice = sorted(name for name, count in Counter(names).items() if count > 1)
        folder = _folder_of(names)
        self._outside = [name for name in names if not name.startswith(folder)]
        self._files = {
            it.filename.removeprefix(folder): it for it in files if it.filename.startswith(folder)
        }

    def problems(self) -> Iterator[str]:
        yield from (f"{it}: there twice" for it in self._twice)
        yield from (f"{it}: extra" for it in sorted(self._outside))
        for path in (*_TAGS, *_LAST):
            if path not in self._files:
                yield f"{path}: missing"
        listed = {**self._listed("manifest"), **self._listed("tagmanifest")}
        for path in sorted(set(listed) - set(self._files)):
            yield f"{path}: missing"
        for path in sorted(self._files):
            self._pause()
            if path in _LAST:
                if not self._lists_the_tags(path):
                    yield f"{path}: changed"
            elif path not in listed:
                yield f"{path}: extra"
            elif problem := self._problem_of(path, listed[path]):
                yield f"{path}: {problem}"

    def _listed(self, kind: str) -> dict[str, dict[str, str]]:
        """Return the digests that the manifests of a kind give, by path."""
        found: dict[str, dict[str, str]] = {}
        for algorithm in ALGORITHMS:
            for digest, path in _lines(self._text(f"{kind}-{algorithm}.txt")):
                found.setdefault(path, {})[algorithm] = digest
        return found

    def _lists_the_tags(self, path: str) -> bool:
        """Return whether a manifest that no other lists is, at least, as Amends writes it."""
        text = self._text(path)
        lines = list(_lines(text))
        written = "".join(f"{digest}  {tag}\n" for digest, tag in lines)
        return text == written and tuple(tag for _digest, tag in lines) == _TAGS

    def _text(self, path: str) -> str:
        """Return a manifest; "" where it is not there, or cannot be read."""
        if (info := self._files.get(path)) is None or info.file_size > _MOST_TAG_BYTES:
            return ""
        try:
            return b"".join(pieces(self._zip, info)).decode()
        except _FAULTS:
            return ""

    def _problem_of(self, path: str, listed: Mapping[str, str]) -> str:
        """Return what is wrong with a file, "" where nothing is."""
        info = self._files[path]
        if info.compress_type not in _READABLE:
            return "packed in a way that cannot be read here"
        hashes = {name: hashlib.new(name) for name in ALGORITHMS}
        try:
            for piece in pieces(self._zip, info):
                self._pause()
                for each in hashes.values():
                    each.update(piece)
        except _FAULTS:
            return "changed"
        found = {name: each.hexdigest() for name, each in hashes.items()}
        return "" if listed == found else "changed"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        if found := _LINE.fullmatch(line):
            yield found[1], found[2]


def _folder_of(names: list[str]) -> str:
    """Return the folder that the bag lies in, whatever somebody has called it since; "" for none.

    Without the file by which a bag is known, it is that of the first file.
    """
    known = [name for name in names if name.rpartition("/")[2] == _TAGS[0]]
    if known:
        return min(known, key=_depth).removesuffix(_TAGS[0])
    first, slash, _rest = names[0].partition("/") if names else ("", "", "")
    return f"{first}{slash}" if slash else ""


def _depth(name: str) -> int:
    return name.count("/")
