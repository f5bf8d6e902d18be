"""The letters of a case: what is being written, what is finished, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from amends.domain.dates_in_words import short
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.kept_letters import has_draft
from amends.ui.case.lines_tab import LinesTab, line
from amends.ui.case.presenter import CasePresenter
from amends.ui.theme import Tone
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class LettersTab(LinesTab):
    """A line a letter, with a button that opens it."""

    letter_requested = Signal(str)  # kind
    finished_letter_requested = Signal(object)  # id

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    def lines(self, view: CaseView) -> Iterator[QWidget]:
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
            yield _letter(about, pill, button)

    def _unfinished(self, view: CaseView) -> Iterator[QWidget]:
        done = {letter.letter_kind for letter in view.case.letters}
        for kind, title in self._titles().items():
            drafted = has_draft(self._presenter.session.desk, view.stream, kind)
            if kind in done and not drafted:
                continue
            button = QPushButton(self.tr("Continue") if drafted else self.tr("Write"))
            button.clicked.connect(partial(self.letter_requested.emit, kind.value))
            pill = Pill(self.tr("Draft"), Tone.SOON) if drafted else Pill(self.tr("Not begun"))
            yield _letter(title, pill, button)

    def _titles(self) -> dict[LetterKind, str]:
        return {
            LetterKind.RECEIPT: self.tr("Receipt"),
            LetterKind.OUTCOME: self.tr("Outcome letter"),
        }


def _letter(about: str, pill: Pill, button: QPushButton) -> QWidget:
    button.setAccessibleName(f"{button.text()}: {about}")
    return line(plain_label(about), pill, button)
