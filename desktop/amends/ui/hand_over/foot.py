"""The foot of the window: what can be done now, how far it is, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton


class Foot(QFrame):
    """One row of buttons at a time: to begin, to cancel, or to go to the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label("")
        self.bar = QProgressBar()
        self.close_button = QuietButton(self.tr("Close"))
        self.choose_button = QuietButton(self.tr("Choose where..."))
        self.cancel_button = QuietButton(self.tr("Cancel"))
        self.folder_button = QuietButton(self.tr("Show in its folder"))
        self.bar.setAccessibleName(self.tr("How far it is"))
        self._dress()
        self._lay_out()
        self.rest("")

    def rest(self, words: str, role: str = "muted") -> None:
        """Offer to begin; say how it ended before, if it did."""
        self._show(self.close_button, self.choose_button)
        self.say(words, role)

    def run(self) -> None:
        """Offer nothing but to cancel."""
        self._show(self.bar, self.cancel_button)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.say(self.tr("Beginning..."))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int, str)
    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far it is, unless it is being stopped."""
        if self.cancel_button.isEnabled():
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.say(words)

    def stop(self) -> None:
        """Say that it is being stopped."""
        self.cancel_button.setEnabled(False)
        self.say(self.tr("Stopping..."))

    def end(self) -> None:
        """Offer to go to the file."""
        self._show(self.folder_button, self.close_button)
        self.say("")
        self.folder_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str, role: str = "muted") -> None:
        """Say something above the buttons; nothing takes no room."""
        set_look(self.words, role=role)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.bar.setAccessibleDescription(words)

    def _show(self, *parts: QWidget) -> None:
        """Show some parts of the foot; what has the focus may not be hidden before it can go."""
        for part in parts:
            part.show()
        for part in (
            self.bar,
            self.close_button,
            self.choose_button,
            self.cancel_button,
            self.folder_button,
        ):
            part.setVisible(part in parts)

    def _dress(self) -> None:
        set_look(self.choose_button, role="primary")
        set_look(self.folder_button, role="primary")
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.choose_button.setToolTip(keys)
        self.bar.setTextVisible(False)

    def _lay_out(self) -> None:
        rule = QFrame()
        set_look(rule, role="rule")
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        row.addWidget(self.bar, 1)
        row.addStretch(0)
        for button in (
            self.close_button,
            self.folder_button,
            self.choose_button,
            self.cancel_button,
        ):
            row.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(scaled(24), scaled(12), scaled(24), scaled(12))
        inner.setSpacing(scaled(10))
        inner.addWidget(self.words)
        inner.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule)
        layout.addLayout(inner)
