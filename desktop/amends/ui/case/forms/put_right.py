"""Asks what puts the record right: another day for an entry, or that it does not count."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from amends.domain.events import Recorded
from amends.services.put_right import correct_day, take_back
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit


class DayForm(Form):
    """Asks on which day an entry really happened, and why the first day was wrong."""

    KEY = "day"

    def __init__(self, presenter: CasePresenter, entry: Recorded, parent: QWidget) -> None:
        super().__init__(presenter, parent, about=entry.id)
        self._entry = entry.id
        self.name(self.tr("Correct the date"), self.tr("Correct"))
        self._day = DayEdit(entry.event.happened_on)
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self.add(self.tr("It happened on"), self._day)
        self.add(self.tr("Why the first date was wrong"), self._reason)

    def record(self) -> None:
        entry, day, reason = self._entry, self._day.day(), self._reason.text()
        self.presenter.record(
            lambda desk, view, now: correct_day(desk, view, entry, day, reason, now)
        )


class TakeBackForm(Form):
    """Asks why an entry is taken back; it stays on record, and no longer counts."""

    KEY = "take-back"

    def __init__(self, presenter: CasePresenter, entry: UUID, parent: QWidget) -> None:
        super().__init__(presenter, parent, about=entry)
        self._entry = entry
        self.name(self.tr("Take an entry back"), self.tr("Take back"))
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self.add(self.tr("Why (the entry stays on record, and no longer counts)"), self._reason)

    def record(self) -> None:
        entry, reason = self._entry, self._reason.text()
        self.presenter.record(lambda desk, view, now: take_back(desk, view, entry, reason, now))
