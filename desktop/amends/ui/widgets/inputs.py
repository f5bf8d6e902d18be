"""Days, choices and long texts, typed into safely.

The wheel scrolls the page past a day or a choice, and a text may be of any length.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QPlainTextEdit, QWidget

from amends.ui.text_scale import scaled

# Wider than any date that is taken, so that a date out of place is typed, seen, and explained.
FIRST_TYPED: Final = date(1900, 1, 1)
LAST_TYPED: Final = date(2199, 12, 31)

LONGEST_BROKEN_WORD: Final = 10_000

_FIGURE_OF_DAY: Final = 1  # the section after the weekday


class DayEdit(QDateEdit):
    """A day, with a calendar to pick it from. Whether the day is possible is not judged here."""

    day_changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setDateRange(_qt(FIRST_TYPED), _qt(LAST_TYPED))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_day(day)
        self.dateChanged.connect(self.day_changed)

    def day(self) -> date:
        """Return the day that stands in the field."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Put a day into the field; one that could not be typed becomes the nearest that can."""
        self.setDate(_qt(min(max(day, FIRST_TYPED), LAST_TYPED)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the figure, since the weekday follows from it and cannot be typed."""
        super().focusInEvent(event)
        if self.currentSection() == QDateEdit.Section.DaySection and not self.currentSectionIndex():
            self.setSelectedSection(QDateEdit.Section.DaySection)
            self.setCurrentSectionIndex(_FIGURE_OF_DAY)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


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


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
