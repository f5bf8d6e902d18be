"""Choices and long texts: the wheel scrolls past a choice, and a text may be of any length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from amends.ui.text_scale import scaled

LONGEST_BROKEN_WORD: Final = 10_000


class ChoiceBox(QComboBox):
    """One of several values, each shown in words."""

    def __init__(
        self, choices: Iterable[tuple[object, str]] = (), parent: QWidget | None = None
    ) -> None:
        """Offer each pair of a value and its words."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in choices:
            self.addItem(words, value)

    def choose(self, value: object) -> None:
        """Choose a value; the choice stays as it is where that is not offered."""
        if (place := self.findData(value)) >= 0:
            self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TextBox(QPlainTextEdit):
    """A text of any length; Tab leaves it, and what is dropped on it goes to what lies below."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """Make room for at least so many lines."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + scaled(24))

    def sizeHint(self) -> QSize:
        """No more room than was asked for; a layout may give more."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def setPlainText(self, text: str) -> None:
        self._wrap_for(text)
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._wrap_for(source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        """Let a very long word run out of sight: to break it anywhere would take Qt minutes."""
        longest = max(map(len, text.split()), default=0)
        if longest > LONGEST_BROKEN_WORD:
            self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
