"""A letter while it is being written: drafted from its template, kept as it is typed.

A draft is no event: it may change with every key. It is kept in the office file until the letter
is sent or the draft thrown away; once the letter is finished it is put aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from amends.domain.errors import LetterDoesNotFitError
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.kept_letters import draft_key
from amends.services.letter_facts import Facts, letter_facts
from amends.services.letter_fit import Unfit, unfit
from amends.services.letter_recipient import recipient_of
from amends.services.letter_template import LetterTemplate, read_template
from amends.services.read_case import read_case
from amends.storage.unit import Unit


class LetterDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer has in hand. `text` is Markdown; `confirmed` are keys of the checklist."""

    recipient: tuple[str, ...]
    salutation: str
    subject: str
    text: str
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LetterInHand:
    """A draft, with what it is checked against: the case, the template, the facts of today."""

    view: CaseView
    kind: LetterKind
    template: LetterTemplate
    template_raw: bytes
    facts: Facts
    draft: LetterDraft


def open_draft(desk: Desk, stream: str, kind: LetterKind, today: date) -> LetterInHand:
    """Return the letter as it was left, or a new one from the template.

    Raises `UnknownCaseError`, `CaseConcernsYouError`, `LetterTemplateError`, and
    `LetterDoesNotFitError` where there is nobody to whom a letter of that kind could go.
    """
    view = read_case(desk, stream, today)
    with desk.store.reading() as unit:
        kept = _kept(unit, stream, kind)
    if unfit(view, kind) is Unfit.NO_COMPLAINT:
        raise LetterDoesNotFitError(Unfit.NO_COMPLAINT)
    raw = (desk.resources / "letters" / f"{kind}.md").read_bytes()
    template, facts = read_template(raw, f"{kind}.md"), letter_facts(view, kind)
    draft = (
        msgspec.json.decode(kept, type=LetterDraft) if kept else _new(view, kind, template, facts)
    )
    return LetterInHand(view, kind, template, raw, facts, draft)


def keep_draft(
    desk: Desk, stream: str, kind: LetterKind, draft: LetterDraft, now: datetime
) -> None:
    """Keep the draft as it stands now."""
    with desk.store.transaction() as unit:
        unit.drafts.put(draft_key(stream, kind), msgspec.json.encode(draft), now)


def discard_draft(desk: Desk, stream: str, kind: LetterKind) -> None:
    """Throw the draft away, so that the next one starts from the template."""
    with desk.store.transaction() as unit:
        forget_draft(unit, stream, kind)


def set_aside(unit: Unit, in_hand: LetterInHand, now: datetime) -> None:
    """Put the draft of a letter that is finished aside, for whoever takes the letter back."""
    stream, kind = in_hand.view.stream, in_hand.kind
    unit.drafts.put(_aside_key(stream, kind), msgspec.json.encode(in_hand.draft), now)
    unit.drafts.remove(draft_key(stream, kind))


def forget_draft(unit: Unit, stream: str, kind: LetterKind) -> None:
    """Keep no draft of that kind, nor one put aside."""
    unit.drafts.remove(draft_key(stream, kind))
    unit.drafts.remove(_aside_key(stream, kind))


def _kept(unit: Unit, stream: str, kind: LetterKind) -> bytes | None:
    keys = draft_key(stream, kind), _aside_key(stream, kind)
    return next((raw for key in keys if (raw := unit.drafts.get(key)) is not None), None)


def _aside_key(stream: str, kind: LetterKind) -> str:
    return f"letter-aside/{stream}/{kind}"


def _new(view: CaseView, kind: LetterKind, template: LetterTemplate, facts: Facts) -> LetterDraft:
    recipient, salutation = recipient_of(view, kind)
    return LetterDraft(
        recipient=recipient,
        salutation=salutation,
        subject=template.merged(template.head.subject, facts),
        text=template.draft(facts),
    )
