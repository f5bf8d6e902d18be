"""The commands by which a case takes another course: a plan, a redirect, the outside body."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.course import (
    may_plan,
    may_redirect,
    may_write,
    stages_to_rule_out,
    waits_for_takeover,
)
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.turns import Alternative, Turn, letter_to_tell
from amends.services.case_view import CaseView
from amends.ui.case.commands import CaseCommands
from amends.ui.case.forms.outside_letter import OutsideLetterForm
from amends.ui.case.forms.plan import PlanForm
from amends.ui.case.forms.redirect import RedirectForm
from amends.ui.case.forms.stage_not_possible import StageNotPossibleForm
from amends.ui.case.forms.taken_over import TakenOverForm
from amends.ui.case.presenter import CasePresenter


class CourseCommands(QObject):
    """Does nothing where the case does not allow it; `offered` says what it does allow."""

    considering_requested = Signal()  # what follows from a complaint that was upheld
    going_on_requested = Signal()  # of clocks that stand still
    more_time_requested = Signal()
    reopening_requested = Signal()

    def __init__(self, presenter: CasePresenter, commands: CaseCommands, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._commands, self._page = presenter, commands, page

    def offered(self) -> dict[str, bool]:
        """Return for each command, by its key in the menu, whether the case allows it now."""
        if (view := self._presenter.view) is None:
            return {}
        return {
            "make-plan": may_plan(view.case, view.clocks),
            "rule-out-stage": bool(stages_to_rule_out(view.case, view.procedure, view.clocks)),
            "redirect": may_redirect(view.case) and bool(view.procedure.redirects),
            "take-over": waits_for_takeover(view.case),
            "outside-letter": bool(may_write(view.case, view.procedure)),
        }

    @Slot()
    def do_next_step(self) -> None:
        """Do what the banner's button says, be a date due or not."""
        if (view := self._presenter.view) is None:
            return
        match view.turn:
            case Turn.TELL:
                self._presenter.write_letter(letter_to_tell(view.case))
            case Turn.GO_ON:
                self.going_on_requested.emit()
            case Turn.TAKE_OVER:
                self.take_over()
            case Turn.HEAR:
                self.record_outside_letter()
            case Turn.GO_OUTSIDE:
                self._commands.record(Kind.REFERRED)
            case Turn.CONSIDER:
                self.considering_requested.emit()
            case None:
                self._commands.do_next_step()

    @Slot()
    def do_other(self) -> None:
        """Do what the quiet button says: tell what was decided, or put off what is due."""
        if (view := self._presenter.view) is None:
            return
        match view.alternative:
            case Alternative.TELL:
                self._presenter.write_letter(letter_to_tell(view.case))
            case Alternative.SEND_PLAN:
                self._presenter.write_letter(LetterKind.ACTION_PLAN)
            case Alternative.PUT_OFF:
                self.make_plan()
            case Alternative.MORE_TIME:
                self.more_time_requested.emit()
            case Alternative.REOPEN:
                self.reopening_requested.emit()

    @Slot()
    def make_plan(self) -> None:
        """Ask for an action plan, or for a change of the one that waits to be sent."""
        if (view := self._allowing("make-plan")) is not None:
            self._commands.open_form(PlanForm(self._presenter, view, self._page))

    @Slot()
    def rule_out_stage(self) -> None:
        if (view := self._allowing("rule-out-stage")) is not None:
            self._commands.open_form(StageNotPossibleForm(self._presenter, view, self._page))

    @Slot()
    def redirect(self) -> None:
        if (view := self._allowing("redirect")) is not None:
            self._commands.open_form(RedirectForm(self._presenter, view, self._page))

    @Slot()
    def take_over(self) -> None:
        if (view := self._allowing("take-over")) is not None:
            self._commands.open_form(TakenOverForm(self._presenter, view, self._page))

    @Slot()
    def record_outside_letter(self) -> None:
        if (view := self._allowing("outside-letter")) is not None:
            body = may_write(view.case, view.procedure)
            form = OutsideLetterForm(self._presenter, view, body, self._page)
            self._commands.open_form(form)

    def _allowing(self, command: str) -> CaseView | None:
        """Return the case on show where it allows the command now."""
        return self._presenter.view if self.offered().get(command) else None
