"""What can happen to the office itself, and to the people in it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import msgspec

from amends.domain.events.base import Event
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import Holiday


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
    ("stage-2.response"): the kind of event from which the days count. It holds for complaints
    received on `in_force_from` or later; without that day, for those received from its adoption
    on. The first version of a policy holds for what came before as well.
    """

    procedure: str
    digest: str
    readings: dict[str, str]
    in_force_from: date | None = None

    SCHEMA: ClassVar[int] = 2


class ProcedureDropped(Event, frozen=True, kw_only=True, tag="procedure-dropped"):
    """No new case runs under this policy; those that do go on."""

    procedure: str


class CalendarAdopted(Event, frozen=True, kw_only=True, tag="calendar-adopted"):
    """The office counts by a calendar snapshot, pinned by its SHA-256.

    `calendar` names its place, or several: "GB-ENG+GB-SCT". `why` is empty where it came with the
    setting up of the office.
    """

    SCHEMA: ClassVar[int] = 2

    calendar: str
    digest: str
    why: str = ""


class ClosureAdded(Event, frozen=True, kw_only=True, tag="closure-added"):
    """The office is closed from `first` to `last`, both included."""

    first: date
    last: date
    name: str


class HolidaysCorrected(Event, frozen=True, kw_only=True, tag="holidays-corrected"):
    """The calendar's dates are put right: by what source, and why.

    An added day that is a holiday already gets the added name. This stays when another snapshot is
    adopted, until it is withdrawn.
    """

    source: str
    why: str
    added: tuple[Holiday, ...] = ()
    removed: tuple[date, ...] = ()


class TermsSet(Event, frozen=True, kw_only=True, tag="terms-set"):
    """The institution teaches in these terms, and in no others that were listed before."""

    terms: tuple[SchoolTerm, ...]


class OpeningHoursSet(Event, frozen=True, kw_only=True, tag="opening-hours-set"):
    """The office works at these times: by weekday ("monday"), such as "09:00-17:00"."""

    hours: dict[str, str]


class PersonJoined(Event, frozen=True, kw_only=True, tag="person-joined"):
    """Somebody of the office may open it; their stream is their id in every event they record."""

    name: str
    role: str = ""


OfficeFact = (
    OfficeSetUp
    | LetterheadChanged
    | ProcedureAdopted
    | ProcedureDropped
    | CalendarAdopted
    | ClosureAdded
    | HolidaysCorrected
    | TermsSet
    | OpeningHoursSet
)
PersonFact = PersonJoined
