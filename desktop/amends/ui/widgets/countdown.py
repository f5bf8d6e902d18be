"""The block that counts down: a large number over a line of words, in the tone of its urgency."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amends.ui.text_scale import font, scaled
from amends.ui.theme import Tone, theme_in_use
from amends.ui.widgets.countdown_words import CountdownWords

_WRAPPED: Final = Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
_NOTHING: Final = CountdownWords("", "", Tone.NONE, "")


def block_size() -> QSize:
    """Return the size of the block in a row of a list."""
    return QSize(scaled(75), scaled(46))


def paint_countdown(painter: QPainter, rect: QRect, words: CountdownWords) -> None:
    """Draw the block of a row, for an item delegate: a soft ground with the words on it."""
    theme = theme_in_use()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ground_of(words.tone))
    painter.drawRoundedRect(rect, scaled(7), scaled(7))
    paint_words(painter, rect.adjusted(scaled(3), 0, -scaled(3), 0), words)
    painter.restore()


def paint_words(
    painter: QPainter, rect: QRect, words: CountdownWords, *, large: bool = False
) -> None:
    """Draw the words alone, in the middle of `rect`; `large` is the size of a banner."""
    top, bottom = _fonts(words, large=large)
    headline = _height(words.headline, top, rect.width())
    line = _height(words.line, bottom, rect.width()) if words.line else 0
    y = rect.top() + (rect.height() - headline - line) // 2
    painter.setPen(theme_in_use().text_of(words.tone))
    painter.setFont(top)
    painter.drawText(QRect(rect.left(), y, rect.width(), headline), _WRAPPED, words.headline)
    painter.setFont(bottom)
    below = QRect(rect.left(), y + headline, rect.width(), line)
    painter.drawText(below, _WRAPPED, words.line)


class Countdown(QWidget):
    """The countdown of a banner: without ground, since the banner is its ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = _NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_words(self, words: CountdownWords) -> None:
        self._words = words
        self.setAccessibleName(words.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        top, bottom = _fonts(self._words, large=True)
        longest = scaled(120)
        return QSize(
            max(_width(self._words.headline, top), _width(self._words.line, bottom, longest)),
            _height(self._words.headline, top, longest)
            + _height(self._words.line, bottom, longest),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_words(painter, self.rect(), self._words, large=True)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)


def _fonts(words: CountdownWords, *, large: bool) -> tuple[QFont, QFont]:
    """Return the fonts of headline and line; a headline of words is set smaller than a number."""
    if large:
        headline = 32 if words.is_number else 19
        return font(headline, QFont.Weight.Bold), font(11.5, QFont.Weight.DemiBold)
    if words.is_number:
        return font(17, QFont.Weight.Bold), font(11)
    return font(12, QFont.Weight.Bold), font(10.5)


def _height(text: str, used: QFont, width: int) -> int:
    if not text:
        return 0
    bounds = QRect(0, 0, width, 10_000)
    return QFontMetrics(used).boundingRect(bounds, _WRAPPED, text).height()


def _width(text: str, used: QFont, longest: int = 10_000) -> int:
    """Return the width of the text, wrapped where it is longer than `longest`."""
    bounds = QRect(0, 0, longest, 10_000)
    return QFontMetrics(used).boundingRect(bounds, _WRAPPED, text).width() + scaled(2)
