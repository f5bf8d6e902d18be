"""A database as a file that nobody is changing, so that it can be read without a trace.

SQLite writes beside a database that it merely reads. A file that is closed is opened as one that
cannot change; of one that is open, or was left by a crash, a copy is read, encrypted as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from amends.domain.errors import OfficeInUseError
from amends.storage.durable_files import writing

_UNCHANGING: Final = "ro&immutable=1"

_ATTEMPTS: Final = 20  # somebody who types does not write all the time
_State = tuple[tuple[int, int] | None, ...]


@contextmanager
def still_file(file: Path) -> Iterator[tuple[Path, str]]:
    """Return `file`, or a copy of it with what is in its log, and the mode in which to open it.

    Raises `OfficeInUseError` where somebody writes in it without a pause, `FileNotWrittenError`
    where there is no room for a copy.
    """
    if not _log_of(file).exists():
        yield file, _UNCHANGING
        return
    with writing(file), tempfile.TemporaryDirectory(prefix="amends-reading-") as made:
        copy = Path(made) / file.name
        if not any(_copied(file, copy) for _attempt in range(_ATTEMPTS)):
            raise OfficeInUseError(file.parent)
        yield copy, "rw"


def _copied(file: Path, copy: Path) -> bool:
    """Copy the database and its log; return whether nobody changed them meanwhile."""
    parts = (file, _log_of(file))
    before = _states(parts)
    for part, target in zip(parts, (copy, _log_of(copy)), strict=True):
        target.unlink(missing_ok=True)
        if part.exists():
            shutil.copyfile(part, target)
    return _states(parts) == before


def _states(parts: tuple[Path, ...]) -> _State:
    found = (part.stat() if part.exists() else None for part in parts)
    return tuple((it.st_size, it.st_mtime_ns) if it else None for it in found)


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")
