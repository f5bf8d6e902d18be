"""The stage timeline: a case as one line, to be read, pointed at, and asked why."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amends.domain.clocks import Clock
from amends.domain.timeline import Timeline
from amends.ui.text_scale import scale, scaled
from amends.ui.widgets.timeline_layout import Drawing, Ruler, lay_out
from amends.ui.widgets.timeline_painting import label_font, paint_line
from amends.ui.widgets.timeline_spot import SpotButton
from amends.ui.widgets.timeline_words import TimelineRow, timeline_rows

_USUAL_WIDTH: Final = 700
_LEAST_WIDTH: Final = 300


class StageTimeline(QWidget):
    """Draws a timeline. `explain_requested` names the clock of a deadline as "stage.clock".

    Tab reaches the line, arrow keys go along its spots, Enter asks about a deadline. Screen readers
    find each spot by name, and all of it as rows in the description.
    """

    explain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._clocks: tuple[Clock, ...] = ()
        self._drawings: dict[int, Drawing] = {}  # by width, as long as nothing else changes
        self._spots: list[SpotButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Stage timeline"))

    def show_timeline(self, timeline: Timeline, clocks: Iterable[Clock] = ()) -> None:
        """Show a case; its clocks say which deadlines are near, and how long is left."""
        self._timeline, self._clocks = timeline, tuple(clocks)
        rows = ("\t".join(filter(None, row)) for row in self.as_rows())
        self.setAccessibleDescription("\n".join(rows))
        self._drawings.clear()
        self._make_spots()
        self._lay_out()
        self.updateGeometry()

    def as_rows(self) -> list[TimelineRow]:
        """Return what is drawn as rows of a table: when, what, how it stands."""
        return timeline_rows(self._timeline, self._clocks) if self._timeline else []

    def heightForWidth(self, width: int) -> int:
        drawing = self._drawn(width)
        return ceil(drawing.height) if drawing else 0

    def sizeHint(self) -> QSize:
        width = scaled(_USUAL_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST_WIDTH), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if (drawing := self._drawn(self.width())) is not None:
            painter = QPainter(self)
            paint_line(painter, drawing)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """A new theme may bring another size of text, and with it other places."""
        if event.type() == QEvent.Type.StyleChange:
            self._drawings.clear()
            self._lay_out()
            self.updateGeometry()
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the label of a deadline asks as well as one on its ring."""
        drawing = self._drawn(self.width())
        for label in drawing.labels if drawing else ():
            if label.clock and QRectF(*label.box).contains(event.position()):
                self.explain_requested.emit(label.clock)

    def _make_spots(self) -> None:
        """Make a button for each spot; the focus stays where it was along the line."""
        focused = next((n for n, spot in enumerate(self._spots) if spot.hasFocus()), None)
        for button in self._spots:
            button.hide()
            button.deleteLater()
        drawing = self._drawn(self.width())
        spots = drawing.spots if drawing else ()
        self._spots = [SpotButton(spot, self) for spot in spots]
        for button in self._spots:
            same_day = [it.sentence for it in spots if it.on and it.on == button.spot.on]
            button.setToolTip("\n".join(same_day or [button.spot.sentence]))
            button.left_by.connect(self._on_left_by)
            button.clicked.connect(self._on_clicked)
            button.setVisible(True)
        self._take_place_in_order()
        if self._spots:
            place = min(focused or 0, len(self._spots) - 1)
            self._enter_at(place)
            if focused is not None:
                self._spots[place].setFocus()

    def _take_place_in_order(self) -> None:
        """Let Tab reach the spots from here; Qt would put them behind the whole window."""
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or Qt would not take it for a place
        before: QWidget = self
        for button in self._spots:
            QWidget.setTabOrder(before, button)
            before = button
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _enter_at(self, place: int) -> None:
        """Let Tab reach this spot alone, so that the line is one stop on the way."""
        for number, button in enumerate(self._spots):
            is_stop = number == place
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(self._spots[place])

    def _lay_out(self) -> None:
        """Put the spots where the drawing for this width has them."""
        drawing = self._drawn(self.width())
        if drawing is None:
            return
        for button, spot in zip(self._spots, drawing.spots, strict=True):
            button.adjustSize()
            left = round(spot.x - button.width() / 2)
            button.move(left, round(drawing.line_y - button.height() / 2))
        self.update()

    def _drawn(self, width: int) -> Drawing | None:
        """Return the drawing for a width; below the least it is drawn as for that, and cut off."""
        if self._timeline is None:
            return None
        width = max(width, scaled(_LEAST_WIDTH))
        if width not in self._drawings:
            self._drawings[width] = lay_out(self._timeline, self._clocks, width, _ruler())
        return self._drawings[width]

    @Slot(int)
    def _on_left_by(self, step: int) -> None:
        """Move the focus along the line; at its ends it stays."""
        button = self.sender()
        assert isinstance(button, SpotButton)
        place = self._spots.index(button) + step
        if 0 <= place < len(self._spots):
            self._enter_at(place)
            self._spots[place].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SpotButton) and button.spot.clock:
            self.explain_requested.emit(button.spot.clock)


def _ruler() -> Ruler:
    """Return how large the labels are on this desktop."""
    plain, bold = QFontMetricsF(label_font()), QFontMetricsF(label_font(bold=True))

    def width_of(text: str, is_bold: bool) -> float:
        return (bold if is_bold else plain).horizontalAdvance(text)

    return Ruler(width_of, plain.height(), scale())
