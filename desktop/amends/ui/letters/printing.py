"""Print a PDF through Qt: page after page at the printer's resolution, never all of them at once.

Qt's printing is loaded when somebody prints, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from amends.services.preview_letter import Picture, picture_pages
from amends.ui.tasks import Task, run

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

DOTS_PER_INCH: Final = 300


class PrintJob(QObject):
    """Prints pages of a PDF, and deletes itself when it has ended."""

    progressed = Signal(int, int)  # done, total
    failed = Signal()
    ended = Signal()

    def __init__(self, pdf: bytes, pages: Sequence[int], printer: QPrinter, tasks: QObject) -> None:
        """`tasks` is the parent of the job and of its work: a view may be closed meanwhile."""
        super().__init__(tasks)
        self._pdf, self._printer, self._tasks = pdf, printer, tasks
        self._left, self._total = list(pages), len(pages)
        self._painter = QPainter()
        self._task: Task | None = None

    @Slot()
    def start(self) -> None:
        """Print the first page; the others follow."""
        if self._painter.begin(self._printer):
            self._draw_next()
        else:
            self.failed.emit()
            self._end()

    @Slot()
    def cancel(self) -> None:
        """Print no further page, and take back the others where the printer lets us."""
        self._left.clear()
        self._printer.abort()

    def _draw_next(self) -> None:
        if not self._left:
            self._painter.end()
            self._end()
            return
        page = self._left.pop(0)
        self._task = run(partial(picture_pages, self._pdf, DOTS_PER_INCH, (page,)), self._tasks)
        self._task.succeeded.connect(self._on_picture)
        self._task.failed.connect(self._on_failure)

    @Slot(object)
    def _on_picture(self, pictures: tuple[Picture, ...]) -> None:
        done = self._total - len(self._left)
        if done > 1:
            self._printer.newPage()
        _paint(self._painter, self._printer, pictures[0])
        self.progressed.emit(done, self._total)
        self._draw_next()

    @Slot(Exception)
    def _on_failure(self, _error: Exception) -> None:
        self.cancel()
        self._painter.end()
        self.failed.emit()
        self._end()

    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()


def ready_printer(name: str) -> QPrinter:
    """Return the usual printer, set to our resolution and to whole sheets of A4.

    `name` is what the queue shows: it must name nobody.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


def print_dialog(printer: QPrinter, pages: int, parent: QWidget) -> QPrintDialog:
    """Return the system's dialog for `printer`, to be opened by the caller."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    return dialog


def chosen_pages(printer: QPrinter, pages: int) -> tuple[int, ...]:
    """Return the pages that were chosen, counted from 0."""
    if printer.printRange() != printer.PrintRange.PageRange:
        return tuple(range(pages))
    first, last = max(printer.fromPage(), 1), min(printer.toPage(), pages)
    return tuple(range(first - 1, last))


def _paint(painter: QPainter, printer: QPrinter, picture: Picture) -> None:
    """Draw the page as large as its paper is, in the middle of what the printer holds."""
    form = QImage.Format.Format_RGB32
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, form)
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    factor = min(sheet.width() / picture.width, sheet.height() / picture.height)
    place = QRectF(0, 0, picture.width * factor, picture.height * factor)
    place.moveCenter(sheet.center())
    painter.drawImage(place, image, QRectF(image.rect()))
