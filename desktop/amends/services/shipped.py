"""What Amends ships: procedures by name, and where a procedure file of one's own is read."""

from __future__ import annotations

from pathlib import Path

from amends.domain.errors import FileNotReadableError, UnknownProcedureError
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.toml_file import LARGEST_FILE_BYTES

_SUFFIX = ".toml"


def shipped_procedures(resources: Path) -> tuple[str, ...]:
    """Return the names of the policies that Amends was made for."""
    return tuple(_files(resources / "procedures"))


def other_procedures(resources: Path) -> tuple[str, ...]:
    """Return the names of the procedures of other bodies, which come with Amends as well."""
    return tuple(_files(resources / "procedures" / "other"))


def procedure_bytes(resources: Path, name: str) -> bytes:
    """Return the file of either kind. Raises `UnknownProcedureError`."""
    folder = resources / "procedures"
    known = _files(folder) | _files(folder / "other")
    if name not in known:
        raise UnknownProcedureError(name, tuple(known))
    return known[name].read_bytes()


def find_procedure(resources: Path, name_or_path: str) -> Procedure:
    """Return the procedure that is shipped under this name, or that stands in this file.

    Raises `UnknownProcedureError`, `FileNotReadableError` or `ProcedureFileError`.
    """
    path = Path(name_or_path)
    if path.suffix != _SUFFIX and not path.is_file():
        return read_procedure(procedure_bytes(resources, name_or_path), f"{name_or_path}{_SUFFIX}")
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error
    return read_procedure(raw, str(path))


def _files(folder: Path) -> dict[str, Path]:
    found = {file.stem: file for file in folder.glob(f"*{_SUFFIX}")}
    return dict(sorted(found.items()))
