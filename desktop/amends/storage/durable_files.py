"""How a file reaches the disk whole or not at all, and what is said when it does not."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from amends.domain.errors import FileNotWrittenError
from amends.domain.keeping_errors import NotEnoughRoomError

KEPT_FREE_BYTES: Final = 1_000_000  # for what is recorded of a file, and the log beside it

_ONLY_OURS = 0o600
_MOST_PLAIN_BYTES: Final = 64 << 20


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turn the system's refusal to write `file` into `FileNotWrittenError`."""
    try:
        yield
    except OSError as error:
        raise FileNotWrittenError(file, error.strerror or str(error)) from error


def read_plain(file: Path) -> bytes:
    """Return what stands in a file of the office that is small.

    Raises `OSError` also where it is none: of a pipe nothing would ever come, of a device no end.
    """
    found = file.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_PLAIN_BYTES:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
    return file.read_bytes()


def open_draft(draft: Path) -> BinaryIO:
    """Open a new file that nobody else may read. Raises `FileExistsError` if it is there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(draft, flags, _ONLY_OURS), "wb")


def sync_file(file: BinaryIO) -> None:
    """Return once what was written has reached the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once the names in `folder` have reached the disk; Windows keeps these itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder that nobody else may read, and what it lies in, where they are not there.

    Their names have reached the disk then.
    """
    missing = [it for it in (folder, *folder.parents) if not it.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def make_sure_of_room(folder: Path, size: int) -> None:
    """Raise `NotEnoughRoomError` where `size` bytes would fill the disk; a little is kept free."""
    free = shutil.disk_usage(folder).free
    if size + KEPT_FREE_BYTES > free:
        raise NotEnoughRoomError(folder, size + KEPT_FREE_BYTES, free)


def replace_whole(file: Path, raw: bytes) -> None:
    """Write `file`, so that a crash leaves either what was there before or all of `raw`.

    Raises `FileNotWrittenError`, and leaves no draft behind.
    """
    draft = file.with_name(f"{file.name}.part")
    with writing(file):
        draft.unlink(missing_ok=True)  # of a crash
        try:
            with open_draft(draft) as out:
                out.write(raw)
                sync_file(out)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(file.parent)
