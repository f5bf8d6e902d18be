"""One step of a leaving: its number and name, whether it is done, and what does it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from amends.domain.leaving import LeavingStep
from amends.ui.leaving.words import step_title
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill
from amends.ui.widgets.quiet_button import QuietButton

# A choice among names takes the room there is, however long one of them may be.
ANY_LENGTH: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class StepCard(Card):
    """`inside` is what is asked for the step; it goes once the step is done."""

    asked = Signal()

    def __init__(self, step: LeavingStep, button: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.step = step
        self.state = Pill()
        self.about = plain_label("", "muted")
        self.inside = QWidget()
        self.content = QVBoxLayout(self.inside)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(scaled(8))
        self.button = QuietButton(button)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        self.content.addLayout(row)
        self.body.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.about)
        self.body.addWidget(self.inside)
        self.button.clicked.connect(self.asked)

    def show_step(self, number: int, about: str, *, done: str = "", rests: bool = False) -> None:
        """Show how the step stands: done, in a few words; or open, though it `rests` for now."""
        words = self.tr("{number}. {title}")
        self.set_title(words.format(number=number, title=step_title(self.step)))
        to_do = self.tr("Later") if rests else self.tr("To do")
        open_tone = Tone.NONE if rests else Tone.SOON
        self.state.show_text(done or to_do, Tone.CALM if done else open_tone)
        self.about.setText(about)
        self.about.setVisible(bool(about) and not done)
        self.inside.setVisible(not done)
        self.button.setEnabled(not rests)
        self.button.setAccessibleDescription(about)

    def put_first(self, first: bool) -> None:
        """Mark the button of the step that is proposed next."""
        set_look(self.button, role="primary" if first else "")
