"""Large files on their way into a case: encrypted in the background, told how far, and stopped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from amends.services.add_files import add_files
from amends.services.attachments import File
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.progress import Progress
from amends.ui.errors import show_error
from amends.ui.session import Session
from amends.ui.tasks import run

_PARTS: Final = 1000  # of the bar; a size in bytes does not fit it


class AddingFiles(QObject):
    """Adds files to a case, and goes when it has ended."""

    def __init__(
        self, session: Session, view: CaseView, files: Sequence[File], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self.dialog = QProgressDialog(window)
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.setWindowTitle(self.tr("Amends"))
        self.dialog.setLabelText(self._words(files))
        self.dialog.setRange(0, _PARTS)
        self.dialog.setMinimumDuration(0)
        self.dialog.setAutoReset(False)
        self.dialog.setAutoClose(False)
        work = partial(_added, session.desk, view, tuple(files), session.moment())
        self._task = run(work, session)
        self.dialog.canceled.connect(self._task.cancel)
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_added)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.dialog.show()

    def _words(self, files: Sequence[File]) -> str:
        if len(files) == 1:
            return self.tr("Adding {name}").format(name=files[0].name)
        return self.tr("Adding {count} files").format(count=len(files))

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.dialog.setValue(_PARTS * done // max(total, 1))

    @Slot(object)
    def _on_added(self, changed: Changed) -> None:
        self._session.announce(changed)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        parent = self.parent()
        if isinstance(parent, QWidget):
            show_error(error, parent)

    @Slot()
    def _on_ended(self) -> None:
        self.dialog.close()
        self.dialog.deleteLater()
        self.deleteLater()


def _added(
    desk: Desk, view: CaseView, files: Sequence[File], moment: Moment, progress: Progress
) -> Changed:
    return add_files(desk, view, files, moment, _in_kilobytes(progress))


def _in_kilobytes(progress: Progress) -> Progress:
    """Report in kilobytes, since a signal's numbers end at two thousand million."""

    def report(done: int, total: int) -> None:
        progress(done // 1024, total // 1024)

    return report
