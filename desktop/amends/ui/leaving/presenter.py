"""What is asked for when somebody leaves: each step is one service, and recorded by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.access import Member
from amends.domain.errors import AmendsError
from amends.domain.events.access_events import OfficeRole
from amends.services.admit_person import withdraw_person
from amends.services.desk import Changed
from amends.services.let_leave import (
    Leaver,
    begin_leaving,
    end_leaving,
    give_holdings,
    hand_on_signature,
    may_leave,
    read_leaver,
    read_leavers_on_hand,
)
from amends.services.progress import Progress
from amends.ui.session import Session
from amends.ui.tasks import Task, run


class LeavingPresenter(QObject):
    """Holds who leaves, None while nobody was chosen; every change comes back as `shown`.

    A step ends in `shown` or in `failed`. Giving can be stopped: what is given by then is given.
    """

    shown = Signal(object)  # Leaver
    progressed = Signal(int, int)
    busy_changed = Signal(bool)
    failed = Signal(Exception)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person: UUID | None = None
        self._task: Task | None = None
        session.changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    def may_leave(self) -> list[Member]:
        """Return whom the person at the keyboard can let leave."""
        return may_leave(self.session.desk)

    def somebody_else_decides(self) -> bool:
        """Return whether anybody could let the person at the keyboard leave."""
        people = self.may_leave()
        return any(it.role is OfficeRole.DECISION_MAKER for it in people)

    def begun(self) -> list[Leaver]:
        """Return everybody about whose leaving something is left to do."""
        return read_leavers_on_hand(self.session.desk)

    def look(self, person: UUID) -> Leaver:
        """Return what would hang on somebody; nothing is recorded."""
        return read_leaver(self.session.desk, person, self.session.clock.today())

    def take_up(self, person: UUID) -> None:
        """Show how far somebody's leaving has come."""
        self.person = person
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        if self.person is not None:
            self.shown.emit(self.look(self.person))

    def begin(self, person: UUID, last_day: date) -> None:
        moment = self.session.moment()
        if self._record(partial(begin_leaving, self.session.desk, person, last_day, moment)):
            self.take_up(person)

    def end(self) -> bool:
        """Call it off, or leave the rest at that; return whether that is on record."""
        assert self.person is not None
        desk, moment = self.session.desk, self.session.moment()
        return self._record(partial(end_leaving, desk, self.person, moment))

    def sign_by(self, to: Member) -> None:
        desk, moment = self.session.desk, self.session.moment()
        self._record(partial(hand_on_signature, desk, to, moment))

    def withdraw(self) -> None:
        assert self.person is not None
        desk, moment = self.session.desk, self.session.moment()
        self._do(partial(_alone, partial(withdraw_person, desk, self.person, moment)))

    def give(self, choices: Mapping[str, Member]) -> None:
        """Give each of these cases; it can be stopped between two of them."""
        assert self.person is not None
        desk, moment = self.session.desk, self.session.moment()
        self._do(partial(give_holdings, desk, self.person, dict(choices), moment), choices)

    @Slot()
    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _record(self, service: Callable[[], Changed]) -> bool:
        try:
            changed = service()
        except AmendsError as error:
            self.failed.emit(error)
            return False
        self.session.announce(changed)
        return True

    def _do(self, work: Callable[[Progress], Changed], touched: Iterable[str] = ()) -> None:
        """Run the work beside the window; of what is stopped, all `touched` is read again."""
        self._task = run(work, self.session)
        self._touched = Changed(frozenset(touched))
        self.busy_changed.emit(True)
        self._task.progressed.connect(self.progressed)
        self._task.succeeded.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_done(self, changed: Changed) -> None:
        self._rest()
        self.session.announce(changed)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._on_cancelled()
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._rest()
        self.session.announce(self._touched)

    def _rest(self) -> None:
        self._task = None
        self.busy_changed.emit(False)

    @Slot(object)
    def _on_changed(self, _changed: Changed) -> None:
        self.refresh()


def _alone(service: Callable[[], Changed], _progress: Progress) -> Changed:
    return service()
