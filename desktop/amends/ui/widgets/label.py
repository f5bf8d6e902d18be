"""A label for what people typed: shown as it is, wrapped, and free to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from amends.ui.theme import set_look


def plain_label(text: str, role: str | None = None) -> QLabel:
    """Return a label that shows `text` as typed; markup in it is text."""
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_look(label, role=role)
    return label
