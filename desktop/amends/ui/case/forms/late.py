"""Asks whether the office takes what came too late, where its policy lets it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from amends.domain.clocks import Clock
from amends.domain.explanation import quoted
from amends.services.case_view import CaseView
from amends.services.decide_late import Decision, decide_late
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.times_words import late_by
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES = 4


class LateForm(Form):
    """Says by how much it was late, and what the policy says of that."""

    KEY = "late"
    TOPIC = "course"

    def __init__(
        self,
        presenter: CasePresenter,
        view: CaseView,
        late: Mapping[str, Clock],
        parent: QWidget,
    ) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("It came too late"), self.tr("Record"))
        words = self.tr("{stage}: {late}")
        self._clock = ChoiceBox(
            (name, words.format(stage=clock.stage_title, late=late_by(clock)))
            for name, clock in late.items()
        )
        self._taken = Choices(
            (
                (
                    Decision.TAKE,
                    self.tr("Take it all the same"),
                    self.tr("Every time runs as usual."),
                ),
                (
                    Decision.LEAVE,
                    self.tr("Do not take it"),
                    self.tr("Tell them why, then close the case."),
                ),
            )
        )
        self._because = TextBox(_REASON_LINES)
        for source in dict.fromkeys(clock.discretion for clock in late.values()):
            self.fields.addRow(plain_label(quoted(source), "muted"))
        self.add(self.tr("What came late"), self._clock)
        self.add(self.tr("What you decide"), self._taken)
        self.add(self.tr("Why"), self._because)
        before = view.case.late_decisions.get(str(self._clock.currentData()))
        if before is not None:
            self._taken.restore_text(Decision.TAKE if before.accepted else Decision.LEAVE)
            self._because.setPlainText(before.because)

    def record(self) -> None:
        clock, because = str(self._clock.currentData()), self._because.toPlainText()
        decision = self._taken.chosen()
        self.presenter.record(
            lambda desk, view, now: decide_late(desk, view, clock, decision, because, now)
        )
