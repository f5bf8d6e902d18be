"""The letters of a case: what is being written, what is finished, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from amends.domain.dates_in_words import short
from amends.domain.events.case_events import Channel, Sending
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.kept_letters import has_draft
from amends.services.letter_fit import letter_due, letters_to_write, sendings
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
        unfinished = list(self._unfinished(view))
        if not unfinished and not view.case.letters:
            yield line(plain_label(self.tr("There is no letter, and none is due."), "muted"))
        yield from unfinished
        sent = sendings(view)
        for letter in reversed(view.case.letters):
            day = short(letter.happened_on, view.today)
            about = self.tr("{subject}. Finished {day}.").format(subject=letter.subject, day=day)
            button = QPushButton(self.tr("Open"))
            button.clicked.connect(partial(self.finished_letter_requested.emit, letter.letter))
            yield _letter(about, self._state(sent.get(letter.letter)), button)

    def _state(self, sent: Sending | None) -> Pill:
        if sent is None:
            return Pill(self.tr("Finished, not sent"), Tone.SOON)
        is_on_file = sent.channel is Channel.FILE
        return Pill(self.tr("On file") if is_on_file else self.tr("Sent"), Tone.CALM)

    def _unfinished(self, view: CaseView) -> Iterator[QWidget]:
        """Return the letters that are to be written, the next first, and what else was begun."""
        desk = self._presenter.session.desk
        drafts = [kind for kind in LetterKind if has_draft(desk, view.stream, kind)]
        sent = view.case.sent_letters
        waiting = {it.letter_kind for it in view.case.letters if it.letter not in sent}
        for kind in dict.fromkeys((*letters_to_write(view), *drafts)):
            if kind in waiting:
                continue
            drafted = kind in drafts
            pill = Pill(self.tr("Draft"), Tone.SOON) if drafted else Pill(self.tr("Not begun"))
            button = self._writing(kind, drafted=drafted) if view.read_only is None else None
            yield _letter(self._about(view, kind), pill, button)

    def _writing(self, kind: LetterKind, *, drafted: bool) -> QPushButton:
        button = QPushButton(self.tr("Continue") if drafted else self.tr("Write"))
        button.clicked.connect(partial(self.letter_requested.emit, kind.value))
        return button

    def _about(self, view: CaseView, kind: LetterKind) -> str:
        """Return what the letter is, and by when it is due."""
        title = self._titles()[kind]
        if (due := letter_due(view, kind)) is None:
            return title
        return self.tr("{title}, due {day}").format(title=title, day=short(due, view.today))

    def _titles(self) -> dict[LetterKind, str]:
        return {
            LetterKind.RECEIPT: self.tr("Receipt"),
            LetterKind.ACTION_PLAN: self.tr("Action plan"),
            LetterKind.OUTCOME: self.tr("Outcome letter"),
            LetterKind.STAGE_NOT_POSSIBLE: self.tr("Letter that a stage is not possible"),
            LetterKind.REDIRECT: self.tr("Letter that it goes elsewhere"),
            LetterKind.ACTION_COMPLETED: self.tr("Letter that actions are done"),
            LetterKind.COVER: self.tr("Cover letter"),
        }


def _letter(about: str, pill: Pill, button: QPushButton | None) -> QWidget:
    if button is not None:
        button.setAccessibleName(f"{button.text()}: {about}")
    return line(plain_label(about), pill, button)
