"""What can happen to the office itself, and to the people in it."""

from __future__ import annotations

from datetime import date

import msgspec

from amends.domain.events.base import Event


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """What an office puts on paper."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    signatory: str = ""
    signatory_role: str = ""


class OfficeSetUp(Event, frozen=True, kw_only=True, tag="office-set-up"):
    """The office began to use Amends; `sample` marks one with made-up cases."""

    letterhead: Letterhead
    sample: bool = False


class LetterheadChanged(Event, frozen=True, kw_only=True, tag="letterhead-changed"):
    letterhead: Letterhead


class ProcedureAdopted(Event, frozen=True, kw_only=True, tag="procedure-adopted"):
    """The office works to a procedure.

    `readings` holds its choice for each question that the policy leaves open, by clock
    ("stage-2.response"): the kind of event from which the days count.
    """

    procedure: str
    digest: str
    readings: dict[str, str]


class CalendarAdopted(Event, frozen=True, kw_only=True, tag="calendar-adopted"):
    """The office counts by a calendar snapshot, pinned by its SHA-256."""

    calendar: str
    digest: str


class ClosureAdded(Event, frozen=True, kw_only=True, tag="closure-added"):
    """The office is closed from `first` to `last`, both included."""

    first: date
    last: date
    name: str


class PersonJoined(Event, frozen=True, kw_only=True, tag="person-joined"):
    """Somebody of the office may open it; their stream is their id in every event they record."""

    name: str
    role: str = ""


OfficeFact = OfficeSetUp | LetterheadChanged | ProcedureAdopted | CalendarAdopted | ClosureAdded
PersonFact = PersonJoined
