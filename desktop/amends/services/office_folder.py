"""Where a new office is kept, unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from amends.readers.file_names import safe_file_name

MOST_OF_ONE_NAME: Final = 100


def suggested_folder(documents: Path, office: str) -> Path:
    """Return a folder for an office of that name, one that is not there yet or is empty."""
    name = safe_file_name(f"Amends {' '.join(office.split())}") or "Amends"
    names = (name, *(f"{name} {number}" for number in range(2, MOST_OF_ONE_NAME)))
    folders = (documents / each for each in names)
    return next((folder for folder in folders if is_free(folder)), documents / name)


def is_free(folder: Path) -> bool:
    """Return whether an office can be made in `folder`: it is new, or an empty folder."""
    try:
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError:
        return False
