"""Says above every page where the office is, as long as it is not simply here."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.domain.cover import Cover
from amends.ui.cover.words import cover_words
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label


class CoverBanner(QFrame):
    """Follows the day; which of its buttons are there is for others to say."""

    def __init__(self, session: Session, held_for: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._held_for = session, held_for
        self.words = plain_label("")
        self.again = QPushButton(self.tr("Save the sealed file again..."))
        self.give_back = QPushButton(self.tr("Give the office back..."))
        self.take_back = QPushButton(self.tr("Take the office back..."))
        set_look(self.again, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(8), scaled(16), scaled(8))
        layout.setSpacing(scaled(14))
        layout.addWidget(self.words, 1)
        for button in (self.again, self.give_back, self.take_back):
            layout.addWidget(button)
        session.day_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say it as of today."""
        cover: Cover = self._session.cover
        today = self._session.clock.today()
        tone = Tone.SOON if cover.is_over(today) else Tone.CALM
        set_look(self, role="banner", tone=tone)
        self.words.setText(cover_words(cover, self._held_for, today))
