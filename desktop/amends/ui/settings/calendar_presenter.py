"""What the calendar's part of the office page decides: what is asked for, and what is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.calendar_layers import Layer
from amends.domain.dates_in_words import short
from amends.domain.errors import AmendsError, DateNotPossibleError
from amends.domain.streams import OFFICE
from amends.domain.working_days import Calendar
from amends.services.desk import Changed
from amends.services.list_calendars import list_calendars
from amends.services.plan_calendar import (
    Import,
    plan_calendar,
    plan_day,
    plan_import,
    plan_newer_dates,
    plan_withdrawal,
    plan_without_day,
)
from amends.services.propose_change import PlannedChange
from amends.services.read_holidays import HolidayList, read_holiday_file, source_of
from amends.services.read_people import read_people
from amends.services.read_policy import read_policy
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.settings.proposals import Asked, Proposals, ready
from amends.ui.settings.words import doubts_words
from amends.ui.tasks import run
from amends.ui.widgets.day_edit import NO_DAY

DAY, NAME = "day", "name"


class CalendarPresenter(QObject):
    """Holds no widget. Every change of the calendar is proposed, none is made at once."""

    places_listed = Signal(object)  # tuple[Place, ...]
    lists_read = Signal(object)  # tuple[HolidayList, ...]
    file_refused = Signal(str)  # what is wrong with it
    day_refused = Signal(object)  # dict[str, str]: problems by field
    newer_found = Signal(bool)  # whether there are newer dates

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self.session = session
        self._window = window
        self._newer: PlannedChange | None = None
        self.proposals = Proposals(session, window, self)
        session.changed.connect(self._on_changed)

    @property
    def calendar(self) -> Calendar:
        """The calendar as the office has put it right."""
        return read_policy(self.session.desk).calendar

    def today(self) -> date:
        return self.session.clock.today()

    def people(self) -> Mapping[UUID, str]:
        """Return the names of those who recorded what was put right."""
        return read_people(self.session.desk)

    @Slot()
    def look_for_newer(self) -> None:
        """Compare the pinned dates with those that came with Amends; `newer_found` follows."""
        work = partial(plan_newer_dates, self.session.desk, self.today())
        run(work, self._window()).succeeded.connect(self._on_newer)

    def list_places(self) -> None:
        """Read the list of countries and regions; `places_listed` follows."""
        run(list_calendars, self._window()).succeeded.connect(self.places_listed)

    def read_file(self, path: Path) -> None:
        """Read a file with holidays; `lists_read` follows, or `file_refused`."""
        task = run(partial(read_holiday_file, path), self._window())
        task.succeeded.connect(self.lists_read)
        task.failed.connect(self._on_unread)

    def propose_calendar(self, name: str, title: str) -> None:
        """Ask to count by the holidays of other places."""
        self.proposals.ask(
            Asked(
                plan=partial(plan_calendar, name, self.today()),
                heading=self.tr("Leaving out the holidays of {places}").format(places=title),
                agree=self.tr("Take this calendar"),
                why="",
            )
        )

    def propose_newer(self) -> None:
        """Ask to take the newer dates that were found."""
        assert self._newer is not None
        self.proposals.ask(
            Asked(
                plan=ready(self._newer),
                heading=self.tr("Taking the newer dates"),
                agree=self.tr("Take the newer dates"),
                why=self.tr("Newer dates came with this version of Amends."),
            )
        )

    def propose_day(self, day: date, name: str, *, is_holiday: bool) -> None:
        """Ask to make a day a holiday, or none; `day_refused` says what is in the way."""
        if day == NO_DAY:
            words = self.tr("This is no day. Type it like 24 Dec 2026, or 24/12/2026.")
            self.day_refused.emit({DAY: words})
            return
        if problem := self._name_problem(day, name, is_holiday=is_holiday):
            self.day_refused.emit(problem)
            return
        shown = short(day, self.today())
        try:
            if is_holiday:
                planned = plan_day(self.calendar, day, name, self.today())
                heading = self.tr("Making {day} a holiday").format(day=shown)
                agree = self.tr("Make it a holiday")
            else:
                planned = plan_without_day(self.calendar, day, self.today())
                heading = self.tr("Working on {day}").format(day=shown)
                agree = self.tr("Make it a working day")
        except DateNotPossibleError as error:
            self.day_refused.emit({DAY: describe(error).text})
            return
        plan = ready(planned)
        self.proposals.ask(Asked(plan=plan, heading=heading, agree=agree, why=""))

    def propose_import(self, path: Path, listed: HolidayList, *, is_whole: bool) -> None:
        """Ask to take the days of a list; `file_refused` says what is in the way."""
        source = source_of(path, listed)
        try:
            found = plan_import(self.calendar, listed, source, self.today(), is_whole=is_whole)
        except AmendsError as error:
            self._on_unread(error)
            return
        self.proposals.ask(self._importing(found, source))

    def propose_withdrawal(self, id_: UUID, layer: Layer) -> None:
        """Ask to let a correction of the calendar go."""
        self.proposals.ask(
            Asked(
                plan=partial(plan_withdrawal, id_, self.today()),
                heading=self.tr("Taking back what came from {source}").format(source=layer.source),
                agree=self.tr("Take it back"),
                why="",
            )
        )

    def _name_problem(self, day: date, name: str, *, is_holiday: bool) -> dict[str, str]:
        """Return what keeps a day from being put right: nothing to call it, or to change."""
        known = {it.day: it.name for it in self.calendar.holidays}.get(day, "")
        if is_holiday and not name.strip():
            return {NAME: self.tr("Say what the day is called.")}
        if is_holiday and known == name.strip():
            return {DAY: self.tr("It is that holiday already.")}
        if not is_holiday and not known:
            return {DAY: self.tr("It is no holiday in your calendar.")}
        return {}

    def _importing(self, found: Import, source: str) -> Asked:
        return Asked(
            plan=ready(found.planned),
            heading=self.tr("Taking the days of “{source}”").format(source=source),
            agree=self.tr("Take these days"),
            why=self.tr("Imported from {source}.").format(source=source),
            doubts=doubts_words(found, self.today()),
        )

    @Slot(object)
    def _on_newer(self, planned: PlannedChange | None) -> None:
        self._newer = planned
        self.newer_found.emit(planned is not None)

    @Slot(Exception)
    def _on_unread(self, error: Exception) -> None:
        notice = describe(error)
        self.file_refused.emit(f"{notice.text} {notice.hint}")

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self.look_for_newer()
