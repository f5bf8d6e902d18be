"""The commands by which the times of a case change, where its policy has a rule for that.

Their forms load on first use: the first case, which comes with the inbox, needs none.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.case_times import (
    extendable,
    extending,
    late_to_decide,
    pausing,
    resuming,
    why_no_more_time,
)
from amends.domain.course import recordable
from amends.services.case_view import CaseView
from amends.services.record_arrival import arrivals, counted_from_receipt
from amends.ui.case.commands import CaseCommands
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.times_words import why_no_pause, why_not_longer


class TimesCommands(QObject):
    """Does nothing where the case does not allow it; `resting` says why not."""

    def __init__(self, presenter: CasePresenter, commands: CaseCommands, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._commands, self._page = presenter, commands, page

    def resting(self) -> dict[str, str]:
        """Return for each command, by its key in the menu, why it rests now, "" where it works."""
        if (view := self._presenter.view) is None:
            return {}
        case, procedure, clocks = view.case, view.procedure, view.clocks
        closed = self.tr("The case is closed.") if case.closed_on else ""
        is_open = self.tr("The case is open.")
        return {
            "pause": why_no_pause(view, pausing(case, procedure, clocks)),
            "go-on": why_no_pause(view, resuming(case, procedure)),
            "more-time": why_not_longer(view, why_no_more_time(case, procedure, clocks)),
            "add-file": closed,
            "edit-points": closed,
            "edit-person": closed,
            "record-step": "" if recordable(case, procedure, clocks) else closed,
            "set-day": closed,
            "record-arrival": closed or self._why_no_arrival(view),
            "decide-late": closed or self._why_not_late(view),
            "reopen": "" if case.closed_on else is_open,
        }

    def shown(self) -> dict[str, bool]:
        """Return whether a command is there at all: some make no sense to most policies."""
        if (view := self._presenter.view) is None:
            return {}
        procedure = view.procedure
        rules = (rule for stage in procedure.stages for rule in stage.clocks)
        return {
            "go-on": procedure.pause is not None,
            "set-day": any(event.ahead for event in procedure.events),
            "record-arrival": bool(counted_from_receipt(procedure)),
            "decide-late": any(rule.discretion for rule in rules),
        }

    @Slot()
    def pause(self) -> None:
        from amends.ui.case.forms.pause import PauseForm

        if (view := self._allowing("pause")) is not None:
            self._commands.open_form(PauseForm(self._presenter, view, self._page))

    @Slot()
    def go_on(self) -> None:
        from amends.ui.case.forms.pause import ResumeForm

        if (view := self._allowing("go-on")) is not None:
            self._commands.open_form(ResumeForm(self._presenter, view, self._page))

    @Slot()
    def give_more_time(self) -> None:
        """Ask for more time for the clock that is due first of those that can have it."""
        if (view := self._allowing("more-time")) is not None:
            clock = extendable(view.case, view.procedure, view.clocks)[0]
            self.extend(clock.name)

    @Slot(str)
    def extend(self, name: str) -> None:
        """Ask for more time for the clock "stage.clock"."""
        from amends.ui.case.forms.more_time import MoreTimeForm

        if (view := self._presenter.view) is not None and self.may_extend(name):
            form = MoreTimeForm(self._presenter, view, view.clock(name), self._page)
            self._commands.open_form(form)

    def may_extend(self, name: str) -> bool:
        """Return whether the clock "stage.clock" can be given more time now."""
        view = self._presenter.view
        return view is not None and extending(view.case, view.procedure, view.clock(name)) is None

    @Slot()
    def set_day(self) -> None:
        from amends.ui.case.forms.day_ahead import DayAheadForm

        view = self._allowing("set-day")
        if view is not None and self.shown()["set-day"]:
            self._commands.open_form(DayAheadForm(self._presenter, view, self._page))

    @Slot()
    def record_arrival(self) -> None:
        from amends.ui.case.forms.arrival import ArrivalForm

        if (view := self._allowing("record-arrival")) is not None:
            self._commands.open_form(ArrivalForm(self._presenter, view, self._page))

    @Slot()
    def decide_late(self) -> None:
        from amends.ui.case.forms.late import LateForm

        if (view := self._allowing("decide-late")) is not None:
            late = late_to_decide(view.procedure, view.clocks)
            self._commands.open_form(LateForm(self._presenter, view, late, self._page))

    @Slot(str)
    def state_fact(self, fact: str) -> None:
        """Ask whether a fact of the policy holds."""
        from amends.ui.case.forms.fact import FactForm

        if (view := self._presenter.view) is not None:
            asked = next(it for it in view.procedure.facts if it.key == fact)
            self._commands.open_form(FactForm(self._presenter, view, asked, self._page))

    @Slot()
    def reopen(self) -> None:
        from amends.ui.case.forms.reopen import ReopenForm

        if (view := self._allowing("reopen")) is not None:
            self._commands.open_form(ReopenForm(self._presenter, view, self._page))

    def _why_no_arrival(self, view: CaseView) -> str:
        if arrivals(view):
            return ""
        return self.tr("Nothing was sent yet from whose receipt a time runs.")

    def _why_not_late(self, view: CaseView) -> str:
        if late_to_decide(view.procedure, view.clocks):
            return ""
        return self.tr("Nothing came too late in this case.")

    def _allowing(self, command: str) -> CaseView | None:
        """Return the case on show where it allows the command now."""
        return self._presenter.view if not self.resting().get(command, "-") else None
