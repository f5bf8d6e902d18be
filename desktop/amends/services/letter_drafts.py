"""A letter while it is being written: drafted from its template, kept as it is typed.

A draft is no event: it may change with every key. It is kept in the office file until the letter
is sent or the draft thrown away; once the letter is finished it is put aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from amends.domain.clocks import Clock, run_clocks
from amends.domain.dates_in_words import full
from amends.domain.happenings import Happening, Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Role
from amends.domain.points import PointFound, overall_outcome, points_found
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView, view_case
from amends.services.desk import Desk
from amends.services.kept_letters import draft_key
from amends.services.letter_template import LetterTemplate, read_template
from amends.storage.unit import Unit

# By what a letter of each kind counts as sent; its dates are told as of that moment.
SENT_BY = {LetterKind.RECEIPT: Kind.ACKNOWLEDGED, LetterKind.OUTCOME: Kind.OUTCOME_SENT}


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
    facts: dict[str, object]
    draft: LetterDraft


def open_draft(desk: Desk, stream: str, kind: LetterKind, today: date) -> LetterInHand:
    """Return the letter as it was left, or a new one from the template.

    Raises `UnknownCaseError` and `LetterTemplateError`.
    """
    with desk.store.reading() as unit:
        view = view_case(unit, stream, today)
        kept = _kept(unit, stream, kind)
    raw = (desk.resources / "letters" / f"{kind}.md").read_bytes()
    template, facts = read_template(raw, f"{kind}.md"), letter_facts(view, kind)
    draft = msgspec.json.decode(kept, type=LetterDraft) if kept else _new(view, template, facts)
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


def letter_facts(view: CaseView, kind: LetterKind) -> dict[str, object]:
    """Return the merge fields: what the case, the office and the clocks say today.

    An empty text means that the office has not said; a template asks with `if` where that may be.
    """
    case, head = view.case, view.ground.office.letterhead
    assert head is not None
    assert case.received_on is not None
    response = _response(view, kind)
    return {
        "reference": case.reference,
        "title": case.title,
        "received_on": full(case.received_on),
        "points": tuple(point.text for point in case.points),
        "findings": tuple(
            {"said": said, "reasons": found.reasons}
            for found in points_found(case)
            if (said := _said(found))
        ),
        "findings_said": tuple(_said(found) for found in points_found(case)) or ("",),
        "outcome": overall_outcome(points_found(case), view.procedure.outcomes),
        "upheld": overall_outcome(points_found(case), view.procedure.outcomes)
        in view.procedure.outcomes.upheld,
        "outside_body": _outside_body(view.procedure),
        "wanted": case.wanted,
        "organisation": head.name,
        "signatory": head.signatory,
        "signatory_role": head.signatory_role,
        "reach": head.email or head.phone,
        "response_due": full(response.due) if response and response.due else "",
    }


def _said(point: PointFound) -> str:
    """Return a point with its finding as a letter says it, "" while there is none."""
    return f"{point.text.rstrip(' .')}: {point.finding}" if point.finding else ""


def _outside_body(procedure: Procedure) -> dict[str, object]:
    """Return where a complainant may go next; a template asks with `if`, as there may be none."""
    body = procedure.outside_body
    return {} if body is None else msgspec.structs.asdict(body)


def _response(view: CaseView, kind: LetterKind) -> Clock | None:
    """Return the clock of the answer as it will stand once this letter has gone out today."""
    sent = Happening(view.today, SENT_BY[kind])
    clocks: Iterable[Clock] = run_clocks(
        view.procedure,
        view.ground.office.readings,
        (*view.case.happenings, sent),
        view.ground.days,
        view.today,
    )
    return next((clock for clock in clocks if clock.until is Kind.OUTCOME_SENT), None)


def _new(view: CaseView, template: LetterTemplate, facts: dict[str, object]) -> LetterDraft:
    person = view.case.person(Role.COMPLAINANT)
    known = person is not None and view.case.identity is not Identity.ANONYMOUS
    name = person.name if person and known else ""
    address = person.address or (person.email,) if person and known else ()
    return LetterDraft(
        recipient=tuple(line for line in (name, *address) if line),
        salutation=f"Dear {name}" if name else "Dear complainant",
        subject=template.merged(template.head.subject, facts),
        text=template.draft(facts),
    )
