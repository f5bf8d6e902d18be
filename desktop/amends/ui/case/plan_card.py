"""The action plan of a case: what was promised in it, and how that stands."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from amends.domain.clocks import State
from amends.domain.course import may_plan, plan_to_send
from amends.domain.dates_in_words import short
from amends.domain.events.handling_events import Promise
from amends.domain.handling import Plan
from amends.domain.happenings import Kind
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import line
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class PlanCard(Card):
    """Shows the plan in force, and the one that waits to be sent; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Action plan"), parent, action=self.tr("Change..."))
        self._lines = Column()
        self.body.addLayout(self._lines)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        waiting, sent = plan_to_send(view.case, view.clocks), view.case.handling.plan_in_force
        self.action.setVisible(view.may_change and may_plan(view.case, view.clocks))
        self.setVisible(waiting is not None or sent is not None)
        self._lines.replace(self._shown(view, waiting, sent))

    def _shown(self, view: CaseView, waiting: Plan | None, sent: Plan | None) -> Iterator[QWidget]:
        if waiting is not None:
            words = self.tr("Not sent yet: nothing of it is promised before that.")
            yield line(plain_label(words, "muted"), Pill(self.tr("waits to be sent")))
            for promise in _promises(waiting):
                yield line(plain_label(self._promise(promise, view)))
        if sent is None:
            return
        yield line(plain_label(" ".join(filter(None, self._sent(view, sent))), "muted"))
        for promise in _promises(sent):
            words_of_it = clock_words(view.clock(f"promise.{promise.id}"), view.today)
            pill = Pill(words_of_it.text, words_of_it.tone)
            yield line(plain_label(self._promise(promise, view)), pill)

    def _sent(self, view: CaseView, plan: Plan) -> Iterator[str]:
        """Return when the plan was sent, whether that was late, and what it took the place of."""
        assert plan.sent_on is not None
        yield self.tr("Sent on {day}.").format(day=short(plan.sent_on, view.today))
        if plan.replaces is None:
            yield self._lateness(view, plan)
            return
        before = next(it for it in view.case.handling.plans if it.made.plan == plan.replaces)
        if before.sent_on is not None:
            words = self.tr("It took the place of the plan that was sent on {day}.")
            yield words.format(day=short(before.sent_on, view.today))

    def _lateness(self, view: CaseView, plan: Plan) -> str:
        """Return that the plan came too late, "" where it was in time."""
        put_off = (it for it in view.clocks if it.fallback == Kind.ACTION_PLAN_SENT and it.due)
        for clock in put_off:
            if clock.state is State.MET_LATE and clock.stopped == plan.sent_on:
                return self.tr("That was late, after the {time}.").format(time=clock.within)
        return ""

    def _promise(self, promise: Promise, view: CaseView) -> str:
        day = short(promise.due, view.today)
        return self.tr("{what} by {day}").format(what=promise.what, day=day)


def _promises(plan: Plan) -> tuple[Promise, ...]:
    return (*plan.made.steps, plan.made.answer)
