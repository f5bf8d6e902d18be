"""Says where a case runs under another version than the day on which it came in asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.services.case_view import CaseView
from amends.services.move_case import version_due
from amends.ui.case.version_words import version_due_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label


class VersionNotice(QFrame):
    """Offers the move, which nobody makes by itself; hidden where there is none to make."""

    move_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self.words = plain_label("")
        set_look(self.words, tone=Tone.SOON)
        self.move_button = QPushButton(self.tr("Move the case..."))
        set_look(self.move_button, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(9), scaled(16), scaled(9))
        layout.setSpacing(scaled(20))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.move_button)
        self.move_button.clicked.connect(self.move_requested)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show what is to be said of the case, if anything is."""
        held = version_due(view)
        self.setVisible(held is not None)
        self.move_button.setVisible(view.may_change)
        if held is not None:
            self.words.setText(version_due_words(view, held))
