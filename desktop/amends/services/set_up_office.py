"""Set up an office: its folder and key, its letterhead, procedure and calendar."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from amends.domain.errors import FileNotWrittenError, PassphraseTooShortError
from amends.domain.events.base import required
from amends.domain.events.office_events import (
    CalendarAdopted,
    Letterhead,
    OfficeFact,
    OfficeSetUp,
    PersonJoined,
    ProcedureAdopted,
)
from amends.domain.procedure_file import read_procedure
from amends.domain.streams import OFFICE, person_stream
from amends.services.desk import Desk, Moment
from amends.services.shipped import procedure_bytes
from amends.services.take_seat import take_seat
from amends.storage import office as storage
from amends.storage.calendars import encode_calendar, take_snapshot
from amends.storage.unit import Unit

SHORTEST_PASSPHRASE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody has decided about a new office.

    `procedure` is the name of a shipped one; `readings` are the office's answers to what it
    leaves open; `calendar` is empty where the procedure's own is taken.
    """

    letterhead: Letterhead
    procedure: str
    readings: Mapping[str, str]
    calendar: str = ""
    sample: bool = False


def check_passphrase(passphrase: str) -> str:
    """Return the passphrase. Raises `PassphraseTooShortError`."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShortError(SHORTEST_PASSPHRASE)
    return passphrase


def set_up_office(
    folder: Path, passphrase: str, plan: Plan, moment: Moment, resources: Path
) -> Desk:
    """Create the office in `folder`, which must be new or empty, and return it open.

    Raises `FieldMissingError`, `PassphraseTooShortError`, `OfficeExistsError` and
    `FileNotWrittenError`; nothing is left behind then.
    """
    required("name", plan.letterhead.name)
    check_passphrase(passphrase)
    raw = procedure_bytes(resources, plan.procedure)
    calendar = plan.calendar or read_procedure(raw, f"{plan.procedure}.toml").calendar
    snapshot = encode_calendar(take_snapshot(calendar))
    is_new = not folder.exists()
    _make_parents(folder)
    store = storage.create(folder, passphrase, uuid4())
    with ExitStack() as undo:
        undo.callback(_leave, folder, is_new=is_new)
        undo.callback(store.close)
        with store.transaction() as unit:
            _join(unit, store.person, plan.letterhead, moment)
            events = _founding(plan, calendar, unit.pins.pin(raw), unit.pins.pin(snapshot), moment)
            unit.events.append(OFFICE, 0, events, now=moment.now, person=store.person)
        undo.pop_all()
    return take_seat(Desk(store, resources))


def _make_parents(folder: Path) -> None:
    """Make the folders above, since a new computer may have no "Documents" yet."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWrittenError(folder, error.strerror or str(error)) from error


def _leave(folder: Path, *, is_new: bool) -> None:
    """Take away an office that came into being without its first entries."""
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink()
    if is_new:
        folder.rmdir()


def _founding(
    plan: Plan, calendar: str, procedure_digest: str, calendar_digest: str, moment: Moment
) -> tuple[OfficeFact, ...]:
    """Return the first entries of the office's own stream."""
    day = moment.today
    return (
        OfficeSetUp(happened_on=day, letterhead=plan.letterhead, sample=plan.sample),
        ProcedureAdopted(
            happened_on=day,
            procedure=plan.procedure,
            digest=procedure_digest,
            readings=dict(plan.readings),
        ),
        CalendarAdopted(happened_on=day, calendar=calendar, digest=calendar_digest),
    )


def _join(unit: Unit, person: UUID, letterhead: Letterhead, moment: Moment) -> None:
    """Record who set the office up, in a stream of their own."""
    joined = PersonJoined(
        happened_on=moment.today, name=letterhead.signatory, role=letterhead.signatory_role
    )
    unit.events.append(person_stream(person), 0, [joined], now=moment.now, person=person)


def open_office(folder: Path, passphrase: str, resources: Path) -> Desk:
    """Return the office in `folder`, open.

    Raises `NotAnOfficeError`, `WrongPassphraseError`, `OfficeTooNewError`, `OfficeDamagedError`.
    """
    desk = Desk(storage.unlock(folder, passphrase), resources)
    with ExitStack() as undo:
        undo.callback(desk.store.close)
        take_seat(desk)
        undo.pop_all()
    return desk
