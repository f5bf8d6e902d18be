"""A field for a day: typed in any usual form, picked from a calendar, shown with its weekday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from amends.domain.dates_in_words import short
from amends.ui.icons import icon
from amends.ui.theme import set_look, theme_in_use
from amends.ui.widgets.typed_days import read_day

# What stands for a text that is no day. No service takes it, so it can never be recorded.
NO_DAY: Final = date.min

_STEPS: Final = {Qt.Key.Key_Up: timedelta(days=1), Qt.Key.Key_Down: timedelta(days=-1)}


class DayEdit(QLineEdit):
    """Whether the day is a possible one is not judged here; whether it is a day at all is.

    Up and Down go a day further or back, Alt+Down and F4 open the calendar.
    """

    day_changed = Signal()  # not with every key, but once a day was typed or picked

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = day.year
        self._calendar = QAction(self.tr("Pick from a calendar"), self)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        self._colour_icon()
        self.show_day(day)
        self._calendar.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date:
        """Return the day that stands in the field, `NO_DAY` where the text is none."""
        return read_day(self.text(), self._year) or NO_DAY

    def show_day(self, day: date) -> None:
        """Put a day into the field."""
        self._year = day.year
        words = f"{short(day)} {day.year}"
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)
            self.day_changed.emit()

    @Slot()
    def open_calendar(self) -> None:
        """Show a calendar below the field; the day that is picked there closes it."""
        popup = _Calendar(self.day(), self)
        popup.picked.connect(self._on_picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self.open_calendar()
        elif key in _STEPS and self.day() not in {NO_DAY, date.max}:
            self.show_day(self.day() + _STEPS[key])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_calendar"):
            self._colour_icon()
        super().changeEvent(event)

    @Slot()
    def _on_finished(self) -> None:
        """Show the day that was understood; a text that is none stays as it was typed."""
        if (day := self.day()) != NO_DAY:
            self.show_day(day)
        else:
            self.day_changed.emit()

    @Slot(date)
    def _on_picked(self, day: date) -> None:
        self.show_day(day)
        self.setFocus()

    def _colour_icon(self) -> None:
        self._calendar.setIcon(icon("calendar", "muted"))


class _Calendar(QFrame):
    """A calendar that closes with Esc, or with the day that was picked."""

    picked = Signal(date)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_look(self, role="card")
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(self.tr("Calendar"))
        weekend = QTextCharFormat()
        weekend.setForeground(theme_in_use().muted)  # Qt's red is no colour of ours
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day_of_week, weekend)
        if day != NO_DAY:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        layout = QVBoxLayout(self)
        layout.addWidget(self.calendar)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)

    @Slot(QDate)
    def _pick(self, picked: QDate) -> None:
        self.picked.emit(date(picked.year(), picked.month(), picked.day()))
        self.close()
