"""A small form of a case while it is being filled in, kept until it is recorded or started again.

What a form asks for is the form's own: this knows its fields by name, and what stands in each as
text. It never leaves the encrypted office file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from amends.services.desk import Desk

_FORMS: Final = "form/"


class FormDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What stood in each field, and with what each had begun when that was typed."""

    texts: dict[str, str]
    start: dict[str, str]
    kept_at: datetime


def form_draft_key(stream: str, form: str, about: UUID | str = "") -> str:
    """Return the name under which a form of a case is kept; `about` such as the point's id."""
    return f"{_FORMS}{stream}/{form}/{about}"


def keep_form_draft(desk: Desk, key: str, draft: FormDraft) -> None:
    """Keep what stands in the form now, in place of what was kept before."""
    with desk.store.transaction() as unit:
        unit.drafts.put(key, msgspec.json.encode(draft), draft.kept_at)


def kept_form_draft(desk: Desk, key: str) -> FormDraft | None:
    """Return what was left in the form, if anything was that this version can read."""
    with desk.store.reading() as unit:
        raw = unit.drafts.get(key)
    try:
        return msgspec.json.decode(raw, type=FormDraft) if raw else None
    except msgspec.MsgspecError:
        return None


def discard_form_draft(desk: Desk, key: str) -> None:
    """Keep nothing of the form any more."""
    with desk.store.transaction() as unit:
        unit.drafts.remove(key)
