"""What the page for bringing an office back decides: which copies, compared with what, to where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from amends.services.bring_back import (
    Loss,
    Restored,
    bring_back,
    copies_of,
    find_copies,
    free_folder,
    office_of,
    what_would_be_lost,
)
from amends.services.progress import Progress
from amends.storage.rows import Copy
from amends.ui.clock import Clock
from amends.ui.tasks import Task, Work, run


class BringBackPresenter(QObject):
    """Holds no widget. `office` is the one that was open last, or the one that is damaged."""

    found = Signal(object)  # list[Copy]
    compared = Signal(object)  # Loss
    was_restored = Signal(object)  # Restored
    failed = Signal(Exception)

    def __init__(
        self,
        clock: Clock,
        office: Path | None,
        window: Callable[[], QObject],
        parent: QObject | None = None,
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self._clock = clock
        self._window = window
        self._known = office
        self.copies: list[Copy] = []
        self.copy: Copy | None = None
        self.restored: Restored | None = None
        self.has_compared = False
        self.is_busy = False

    @property
    def place(self) -> Path | None:
        """Where copies are looked for first: where the newest of the office is."""
        if self._known is None:
            return None
        known = copies_of(self._known)
        return known[0].folder.parent if known else self._known

    @property
    def office(self) -> Path | None:
        """The office that the copy is compared with, None where there is none here."""
        of_copy = office_of(self.copy) if self.copy else None
        return of_copy or self._known

    @Slot(str)
    def look(self, place: str) -> None:
        """Look for copies in a folder; `found` follows."""
        self.copies = find_copies(Path(place)) if place.strip() else []
        self.select(-1)
        self.found.emit(self.copies)

    def select(self, row: int) -> None:
        """Take the copy in that row of the list, -1 for none."""
        self.copy = self.copies[row] if 0 <= row < len(self.copies) else None
        self.has_compared = False

    def suggested_target(self) -> Path | None:
        """Return a new folder for the office: beside the present one, else among the documents."""
        if self.copy is None:
            return None
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        beside = Path(QStandardPaths.writableLocation(documents)) / "Amends"
        return free_folder(self.office or beside, self.copy)

    def compare(self, passphrase: str) -> None:
        """Work out what would be lost; `compared` follows, or `failed`."""
        if self.copy is not None and passphrase:
            work = partial(_compared, self.copy, self.office, passphrase)
            self._start(work).succeeded.connect(self._on_compared)

    def bring_back(self, target: Path, passphrase: str) -> None:
        """Bring the copy back, and check it; `was_restored` follows, or `failed`."""
        if self.copy is not None and self.has_compared:
            today = self._clock.today()
            work = partial(_restored, self.copy.folder, target.absolute(), today, passphrase)
            self._start(work).succeeded.connect(self._on_restored)

    def _start(self, work: Work) -> Task:
        self.is_busy = True
        task = run(work, self._window())
        task.failed.connect(self._on_failed)
        return task

    @Slot(object)
    def _on_compared(self, loss: Loss) -> None:
        self.is_busy, self.has_compared = False, True
        self.compared.emit(loss)

    @Slot(object)
    def _on_restored(self, restored: Restored) -> None:
        self.is_busy, self.restored = False, restored
        self.was_restored.emit(restored)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        self.failed.emit(error)


def _compared(copy: Copy, office: Path | None, passphrase: str, _progress: Progress) -> Loss:
    return what_would_be_lost(copy, office, passphrase)


def _restored(
    folder: Path, target: Path, today: date, passphrase: str, progress: Progress
) -> Restored:
    return bring_back(folder, target, today, progress, passphrase)
