"""Asks who has taken on what was redirected."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from amends.services.case_view import CaseView
from amends.services.redirect_case import take_over
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import TextBox

_NOTE_LINES = 3


class TakenOverForm(Form):
    """Asks who has it now, since when, and how that is known."""

    KEY = "taken-over"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Taken over"), self.tr("Record"))
        self._by = QLineEdit()
        self._on = DayEdit(view.today)
        self._note = TextBox(_NOTE_LINES)
        self.add(self.tr("Taken over by"), self._by)
        self.add(self.tr("On"), self._on)
        self.add(self.tr("Note"), self._note)

    def record(self) -> None:
        by, on, note = self._by.text(), self._on.day(), self._note.toPlainText()
        self.presenter.record(lambda desk, view, now: take_over(desk, view, by, on, note, now))
