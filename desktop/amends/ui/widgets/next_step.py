"""The banner of a case: the one thing due next, by when, and the button that does it."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look, theme_in_use
from amends.ui.widgets.countdown import Countdown
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.next_step_words import StepWords

_SAID_PX: Final = 300
_FOLLOW: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class LinkedLabel(QLabel):
    """Words that end in one link. Enter follows it; Qt's own label would want a second Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        set_look(self, role="linked")

    def let_keys_reach(self, reach: bool) -> None:
        policy = Qt.FocusPolicy.StrongFocus if reach else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _FOLLOW:
            self.linkActivated.emit("")
        else:
            super().keyPressEvent(event)


class NextStepBanner(QFrame):
    """Shows a step in words; `explain_requested` names the clock as "stage.clock"."""

    step_requested = Signal()
    other_requested = Signal()
    explain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: StepWords | None = None
        self.countdown = Countdown()
        self.heading = QLabel()
        self.sentences = LinkedLabel()
        self.button = QPushButton()
        self.other = QPushButton()
        set_look(self.heading, role="lead")
        set_look(self.button, role="primary")
        set_look(self.other, role="link")
        self.heading.setContentsMargins(2, 0, 0, 0)  # as wide as the ring around the link
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.sentences.setWordWrap(True)
        self.sentences.setIndent(0)  # else the room for the ring would count as a frame
        self.sentences.linkActivated.connect(self._on_link)
        self.button.clicked.connect(self.step_requested)
        self.other.clicked.connect(self.other_requested)
        self._lay_out()

    def show_step(self, words: StepWords, button: str, other: str = "") -> None:
        """Show a step, what the button does, and what the quiet one below it does.

        A button whose text is empty is not there.
        """
        self._words = words
        set_look(self, role="banner", tone=words.countdown.tone)
        self.countdown.show_words(words.countdown)
        self.heading.setText(words.heading)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """The link carries its colour in its markup, so a new theme needs it written again."""
        if event.type() == QEvent.Type.StyleChange and self._words is not None:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        assert self._words is not None
        text = escape(self._words.sentences)
        if self._words.explained:
            colour = theme_in_use().text_of(self._words.countdown.tone).name()
            asked = self.tr("Why this date?") if self._words.has_date else self.tr("Why no date?")
            why = escape(asked).replace(" ", "&nbsp;")
            text += f' <a href="why" style="color:{colour}">{why}</a>'
        self.sentences.setText(text)
        self.sentences.setVisible(bool(text))
        self.sentences.let_keys_reach(bool(self._words.explained))

    @Slot(str)
    def _on_link(self, _link: str) -> None:
        if self._words is not None:
            self.explain_requested.emit(self._words.explained)

    def _lay_out(self) -> None:
        said, acts = QWidget(), QWidget()
        beside = QHBoxLayout(said)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(scaled(20))
        beside.addWidget(self.countdown)
        beside.addLayout(_in_the_middle(self.heading, self.sentences), 1)
        acts.setLayout(_in_the_middle(self.button, self.other))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(13), scaled(16), scaled(13))
        layout.addWidget(Folding(said, acts, first_px=_SAID_PX, spacing_px=20))


def _in_the_middle(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(3))
    column.addStretch()
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return column
