"""The open office as every view sees it: the desk, the clock, and what changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from amends.domain.events.access_events import OfficeRole
from amends.domain.read_only import ReadOnly
from amends.services.desk import Changed, Desk, Moment
from amends.services.read_cover import read_cover
from amends.services.take_seat import seat_at
from amends.ui.clock import Clock
from amends.ui.copies.keeper import CopyKeeper
from amends.ui.tasks import stop_tasks


class Session(QObject):
    """Views ask `desk` through services, and refresh when `changed` names what they show."""

    changed = Signal(object)  # Changed
    day_changed = Signal()
    sheet_requested = Signal()  # a recovery sheet
    key_change_requested = Signal()
    passing_requested = Signal()  # of the office, to somebody else
    return_requested = Signal()  # of the office, from somebody else
    lock_requested = Signal()
    leaving_requested = Signal(object)  # Member, None for whoever is chosen then
    lock_setting_changed = Signal()
    seat_changed = Signal()  # another role, or other cases that concern whoever is at the keyboard
    help_requested = Signal(str)  # the topic
    ending = Signal()  # the office is about to be locked: what is not kept yet is kept now

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.clock = clock
        self.copies = CopyKeeper(desk, clock, self)
        self._seat = seat_at(desk)
        self.cover = read_cover(desk)
        self.is_open = True
        clock.day_changed.connect(self.day_changed)

    @property
    def role(self) -> OfficeRole:
        """The role of whoever has opened the office."""
        return self._seat.member.role

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing at all may be changed here now; None where something may.

        Whatever shows a control that records asks this, or `office_read_only`.
        """
        return self._seat.read_only

    @property
    def office_read_only(self) -> ReadOnly | None:
        """Why nothing of the office itself may be changed here now: its policy, days, people."""
        return self._seat.office_read_only

    def moment(self) -> Moment:
        """Return today and now, for a service that records something."""
        return Moment(self.clock.today(), self.clock.now())

    def announce(self, changed: Changed) -> None:
        """Tell every open view what a service has changed.

        Where that changed what holds of whoever has opened the office, this is told first.
        """
        if not self.is_open:  # what was asked for before the office was locked ends after it
            return
        before, self._seat = self._seat, seat_at(self.desk)
        if not before.is_like(self._seat):
            self.seat_changed.emit()
        self.changed.emit(changed)

    def end(self) -> None:
        """Lock the office. Views that are not gone yet hear nothing more, such as of a new day:
        they would ask an office that is locked.
        """
        self.ending.emit()
        self.is_open = False
        self.blockSignals(True)
        self.copies.end()
        stop_tasks(self)
        self.desk.store.close()
