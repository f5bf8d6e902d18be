"""The folder of a sample office: it goes with the office, or with the next one at the latest."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile

_PREFIX: Final = "amends-sample-"
_LOCK: Final = "in-use.lock"


class SampleFolder:
    """A new folder that is this program's own until `remove`."""

    def __init__(self) -> None:
        """Make the folder, and remove those of programs that ended without doing so."""
        remove_abandoned()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = _lock_of(self.path)
        self._lock.tryLock(0)

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self._lock.unlock()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_abandoned() -> None:
    """Remove the folders of this user that no running program holds.

    One without a lock file stays: another program may be about to lock it.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_ours(folder) and (folder / _LOCK).is_file():
            lock = _lock_of(folder)
            if lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # it holds as long as its program runs, however long that is
    return lock


def _is_ours(folder: Path) -> bool:
    """Return whether this is a folder of this user, who on Windows has a temporary place alone."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return sys.platform == "win32" or folder.stat().st_uid == os.getuid()
