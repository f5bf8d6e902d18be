"""What stands above a letter: the way back to its case, what it is, and how much time is left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from amends.domain.events.case_events import Channel, Sending
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.letter_fit import letter_clock
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.pill import Pill

_AROUND_PX: Final = 8  # what the style sheet puts around a link


class Crumb(QPushButton):
    """A link that shortens its words where there is no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        set_look(self, role="link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        self._words = words
        self.updateGeometry()
        self.setToolTip(words)
        self.setAccessibleName(self.tr("Back to the case {words}").format(words=words))
        self._shorten()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(words + scaled(_AROUND_PX) + 2, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(60), self._height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _height(self) -> int:
        return super().sizeHint().height()

    def _shorten(self) -> None:
        room = self.width() - scaled(_AROUND_PX)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))  # a lone one would be a shortcut


class LetterHead(QWidget):
    """Shows case, title and countdown; `back_requested` leads to the case."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crumb = Crumb()
        self.crumb.clicked.connect(self.back_requested)
        self.title = QLabel(wordWrap=True)
        set_look(self.title, role="title")
        self.pill = Pill()
        self._lay_out()

    def show_letter(
        self, view: CaseView, kind: LetterKind, title: str, *, sent: Sending | None = None
    ) -> None:
        """Show of which case the letter is, and when it is due, or that it was sent."""
        self.crumb.show_words(f"{view.case.reference} · {view.case.title}")
        self.title.setText(title)
        clock = letter_clock(view, kind)
        self.pill.setVisible(sent is not None or clock is not None)
        if sent is not None:
            is_on_file = sent.channel is Channel.FILE
            self.pill.show_text(self.tr("On file") if is_on_file else self.tr("Sent"), Tone.CALM)
        elif clock is not None:
            words = clock_words(clock, view.today)
            self.pill.show_text(words.text, words.tone)

    def _lay_out(self) -> None:
        way, line = QHBoxLayout(), QHBoxLayout()
        way.setContentsMargins(-scaled(_AROUND_PX) // 2, 0, 0, 0)
        way.addWidget(self.crumb)
        way.addStretch()
        line.setSpacing(scaled(12))
        line.addWidget(self.title, 1)
        line.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addLayout(way)
        layout.addLayout(line)
