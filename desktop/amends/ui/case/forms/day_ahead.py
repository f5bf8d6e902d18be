"""Asks for the day of something that is to come, such as a hearing."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from amends.domain.dates_in_words import short
from amends.domain.events.clock_events import Scheduled
from amends.services.case_view import CaseView
from amends.services.set_day_ahead import set_day_ahead
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.moves import Moves
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_NOTE_LINES = 3


class DayAheadForm(Form):
    """A day that was set before is moved by setting another one; both stay in the history."""

    KEY = "set-day"
    TOPIC = "dates"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self._view = view
        self.name(self.tr("Set a day"), self.tr("Set the day"))
        events = (event for event in view.procedure.events if event.ahead)
        self._what = ChoiceBox((event.key, event.title) for event in events)
        self._before = plain_label("", "muted")
        self._day = DayEdit(view.today)
        self._day.clear()  # nobody has chosen a day yet
        self._day.setPlaceholderText(self.tr("such as 15 January 2027"))
        self._note = TextBox(_NOTE_LINES)
        self._moves = Moves(view, self._supposed)
        self.add(self.tr("What for"), self._what)
        self.fields.addRow(self._before)
        self.add(self.tr("The day"), self._day)
        self.fields.addRow(self._moves)
        self.add(self.tr("Note"), self._note)
        self._what.currentIndexChanged.connect(self._on_what)
        self._day.textChanged.connect(self._moves.show_moves)
        self._on_what()

    def record(self) -> None:
        what, day, note = str(self._what.currentData()), self._day.day(), self._note.toPlainText()
        self.presenter.record(
            lambda desk, view, now: set_day_ahead(desk, view, what, day, note, now)
        )

    @Slot()
    def _on_what(self) -> None:
        """Say which day stands so far."""
        day = self._view.case.scheduled.get(str(self._what.currentData()))
        words = self.tr("No day is set yet.")
        if day is not None:
            words = self.tr("It is set for {day}.").format(day=short(day, self._view.today))
        self._before.setText(words)
        self._moves.show_moves()

    def _supposed(self) -> Scheduled | None:
        what, day = str(self._what.currentData()), self._day.day()
        if day == NO_DAY:
            return None
        return Scheduled(happened_on=self._view.today, what=what, day=day)
