"""A control below its name, with a line of help below that, or what is wrong instead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look


class Field(QWidget):
    """Names its control for the eye and for screen readers; an error stands right below it."""

    def __init__(
        self,
        title: str,
        control: QWidget,
        help_text: str = "",
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Put `beside`, such as a button that fills the control in, at the control's right."""
        super().__init__(parent)
        self.control = control
        self._help = help_text
        self._error = ""
        self._title = QLabel(title)
        self._title.setBuddy(control)
        self._note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        control.setAccessibleName(title.replace("&", ""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(4))
        layout.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        row.addWidget(control, 1)
        if beside is not None:
            row.addWidget(beside)
        layout.addLayout(row)
        layout.addWidget(self._note)
        self._write()

    @property
    def error(self) -> str:
        """What is wrong, as it is shown; "" where nothing is."""
        return self._error

    def show_error(self, words: str) -> None:
        """Say what is wrong with the control; "" says that nothing is."""
        if words != self._error:
            self._error = words
            self._write()

    def show_help(self, words: str) -> None:
        """Say what the control is for; an error stands in its place while there is one."""
        self._help = words
        self._write()

    def _write(self) -> None:
        note = self._error or self._help
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_look(self._note, role="error" if self._error else "small")
        set_look(self.control, tone=Tone.LATE if self._error else Tone.NONE)
        self.control.setAccessibleDescription(note)


def show_problems(fields: Mapping[str, Field], problems: Mapping[str, str]) -> Field | None:
    """Say what is wrong by each field, and that nothing is by the others; go to the first.

    Return the first, None where nothing is wrong.
    """
    for key, field in fields.items():
        field.show_error(problems.get(key, ""))
    first = next((field for key, field in fields.items() if key in problems), None)
    if first is not None:
        first.control.setFocus()
    return first
