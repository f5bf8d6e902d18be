"""The one door to work in the background: with progress, cancel, and a single end.

Two rules keep this safe. Connect a task's signals to `@Slot` methods of a `QObject` alone:
`progressed` is sent from the thread of the work, and only so is it queued to that of the window.
Parent tasks to the main window, whose `closeEvent` calls `stop_tasks`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from amends.services.progress import CancelledError, Progress
from amends.ui.collecting import HOLD

log = logging.getLogger(__name__)

Work = Callable[[Progress], Any]


class Task(QObject):
    """Handle to running work. Ends in exactly one of: succeeded, failed, cancelled; then `ended`.

    The work runs in a thread of the pool: it opens its own session, and touches no widget.
    """

    progressed = Signal(int, int)  # done, total
    succeeded = Signal(object)  # what the work returned
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self._outcome: Callable[[], None] = self.cancelled.emit

    @Slot()
    def start(self) -> None:
        HOLD.begin()  # or Python might delete a window's object in the thread of the work
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step; `cancelled` follows when it has."""
        self._stop.set()

    def _run(self) -> None:
        """Do the work, in a thread of the pool."""
        try:
            self._stop_if_asked()
            self._outcome = partial(self.succeeded.emit, self._work(self._report))
        except CancelledError:
            self._outcome = self.cancelled.emit
        except Exception as error:
            log.exception("Background task failed")
            self._outcome = partial(self.failed.emit, error)
        finally:
            _later(HOLD, "end")
            if isValid(self):  # it goes with its window, which may not have waited
                _later(self, "_end")

    @Slot()
    def _end(self) -> None:
        """Say how the work ended, in the thread of the window.

        Said from the thread of the work, `ended` would race with the deletion that follows it, and
        some who listen would never hear it.
        """
        self._outcome()
        self.ended.emit()
        self.deleteLater()

    def _report(self, done: int, total: int) -> None:
        """Pass on how far the work is; where nobody is left to hear it, it may as well stop."""
        self._stop_if_asked()
        try:
            self.progressed.emit(done, total)
        except RuntimeError:
            if isValid(self):
                raise
            raise CancelledError from None

    def _stop_if_asked(self) -> None:
        if self._stop.is_set():
            raise CancelledError


def run(work: Work, parent: QObject) -> Task:
    """Start `work`, and return its handle to connect to.

    It starts when the event loop is reached again, so even work that takes no time at all ends
    only after the caller has connected.
    """
    task = Task(work, parent)
    _later(task, "start")
    return task


def stop_tasks(parent: QObject) -> None:
    """Cancel what runs under `parent`, and wait until the last of it has stopped."""
    for task in parent.findChildren(Task):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()


def _later(target: QObject, slot: str) -> None:
    """Call a slot from the event loop of the thread that the object lives in."""
    QMetaObject.invokeMethod(target, slot, Qt.ConnectionType.QueuedConnection)
