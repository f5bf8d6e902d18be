"""The open office as every view sees it: the desk, the clock, and one signal for what changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from amends.services.desk import Changed, Desk, Moment
from amends.ui.clock import Clock


class Session(QObject):
    """Views ask `desk` through services, and refresh when `changed` names what they show."""

    changed = Signal(object)  # Changed

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.clock = clock

    def moment(self) -> Moment:
        """Return today and now, for a service that records something."""
        return Moment(self.clock.today(), self.clock.now())

    def announce(self, changed: Changed) -> None:
        """Tell every open view what a service has changed."""
        self.changed.emit(changed)
