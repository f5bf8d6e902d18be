"""A plain text field that is as high as its text, so that only the page around it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from amends.ui.text_scale import scaled


class GrowingEditor(QPlainTextEdit):
    """Takes plain text only. Tab leaves the field, so that nobody is caught in it."""

    cursor_moved = Signal(QRect)  # where it is now, in the editor's own pixels

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """`lines` is how many there is room for at least."""
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(scaled(1))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def replace_text(self, text: str) -> None:
        """Put `text` in place of what is there, as an edit that Ctrl+Z takes back.

        A field that was cleared starts with it: nobody shall undo a letter into nothing.
        """
        if text == self.toPlainText():
            return
        if self.document().isEmpty() and not self.document().isUndoAvailable():
            self.setPlainText(text)
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        around = self.height() - self.viewport().height()
        margins = 2 * self.document().documentMargin()
        height = max(self._text_height(), self._lines * line) + margins + around
        return QSize(scaled(300), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _text_height(self) -> float:
        """Add up the lines: an emoji or another script makes a line higher than the rest."""
        layout = self.document().documentLayout()
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    @Slot()
    def _on_size_changed(self) -> None:
        self.updateGeometry()

    @Slot()
    def _on_cursor_moved(self) -> None:
        self.cursor_moved.emit(self.cursorRect().translated(self.viewport().pos()))
