"""Asks when a letter of the office was received, where a time runs from then."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.services.case_view import CaseView
from amends.services.record_arrival import arrivals, record_arrival
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox

_NOTE_LINES = 3


class ArrivalForm(Form):
    """The day that is recorded comes before the rule of the post; a later entry replaces it."""

    KEY = "record-arrival"
    TOPIC = "dates"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("A letter was received"), self.tr("Record it"))
        sent = ((kind, view.procedure.words(kind).title) for kind in arrivals(view))
        self._what = ChoiceBox(sent)
        self._day = DayEdit(view.today)
        self._note = TextBox(_NOTE_LINES)
        self._note.setPlaceholderText(self.tr("such as how you know"))
        self.add(self.tr("What you had sent"), self._what)
        self.add(self.tr("Received on"), self._day)
        self.add(self.tr("Note"), self._note)

    def record(self) -> None:
        what, day, note = str(self._what.currentData()), self._day.day(), self._note.toPlainText()
        self.presenter.record(
            lambda desk, view, now: record_arrival(desk, view, what, day, note, now)
        )
