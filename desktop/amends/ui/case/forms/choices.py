"""A choice of a few, each with a sentence, if it needs one, that says when it is right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.widgets.label import plain_label


class Choices(QWidget):
    """A `KeptField`: nothing is chosen at first, since no answer would be the usual one."""

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """Offer each choice: its value, its title, and the sentence below that."""
        super().__init__(parent)
        self._buttons: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        for value, title, sentence in choices:
            button = QRadioButton(title)
            button.setAccessibleDescription(sentence)
            button.toggled.connect(self._on_toggled)
            layout.addWidget(button)
            if sentence:
                about = plain_label(sentence, "muted")
                about.setContentsMargins(scaled(24), 0, 0, scaled(6))
                layout.addWidget(about)
            self._buttons[value] = button
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    def chosen(self) -> str:
        """Return the value that is chosen, "" where none is yet."""
        return self.kept_text()

    def kept_text(self) -> str:
        chosen = (value for value, button in self._buttons.items() if button.isChecked())
        return next(chosen, "")

    def restore_text(self, text: str) -> None:
        if text in self._buttons:
            self._buttons[text].setChecked(True)
            return
        for button in self._buttons.values():
            button.setAutoExclusive(False)  # else one of them would stay chosen
            button.setChecked(False)
            button.setAutoExclusive(True)

    @Slot()
    def _on_toggled(self) -> None:
        self.edited.emit()
