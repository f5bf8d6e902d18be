"""The whole file as text, with the number of the line in which the cursor stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from amends.ui.procedures.editor_presenter import EditorPresenter
from amends.ui.text_scale import scaled
from amends.ui.widgets.inputs import TextBox
from amends.ui.widgets.label import plain_label

_LINES: Final = 12
_PARAGRAPH: Final = "\u2029"  # how Qt ends a line


class EditorText(QWidget):
    """Ctrl+Z takes back what was typed here and what the form has changed."""

    def __init__(self, presenter: EditorPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.box = TextBox(_LINES)
        self.box.setAccessibleName(self.tr("Text of the procedure"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        self.box.setFont(font)
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.box.setPlainText(presenter.text)
        self.place = plain_label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(4))
        layout.addWidget(self.box, 1)
        layout.addWidget(self.place, 0, Qt.AlignmentFlag.AlignRight)
        self.box.textChanged.connect(self._on_typed)
        self.box.cursorPositionChanged.connect(self._tell_place)
        presenter.text_changed.connect(self.show_text)
        self._tell_place()

    def text(self) -> str:
        """Return what stands there; Qt's own text would turn hard spaces into others."""
        return self.box.document().toRawText().replace(_PARAGRAPH, "\n")

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Show the text where something else has changed it; that can be taken back."""
        if text == self.text():
            return
        cursor = self.box.textCursor()
        cursor.beginEditBlock()
        _replace_what_differs(cursor, self.text(), text)
        cursor.endEditBlock()

    def go_to_line(self, line: int) -> None:
        """Mark a line, counted from 1, and go there."""
        block = self.box.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)
        self.box.centerCursor()
        self.box.setFocus()

    @Slot()
    def _on_typed(self) -> None:
        self._presenter.edit(self.text())

    @Slot()
    def _tell_place(self) -> None:
        line, count = self.box.textCursor().blockNumber() + 1, self.box.blockCount()
        self.place.setText(self.tr("Line {line} of {count}").format(line=line, count=count))


def _replace_what_differs(cursor: QTextCursor, old: str, new: str) -> None:
    """Replace only the part that is not the same, so that the rest keeps its place on the screen.

    Qt counts in UTF-16, Python in characters.
    """
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    cursor.setPosition(_units(old[:same]))
    end = _units(old[: len(old) - tail])
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new[same : len(new) - tail])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
