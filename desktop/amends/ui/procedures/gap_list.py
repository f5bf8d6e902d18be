"""What a procedure does not say: each gap, what holds for now, and a sentence to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.gaps import Gap
from amends.domain.procedure import Procedure
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class GapList(Card):
    """Shows gaps; printing them, or saving them as a page, is asked for."""

    print_requested = Signal()
    pdf_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("What it does not say"))
        self.print_button = QPushButton(self.tr("Print..."))
        self.pdf_button = QPushButton(self.tr("Save as PDF..."))
        self.print_button.clicked.connect(self.print_requested)
        self.pdf_button.clicked.connect(self.pdf_requested)
        self._about = plain_label("", "muted")
        self._rows = Column()
        self._copied: QPushButton | None = None
        top = QHBoxLayout()
        top.setSpacing(scaled(8))
        top.addWidget(self._about, 1)
        for button in (self.print_button, self.pdf_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addLayout(self._rows)

    def show_gaps(self, procedure: Procedure, gaps: Sequence[Gap]) -> None:
        """Show gaps in place of those that were there."""
        self._copied = None
        self._about.setText(self._words(procedure, gaps))
        for button in (self.print_button, self.pdf_button):
            button.setVisible(bool(gaps))
        self._rows.replace(self._lines(gaps))

    def _words(self, procedure: Procedure, gaps: Sequence[Gap]) -> str:
        if not gaps:
            return self.tr("Nothing that Amends asks for is left open.")
        words = self.tr(
            "A reader of the policy may ask about each of these. Until it says more, this is how "
            "your office reads it; the sentences are suggestions for its next version, and what "
            "stands in square brackets is yours to fill in."
        )
        if procedure.language.casefold().startswith("en"):
            return words
        return self.tr("{words} The policy is not in English, the suggestions are.").format(
            words=words
        )

    def _lines(self, gaps: Sequence[Gap]) -> Iterator[QWidget]:
        for gap in gaps:
            row = QWidget()
            layout = QVBoxLayout(row)
            layout.setContentsMargins(0, scaled(10), 0, scaled(10))
            layout.setSpacing(scaled(6))
            layout.addWidget(plain_label(gap.open, "heading"))
            holds = QHBoxLayout()
            holds.setSpacing(scaled(10))
            holds.addWidget(plain_label(gap.reading), 1)
            if gap.is_choice:
                pill = Pill(self.tr("your office's reading"))
                holds.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(holds)
            layout.addWidget(self._suggestion(gap))
            yield row

    def _suggestion(self, gap: Gap) -> QFrame:
        copy = QPushButton(self.tr("Copy"))
        set_look(copy, role="link")
        copy.setAccessibleName(self.tr("Copy: {words}").format(words=gap.suggested))
        copy.clicked.connect(partial(self._copy, copy, gap.suggested))
        well = QFrame()
        set_look(well, role="well")
        layout = QHBoxLayout(well)
        layout.setContentsMargins(scaled(12), scaled(8), scaled(8), scaled(8))
        layout.addWidget(plain_label(gap.suggested), 1)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return well

    @Slot()
    def _copy(self, button: QPushButton, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        if self._copied is not None:
            self._copied.setText(self.tr("Copy"))
        button.setText(self.tr("Copied"))
        self._copied = button
