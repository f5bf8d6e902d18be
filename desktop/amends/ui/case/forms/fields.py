"""What a form can ask with: how each kind of field is read, filled in again, and watched.

A field of several parts, such as rows that can be added, is a `KeptField`: it says all that stands
in it as one text, and puts such a text back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox


@runtime_checkable
class KeptField(Protocol):
    """A widget with a signal `edited`, sent whenever its text has become another one."""

    @property
    def edited(self) -> SignalInstance: ...

    def kept_text(self) -> str:
        """Return all that stands in the field, whether or not it could be recorded."""
        ...

    def restore_text(self, text: str) -> None:
        """Put back what `kept_text` returned, of this version or of an older one."""
        ...


def text_in(field: QWidget) -> str:
    """Return what stands in a field, as it is kept. Raises `TypeError` for an unknown kind."""
    match field:
        case KeptField():
            return field.kept_text()
        case QLineEdit():  # so is a `DayEdit`: a text that is no day is kept as well
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case ChoiceBox():
            return str(field.currentData())
    raise TypeError(type(field).__name__)


def restore(field: QWidget, text: str) -> None:
    """Put back what stood in a field; a choice that is no longer offered stays as it is."""
    match field:
        case KeptField():
            field.restore_text(text)
        case QLineEdit():
            field.setText(text)
            if isinstance(field, DayEdit):
                field.day_changed.emit()
        case QPlainTextEdit():
            field.setPlainText(text)
        case ChoiceBox():
            values = [str(field.itemData(place)) for place in range(field.count())]
            if text in values:
                field.setCurrentIndex(values.index(text))


def watch(field: QWidget, on_edited: Callable[[], None]) -> None:
    """Have a slot called whenever something else stands in the field. Raises as above."""
    match field:
        case KeptField():
            field.edited.connect(on_edited)
        case QLineEdit() | QPlainTextEdit():
            field.textChanged.connect(on_edited)
        case ChoiceBox():
            field.currentIndexChanged.connect(on_edited)
        case _:
            raise TypeError(type(field).__name__)
