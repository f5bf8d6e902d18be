"""What the page of the office decides: what is saved, and which closures are proposed first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from amends.domain.errors import AmendsError, DateNotPossibleError
from amends.domain.events.office_events import Letterhead
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.change_office import change_letterhead, planned_closure
from amends.services.desk import Changed
from amends.services.plan_calendar import plan_closure, plan_withdrawal
from amends.services.read_policy import Policy, read_policy
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.settings.proposals import Asked, Proposals
from amends.ui.settings.words import FIRST, LAST, span_days
from amends.ui.widgets.day_edit import NO_DAY

NAME = "name"


class SettingsPresenter(QObject):
    """Holds no widget. A closure that moves nothing is recorded at once, another is proposed."""

    shown = Signal(object)  # Policy
    letterhead_saved = Signal()
    letterhead_refused = Signal(object)  # dict[str, str]: problems by field
    closure_refused = Signal(object)  # dict[str, str]: problems by field
    failed = Signal(Exception)

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self.session = session
        self.closures = Proposals(session, window, self)
        self.closures.failed.connect(self.failed)
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.refresh)

    @property
    def policy(self) -> Policy:
        return read_policy(self.session.desk)

    def today(self) -> date:
        return self.session.clock.today()

    @Slot()
    def refresh(self) -> None:
        """Read the office again."""
        self.shown.emit(self.policy)

    def save_letterhead(self, letterhead: Letterhead) -> None:
        """Record a new letterhead; `letterhead_saved` follows, or what is wrong with it."""
        if not letterhead.name:
            words = self.tr("Your letters carry this name, so it is needed.")
            self.letterhead_refused.emit({NAME: words})
            return
        moment = self.session.moment()
        try:
            changed = change_letterhead(self.session.desk, letterhead, moment)
        except AmendsError as error:
            self.failed.emit(error)
        else:
            self.letterhead_saved.emit()
            self.session.announce(changed)

    @Slot(object, object, str)
    def propose_closure(self, first: date, last: date, name: str) -> None:
        """Work out what a closure would move: it is proposed, or recorded where that is nothing."""
        if problems := span_problems(first, last):
            self.closure_refused.emit(problems)
            return
        closure = planned_closure(first, last, name)
        adding = self.tr("Closing on {days}").format(days=span_days(closure, self.today()))
        self.closures.ask(
            Asked(
                plan=partial(plan_closure, closure, self.today()),
                heading=adding,
                agree=self.tr("Add the closure"),
                unless_nothing_moves=True,
            )
        )

    @Slot(object, object)
    def propose_removal(self, id_: UUID, closure: Closure) -> None:
        """Work out what would move without a closure, in the same way."""
        days = span_days(closure, self.today())
        self.closures.ask(
            Asked(
                plan=partial(plan_withdrawal, id_, self.today()),
                heading=self.tr("Not closing on {days}").format(days=days),
                agree=self.tr("Remove it"),
                why=self.tr("The office is open."),
                unless_nothing_moves=True,
            )
        )

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self.refresh()


def span_problems(first: date, last: date) -> dict[str, str]:
    """Return what keeps the days from one to another from being listed, by field."""
    translate = QCoreApplication.translate
    for field, day in ((FIRST, first), (LAST, last)):
        if day == NO_DAY:
            words = translate(
                "settings", "This is no day. Type it like 24 Dec 2026, or 24/12/2026."
            )
            return {field: words}
    if last < first:
        return {LAST: translate("settings", "This is before the first day.")}
    try:
        planned_closure(first, last, "")
    except DateNotPossibleError as error:
        return {FIRST if error.day == first else LAST: describe(error).text}
    return {}
