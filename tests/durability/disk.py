"""A disk that forgets: what of a folder is left when the power is cut, by the calls made to it.

What was written to a file is safe once the file was synced, and a name once its folder was: more
than that no system promises. What came after may have reached the disk or not, sector by sector.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.durability.straced import Call

SECTOR_BYTES: Final = 512
_LEFT_OUT: Final = "-shm"  # SQLite writes it through memory, and makes it anew after a cut


@dataclass(slots=True)
class File:
    """What a program reads of a file, what is safe of it, and what was written since."""

    seen: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None cuts it there

    def change(self, at: int, data: bytes | None) -> None:
        _apply(self.seen, at, data)
        self.since.append((at, data))

    def sync(self) -> None:
        self.safe, self.since = bytes(self.seen), []

    def left(self, chance: random.Random, share: float) -> bytes:
        """Return what is safe, and of what was written since about that share of the sectors."""
        left = bytearray(self.safe)
        for at, data in self.since:
            for first, sector in _sectors(at, data):
                if chance.random() < share:
                    _apply(left, first, sector)
        return bytes(left)


@dataclass(slots=True)
class Folder:
    """The names that a program sees in a folder, those that are safe, and what changed since."""

    seen: dict[str, File | Folder] = field(default_factory=dict)
    safe: dict[str, File | Folder] = field(default_factory=dict)
    since: list[dict[str, File | Folder | None]] = field(default_factory=list)

    def change(self, names: dict[str, File | Folder | None]) -> None:
        """Give names, or take them (None), all of these or none."""
        _rename(self.seen, names)
        self.since.append(names)

    def sync(self) -> None:
        self.safe, self.since = dict(self.seen), []

    def left(self, chance: random.Random, share: float) -> dict[str, File | Folder]:
        """Return the names that are safe, and about that share of the changes since, in order."""
        left = dict(self.safe)
        for names in self.since:
            if chance.random() >= share:
                break
            _rename(left, names)
        return left


class Disk:
    """What a folder held at first, and then by each call that changed something in it."""

    def __init__(self, root: Path) -> None:
        self._at = os.fsencode(root)
        self._root = _read(root)
        self._places: dict[str, int] = {}  # by descriptor: where the next write goes

    def follow(self, call: Call) -> None:
        """Take up what a call did, if it did anything here."""
        if not call.returned.startswith("-") and any(map(self._is_here, call.named()[:4])):
            _FOLLOWED[call.name](self, call)

    def left(self, target: Path, chance: random.Random, share: float) -> None:
        """Make in `target` what is left: what is safe, and about that share of what came after."""
        _write(self._root, target, chance, share)

    def opened(self, call: Call) -> None:
        (path,) = _paths(call)
        self._places[call.returned] = 0
        if path == self._at:
            return
        folder, name = self._folder_of(path)
        assert "O_APPEND" not in call.arguments
        if name not in folder.seen:
            folder.change({name: File()})
        elif "O_TRUNC" in call.arguments:
            self._file(path).change(0, None)

    def moved(self, call: Call) -> None:
        self._places[_descriptor(call)] = int(call.returned)

    def written(self, call: Call) -> None:
        path, data = (*call.named(), b"")[:2]
        number, data = _descriptor(call), data[: int(call.returned)]
        self._file(path).change(self._places[number], data)
        self._places[number] += len(data)

    def written_at(self, call: Call) -> None:
        path, data = call.named()
        self._file(path).change(_last_number(call), data[: int(call.returned)])

    def cut(self, call: Call) -> None:
        self._file(call.named()[0]).change(_last_number(call), None)

    def synced(self, call: Call) -> None:
        self._node(call.named()[0]).sync()

    def renamed(self, call: Call) -> None:
        old, new = _paths(call)
        folder, name = self._folder_of(old)
        other, new_name = self._folder_of(new)
        assert folder is other, "between two folders, a cut may leave both names or none"
        folder.change({name: None, new_name: folder.seen[name]})

    def removed(self, call: Call) -> None:
        folder, name = self._folder_of(_paths(call)[0])
        folder.change({name: None})

    def folder_made(self, call: Call) -> None:
        folder, name = self._folder_of(_paths(call)[0])
        folder.change({name: Folder()})

    def linked(self, call: Call) -> None:
        old, new = _paths(call)
        folder, name = self._folder_of(new)
        folder.change({name: self._file(old)})

    def _is_here(self, named: bytes) -> bool:
        return named == self._at or named.startswith(self._at + b"/")

    def _node(self, path: bytes) -> File | Folder:
        node: File | Folder = self._root
        for name in path.removeprefix(self._at).split(b"/")[1:]:
            assert isinstance(node, Folder)
            node = node.seen[os.fsdecode(name)]
        return node

    def _file(self, path: bytes) -> File:
        node = self._node(path)
        assert isinstance(node, File)
        return node

    def _folder_of(self, path: bytes) -> tuple[Folder, str]:
        above, _slash, name = path.rpartition(b"/")
        folder = self._node(above)
        assert isinstance(folder, Folder)
        return folder, os.fsdecode(name)


_FOLLOWED: Final[dict[str, Callable[[Disk, Call], None]]] = {
    "open": Disk.opened,
    "openat": Disk.opened,
    "lseek": Disk.moved,
    "write": Disk.written,
    "pwrite64": Disk.written_at,
    "ftruncate": Disk.cut,
    "fsync": Disk.synced,
    "fdatasync": Disk.synced,
    "rename": Disk.renamed,
    "renameat": Disk.renamed,
    "renameat2": Disk.renamed,
    "unlink": Disk.removed,
    "unlinkat": Disk.removed,
    "rmdir": Disk.removed,
    "mkdir": Disk.folder_made,
    "mkdirat": Disk.folder_made,
    "link": Disk.linked,
    "linkat": Disk.linked,
}
# What would change a file as well, and nothing of ours does: a test that meets it ends.
_UNKNOWN: Final = ("truncate", "fallocate", "writev", "pwritev", "sendfile", "copy_file_range")

TRACED: Final = "trace=" + ",".join(f"?{name}" for name in (*_FOLLOWED, *_UNKNOWN))


def _paths(call: Call) -> list[bytes]:
    """Return the paths of a call; one that is given beneath a folder comes in full."""
    found: list[bytes] = []
    beneath = b""
    for named, is_descriptor in zip(call.named(), call.descriptors(), strict=True):
        if is_descriptor:
            beneath = named
        else:
            found.append(os.path.join(beneath, named))  # noqa: PTH118 (bytes)
    return found


def _descriptor(call: Call) -> str:
    return call.arguments.partition("<")[0]


def _last_number(call: Call) -> int:
    return int(call.arguments.rpartition(", ")[2])


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    """Write into a content, or make it as long as `at`; what is skipped is filled with zeros."""
    end = at if data is None else at + len(data)
    content.extend(bytes(max(0, end - len(content))))
    if data is None:
        del content[at:]
    else:
        content[at:end] = data


def _sectors(at: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
    """Return what one write is made of: each part lies in a sector of its own."""
    if data is None:
        return [(at, None)]
    first = SECTOR_BYTES - at % SECTOR_BYTES
    begins = [0, *range(first, len(data), SECTOR_BYTES)]
    ends = [*begins[1:], len(data)]
    return [(at + begin, data[begin:end]) for begin, end in zip(begins, ends, strict=True)]


def _rename(names: dict[str, File | Folder], changes: dict[str, File | Folder | None]) -> None:
    for name, node in changes.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _read(place: Path) -> Folder:
    folder = Folder()
    for path in place.iterdir():
        if path.is_dir():
            folder.seen[path.name] = _read(path)
        else:
            raw = path.read_bytes()
            folder.seen[path.name] = File(bytearray(raw), raw)
    folder.sync()
    return folder


def _write(folder: Folder, place: Path, chance: random.Random, share: float) -> None:
    place.mkdir()
    for name, node in folder.left(chance, share).items():
        if isinstance(node, Folder):
            _write(node, place / name, chance, share)
        elif not name.endswith(_LEFT_OUT):
            (place / name).write_bytes(node.left(chance, share))
