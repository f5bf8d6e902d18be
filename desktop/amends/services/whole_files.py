"""Files that leave the office: there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from amends.domain.errors import FileNotWrittenError
from amends.services.desk import Desk
from amends.storage.durable_files import sync_file
from amends.storage.left_behind import draft_beside, remove_left_behind


def write_whole(desk: Desk, target: Path, content: Iterable[bytes]) -> None:
    """Write a file so that it is there whole or not at all. Raises `FileNotWrittenError`."""
    try:
        with draft_beside(desk.store.folder, target.parent) as draft:
            with draft.open("wb") as file:
                for piece in content:
                    file.write(piece)
                sync_file(file)
            draft.replace(target)
    except OSError as error:
        raise FileNotWrittenError(target, error.strerror or str(error)) from error


def remove_broken_off(office: Path) -> None:
    """Remove what was on its way out of the office when a program was killed; no key is needed."""
    remove_left_behind(office)
