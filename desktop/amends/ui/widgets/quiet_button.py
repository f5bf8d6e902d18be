"""A button of a dialog that Enter presses where it has the keys, and nowhere else.

Qt makes some button of a dialog the one that Enter presses in every field. Where that is no wish
of whoever types, Qt lets Enter not press the button at all, even when it has the keys.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class QuietButton(QPushButton):
    """Pressed by Enter like the buttons of the main window, and never from a field."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and is_plain and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)
