"""What stands above the form: a complaint that somebody was logging before, and what to check."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from amends.services.complaint_drafts import KeptComplaint
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton

_LONGEST_SHOWN: Final = 60


class DraftBanner(QFrame):
    """Offers a draft: to go on with it, or to throw it away. It may also be left for later."""

    continued = Signal()
    afresh = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.CALM)
        self._words = plain_label("")
        self.go_on = QuietButton(self.tr("Continue"))
        self.start_afresh = QuietButton(self.tr("Start afresh"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(11), scaled(14), scaled(11))
        layout.setSpacing(scaled(10))
        layout.addWidget(self._words, 1)
        for button in (self.start_afresh, self.go_on):
            layout.addWidget(button)
        self.go_on.clicked.connect(self._on_continued)
        self.start_afresh.clicked.connect(self._on_afresh)
        self.hide()

    @property
    def text(self) -> str:
        """What is offered, in words."""
        return self._words.text()

    def offer(self, kept: KeptComplaint | None, day: str) -> None:
        """Offer a draft, if there is one, that was typed in last on `day`."""
        self.setVisible(kept is not None)
        if kept is None:
            return
        self._words.setText(
            self.tr(
                "You were logging a complaint on {day}: “{what}”. Start afresh throws it away."
            ).format(day=day, what=_beginning(kept))
        )

    @Slot()
    def _on_continued(self) -> None:
        self.hide()
        self.continued.emit()

    @Slot()
    def _on_afresh(self) -> None:
        self.hide()
        self.afresh.emit()


class NoteBanner(QFrame):
    """Says what somebody should look at, a sentence a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self._words = plain_label("")
        set_look(self._words, tone=Tone.SOON)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(11), scaled(16), scaled(11))
        layout.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; "" where there is nothing to look at."""
        return self._words.text()

    @Slot(object)
    def show_notes(self, sentences: tuple[str, ...]) -> None:
        """Show sentences in place of those before; none hides the banner."""
        self._words.setText("\n".join(filter(None, sentences)))
        self.setVisible(bool(self.text))


def _beginning(kept: KeptComplaint) -> str:
    """Return the first words of a draft by which somebody will know it."""
    draft = kept.draft
    names = (file.name for file in kept.files)
    candidates = (draft.title, draft.complaint, draft.complainant, draft.wanted, *names)
    words = next((" ".join(text[:400].split()) for text in candidates if text.strip()), "")
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rstrip()}..."
