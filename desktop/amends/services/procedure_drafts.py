"""Texts of procedures that were begun and not adopted, kept in the encrypted office file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amends.domain.streams import OFFICE
from amends.services.desk import Desk
from amends.services.form_drafts import (
    FormDraft,
    discard_form_draft,
    form_draft_key,
    keep_form_draft,
    kept_form_draft,
)

_FORM: Final = "procedure"
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class ProcedureDraft:
    """A text as it was left, and the one that it began with; `name` tells it from others."""

    name: str
    text: str
    start: str
    kept_at: datetime


def kept_drafts(desk: Desk) -> tuple[ProcedureDraft, ...]:
    """Return every draft, the one that was written last first."""
    prefix = _key("")
    with desk.store.reading() as unit:
        names = [key.removeprefix(prefix) for key in unit.drafts.keys(prefix)]
    found = (kept_draft(desk, name) for name in names)
    return tuple(sorted((it for it in found if it), key=_when, reverse=True))


def kept_draft(desk: Desk, name: str) -> ProcedureDraft | None:
    """Return the draft of that name, if there is one."""
    kept = kept_form_draft(desk, _key(name))
    if kept is None or _TEXT not in kept.texts:
        return None
    return ProcedureDraft(name, kept.texts[_TEXT], kept.start.get(_TEXT, ""), kept.kept_at)


def keep_draft(desk: Desk, draft: ProcedureDraft) -> None:
    """Keep a text in place of what was kept under its name before."""
    texts, start = {_TEXT: draft.text}, {_TEXT: draft.start}
    keep_form_draft(
        desk, _key(draft.name), FormDraft(texts=texts, start=start, kept_at=draft.kept_at)
    )


def discard_draft(desk: Desk, name: str) -> None:
    """Keep nothing under that name any more."""
    discard_form_draft(desk, _key(name))


def _key(name: str) -> str:
    return form_draft_key(OFFICE, _FORM, name)


def _when(draft: ProcedureDraft) -> datetime:
    return draft.kept_at
