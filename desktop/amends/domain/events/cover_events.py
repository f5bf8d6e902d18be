"""What can happen to an office as a whole while its people are away: somebody else holds it.

All of them stand in the office's own stream, and whoever reads the last one knows where the office
is. No correction reaches them: while the office is elsewhere, nothing can be recorded here.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.domain.events.base import Event


class OfficePassed(Event, frozen=True, kw_only=True, tag="office-passed"):
    """The office went to somebody else's computer as one sealed file, until a day.

    `entries` and `fingerprint` say how far the record had come before this entry.
    """

    person: UUID
    name: str
    until: date
    entries: int
    fingerprint: str


class OfficeTakenOver(Event, frozen=True, kw_only=True, tag="office-taken-over"):
    """The sealed file was laid down on another computer, where the office goes on."""


class OfficeGivenBack(Event, frozen=True, kw_only=True, tag="office-given-back"):
    """The office was sealed again to go back; `entries` and `fingerprint` are those before."""

    entries: int
    fingerprint: str


class OfficeTakenBack(Event, frozen=True, kw_only=True, tag="office-taken-back"):
    """The office goes on where it came from.

    `without_file`: what was recorded elsewhere is not in it, and can be joined with it no more.
    """

    without_file: bool = False


CoverFact = OfficePassed | OfficeTakenOver | OfficeGivenBack | OfficeTakenBack
