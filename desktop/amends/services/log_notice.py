"""Log a notice of the outside body: open a case that no complainant has brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.events.base import check_day, required
from amends.domain.events.case_events import Channel
from amends.domain.events.handling_events import Notified
from amends.services.desk import Desk, Moment
from amends.services.ground import Ground, procedure_of, read_ground
from amends.services.log_complaint import Logged, open_case
from amends.services.promising import Dated, promised
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a notice says; `answer` is what it asks for, with the day by which.

    Without a `body` it is from the one that the procedure names.
    """

    title: str
    notice: str
    received_on: date
    channel: Channel
    body: str = ""
    answer: Dated | None = None


def usual_outside_body(desk: Desk) -> str:
    """Return who would give notice by the office's procedure, "" where it names nobody."""
    with desk.store.reading() as unit:
        return _outside_body(unit, read_ground(unit))


def log_notice(desk: Desk, notice: Notice, moment: Moment) -> Logged:
    """Open a case for a notice, under the version in force on the day it was received.

    Raises `FieldMissingError` without a title or a sender, `DateNotPossibleError`, and
    `CalendarRangeError` for a day that the calendar does not know.
    """
    title, on = required("title", notice.title), check_day(notice.received_on, moment.today)
    with desk.store.transaction() as unit:
        ground = read_ground(unit)
        notified = Notified(
            happened_on=ground.days.known(on),
            body=required("from", notice.body.strip() or _outside_body(unit, ground)),
            title=title,
            notice=notice.notice.strip(),
            channel=notice.channel,
            answer=promised(notice.answer, on, ground.days) if notice.answer else None,
        )
        version = ground.office.version_for("", on)
        return open_case(unit, desk, ground, version, [notified], moment)


def _outside_body(unit: Unit, ground: Ground) -> str:
    body = procedure_of(unit, ground.office).outside_body
    return body.name if body else ""
