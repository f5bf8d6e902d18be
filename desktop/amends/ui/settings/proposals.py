"""A change that is looked at before anybody agrees to it: worked out, shown, accepted or left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from amends.services.desk import Changed, Desk, Moment
from amends.services.progress import Progress
from amends.services.propose_change import Effect, PlannedChange, accept_change, effect_of
from amends.ui.session import Session
from amends.ui.tasks import Task, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A change that somebody asks for: how to plan it, and the words that go with it.

    `heading` says what would change, `agree` stands on the button. `why` is what is suggested as
    the reason, None where the change has no reason beside its name. `doubts` are sentences that
    somebody has to look at. One `unless_nothing_moves` is recorded at once where no date moves.
    """

    plan: Callable[[], PlannedChange]
    heading: str
    agree: str
    why: str | None = None
    doubts: tuple[str, ...] = ()
    unless_nothing_moves: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was asked for, and what it would do."""

    asked: Asked
    planned: PlannedChange
    effect: Effect


class Proposals(QObject):
    """Holds no widget. One change at a time: asked for, then accepted or forgotten.

    While it is `working` nothing else can be asked for; what was typed stays, to be changed, until
    it is recorded.
    """

    working = Signal(bool)  # said before whatever began or ended
    begun = Signal()
    progressed = Signal(int, int)  # cases done, of how many
    proposed = Signal(object)  # Proposal
    accepted = Signal()
    recorded = Signal()
    stopped = Signal()
    failed = Signal(Exception)

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Work under the window, which outlives the page."""
        super().__init__(parent)
        self.session = session
        self._window = window
        self._task: Task | None = None
        for began in (self.begun, self.accepted):
            began.connect(self._on_began)
        for over in (self.proposed, self.stopped, self.failed, self.recorded):
            over.connect(self._on_over)

    def today(self) -> date:
        return self.session.clock.today()

    def ask(self, asked: Asked) -> None:
        """Work out what a change would do; `proposed` follows, or `recorded`, or how it ended."""
        work = partial(_worked_out, asked, self.session.desk, self.today())
        self._start(work).succeeded.connect(self._on_worked_out)
        self.begun.emit()

    def accept(self, proposal: Proposal, why: str) -> None:
        """Record what was proposed; `recorded` follows."""
        moment = self.session.moment()
        work = partial(_recorded, self.session.desk, proposal, why, moment)
        self._start(work).succeeded.connect(self._on_recorded)
        self.accepted.emit()

    @Slot()
    def stop(self) -> None:
        """Stop working it out; `stopped` follows."""
        if self._task is not None:
            self._task.cancel()

    def _start(self, work: Callable[[Progress], object]) -> Task:
        self._task = task = run(work, self._window())
        task.progressed.connect(self._on_progressed)
        task.cancelled.connect(self.stopped)
        task.failed.connect(self.failed)
        task.ended.connect(self._on_ended)
        return task

    @Slot()
    def _on_began(self) -> None:
        self.working.emit(True)

    @Slot()
    def _on_over(self) -> None:
        self.working.emit(False)

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._task:
            self._task = None

    @Slot(object)
    def _on_worked_out(self, proposal: Proposal) -> None:
        if proposal.asked.unless_nothing_moves and not proposal.effect.moves:
            self.accept(proposal, "")
        else:
            self.proposed.emit(proposal)

    @Slot(object)
    def _on_recorded(self, changed: Changed) -> None:
        self.recorded.emit()
        self.session.announce(changed)


def ready(planned: PlannedChange) -> Callable[[], PlannedChange]:
    """Return what `Asked.plan` is for a change that took no time to plan."""
    return partial(_itself, planned)


def _itself(planned: PlannedChange) -> PlannedChange:
    return planned


def _worked_out(asked: Asked, desk: Desk, today: date, progress: Progress) -> Proposal:
    progress(0, 0)
    planned = asked.plan()
    return Proposal(asked, planned, effect_of(desk, planned, today, progress))


def _recorded(
    desk: Desk, proposal: Proposal, why: str, moment: Moment, _progress: Progress
) -> Changed:
    return accept_change(desk, proposal.planned, proposal.effect, why, moment)
