"""What the page for taking an office back decides; what is slow runs beside the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from amends.paths import resource
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.services.set_up_office import open_office
from amends.services.take_back import (
    CameBack,
    leave,
    look_at_what_came,
    take_back,
    take_back_without_file,
)
from amends.ui.clock import Clock
from amends.ui.tasks import Task, Work, run


class TakeBackPresenter(QObject):
    """Holds no widget. Each request ends in a signal of its own, in `failed` or in `stopped`."""

    looked = Signal(object)  # CameBack
    taken = Signal(object)  # Desk
    failed = Signal(Exception)
    stopped = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        window: Callable[[], QObject],
        parent: QObject | None = None,
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self._folder, self._clock, self._window = folder, clock, window
        self._task: Task | None = None
        self.came: CameBack | None = None

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    def look(self, file: Path, passphrase: str) -> None:
        """Lay the file down and compare it; `looked` follows."""
        work = partial(look_at_what_came, self._folder, passphrase, file, resource())
        self._start(work).succeeded.connect(self._on_looked)

    def take_back(self, passphrase: str) -> None:
        """Put what was looked at in the office's place; `taken` follows."""
        if self.came is not None:
            work = partial(_taken, self._folder, passphrase, self.came, self._moment())
            self._start(work).succeeded.connect(self._on_taken)

    def take_back_without_file(self, passphrase: str) -> None:
        """Go on without it; `taken` follows."""
        self.leave()
        work = partial(_without_file, self._folder, passphrase, self._moment())
        self._start(work).succeeded.connect(self._on_taken)

    def stop(self) -> None:
        """Stop what is going on; `stopped` follows where it could be stopped."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Remove what a file has laid down, if one has."""
        if self.came is not None and not self.is_busy:
            leave(self.came)
            self.came = None

    def _start(self, work: Work) -> Task:
        self._task = run(work, self._window())
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        return self._task

    @Slot(object)
    def _on_looked(self, came: CameBack) -> None:
        self._task, self.came = None, came
        self.looked.emit(came)

    @Slot(object)
    def _on_taken(self, desk: Desk) -> None:
        self._task, self.came = None, None
        self.taken.emit(desk)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._task = None
        self.stopped.emit()

    def _moment(self) -> Moment:
        return Moment(self._clock.today(), self._clock.now())


def _taken(
    folder: Path, passphrase: str, came: CameBack, moment: Moment, _progress: Progress
) -> Desk:
    return take_back(folder, passphrase, came, resource(), moment)


def _without_file(folder: Path, passphrase: str, moment: Moment, _progress: Progress) -> Desk:
    desk = open_office(folder, passphrase, resource())
    with ExitStack() as undo:
        undo.callback(desk.store.close)
        take_back_without_file(desk, moment)
        undo.pop_all()
    return desk
