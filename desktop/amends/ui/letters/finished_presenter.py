"""What is done with a finished letter: saved, copied, and recorded as sent. It never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from amends.domain.errors import AmendsError
from amends.domain.events.case_events import Channel, LetterFinished, Sending
from amends.domain.letter_kinds import LetterKind
from amends.domain.streams import OFFICE
from amends.services.case_view import CaseView
from amends.services.compare_letter import differences
from amends.services.desk import Changed
from amends.services.finished_letters import (
    email_of,
    file_name,
    finished,
    frozen_pdf,
    message_text,
    save_email,
    save_pdf,
    sent,
    title_of,
    waiting,
)
from amends.services.letter_fit import letter_clock
from amends.services.letter_recipient import is_put_on_file
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from amends.services.take_back_letter import may_take_back_letter, take_back_letter
from amends.ui.session import Session

PDF: Final = ".pdf"
EMAIL: Final = ".eml"

_LAST_FOLDER: Final = "lastFolderOfLetters"


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished letter as it stands: whether and how it went out, and whether it must stay.

    `differences` are what it says that is recorded otherwise by now, while it waits to be sent.
    """

    view: CaseView
    letter: LetterFinished
    title: str
    sent: Sending | None
    may_be_taken_back: bool
    differences: tuple[str, ...] = ()

    @property
    def goes_on_file(self) -> bool:
        """Whether the letter is put on file, as nobody can be reached."""
        if self.sent is not None:
            return self.sent.channel is Channel.FILE
        return is_put_on_file(self.view.case, self.letter.letter_kind)

    @property
    def stops_a_clock(self) -> bool:
        """Whether something is waited for that the letter ends."""
        clock = letter_clock(self.view, self.letter.letter_kind)
        return clock is not None and clock.is_open


class FinishedPresenter(QObject):
    """Holds one finished letter."""

    shown = Signal(object)  # Shown
    pdf_read = Signal(bytes)
    saved = Signal(object)  # Path
    sent = Signal()
    taken_back = Signal()
    refused = Signal(Exception)
    day_refused = Signal(Exception)

    def __init__(self, session: Session, stream: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._stream = session, stream
        self._shown: Shown | None = None
        session.changed.connect(self._on_changed)

    @property
    def letter(self) -> Shown | None:
        """The letter on show."""
        return self._shown

    def waiting(self, kind: LetterKind) -> UUID | None:
        """Return the letter of that kind that is finished and waits to be sent, if there is one."""
        view = read_case(self._session.desk, self._stream, self._session.clock.today())
        letter = waiting(view.case, kind)
        return letter.letter if letter else None

    def show(self, letter: UUID) -> bool:
        """Show a finished letter; return whether that was possible."""
        try:
            self._shown = self._read(letter)
            pdf = frozen_pdf(self._session.desk, self._shown.letter)
        except AmendsError as error:
            self.refused.emit(error)
            return False
        self.shown.emit(self._shown)
        self.pdf_read.emit(pdf)
        return True

    def close(self) -> None:
        """Show no letter."""
        self._shown = None

    def proposed_channel(self) -> Channel:
        """Return how the letter will most likely go out."""
        assert self._shown is not None
        if self._shown.goes_on_file:
            return Channel.FILE
        return Channel.EMAIL if email_of(self._shown.letter) else Channel.POST

    def proposed_file(self, suffix: str) -> Path:
        """Return where the letter may be saved: the last folder of this session, a name of ours."""
        assert self._shown is not None
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._session.property(_LAST_FOLDER) or QStandardPaths.writableLocation(documents)
        return Path(folder, file_name(self._shown.view.case, self._shown.letter, suffix))

    def save_pdf(self, target: Path) -> None:
        """Write the PDF, byte for byte as it was frozen."""
        if self._shown is not None:
            self._save(target, PDF)

    def save_email(self, target: Path) -> None:
        """Write an e-mail with the letter attached."""
        if self._shown is not None:
            self._save(target, EMAIL)

    def text(self) -> str:
        """Return what the letter says, as plain text."""
        assert self._shown is not None
        return message_text(self._shown.letter)

    @Slot(object, object)
    def mark_as_sent(self, on: date, channel: Channel) -> None:
        """Record that the letter went out, which stops its clock."""
        if self._shown is None or self._shown.sent is not None:
            return
        desk, moment = self._session.desk, self._session.moment()
        shown, letter = self._shown, self._shown.letter.letter
        try:
            changed = send_letter(
                desk, shown.view, letter, channel, on, moment, as_it_is=shown.differences
            )
        except AmendsError as error:
            self.day_refused.emit(error)
            self._refresh()
        else:
            self.close()
            self._session.announce(changed)
            self.sent.emit()

    @Slot()
    def take_back(self) -> None:
        """Take the letter back before it is sent, so that its text can be changed."""
        if self._shown is None:
            return
        desk, moment = self._session.desk, self._session.moment()
        try:
            changed = take_back_letter(desk, self._shown.view, self._shown.letter.letter, moment)
        except AmendsError as error:
            self.refused.emit(error)
            self._refresh()
        else:
            self.close()
            self._session.announce(changed)
            self.taken_back.emit()

    def _save(self, target: Path, suffix: str) -> None:
        assert self._shown is not None
        desk, view, letter = self._session.desk, self._shown.view, self._shown.letter
        try:
            if suffix == PDF:
                save_pdf(desk, letter, target)
            else:
                save_email(desk, view, letter, target)
        except AmendsError as error:
            self.refused.emit(error)
        else:
            self._session.setProperty(_LAST_FOLDER, str(target.parent))
            self.saved.emit(target)

    def _read(self, letter: UUID) -> Shown:
        view = read_case(self._session.desk, self._stream, self._session.clock.today())
        made, sending = finished(view.case, letter), sent(view, letter)
        return Shown(
            view=view,
            letter=made,
            title=title_of(self._session.desk, made),
            sent=sending,
            may_be_taken_back=may_take_back_letter(view, letter),
            differences=() if sending else differences(self._session.desk, view, made),
        )

    def _refresh(self) -> None:
        """Show the letter again as it stands now; one that was taken back elsewhere is left."""
        if self._shown is None:
            return
        letter = self._shown.letter.letter
        view = read_case(self._session.desk, self._stream, self._session.clock.today())
        if any(it.letter == letter for it in view.case.letters):
            self._shown = self._read(letter)
            self.shown.emit(self._shown)
        else:
            self.close()
            self.taken_back.emit()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not changed.streams.isdisjoint({self._stream, OFFICE}):
            self._refresh()
