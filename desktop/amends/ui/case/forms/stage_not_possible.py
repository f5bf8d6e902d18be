"""Asks why a stage is not possible; the letter that says so follows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.course import stages_to_rule_out
from amends.domain.events.handling_events import WhyNotPossible
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.rule_out_stage import rule_out_stage
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.form import Form
from amends.ui.case.handling_words import why_not_possible
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_NOTE_LINES = 3


class StageNotPossibleForm(Form):
    """Asks which stage nobody in the office is free to decide, and why."""

    KEY = "stage-not-possible"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("A stage is not possible"), self.tr("Save and write the letter"))
        stages = stages_to_rule_out(view.case, view.procedure, view.clocks)
        self._stage = ChoiceBox(
            (stage.key, ", ".join(filter(None, (stage.title, stage.answered_by))))
            for stage in stages
        )
        self._reason = Choices((why, why_not_possible(why), "") for why in WhyNotPossible)
        if view.is_handled_by_subject:
            self._reason.restore_text(WhyNotPossible.ABOUT_THE_DECIDER)
        self._note = TextBox(_NOTE_LINES)
        self.add(self.tr("Which stage"), self._stage)
        self.add(self.tr("Why it is not possible"), self._reason)
        self.add(self.tr("Note, for your own record"), self._note)
        words = self.tr("The complainant is told by letter, and where they can go instead.")
        self.fields.addRow(plain_label(words, "muted"))

    def record(self) -> None:
        stage, note = str(self._stage.currentData()), self._note.toPlainText()
        reason = self._reason.chosen()
        if self.presenter.record(
            lambda desk, view, now: rule_out_stage(desk, view, stage, reason, note, now)
        ):
            self.presenter.write_letter(LetterKind.STAGE_NOT_POSSIBLE)
