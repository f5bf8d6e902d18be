"""What Amends ships: procedures by name, and where a procedure file of one's own is read."""

from __future__ import annotations

from pathlib import Path

from amends.domain.errors import FileNotReadableError, UnknownProcedureError
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import LARGEST_FILE_BYTES, read_procedure

_SUFFIX = ".toml"


def shipped_procedures(resources: Path) -> tuple[str, ...]:
    """Return the names of the procedures that come with Amends."""
    return tuple(sorted(file.stem for file in (resources / "procedures").glob(f"*{_SUFFIX}")))


def procedure_bytes(resources: Path, name: str) -> bytes:
    """Return the file of a shipped procedure. Raises `UnknownProcedureError`."""
    known = shipped_procedures(resources)
    if name not in known:
        raise UnknownProcedureError(name, known)
    return (resources / "procedures" / f"{name}{_SUFFIX}").read_bytes()


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
