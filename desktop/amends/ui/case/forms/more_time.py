"""Asks for more time for one clock, by the rule that its policy has for that."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from amends.domain.case_times import extension_of
from amends.domain.clocks import Clock
from amends.domain.dates_in_words import short
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import quoted
from amends.services.case_view import CaseView
from amends.services.extend_clock import MoreTime, extend_clock, extension, latest_day
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.moves import Moves
from amends.ui.case.forms.ticks import Ticks
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES: Final = 3
_BY, _UNTIL = "by", "until"


class MoreTimeForm(Form):
    """Shows what the policy asks for, and what becomes of the date before it is recorded."""

    KEY = "more-time"
    TOPIC = "dates"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=clock.name)
        self._clock = clock
        self.name(self.tr("More time"), self.tr("Give more time"))
        self._say_rule(view)
        self._how = ChoiceBox(self._ways())
        self._count, self._until = QLineEdit(), DayEdit(clock.due or view.today)
        self._until.clear()  # nobody agreed to a day that nobody chose
        self._agreed, self._reason = QLineEdit(), TextBox(_REASON_LINES)
        self._count.setPlaceholderText(self.tr("such as 5"))
        self._until.setPlaceholderText(self.tr("such as 15 January 2027"))
        self._agreed.setPlaceholderText(self.tr("such as: the complainant, by phone"))
        self._needs = self._conditions(view)
        self._moves = Moves(view, self._supposed)
        self._ask()
        self._how.currentIndexChanged.connect(self._on_how)
        self._count.textChanged.connect(self._moves.show_moves)
        self._until.textChanged.connect(self._moves.show_moves)
        self._on_how()

    def record(self) -> None:
        more = self._more()
        self.presenter.record(lambda desk, view, now: extend_clock(desk, view, more, now))

    def _say_rule(self, view: CaseView) -> None:
        rule, clock = extension_of(view.procedure, self._clock), self._clock
        assert rule is not None
        stands = self.tr("{clock}: no date yet").format(clock=clock.title)
        if clock.due is not None:
            stands = self.tr("{clock}: due {day}").format(
                clock=clock.title, day=short(clock.due, view.today)
            )
        self.fields.addRow(plain_label(stands, "heading"))
        self.fields.addRow(plain_label(quoted(rule.source), "muted"))
        if rule.at_most is not None:
            most = self.tr("At most {most} more, all taken together.").format(most=rule.at_most)
            if (latest := latest_day(view, clock, rule)) is not None:
                until = self.tr("At most {most} more, all taken together: until {day}.")
                most = until.format(most=rule.at_most, day=short(latest, view.today))
            self.fields.addRow(plain_label(most))
        if rule.beyond:
            beyond = self.tr("More than that takes this: {beyond}.")
            self.fields.addRow(plain_label(beyond.format(beyond=rule.beyond)))

    def _ways(self) -> list[tuple[object, str]]:
        """A clock without a time has no unit that could be added."""
        until = (_UNTIL, self.tr("until a day that was agreed"))
        if self._clock.within is None:
            return [until]
        unit = self._clock.within.unit.value
        return [(_BY, self.tr("by a number of {unit}").format(unit=unit)), until]

    def _conditions(self, view: CaseView) -> Ticks | None:
        """Return the conditions of the policy to be ticked, None where it has none."""
        rule = extension_of(view.procedure, self._clock)
        asked = (*rule.needs, *filter(None, (rule.beyond,))) if rule else ()
        if not asked:
            return None
        needs = Ticks(asked)
        needs.setObjectName("needs")
        return needs

    def _ask(self) -> None:
        unit = self._clock.within.unit.value if self._clock.within else ""
        self.add(self.tr("How much more"), self._how)
        self.add(self.tr("How many {unit} more").format(unit=unit), self._count)
        self.add(self.tr("Until"), self._until)
        self.fields.addRow(self._moves)
        self.add(self.tr("Why"), self._reason)
        self.add(self.tr("Who agreed"), self._agreed)
        if self._needs is not None:
            self.add(self.tr("What your policy asks for: you confirm it"), self._needs)

    @Slot()
    def _on_how(self) -> None:
        """Ask for a number, or for a day."""
        is_day = self._how.currentData() == _UNTIL
        self.fields.setRowVisible(self._count, not is_day)
        self.fields.setRowVisible(self._until, is_day)
        self._moves.show_moves()
        self.fit()

    def _more(self) -> MoreTime:
        is_day, count = self._how.currentData() == _UNTIL, self._count.text().strip()
        return MoreTime(
            clock=self._clock.name,
            reason=self._reason.toPlainText(),
            count=int(count) if count.isdecimal() else 0,
            until=self._until.day() if is_day else None,
            agreed_with=self._agreed.text(),
            confirmed=self._needs.ticked() if self._needs else (),
        )

    def _supposed(self) -> Extended | None:
        more = self._more()
        if not more.count and more.until in {None, NO_DAY}:
            return None
        view = self.presenter.view
        return extension(self._clock, more, view.today) if view else None
