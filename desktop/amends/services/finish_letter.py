"""Finish a letter: date it, freeze it as a PDF, and keep its hash. It never changes again."""

from __future__ import annotations

from importlib.metadata import version
from io import BytesIO
from uuid import UUID, uuid4

from amends.domain.errors import CaseChangedError, LetterNotReadyError
from amends.domain.events.case_events import LetterFinished
from amends.domain.letter_kinds import LetterKind
from amends.services.check_letter import check_letter
from amends.services.dates_told import dates_told
from amends.services.desk import Changed, Desk, Moment
from amends.services.fingerprint import fingerprint
from amends.services.inbox_rows import refresh_row
from amends.services.letter_drafts import LetterInHand, open_draft, set_aside
from amends.services.letter_page import letter_pdf, page_of, whole_text
from amends.services.preview_letter import count_pages
from amends_reports.errors import ReportError


def finish_letter(
    desk: Desk, stream: str, kind: LetterKind, expected_seq: int, moment: Moment
) -> tuple[UUID, Changed]:
    """Finish the draft that is kept, and return the letter's id.

    The draft is put aside until the letter is sent, for whoever takes the letter back. Raises
    `LetterNotReadyError` with what is missing, `CaseChangedError` where the case is no longer the
    one that the writer saw; the draft stays in both cases.
    """
    in_hand = open_draft(desk, stream, kind, moment.today)
    if in_hand.view.seq != expected_seq:
        raise CaseChangedError(stream)
    pdf = _frozen(in_hand, desk)
    stored = desk.store.evidence.add(BytesIO(pdf))
    letter = uuid4()
    with desk.store.transaction() as unit:
        event = LetterFinished(
            happened_on=moment.today,
            letter=letter,
            letter_kind=kind,
            subject=in_hand.draft.subject,
            text=whole_text(in_hand),
            addressee=page_of(in_hand, finished=True).recipient,
            digest=stored.digest,
            blob=stored.blob,
            pages=count_pages(pdf),
            template_digest=unit.pins.pin(in_hand.template_raw),
            made_with=f"reportlab {version('reportlab')}",
            told=dates_told(in_hand),
        )
        unit.events.append(stream, expected_seq, [event], now=moment.now, person=desk.store.person)
        set_aside(unit, in_hand, moment.now)
        refresh_row(unit, stream, moment.today)
    return letter, Changed(frozenset({stream}))


def _frozen(in_hand: LetterInHand, desk: Desk) -> bytes:
    missing = [it.words for it in check_letter(in_hand, desk.resources) if it.stands_open]
    if missing:
        raise LetterNotReadyError(tuple(missing))
    try:
        keywords = f"Record {fingerprint(desk)}"
        return letter_pdf(in_hand, desk.resources, finished=True, keywords=keywords)
    except ReportError as error:
        raise LetterNotReadyError((str(error),)) from error
