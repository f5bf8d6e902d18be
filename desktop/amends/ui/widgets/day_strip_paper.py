"""The day strip on paper: the same words and cells on white, over as many pages as it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from amends.domain.dates_in_words import SHORT_WEEKDAYS
from amends.domain.explanation import Explanation, quoted
from amends.ui.theme import LIGHT, load_theme
from amends.ui.widgets.day_cell_painting import CellFonts, paint_cell
from amends.ui.widgets.day_cells import DAYS_IN_WEEK, DayCell, weeks_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Paper is measured in the pixels of the design, 96 to the inch, whatever the printer's own are.
_DOTS_PER_INCH: Final = 96.0
_ROW: Final = 60.0
_HEAD: Final = 24.0
_GAP: Final = 10.0
_CELL_MARGIN: Final = 3.0
_WORDS: Final = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


def open_print_dialog(explanation: Explanation, parent: QWidget) -> None:
    """Show the system's print dialog and return at once; what is chosen there is then printed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(explanation.title)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    order = _PrintOrder(explanation, printer, dialog)
    dialog.accepted.connect(order.carry_out)
    # PySide hides QDialog.open() here behind one that wants a receiver; this is what it does.
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def print_explanation(explanation: Explanation, printer: QPrinter) -> None:
    """Print an explanation on whatever the printer stands for, a PDF file for instance."""
    painter = QPainter(printer)
    zoom = printer.logicalDpiX() / _DOTS_PER_INCH
    painter.scale(zoom, zoom)
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    _Sheet(painter, page.width() / zoom, page.height() / zoom, printer.newPage).print(explanation)
    painter.end()


class _PrintOrder(QObject):
    """What was asked to be printed, kept until the user has chosen a printer."""

    def __init__(self, explanation: Explanation, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._explanation = explanation
        self._printer = printer

    @Slot()
    def carry_out(self) -> None:
        print_explanation(self._explanation, self._printer)


class _Sheet:
    """Pages that are filled from the top."""

    def __init__(
        self, painter: QPainter, width: float, height: float, new_page: Callable[[], object]
    ) -> None:
        self._painter = painter
        self._width = width
        self._height = height
        self._new_page = new_page
        self._y = 0.0
        self._theme = load_theme(LIGHT)

    def print(self, explanation: Explanation) -> None:
        self._write(explanation.title, _font(18, bold=True), self._theme.ink)
        self._write(explanation.rule, _font(12), self._theme.ink)
        weeks = weeks_of(explanation.days)
        if weeks:
            self._weekdays()
        for week in weeks:
            self._week(week)
        self._y += _GAP
        self._write(explanation.basis, _font(11), self._theme.muted)
        policy = QCoreApplication.translate("DayStrip", "Policy: {source}")
        self._write(policy.format(source=quoted(explanation.source)), _font(11), self._theme.muted)

    def _write(self, text: str, used: QFont, colour: QColor) -> None:
        self._painter.setFont(used)
        room = QRectF(0, self._y, self._width, self._height)
        box = self._painter.boundingRect(room, _WORDS, text)
        if box.bottom() > self._height:
            self._turn()
        self._painter.setPen(colour)
        self._painter.drawText(QRectF(0, self._y, self._width, box.height()), _WORDS, text)
        self._y += box.height() + _GAP

    def _weekdays(self) -> None:
        self._painter.setFont(_font(12))
        self._painter.setPen(self._theme.muted)
        for column, name in enumerate(SHORT_WEEKDAYS):
            self._painter.drawText(
                self._cell(column, _HEAD), Qt.AlignmentFlag.AlignCenter.value, name
            )
        self._y += _HEAD

    def _week(self, week: tuple[DayCell, ...]) -> None:
        if self._y + _ROW > self._height:
            self._turn()
            self._weekdays()
        fonts = CellFonts(_font(10), _font(12), _font(10))
        for column, cell in enumerate(week):
            box = self._cell(column, _ROW)
            inner = box.adjusted(_CELL_MARGIN, _CELL_MARGIN, -_CELL_MARGIN, -_CELL_MARGIN)
            paint_cell(self._painter, inner, cell, self._theme, fonts)
        self._y += _ROW

    def _cell(self, column: int, height: float) -> QRectF:
        width = self._width / DAYS_IN_WEEK
        return QRectF(column * width, self._y, width, height)

    def _turn(self) -> None:
        self._new_page()
        self._y = 0.0


def _font(px: int, *, bold: bool = False) -> QFont:
    """Return the interface font at a size on paper, whatever the size of text on the screen."""
    sized = QFont(QGuiApplication.font())
    sized.setPixelSize(px)
    sized.setBold(bold)
    return sized
