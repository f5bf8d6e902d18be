"""The pages of a PDF on a dark desk, as they will be printed: what is seen is what is issued.

Pages are drawn in the background, only those that can be seen. Until a newer picture is there the
older one stays, so that nothing flickers while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from amends.services.preview_letter import Picture, count_pages, picture_pages
from amends.services.progress import Progress
from amends.ui.letters.latest import Latest
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import Theme, theme_in_use

MARGIN_PX: Final = 28
GAP_PX: Final = 22
WIDEST_PX: Final = 900
ZOOM_STEP: Final = 1.15
ZOOM_RANGE: Final = (0.5, 4.0)

_A4_INCHES: Final = (210 / 25.4, 297 / 25.4)
_SHADOW_PX: Final = 9


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which pages of which PDF are wanted, and how fine."""

    version: int
    dots_per_inch: float
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as a picture, and the wish that it answers."""

    image: QImage
    version: int
    dots_per_inch: float


class PagePreview(QAbstractScrollArea):
    """Shows a PDF. Ctrl and the wheel, plus or minus zoom; Ctrl+0 fits the page's width again."""

    page_shown = Signal(int, int)  # the page in the middle, counted from 1, and how many there are

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._count = 0
        self._version = 0
        self._zoom = 1.0
        self._inches = _A4_INCHES
        self._drawn: dict[int, _Drawn] = {}
        self._wished: _Wish | None = None
        self._told = (0, 0)
        self._pictures = Latest(session, self)
        self._pictures.succeeded.connect(self._on_pictures)
        self._pictures.failed.connect(self._on_no_pictures)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(scaled(220))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(self.tr("The letter on paper"))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._count

    @property
    def zoom(self) -> float:
        """How wide a page is, 1 being the width of the view."""
        return self._zoom

    def image(self, page: int) -> QImage | None:
        """Return the picture that stands for a page, counted from 0."""
        drawn = self._drawn.get(page)
        return drawn.image if drawn else None

    @Slot(bytes)
    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF; the place that is looked at stays."""
        if pdf == self._pdf:
            return
        self._pdf, self._count = pdf, count_pages(pdf)
        self._version += 1
        self._drawn = {page: it for page, it in self._drawn.items() if page < self._count}
        self._lay_out()

    def clear(self) -> None:
        """Show nothing."""
        self._pictures.forget()
        self._pdf, self._count, self._drawn, self._wished = b"", 0, {}, None
        self._version += 1
        self._lay_out()

    @Slot()
    def zoom_in(self) -> None:
        self._zoom_to(self._zoom * ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self._zoom_to(self._zoom / ZOOM_STEP)

    @Slot()
    def fit_width(self) -> None:
        self._zoom_to(1.0)

    def sizeHint(self) -> QSize:
        return QSize(scaled(540), scaled(700))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_to(self._zoom * ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show}:
            self._look()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_in_use()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), desk_colour(theme))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            self._paint_page(painter, page)
        if self.hasFocus():
            ring = max((theme.on_accent, theme.accent), key=QColor.lightness)
            painter.setPen(QPen(ring, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        place = self._place(page)
        _paint_shadow(painter, place)
        painter.fillRect(place, Qt.GlobalColor.white)
        drawn = self._drawn.get(page)
        if drawn is None:
            return
        if self._is_sharp(drawn):
            painter.drawImage(place.topLeft(), drawn.image)
        else:
            painter.drawImage(place, drawn.image, QRectF(drawn.image.rect()))

    def _zoom_to(self, zoom: float) -> None:
        """Zoom, keeping what is in the middle of the view there."""
        view, before = self.viewport().size(), self._page_size().width()
        bars = (
            (self.horizontalScrollBar(), view.width() / 2),
            (self.verticalScrollBar(), view.height() / 2),
        )
        middles = [bar.value() + half for bar, half in bars]
        self._zoom = min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        self._lay_out()
        factor = self._page_size().width() / before
        for (bar, half), middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * factor - half))

    def _lay_out(self) -> None:
        size, view = self._page_size(), self.viewport().size()
        height = 2 * scaled(MARGIN_PX) + self._count * (size.height() + scaled(GAP_PX))
        height -= scaled(GAP_PX) if self._count else 0
        width = size.width() + 2 * scaled(MARGIN_PX)
        self._set_range(self.verticalScrollBar(), height, view.height())
        self._set_range(self.horizontalScrollBar(), width, view.width())
        self._look()

    @staticmethod
    def _set_range(bar: QScrollBar, needed: int, there: int) -> None:
        bar.setRange(0, max(0, needed - there))
        bar.setPageStep(there)
        bar.setSingleStep(scaled(24))

    def _look(self) -> None:
        """Repaint, ask for the pictures that are missing, and say which page is in the middle."""
        self.viewport().update()
        wish = self._missing()
        if wish is not None and wish != self._wished:
            self._wished = wish
            self._pictures.start(partial(_draw, self._pdf, wish))
        self._tell()

    def _tell(self) -> None:
        where = (self._middle_page() + 1 if self._count else 0, self._count)
        if where == self._told:
            return
        self._told = where
        self.setAccessibleDescription(
            self.tr("Page {page} of {count}").format(page=where[0], count=where[1])
        )
        self.page_shown.emit(*where)

    def _missing(self) -> _Wish | None:
        """Return the wish for what can be seen and is not there yet; None where nothing misses."""
        if not self._count or not self.isVisible():
            return None
        pages = tuple(self._visible())
        if all((it := self._drawn.get(page)) and self._is_sharp(it) for page in pages):
            return None
        return _Wish(self._version, self._dots_per_inch(), pages)

    def _is_sharp(self, drawn: _Drawn) -> bool:
        wanted = (self._version, self._dots_per_inch())
        return (drawn.version, drawn.dots_per_inch) == wanted

    @Slot(object)
    def _on_pictures(self, answer: tuple[_Wish, tuple[Picture, ...]]) -> None:
        wish, pictures = answer
        if wish.version != self._version:
            return
        near = range(min(wish.pages) - 2, max(wish.pages) + 3)
        self._drawn = {page: it for page, it in self._drawn.items() if page in near}
        for page, picture in zip(wish.pages, pictures, strict=True):
            image = _image(picture, self.devicePixelRatioF())
            self._drawn[page] = _Drawn(image, wish.version, wish.dots_per_inch)
        self._measure(wish, pictures[0])

    @Slot(Exception)
    def _on_no_pictures(self, _error: Exception) -> None:
        """The last good pictures stay; the task has logged what was wrong."""
        self._wished = None

    def _measure(self, wish: _Wish, picture: Picture) -> None:
        """Take the size of the paper from the picture itself: not every office prints on A4."""
        inches = (picture.width / wish.dots_per_inch, picture.height / wish.dots_per_inch)
        if max(abs(a - b) for a, b in zip(inches, self._inches, strict=True)) > 0.1:
            self._inches = inches
            self._lay_out()
        self._look()

    def _page_size(self) -> QSize:
        """Return the size of a page on the desk, in the view's own pixels."""
        there = self.viewport().width() - 2 * scaled(MARGIN_PX)
        width = round(min(max(there, scaled(120)), scaled(WIDEST_PX)) * self._zoom)
        return QSize(width, round(width * self._inches[1] / self._inches[0]))

    def _dots_per_inch(self) -> float:
        return self._page_size().width() * self.devicePixelRatioF() / self._inches[0]

    def _place(self, page: int) -> QRectF:
        size, view = self._page_size(), self.viewport().size()
        left = max(scaled(MARGIN_PX), (view.width() - size.width()) // 2)
        top = scaled(MARGIN_PX) + page * (size.height() + scaled(GAP_PX))
        return QRectF(
            left - self.horizontalScrollBar().value(),
            top - self.verticalScrollBar().value(),
            size.width(),
            size.height(),
        )

    def _visible(self) -> range:
        """Return the pages of which something can be seen."""
        pitch = self._page_size().height() + scaled(GAP_PX)
        top = self.verticalScrollBar().value() - scaled(MARGIN_PX)
        first = max(0, top // pitch)
        last = min(self._count - 1, (top + self.viewport().height()) // pitch)
        return range(first, last + 1)

    def _middle_page(self) -> int:
        pitch = self._page_size().height() + scaled(GAP_PX)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(max((middle - scaled(MARGIN_PX)) // pitch, 0), self._count - 1)


def desk_colour(theme: Theme) -> QColor:
    """Return the colour around the paper, which is dark in either theme."""
    return min((theme.muted, theme.rail), key=QColor.lightness)


def _draw(pdf: bytes, wish: _Wish, progress: Progress) -> tuple[_Wish, tuple[Picture, ...]]:
    return wish, picture_pages(pdf, wish.dots_per_inch, wish.pages, progress)


def _image(picture: Picture, ratio: float) -> QImage:
    form = QImage.Format.Format_RGB32
    shared = QImage(picture.pixels, picture.width, picture.height, picture.stride, form)
    image = shared.copy()  # the pixels belong to Python, and go when it lets go of them
    image.setDevicePixelRatio(ratio)
    return image


def _paint_shadow(painter: QPainter, page: QRectF) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 9))
    for grown in range(scaled(_SHADOW_PX), 0, -1):
        around = page.adjusted(-grown, -grown, grown, grown).translated(QPointF(0, scaled(3)))
        painter.drawRoundedRect(around, grown, grown)
    painter.restore()
