"""The rail at the left: a new complaint, and the places of the office."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from amends.domain.urgency import Urgency
from amends.services.read_inbox import InboxTotals
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.rail_entry import RailEntry

INBOX: Final = "inbox"
PROMISES: Final = "promises"
ALL_CASES: Final = "all-cases"
PROCEDURES: Final = "procedures"
SETTINGS: Final = "settings"

_WIDTH_PX: Final = 176


class Rail(QFrame):
    """Emits what was asked for; which place is on show is told by `show_place`."""

    new_complaint_requested = Signal()
    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="rail")
        self.setFixedWidth(scaled(_WIDTH_PX))
        self.new_complaint = QPushButton(self.tr("New complaint"))
        set_look(self.new_complaint, role="primary")
        self.why_not = plain_label("", "muted")
        self.why_not.hide()
        self._group = QButtonGroup(self)
        self._places = {
            INBOX: self._place(INBOX, self.tr("Inbox")),
            PROMISES: self._place(PROMISES, self.tr("Promises")),
            ALL_CASES: self._place(ALL_CASES, self.tr("All cases")),
            PROCEDURES: self._place(PROCEDURES, self.tr("Procedures")),
            SETTINGS: self._place(SETTINGS, self.tr("Office and policy")),
        }
        self._lay_out()
        self.new_complaint.clicked.connect(self.new_complaint_requested)

    def say_why_not(self, why: str) -> None:
        """Say why nothing can be changed here, in the place of what begins something new."""
        self.new_complaint.setVisible(not why)
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why))

    def show_place(self, place: str) -> None:
        """Mark a place as the one on show."""
        self._places[place].setChecked(True)

    def show_counts(self, totals: InboxTotals) -> None:
        """Say how many cases there are, and how much is promised in them."""
        self._places[INBOX].show_count(totals.open_cases)
        self._places[ALL_CASES].show_count(totals.all_cases)
        overdue = totals.promises[Urgency.OVERDUE]
        words = self.tr("{count} overdue").format(count=overdue) if overdue else ""
        self._places[PROMISES].show_count(sum(totals.promises.values()), words)

    def _place(self, key: str, title: str) -> RailEntry:
        entry = RailEntry(title)
        self._group.addButton(entry)
        entry.clicked.connect(partial(self.place_requested.emit, key))
        return entry

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(10), scaled(14), scaled(10), scaled(14))
        layout.setSpacing(scaled(3))
        layout.addWidget(self.new_complaint)
        layout.addWidget(self.why_not)
        layout.addSpacing(scaled(8))
        layout.addWidget(self._places[INBOX])
        layout.addWidget(self._places[PROMISES])
        layout.addWidget(self._places[ALL_CASES])
        layout.addStretch()
        layout.addWidget(self._places[PROCEDURES])
        layout.addWidget(self._places[SETTINGS])
