"""A complaint while it is being typed: kept key by key, until it is logged or thrown away.

Each form has a draft of its own, so that an e-mail that is dropped on the window never writes over
what somebody began to type before. Text and files are kept apart, since text changes all the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

import msgspec

from amends.domain.events.case_events import Channel
from amends.domain.people import Identity
from amends.services.attachments import File
from amends.services.desk import Desk
from amends.storage.unit import Unit

# Written again with every change of the files, so they are kept up to a size only.
LARGEST_FILES_BYTES: Final = 20_000_000

_TEXT: Final = "complaint/text/"
_FILES: Final = "complaint/files/"


class ComplaintDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the form; nothing of it need be right yet."""

    title: str = ""
    complaint: str = ""
    wanted: str = ""
    complainant: str = ""
    email: str = ""
    relation: str = ""
    channel: Channel = Channel.EMAIL
    identity: Identity = Identity.OPEN
    received_on: date | None = None
    received_time: str = ""
    raised_on: date | None = None
    procedure: str = ""

    @property
    def has_words(self) -> bool:
        """Whether anybody has typed anything worth keeping."""
        complainant = (self.complainant, self.email, self.relation)
        typed = (self.title, self.complaint, self.wanted, *complainant)
        return any(text.strip() for text in typed)


@dataclass(frozen=True, slots=True)
class KeptComplaint:
    """A draft as it was left, under the `key` by which it is kept on."""

    key: str
    draft: ComplaintDraft
    files: tuple[File, ...]
    kept_at: datetime


class _KeptText(msgspec.Struct, frozen=True):
    draft: ComplaintDraft
    kept_at: datetime
    person: UUID | None = None  # an older version did not keep who was typing


class _KeptFile(msgspec.Struct, frozen=True):
    name: str
    media_type: str
    data: bytes
    origin: str


_files_decoder = msgspec.msgpack.Decoder(tuple[_KeptFile, ...])


def new_draft_key() -> str:
    """Return a key for the draft of a new form."""
    return str(uuid4())


def keep_complaint_draft(desk: Desk, key: str, draft: ComplaintDraft, now: datetime) -> None:
    """Keep the form's text as it stands now."""
    raw = msgspec.json.encode(_KeptText(draft, now, desk.store.person))
    with desk.store.transaction() as unit:
        unit.drafts.put(_TEXT + key, raw, now)


def keep_draft_files(desk: Desk, key: str, files: Sequence[File], now: datetime) -> bool:
    """Keep the form's files too; return False, keeping none, where they are too large for that."""
    fits = sum(file.size for file in files) <= LARGEST_FILES_BYTES
    with desk.store.transaction() as unit:
        if files and fits:
            kept = [_KeptFile(it.name, it.media_type, it.content(), it.origin) for it in files]
            unit.drafts.put(_FILES + key, msgspec.msgpack.encode(kept), now)
        else:
            unit.drafts.remove(_FILES + key)
    return fits


def latest_complaint_draft(desk: Desk) -> KeptComplaint | None:
    """Return the draft that this person typed in last, if there is one that can be read.

    What somebody else is typing may be about this very person.
    """
    with desk.store.reading() as unit:
        raw_texts = {key: unit.drafts.get(key) for key in unit.drafts.keys(_TEXT)}
        read = {key: text for key, raw in raw_texts.items() if (text := _text(raw)) is not None}
        own = {None, desk.store.person}
        texts = {key: text for key, text in read.items() if text.person in own}
        if not texts:
            return None
        latest = max(texts, key=lambda key: texts[key].kept_at)
        key = latest.removeprefix(_TEXT)
        files = _files(unit.drafts.get(_FILES + key))
    return KeptComplaint(key, texts[latest].draft, files, texts[latest].kept_at)


def _text(raw: bytes | None) -> _KeptText | None:
    try:
        return msgspec.json.decode(raw or b"", type=_KeptText)
    except msgspec.MsgspecError:
        return None


def _files(raw: bytes | None) -> tuple[File, ...]:
    try:
        kept = _files_decoder.decode(raw) if raw else ()
    except msgspec.MsgspecError:
        return ()
    return tuple(File(it.name, it.media_type, it.data, it.origin) for it in kept)


def discard_complaint_draft(desk: Desk, key: str) -> None:
    """Throw a draft away, with its files."""
    with desk.store.transaction() as unit:
        forget_draft(unit, key)


def forget_draft(unit: Unit, key: str) -> None:
    """Throw a draft away within the caller's transaction."""
    for kind in (_TEXT, _FILES):
        unit.drafts.remove(kind + key)
