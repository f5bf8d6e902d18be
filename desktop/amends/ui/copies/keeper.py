"""Keeps copies of the open office: when it is opened, each day, and when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from amends.services.copies import (
    Copied,
    Plan,
    choose_place,
    copy_office,
    is_rehearsal_due,
    read_plan,
    rehearse,
)
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.ui.clock import Clock
from amends.ui.tasks import run


@dataclass(frozen=True, slots=True)
class Round:
    """One round of copying, and whether the copies were also brought back and checked in it."""

    copied: Copied
    plan: Plan
    has_rehearsed: bool


class CopyKeeper(QObject):
    """Idle until `start`. Only one round runs at a time, and the window never waits for it."""

    changed = Signal()  # the plan, or whether a round is running
    done = Signal(object)  # Round
    failed = Signal(Exception)

    def __init__(self, desk: Desk, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._is_running = False
        self._has_ended = False

    @property
    def plan(self) -> Plan:
        return read_plan(self._desk.store.folder)

    @property
    def office(self) -> Path:
        return self._desk.store.folder

    @property
    def is_running(self) -> bool:
        return self._is_running

    @Slot()
    def start(self) -> None:
        """Copy now, and again whenever a new day begins."""
        self._clock.day_changed.connect(self.copy_now)
        self.copy_now()

    @Slot()
    def copy_now(self) -> None:
        """Make the copies; `done` follows, or `failed` where not even that could be told."""
        if self._is_running or self._has_ended:
            return
        self._is_running = True
        moment = Moment(self._clock.today(), self._clock.now())
        task = run(partial(_round, self._desk, moment), self)
        task.succeeded.connect(self._on_done)
        task.failed.connect(self.failed)
        task.ended.connect(self._on_ended)
        self.changed.emit()

    def end(self) -> None:
        """Copy no more, and say nothing: the office is being locked."""
        self._has_ended = True
        self.blockSignals(True)

    def choose(self, place: Path | None) -> None:
        """Copy into `place` from now on, None for nowhere else. Raises `FileNotWrittenError`."""
        choose_place(self.office, place)
        self.changed.emit()
        self.copy_now()

    @Slot(object)
    def _on_done(self, made: Round) -> None:
        self.done.emit(made)

    @Slot()
    def _on_ended(self) -> None:
        self._is_running = False
        self.changed.emit()


def _round(desk: Desk, moment: Moment, progress: Progress) -> Round:
    copied = copy_office(desk, moment, progress)
    if copied.is_kept_here and is_rehearsal_due(copied.plan, moment.now):
        return Round(copied, rehearse(desk, moment, progress), has_rehearsed=True)
    return Round(copied, copied.plan, has_rehearsed=False)
