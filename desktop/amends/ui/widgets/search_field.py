"""The search field, which shows the keys that lead to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look


class SearchField(QLineEdit):
    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        """Show `placeholder` while nothing is typed, and `keys`, such as "Ctrl+K", at the end."""
        super().__init__(parent)
        set_look(self, role="search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._hint = QLabel(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self._hint.setParent(self)
        self._hint.setVisible(bool(keys))
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_look(self._hint, role="key")
        self._has_keys = bool(keys)
        self.textChanged.connect(self._show_hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = self._hint
        hint.adjustSize()
        self.setTextMargins(0, 0, hint.width() if self._has_keys else 0, 0)
        hint.move(self.width() - hint.width() - scaled(10), (self.height() - hint.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc empty the field first; in an empty one it does what it does elsewhere."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _show_hint(self, text: str) -> None:
        self._hint.setVisible(self._has_keys and not text)
