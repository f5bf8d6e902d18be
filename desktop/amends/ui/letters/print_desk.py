"""From "Print..." to the printer: the system's dialog, progress, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressDialog, QWidget

from amends.services.preview_letter import count_pages
from amends.ui.letters.printing import PrintJob, chosen_pages, print_dialog, ready_printer

SHOWN_AFTER_MS = 500


class PrintDesk(QObject):
    """Prints one PDF at a time, from the window of `parent`."""

    def __init__(self, tasks: QObject, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._tasks = parent, tasks
        self._pdf = b""
        self._progress: QProgressDialog | None = None

    def ask(self, pdf: bytes, name: str) -> None:
        """Open the print dialog, and print if it is accepted. `name` is shown in the queue."""
        self._pdf = pdf
        self._printer = ready_printer(name)
        dialog = print_dialog(self._printer, count_pages(pdf), self._window)
        dialog.accepted.connect(self.print_now)
        QDialog.open(dialog)  # its own one wants a slot by name

    @Slot()
    def print_now(self) -> PrintJob:
        """Print on the printer as it was set in the dialog."""
        pages = chosen_pages(self._printer, count_pages(self._pdf))
        job = PrintJob(self._pdf, pages, self._printer, self._tasks)
        self._progress = QProgressDialog(self._window)
        self._progress.setLabelText(self.tr("Printing"))
        self._progress.setMinimumDuration(SHOWN_AFTER_MS)
        self._progress.setRange(0, len(pages))
        self._progress.canceled.connect(job.cancel)
        job.progressed.connect(self._on_progress)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        job.start()
        return job

    @Slot(int, int)
    def _on_progress(self, done: int, _total: int) -> None:
        if self._progress is not None:
            self._progress.setValue(done)

    @Slot()
    def _on_ended(self) -> None:
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None

    @Slot()
    def _on_failed(self) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Amends", "", parent=self._window)
        box.setText(self.tr("It was not printed."))
        box.setInformativeText(
            self.tr("Nothing was lost. Check that the printer is on and has paper, then try again.")
        )
        box.open()
