"""Asks for an action: what will be done, by whom, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from amends.domain.procedure import FollowUp
from amends.services.case_view import CaseView
from amends.services.plan_action import Action, plan_action
from amends.services.promising import Dated
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class ActionForm(Form):
    """What the policy names as an example is offered as words for the action."""

    KEY = "action"
    TOPIC = "promises"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, follow_up: str, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=follow_up)
        self.name(self.tr("Plan an action"), self.tr("Plan it"))
        self._follow_ups = {it.key: it for it in view.procedure.follow_ups}
        self._answers = ChoiceBox(self._choices())
        self._answers.choose(follow_up)
        self._policy = plain_label("", "muted")
        self._what = QLineEdit()
        self._owner = QLineEdit(view.handler)
        self._due = DayEdit(view.today)
        self._due.clear()  # a date that nobody chose must not become a promise
        self._due.setPlaceholderText(self.tr("such as 15 January 2027"))
        self.add(self.tr("What it answers"), self._answers)
        self.fields.addRow(self._policy)
        self.add(self.tr("What will be done"), self._what)
        self.add(self.tr("Done by when"), self._due)
        self.add(self.tr("Who does it"), self._owner)
        self._answers.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def record(self) -> None:
        todo = Dated(self._what.text(), self._due.day())
        action = Action(todo, self._owner.text(), str(self._answers.currentData()))
        self.presenter.record(lambda desk, view, now: plan_action(desk, view, action, now))

    @Slot()
    def _on_chosen(self) -> None:
        """Show what the policy says of it; the title of an example will do as an action."""
        chosen = self._follow_ups.get(str(self._answers.currentData()))
        show_source(self._policy, chosen)
        examples = {it.title for it in self._follow_ups.values() if it.example}
        if self._what.text() in {"", *examples}:
            self._what.setText(chosen.title if chosen and chosen.example else "")

    def _choices(self) -> Iterator[tuple[str, str]]:
        yield "", self.tr("Nothing that the policy asks to consider")
        for follow_up in self._follow_ups.values():
            example = self.tr("{title} (an example of the policy)")
            words = example if follow_up.example else "{title}"
            yield follow_up.key, words.format(title=follow_up.title)


def show_source(label: QLabel, follow_up: FollowUp | None) -> None:
    """Show the policy's sentence in a label, which is gone where there is none."""
    label.setText(f"“{follow_up.source}”" if follow_up else "")
    label.setVisible(follow_up is not None)
