"""Asks for an action plan, as the answer cannot be given in time; its letter follows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.course import plan_to_send
from amends.domain.dates_in_words import short
from amends.domain.handling import Plan
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.make_action_plan import make_action_plan
from amends.services.promising import Dated
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.rows import Rows, RowWords
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.times_words import no_pause_words
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES = 3


class PlanForm(Form):
    """Begins with the plan that waits to be sent, else with what is open of the one in force."""

    KEY = "plan"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Action plan"), self.tr("Save and write the letter"))
        self._reason = TextBox(_REASON_LINES)
        words = RowWords(
            self.tr("Step"), self.tr("such as: hear the tutor"), self.tr("Add another step")
        )
        self._steps = Rows(words, view.today, dated=True)
        self._answer = DayEdit(view.today)
        self._answer.clear()  # a date that nobody chose must not become a promise
        self._answer.setPlaceholderText(self.tr("such as 15 January 2027"))
        if view.procedure.pause is None:
            self.fields.addRow(plain_label(no_pause_words(view), "muted"))
        self._begin(view)
        self.add(
            self.tr("Why it cannot be done in time, as the complainant will read it"), self._reason
        )
        self.add(self.tr("What you will do, and by when"), self._steps)
        self.add(self.tr("You will have our answer by"), self._answer)

    def record(self) -> None:
        reason, steps = self._reason.toPlainText(), self._steps.dated()
        answer = self._answer.day()
        if self.presenter.record(
            lambda desk, view, now: make_action_plan(desk, view, reason, steps, answer, now)
        ):
            self.presenter.write_letter(LetterKind.ACTION_PLAN)

    def _begin(self, view: CaseView) -> None:
        """Fill in what is known, and say which plan this one will take the place of."""
        waiting, before = plan_to_send(view.case, view.clocks), view.case.handling.plan_in_force
        if waiting is not None:
            self._show(waiting, all_steps(waiting))
            self._reason.setPlainText(waiting.made.reason)
            self.fields.addRow(plain_label(self.tr("This plan has not been sent yet."), "muted"))
        elif before is not None:
            self._show(before, open_steps(view, before))
        if before is not None and before.sent_on is not None:
            words = self.tr("It will take the place of the plan that was sent on {day}.")
            day = short(before.sent_on, view.today)
            self.fields.addRow(plain_label(words.format(day=day), "muted"))

    def _show(self, plan: Plan, steps: tuple[Dated, ...]) -> None:
        self._steps.show_dated(steps)
        self._answer.show_day(plan.made.answer.due)


def all_steps(plan: Plan) -> tuple[Dated, ...]:
    """Return the steps of a plan as they were worked out."""
    return tuple(Dated(step.what, step.due) for step in plan.made.steps)


def open_steps(view: CaseView, plan: Plan) -> tuple[Dated, ...]:
    """Return the steps of a plan that are still owed."""
    still = {owed.promise.id for owed in view.case.handling.open_promises}
    return tuple(Dated(step.what, step.due) for step in plan.made.steps if step.id in still)
