"""How a bag was packed: by Amends byte for byte, or again by some other program."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import IO, BinaryIO, Final

from amends.services.bag import entry

PIECE: Final = 1 << 20


def was_packed_again(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Return whether another program packed the files: none is entered as Amends enters it.

    A byte that was changed in what Amends packed leaves all entries but one as they were.
    """
    return any(info.is_dir() for info in infos) or not any(map(_is_as_ours, infos))


def packing_problem(opened: zipfile.ZipFile, file: BinaryIO) -> str:
    """Pack the same files again, and return at which of them the archive is another; else ""."""
    infos = sorted(opened.infolist(), key=attrgetter("header_offset"))
    again = _Again(file)
    starts: list[int] = []
    with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as packed:
        for info in infos:
            starts.append(again.tell())
            with packed.open(entry(info.filename, info.file_size), "w") as out:
                for piece in pieces(opened, info):
                    out.write(piece)
        end = again.tell()
    where = again.first_difference()
    if where is None:
        return ""
    if where >= end:
        return "the list of files at its end: changed"
    name = infos[bisect_right(starts, where) - 1].filename
    return f"{name.partition('/')[2]}: its entry in the archive is changed"


def pieces(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a file holds, never much of it at once, and never more than it says it holds."""
    with opened.open(info) as file:
        while piece := file.read(PIECE):
            yield piece


def _is_as_ours(info: zipfile.ZipInfo) -> bool:
    ours = entry(info.filename, info.file_size)
    facts = attrgetter("date_time", "compress_type", "create_system", "external_attr")
    return bool(facts(info) == facts(ours))


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

    def first_difference(self) -> int | None:
        """Return where the first other byte stands; the end counts where it differs."""
        length = self._file.seek(0, io.SEEK_END)
        more = [min(length, self._end)] if length != self._end else []
        return min([*self._other, *more], default=None)
