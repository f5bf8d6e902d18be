"""Asks whether something holds on which a time of the policy depends."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.events.clock_events import FactStated
from amends.domain.procedure import FactRule
from amends.services.case_view import CaseView
from amends.services.state_fact import Answer, state_fact, stated_facts
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.moves import Moves
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.label import plain_label


class FactForm(Form):
    """Begins with what was found before; until then nobody knows."""

    KEY = "fact"
    TOPIC = "dates"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, fact: FactRule, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=fact.key)
        self._fact, self._today = fact.key, view.today
        self.name(self.tr("Does this hold?"), self.tr("Record"))
        self.fields.addRow(plain_label(fact.title, "heading"))
        self._holds = Choices(((Answer.YES, self.tr("Yes"), ""), (Answer.NO, self.tr("No"), "")))
        if (known := stated_facts(view).get(fact.key)) is not None:
            self._holds.restore_text(Answer.YES if known else Answer.NO)
        self._moves = Moves(view, self._supposed)
        self.add(self.tr("In this case"), self._holds)
        self.fields.addRow(self._moves)
        self._holds.edited.connect(self._moves.show_moves)

    def record(self) -> None:
        fact, answer = self._fact, self._holds.chosen()
        self.presenter.record(lambda desk, view, now: state_fact(desk, view, fact, answer, now))

    def _supposed(self) -> FactStated | None:
        if not (answer := self._holds.chosen()):
            return None
        holds = Answer(answer) is Answer.YES
        return FactStated(happened_on=self._today, fact=self._fact, holds=holds)
