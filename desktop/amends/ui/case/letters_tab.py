"""The letters of a case: what is being written, what is finished, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.domain.dates_in_words import short
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.kept_letters import has_draft
from amends.ui.case.presenter import CasePresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class LettersTab(QFrame):
    """A line a letter, with a button that opens it."""

    letter_requested = Signal(str)  # kind
    finished_letter_requested = Signal(object)  # id

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._presenter = presenter
        self._rows = Column(self)
        self._rows.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))

    def show_case(self, view: CaseView) -> None:
        self._rows.replace(self._lines(view))

    def _lines(self, view: CaseView) -> Iterator[QWidget]:
        yield from self._unfinished(view)
        today = self._presenter.session.clock.today()
        for letter in reversed(view.case.letters):
            sent = letter.letter in view.case.sent_letters
            pill = (
                Pill(self.tr("Sent"), Tone.CALM)
                if sent
                else Pill(self.tr("Finished, not sent"), Tone.SOON)
            )
            day = short(letter.happened_on, today)
            about = self.tr("{subject}. Finished {day}.").format(subject=letter.subject, day=day)
            button = QPushButton(self.tr("Open"))
            button.clicked.connect(partial(self.finished_letter_requested.emit, letter.letter))
            yield _line(about, pill, button)

    def _unfinished(self, view: CaseView) -> Iterator[QWidget]:
        done = {letter.letter_kind for letter in view.case.letters}
        for kind, title in self._titles().items():
            drafted = has_draft(self._presenter.session.desk, view.stream, kind)
            if kind in done and not drafted:
                continue
            button = QPushButton(self.tr("Continue") if drafted else self.tr("Write"))
            button.clicked.connect(partial(self.letter_requested.emit, kind.value))
            pill = Pill(self.tr("Draft"), Tone.SOON) if drafted else Pill(self.tr("Not begun"))
            yield _line(title, pill, button)

    def _titles(self) -> dict[LetterKind, str]:
        return {
            LetterKind.RECEIPT: self.tr("Receipt"),
            LetterKind.OUTCOME: self.tr("Outcome letter"),
        }


def _line(about: str, pill: Pill, button: QPushButton) -> QWidget:
    row = QWidget()
    button.setAccessibleName(f"{button.text()}: {about}")
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(12))
    layout.addWidget(plain_label(about), 1)
    layout.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(button)
    return row
