"""A letter as it goes to paper: the draft's words set on the office's letterhead."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from amends.domain.dates_in_words import full
from amends.services.letter_drafts import LetterInHand
from amends.services.letter_text import as_typed, blocks_of
from amends_reports.content import Letter, Letterhead
from amends_reports.house_style import HouseStyle

NOT_DATED: Final = "set when the letter is finished"
CLOSING: Final = "Yours sincerely"


def letter_pdf(
    in_hand: LetterInHand, resources: Path, *, finished: bool, keywords: str = ""
) -> bytes:
    """Return the PDF of the draft: dated today where `finished`, else marked as a draft.

    `keywords` is what the file says of itself beside its title.

    Raises the errors of `amends_reports` where the text cannot be printed.
    """
    from amends_reports.letter import write_letter  # reportlab loads with the first letter

    out = BytesIO()
    style = HouseStyle(fonts=resources / "fonts")
    page = replace(page_of(in_hand, finished=finished), keywords=keywords)
    write_letter(page, out, style, draft=not finished)
    return out.getvalue()


def page_of(in_hand: LetterInHand, *, finished: bool) -> Letter:
    """Return what stands on the paper."""
    view, draft = in_hand.view, in_hand.draft
    head = view.ground.office.letterhead
    assert head is not None
    contact = (*head.address, head.email, head.phone)
    return Letter(
        letterhead=Letterhead(head.name, tuple(line for line in contact if line)),
        recipient=tuple(line.strip() for line in draft.recipient if line.strip()),
        dated=f"Date: {full(view.today) if finished else NOT_DATED}",
        reference=view.case.reference,
        salutation=draft.salutation,
        subject=draft.subject,
        body=blocks_of(draft.text),
        closing=CLOSING,
        signatory=tuple(line for line in (head.signatory, head.signatory_role) if line),
        footer=head.name,
        language=view.procedure.language,
    )


def whole_text(in_hand: LetterInHand) -> str:
    """Return all that the letter says, from the salutation to the signature, as Markdown."""
    page = page_of(in_hand, finished=True)
    signed = "\n".join(as_typed(line) for line in page.signatory)
    parts = (as_typed(page.salutation), in_hand.draft.text.strip("\n"), page.closing, signed)
    return "\n\n".join(part for part in parts if part) + "\n"
