"""Asks why the clocks stand still, by the policy's own rule, and when they go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.events.clock_events import Paused, Resumed
from amends.domain.explanation import quoted
from amends.services.case_view import CaseView
from amends.services.pause_clocks import pause, resume
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.moves import Moves
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.times_words import paused_sentence
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.inputs import TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES = 3


class PauseForm(Form):
    """Says when the policy lets its clocks stand still, in its own words."""

    KEY = "pause"
    TOPIC = "dates"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Pause the clocks"), self.tr("Pause"))
        if (rule := view.procedure.pause) is not None:
            self.fields.addRow(plain_label(rule.when))
            self.fields.addRow(plain_label(quoted(rule.source), "muted"))
        self._on = DayEdit(view.today)
        self._reason = TextBox(_REASON_LINES)
        self._moves = Moves(view, self._supposed)
        self.add(self.tr("From"), self._on)
        self.add(self.tr("Why"), self._reason)
        self.fields.addRow(self._moves)
        self._on.textChanged.connect(self._moves.show_moves)

    def record(self) -> None:
        on, reason = self._on.day(), self._reason.toPlainText()
        self.presenter.record(lambda desk, view, now: pause(desk, view, on, reason, now))

    def _supposed(self) -> Paused | None:
        on = self._on.day()
        return Paused(happened_on=on, reason="") if on != NO_DAY else None


class ResumeForm(Form):
    """Shows the dates as they will be."""

    KEY = "go-on"
    TOPIC = "dates"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Let the clocks go on"), self.tr("Go on"))
        self.fields.addRow(plain_label(paused_sentence(view)))
        self._on = DayEdit(view.today)
        self._note = TextBox(_REASON_LINES)
        self._moves = Moves(view, self._supposed)
        self.add(self.tr("From"), self._on)
        self.add(self.tr("What happened, if you want to say"), self._note)
        self.fields.addRow(self._moves)
        self._on.textChanged.connect(self._moves.show_moves)

    def record(self) -> None:
        on, note = self._on.day(), self._note.toPlainText()
        self.presenter.record(lambda desk, view, now: resume(desk, view, on, note, now))

    def _supposed(self) -> Resumed | None:
        on = self._on.day()
        return Resumed(happened_on=on) if on != NO_DAY else None
