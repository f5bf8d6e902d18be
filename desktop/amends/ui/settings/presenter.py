"""What the page of the office decides: what is saved, and which closures are proposed first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.errors import AmendsError, DateNotPossibleError
from amends.domain.events.office_events import Letterhead
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.change_office import (
    add_closure,
    change_letterhead,
    planned_closure,
    remove_closure,
)
from amends.services.closure_effect import Moved, effect_of_adding, effect_of_removing
from amends.services.desk import Changed
from amends.services.progress import Progress
from amends.services.read_policy import Policy, read_policy
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.tasks import run
from amends.ui.widgets.day_edit import NO_DAY

NAME = "name"
FIRST, LAST = "first", "last"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of closures that moves dates, until somebody agrees to it or leaves it.

    `removed` names the closure to be taken away; None where this one is to be added.
    """

    closure: Closure
    removed: UUID | None
    moves: tuple[Moved, ...]


class SettingsPresenter(QObject):
    """Holds no widget. A closure that moves nothing is recorded at once, another is proposed."""

    shown = Signal(object)  # Policy
    letterhead_saved = Signal()
    letterhead_refused = Signal(object)  # dict[str, str]: problems by field
    closure_refused = Signal(object)  # dict[str, str]: problems by field
    proposed = Signal(object)  # Proposal
    closures_changed = Signal()
    failed = Signal(Exception)

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self._session = session
        self._window = window
        self._asked: Proposal | None = None
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.refresh)

    @property
    def policy(self) -> Policy:
        return read_policy(self._session.desk)

    def today(self) -> date:
        return self._session.clock.today()

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
        moment = self._session.moment()
        try:
            changed = change_letterhead(self._session.desk, letterhead, moment)
        except AmendsError as error:
            self.failed.emit(error)
        else:
            self.letterhead_saved.emit()
            self._session.announce(changed)

    def propose_closure(self, first: date, last: date, name: str) -> None:
        """Work out what a closure would move: it is proposed, or recorded where that is nothing."""
        for field, day in ((FIRST, first), (LAST, last)):
            if day == NO_DAY:
                words = self.tr("This is no day. Type it like 24 Dec 2026, or 24/12/2026.")
                self.closure_refused.emit({field: words})
                return
        if last < first:
            self.closure_refused.emit({LAST: self.tr("This is before the first day.")})
            return
        try:
            closure = planned_closure(first, last, name)
        except DateNotPossibleError as error:
            field = FIRST if error.day == first else LAST
            self.closure_refused.emit({field: describe(error).text})
            return
        self._ask(
            Proposal(closure, None, ()), partial(effect_of_adding, self._session.desk, closure)
        )

    def propose_removal(self, id_: UUID, closure: Closure) -> None:
        """Work out what would move without a closure, in the same way."""
        self._ask(Proposal(closure, id_, ()), partial(effect_of_removing, self._session.desk, id_))

    def accept(self, proposal: Proposal) -> None:
        """Record what was proposed; `closures_changed` follows."""
        desk, moment = self._session.desk, self._session.moment()
        closure = proposal.closure
        if proposal.removed is not None:
            service = partial(remove_closure, desk, proposal.removed, moment)
        else:
            service = partial(add_closure, desk, closure.first, closure.last, closure.name, moment)
        task = run(partial(_recorded, service), self._window())
        task.succeeded.connect(self._on_recorded)
        task.failed.connect(self.failed)

    def _ask(
        self, proposal: Proposal, effect: Callable[[date, Progress], tuple[Moved, ...]]
    ) -> None:
        self._asked = proposal
        task = run(partial(effect, self.today()), self._window())
        task.succeeded.connect(self._on_effect)
        task.failed.connect(self.failed)

    @Slot(object)
    def _on_effect(self, moves: tuple[Moved, ...]) -> None:
        assert self._asked is not None
        proposal = Proposal(self._asked.closure, self._asked.removed, moves)
        if moves:
            self.proposed.emit(proposal)
        else:
            self.accept(proposal)

    @Slot(object)
    def _on_recorded(self, changed: Changed) -> None:
        self.closures_changed.emit()
        self._session.announce(changed)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self.refresh()


def _recorded(service: Callable[[], Changed], _progress: Progress) -> Changed:
    return service()
