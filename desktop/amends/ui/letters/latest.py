"""Work in the background of which only the newest counts: what was overtaken is never heard of."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from amends.ui.tasks import Task, Work, run


class Latest(QObject):
    """Runs one piece of work at a time; of those that come meanwhile, the newest waits."""

    succeeded = Signal(object)
    failed = Signal(Exception)

    def __init__(self, tasks: QObject, parent: QObject | None = None) -> None:
        """`tasks` is the parent of what runs; it must outlive this, as a view does not."""
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None
        self._waiting: Work | None = None
        self._is_overtaken = False

    def start(self, work: Work) -> None:
        """Do this as soon as may be, and forget what was asked for before."""
        self._waiting, self._is_overtaken = work, True
        if self._running is None:
            self._run_next()

    def forget(self) -> None:
        """Let nothing that was asked for be heard of."""
        self._waiting, self._is_overtaken = None, True

    def _run_next(self) -> None:
        assert self._waiting is not None
        self._running, self._waiting = run(self._waiting, self._tasks), None
        self._is_overtaken = False
        self._running.succeeded.connect(self._on_succeeded)
        self._running.failed.connect(self._on_failed)
        self._running.ended.connect(self._on_ended)

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        if not self._is_overtaken:
            self.succeeded.emit(result)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if not self._is_overtaken:
            self.failed.emit(error)

    @Slot()
    def _on_ended(self) -> None:
        self._running = None
        if self._waiting is not None:
            self._run_next()
