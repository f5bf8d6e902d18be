"""What a program that was killed leaves behind: found again, and removed at the next start.

A file on its way out of the office is not encrypted, and is written under another name beside its
target until it is whole. Before it is begun, a note in the office's folder says where; the program
holds the note as long as it runs. A note that nobody holds is of a program that is gone.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from amends.storage.durable_files import open_draft, sync_file, sync_folder

LEAVING_FOLDER: Final = "leaving"

_PREFIX: Final = ".amends-"
_PART: Final = ".part"
_BETWEEN: Final = "\0"  # which no path can hold; older versions took a line break
# Drafts in the office's own folder; they are encrypted, so they only take room.
_OWN_DRAFTS: Final = (
    "*.part",
    "*.upgrade*",
    "evidence/*.part",
    "backups/*.part",
    "backups/evidence/*.part",
)
_SURELY_DEAD_S: Final = 3600  # somebody else may be at work; whoever writes is not silent so long


@contextmanager
def draft_beside(office: Path, folder: Path, back_to: Path | None = None) -> Iterator[Path]:
    """Return a new, empty file in `folder`, which goes at the end, or at the next start at last.

    With `back_to`, it keeps what is to be put back there where nothing took its place. Raises
    `OSError`. In an office that cannot be written, a crash may leave the file.
    """
    name = f"{_PREFIX}{uuid4().hex}{_PART}"
    draft = folder.absolute() / name
    with ExitStack() as ended:
        with suppress(OSError):
            ended.enter_context(_note(office, draft, back_to))
        open_draft(draft).close()
        ended.callback(_remove, draft)
        yield draft


def remove_left_behind(office: Path, now_s: float | None = None) -> None:
    """Remove the drafts that no running program holds. What cannot be removed is tried again."""
    for note in _files(office, f"{LEAVING_FOLDER}/*"):
        with suppress(OSError, UnicodeDecodeError), note.open("r+b") as held:
            if _hold(held):
                _put_right(held.read().decode("utf-8"))
        with suppress(OSError):  # Windows does not remove what somebody holds
            if _is_free(note):
                note.unlink()
    for draft in (each for pattern in _OWN_DRAFTS for each in _files(office, pattern)):
        with suppress(OSError):
            if is_surely_dead(draft, now_s):
                shutil.rmtree(draft) if draft.is_dir() else draft.unlink()


def is_surely_dead(draft: Path, now_s: float | None = None) -> bool:
    """Return whether a draft is so old that nobody can be writing it. Raises `OSError`."""
    oldest = (time.time() if now_s is None else now_s) - _SURELY_DEAD_S
    return draft.stat().st_mtime < oldest


@contextmanager
def _note(office: Path, draft: Path, back_to: Path | None) -> Iterator[None]:
    """Keep a note of the draft, on the disk before the draft is there."""
    folder = office / LEAVING_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    note = folder / uuid4().hex
    try:
        with open_draft(note) as held:
            _hold(held)
            told = _BETWEEN.join((str(draft), str(back_to.absolute() if back_to else "")))
            held.write(told.encode("utf-8", "surrogateescape"))
            sync_file(held)
            sync_folder(folder)
            yield
    finally:
        _remove(note)


def _put_right(note: str) -> None:
    """Do what a note says: remove its draft, or put back what the draft keeps.

    A note that was tampered with names no other file than a draft of ours, and puts nothing into
    another folder: an office that came from a stranger brings its own notes.
    """
    draft, _between, back_to = note.partition(_BETWEEN if _BETWEEN in note else "\n")
    path = Path(draft)
    if not (path.name.startswith(_PREFIX) and path.name.endswith(_PART) and path.is_file()):
        return
    if back_to and Path(back_to).parent != path.parent:
        return
    if back_to and path.stat().st_size and not Path(back_to).exists():
        path.rename(back_to)
    else:
        path.unlink()


def _hold(note: BinaryIO) -> bool:
    """Hold a note until it is closed; return False where another program holds it."""
    if os.name == "nt":
        import msvcrt

        lock = getattr(msvcrt, "locking")  # noqa: B009 (it is there on Windows alone)
        mode = getattr(msvcrt, "LK_NBLCK")  # noqa: B009
        try:
            note.seek(1 << 20)  # far behind what is read
            lock(note.fileno(), mode, 1)
            note.seek(0)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(note.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_free(note: Path) -> bool:
    with note.open("r+b") as held:
        return _hold(held)


def _files(office: Path, pattern: str) -> list[Path]:
    """Return the files in the office itself, not those to which a link in it leads."""
    with suppress(OSError):
        home = office.resolve()
        return [it for it in office.glob(pattern) if it.parent.resolve().is_relative_to(home)]
    return []


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
