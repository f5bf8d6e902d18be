"""Rows that can be added and removed: a text each, and where it is a promise, the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from amends.services.promising import Dated
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.quiet_button import QuietButton

_TEXT_WIDTH_PX, _DAY_WIDTH_PX = 250, 150


@dataclass(frozen=True, slots=True)
class RowWords:
    """What one row is called, such as "Step", what is typed into it, and how to get another."""

    name: str
    hint: str
    add: str = ""


class Rows(QWidget):
    """A `KeptField` of rows. There is always one to type into; empty ones do not count."""

    edited = Signal()

    def __init__(
        self, words: RowWords, today: date, *, dated: bool, parent: QWidget | None = None
    ) -> None:
        """Rows can be added where there are words for that; else there is the one."""
        super().__init__(parent)
        self._words, self._today, self._is_dated = words, today, dated
        self._rows: list[_Row] = []
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self.add_button = QuietButton(words.add)
        self._lay_out()
        self.add_button.clicked.connect(self._on_add)
        self._append()

    def texts(self) -> tuple[str, ...]:
        """Return what stands in the rows, for rows without a day."""
        return tuple(row.text.text() for row in self._filled())

    def dated(self) -> tuple[Dated, ...]:
        """Return the rows as they were filled in, for the service to check."""
        return tuple(Dated(row.text.text(), row.day.day()) for row in self._filled() if row.day)

    def show_dated(self, dated: Iterable[Dated]) -> None:
        """Put these into the rows."""
        self._show([(each.what, each.due) for each in dated])

    def kept_text(self) -> str:
        rows = [row.texts() for row in self._filled()]
        return msgspec.json.encode(rows).decode() if rows else ""

    def restore_text(self, text: str) -> None:
        """Put back rows that were kept; what another version kept in another form is left out."""
        self._show([])
        for number, (what, day) in enumerate(_kept_rows(text)):
            row = self._append() if number else self._rows[0]
            row.show_text(what)
            if row.day is not None:
                row.day.setText(day)
        self.edited.emit()

    def _filled(self) -> Iterator[_Row]:
        return (row for row in self._rows if any(text.strip() for text in row.texts()))

    def _show(self, rows: Iterable[tuple[str, date]]) -> None:
        while len(self._rows) > 1:
            self._take_out(self._rows[-1])
        self._rows[0].empty()
        for number, (what, due) in enumerate(rows):
            row = self._append() if number else self._rows[0]
            row.show_text(what)
            if row.day is not None:
                row.day.show_day(due)

    def _append(self) -> _Row:
        row = _Row(self._words, self._today if self._is_dated else None)
        row.text.textChanged.connect(self.edited)
        if row.day is not None:
            row.day.textChanged.connect(self.edited)
        row.remove.clicked.connect(partial(self._remove, row))
        self._rows.append(row)
        self._column.addWidget(row)
        if len(self._rows) == 1:
            self.setFocusProxy(row.text)
        self._number()
        return row

    @Slot()
    def _on_add(self) -> None:
        self._append().text.setFocus()
        self.edited.emit()

    def _remove(self, row: _Row) -> None:
        """Take a row out; the focus goes to the one that stands in its place."""
        place = self._rows.index(row)
        if len(self._rows) == 1:
            row.empty()
        else:
            self._take_out(row)
        self._rows[min(place, len(self._rows) - 1)].text.setFocus()
        self.edited.emit()

    def _take_out(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()
        self.setFocusProxy(self._rows[0].text)
        self._number()

    def _number(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.number(self._words.name, number)
            row.remove.setVisible(bool(self._words.add) and len(self._rows) > 1)

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(6))
        set_look(self.add_button, role="link")
        self.add_button.setVisible(bool(self._words.add))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(4))
        layout.addWidget(self._list)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)


class _Row(QWidget):
    def __init__(self, words: RowWords, today: date | None) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setPlaceholderText(words.hint)
        self.text.setMinimumWidth(scaled(_TEXT_WIDTH_PX))
        self.day = DayEdit(today) if today else None
        self.remove = QuietButton(_tr("Remove"))
        set_look(self.remove, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(self.text, 1)
        if self.day is not None:
            self.day.clear()  # a date that nobody chose must not become a promise
            self.day.setPlaceholderText(_tr("by when"))
            self.day.setFixedWidth(scaled(_DAY_WIDTH_PX))
            layout.addWidget(self.day)
        layout.addWidget(self.remove)

    def show_text(self, text: str) -> None:
        self.text.setText(text)
        self.text.setCursorPosition(0)  # what is long is seen from its beginning

    def texts(self) -> tuple[str, str]:
        return self.text.text(), self.day.text() if self.day else ""

    def empty(self) -> None:
        self.text.clear()
        if self.day is not None:
            self.day.clear()

    def number(self, name: str, number: int) -> None:
        """Say which row it is; each has fields of the same kind."""
        self.text.setAccessibleName(f"{name} {number}")
        self.remove.setAccessibleName(
            _tr("Remove {name} {number}").format(name=name, number=number)
        )
        if self.day is not None:
            self.day.setAccessibleName(
                _tr("{name} {number}, by when").format(name=name, number=number)
            )


def _kept_rows(text: str) -> list[tuple[str, str]]:
    try:
        rows = msgspec.json.decode(text, type=list[tuple[str, str]]) if text else []
    except msgspec.MsgspecError:
        return []
    return rows


def _tr(words: str) -> str:
    return QCoreApplication.translate("rows", words)
