"""What writing a letter decides: when it is kept, when looked at, and whether it is finished."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from amends.domain.errors import AmendsError, CaseChangedError, LetterNotReadyError
from amends.domain.letter_kinds import LetterKind
from amends.domain.streams import OFFICE
from amends.services.desk import Changed
from amends.services.finish_letter import finish_letter
from amends.services.letter_drafts import (
    LetterDraft,
    LetterInHand,
    discard_draft,
    keep_draft,
    open_draft,
)
from amends.services.preview_letter import Proof, proof_letter
from amends.services.progress import Progress
from amends.ui.keep_timer import KeepTimer
from amends.ui.letters.latest import Latest
from amends.ui.session import Session

LOOKED_AT_AFTER_MS: Final = 120


class Kept(Enum):
    """Whether what was typed has reached the office's file."""

    ALL = 0
    NOT_YET = 1
    FAILED = 2


class DraftPresenter(QObject):
    """Holds one draft. Everything that is typed comes in by `edit`, and is kept by itself."""

    opened = Signal(object)  # LetterDraft, to be put into the fields
    refreshed = Signal(object)  # LetterInHand, as the case stands now
    proofed = Signal(object)  # Proof of the newest text
    kept = Signal(object)  # Kept
    finished = Signal(object)  # the letter's id
    refused = Signal(Exception)

    def __init__(
        self, session: Session, stream: str, kind: LetterKind, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._stream, self._kind = session, stream, kind
        self._in_hand: LetterInHand | None = None
        self._replaced: LetterDraft | None = None
        self._kept = Kept.ALL
        self._keeping = KeepTimer(self)
        self._keeping.timeout.connect(self.keep)
        self._looking = QTimer(self, singleShot=True, interval=LOOKED_AT_AFTER_MS)
        self._looking.timeout.connect(self.look)
        self._proofs = Latest(session, self)
        self._proofs.succeeded.connect(self._on_proof)
        self._proofs.failed.connect(self.refused)
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.refresh)

    @property
    def in_hand(self) -> LetterInHand | None:
        """The letter as it is being written; None before it is opened, and once it is finished."""
        return self._in_hand

    @property
    def is_kept(self) -> bool:
        """Whether all that was typed is kept."""
        return self._kept is Kept.ALL

    def open(self) -> bool:
        """Take the draft up where it was left; return whether that was possible."""
        try:
            self._in_hand = self._read()
        except AmendsError as error:
            self.refused.emit(error)
            return False
        self._replaced = None
        self._keeping.stop()
        self._say(Kept.ALL)
        self.refreshed.emit(self._in_hand)
        self.opened.emit(self._in_hand.draft)
        self.look()
        return True

    @Slot(object)
    def edit(self, draft: LetterDraft) -> None:
        """Take up what the fields hold now; what was confirmed stays confirmed."""
        if self._in_hand is not None:
            self._take(msgspec.structs.replace(draft, confirmed=self._in_hand.draft.confirmed))

    def confirm(self, key: str, *, confirmed: bool) -> None:
        """Note that the writer has, or has not, confirmed a line of the checklist."""
        if self._in_hand is None:
            return
        draft = self._in_hand.draft
        keys = draft.confirmed | {key} if confirmed else draft.confirmed - {key}
        self._take(msgspec.structs.replace(draft, confirmed=keys))
        self.look()

    @Slot()
    def keep(self) -> None:
        """Keep the draft now. Where that fails it is tried again, and the text stays on screen."""
        self._keeping.stop()
        if self.is_kept or self._in_hand is None:
            return
        desk, now = self._session.desk, self._session.clock.now()
        try:
            keep_draft(desk, self._stream, self._kind, self._in_hand.draft, now)
        except AmendsError as error:
            self._keeping.try_again()
            if self._kept is not Kept.FAILED:  # said once, not every few seconds
                self.refused.emit(error)
            self._say(Kept.FAILED)
        else:
            self._say(Kept.ALL)

    @Slot()
    def look(self) -> None:
        """Check the draft and make its pages, in the background."""
        self._looking.stop()
        if self._in_hand is not None:
            resources = self._session.desk.resources
            self._proofs.start(partial(_proof, self._in_hand, resources))

    @Slot()
    def refresh(self) -> None:
        """Read again what the case says today; what was typed stays as it is."""
        if self._in_hand is None:
            return
        try:
            self._in_hand = replace(self._read(), draft=self._in_hand.draft)
        except AmendsError as error:
            self.refused.emit(error)
        else:
            self.refreshed.emit(self._in_hand)
            self.look()

    def start_again(self) -> bool:
        """Put the template's text in place of what was typed, and return whether that was possible.

        `bring_back` brings back what was typed.
        """
        if self._in_hand is None:
            return False
        typed = self._in_hand.draft
        try:
            discard_draft(self._session.desk, self._stream, self._kind)
        except AmendsError as error:
            self.refused.emit(error)
            return False
        opened = self.open()
        self._replaced = typed
        return opened

    @Slot()
    def bring_back(self) -> None:
        """Take back the last `start_again`."""
        if self._replaced is not None:
            draft, self._replaced = self._replaced, None
            self._take(draft)
            self.opened.emit(draft)

    @Slot()
    def finish(self) -> None:
        """Finish the letter; where it cannot be, the draft stays and the reason is said."""
        self.keep()
        if self._in_hand is None or not self.is_kept:
            return
        seen, moment = self._in_hand.view.seq, self._session.moment()
        try:
            letter, changed = finish_letter(
                self._session.desk, self._stream, self._kind, seen, moment
            )
        except (CaseChangedError, LetterNotReadyError) as error:
            self.refused.emit(error)
            self.refresh()
        except AmendsError as error:
            self.refused.emit(error)
        else:
            self.close()
            self.finished.emit(letter)
            self._session.announce(changed)

    def close(self) -> None:
        """Keep what was typed, and hold no draft any more."""
        self.keep()
        self._keeping.stop()
        self._looking.stop()
        self._proofs.forget()
        self._in_hand = None

    def _read(self) -> LetterInHand:
        today = self._session.clock.today()
        return open_draft(self._session.desk, self._stream, self._kind, today)

    def _take(self, draft: LetterDraft) -> None:
        """Hold the draft as it is now; it is kept soon, and looked at when the typing pauses."""
        assert self._in_hand is not None
        if draft == self._in_hand.draft:
            return
        self._in_hand = replace(self._in_hand, draft=draft)
        self._looking.start()
        if self.is_kept:
            self._say(Kept.NOT_YET)
        self._keeping.touch()

    def _say(self, kept: Kept) -> None:
        if kept is not self._kept:
            self._kept = kept
            self.kept.emit(kept)

    @Slot(object)
    def _on_proof(self, proof: Proof) -> None:
        if self._in_hand is not None:
            self.proofed.emit(proof)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        """The case may owe other dates now; a change of the office may move them too."""
        if changed.streams & {self._stream, OFFICE}:
            self.refresh()


def _proof(in_hand: LetterInHand, resources: Path, _progress: Progress) -> Proof:
    return proof_letter(in_hand, resources)
