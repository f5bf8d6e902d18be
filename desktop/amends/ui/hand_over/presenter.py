"""What a hand-over decides: what it proposes, how far it is, and how it ends."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from amends.services.case_view import CaseView
from amends.services.hand_over import (
    HandedOverFile,
    HandOver,
    hand_over,
    proposed_name,
    usual_receiver,
)
from amends.services.hand_over_readiness import Readiness, readiness
from amends.services.hand_over_steps import FileKind, Steps
from amends.services.read_case import read_case
from amends.ui.hand_over.words import doing_words
from amends.ui.session import Session
from amends.ui.tasks import Task, run

_LAST_FOLDER: Final = "lastFolderOfHandOvers"


class HandOverPresenter(QObject):
    """Holds the case that is to be handed over; a hand-over ends in one of the last three signals.

    What was filled in belongs to the view and is never touched, however it ends.
    """

    started = Signal()
    progressed = Signal(int, int, str)  # done, total, what is being done
    handed_over = Signal(object)  # HandedOverFile
    stopped = Signal()
    failed = Signal(Exception)

    def __init__(self, session: Session, stream: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = FileKind.PDF
        self._task: Task | None = None
        self.view: CaseView = read_case(session.desk, stream, session.clock.today())

    @property
    def body(self) -> str:
        """To whom a case mostly goes; "" where there is nobody."""
        return usual_receiver(self.view)

    @property
    def is_running(self) -> bool:
        return self._task is not None

    def readiness(self) -> Readiness:
        """Return what speaks against it, and what would be held back."""
        return readiness(self.view)

    def proposed_file(self, kind: FileKind) -> Path:
        """Return where the file may go: the last folder of this session, and no person's name."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._session.property(_LAST_FOLDER) or QStandardPaths.writableLocation(documents)
        return Path(folder, proposed_name(self.view, kind))

    def start(self, asked: HandOver) -> None:
        """Write the file in the background, check it, and record it."""
        if self.is_running:
            return
        self._kind = asked.kind
        self._session.setProperty(_LAST_FOLDER, str(asked.target.parent))
        work = partial(
            hand_over, self._session.desk, self.view.stream, asked, self._session.moment()
        )
        self._task = run(work, self._session)
        self._task.progressed.connect(self._on_progress)
        self._task.succeeded.connect(self._on_handed_over)
        self._task.failed.connect(self._on_failure)
        self._task.cancelled.connect(self._on_cancelled)
        self.started.emit()

    @Slot()
    def cancel(self) -> None:
        """Ask it to stop; one of the signals of its end follows."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Ask it to stop, and say nothing more of it: the office is about to be locked."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self.is_running:
            self.progressed.emit(done, total, doing_words(Steps.of(total, self._kind), done))

    @Slot(object)
    def _on_handed_over(self, file: HandedOverFile) -> None:
        if not self.is_running:
            return
        self._task = None
        self._session.announce(file.changed)
        self.handed_over.emit(file)

    @Slot(Exception)
    def _on_failure(self, error: Exception) -> None:
        """Somebody may have changed the case meanwhile, so look at it again."""
        if not self.is_running:
            return
        self._task = None
        self.view = read_case(self._session.desk, self.view.stream, self._session.clock.today())
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.is_running:
            self._task = None
            self.stopped.emit()
