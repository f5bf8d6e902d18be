"""The streams that events belong to: the office, a case, or a person of the office."""

from __future__ import annotations

from typing import Final
from uuid import UUID

OFFICE: Final = "office"
CASES: Final = "case/"
PEOPLE: Final = "person/"


def case_stream(case: UUID) -> str:
    """Return the stream of a case."""
    return f"{CASES}{case}"


def person_stream(person: UUID) -> str:
    """Return the stream of a person of the office."""
    return f"{PEOPLE}{person}"


def person_of(stream: str) -> UUID:
    """Return the person whose stream it is."""
    return UUID(stream.removeprefix(PEOPLE))
