"""The procedures that an office can look into: its own in all their versions, and those shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amends.domain.errors import FileNotReadableError
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.toml_file import LARGEST_FILE_BYTES
from amends.domain.versions import Version
from amends.services.desk import Desk
from amends.services.ground import pinned_procedure, read_ground
from amends.services.shipped import other_procedures, procedure_bytes, shipped_procedures
from amends.services.whole_files import write_whole
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Held:
    """A procedure as it lies there: its file byte for byte, and the office's readings of it.

    `version` is that of the office; None where it comes with Amends, or from a file.
    """

    raw: bytes
    procedure: Procedure
    readings: Mapping[str, str]
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class PolicyVersions:
    """A policy of the office, its latest version first; `is_in_use` for new complaints."""

    name: str
    versions: tuple[Held, ...]
    is_in_use: bool

    def in_force(self, today: date) -> Held:
        """Return the version that holds for a complaint received today."""
        begun = [it for it in self.versions if (_since(it) or date.min) <= today]
        return begun[0] if begun else self.versions[-1]


@dataclass(frozen=True, slots=True)
class Book:
    """All there is: what the office works to, what it did, and what comes with Amends."""

    policies: tuple[PolicyVersions, ...]
    shipped: tuple[Held, ...]
    others: tuple[Held, ...]


def read_book(desk: Desk) -> Book:
    """Return every procedure that the office has, and every one that comes with Amends."""
    with desk.store.reading() as unit:
        office = read_ground(unit).office
        names = dict.fromkeys((*office.in_use, *(it.procedure for it in office.versions)))
        policies = tuple(
            PolicyVersions(name, _versions(unit, office.versions, name), name in office.in_use)
            for name in names
        )
    return Book(
        policies,
        tuple(held_shipped(desk.resources, name) for name in shipped_procedures(desk.resources)),
        tuple(held_shipped(desk.resources, name) for name in other_procedures(desk.resources)),
    )


def held_shipped(resources: Path, name: str) -> Held:
    """Return a procedure that comes with Amends. Raises `UnknownProcedureError`."""
    raw = procedure_bytes(resources, name)
    return Held(raw, read_procedure(raw, f"{name}.toml"), {})


def read_text_file(path: Path) -> bytes:
    """Return what stands in a file from outside, up to what a procedure may hold and one byte more.

    Whether it is a procedure is for `check_procedure` to say. Raises `FileNotReadableError`.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error


def export_procedure(desk: Desk, held: Held, target: Path) -> None:
    """Write the file byte for byte as it is held. Raises `FileNotWrittenError`."""
    write_whole(desk, target, [held.raw])


def _versions(unit: Unit, versions: tuple[Version, ...], name: str) -> tuple[Held, ...]:
    """Return the versions of a policy, the one that holds longest from now on first."""
    each = [it for it in versions if it.procedure == name]
    latest_first = sorted(enumerate(each), key=_place, reverse=True)
    return tuple(_held(unit, version) for _number, version in latest_first)


def _place(numbered: tuple[int, Version]) -> tuple[date, int]:
    number, version = numbered
    return version.since or date.min, number


def _held(unit: Unit, version: Version) -> Held:
    raw = unit.pins.read(version.digest)
    procedure = pinned_procedure(unit, version.procedure, version.digest)
    return Held(raw, procedure, version.readings or {}, version)


def _since(held: Held) -> date | None:
    return held.version.since if held.version else None
