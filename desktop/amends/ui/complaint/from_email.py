"""What an e-mail changes in the form: fields that are still empty, and what is to be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec
from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import full
from amends.domain.events.case_events import Channel
from amends.services.complaint_drafts import ComplaintDraft
from amends.services.read_email import EmailComplaint
from amends.ui.clock import Clock
from amends.ui.complaint.words import day_problem

translate = QCoreApplication.translate

_FILLED = ("title", "complaint", "complainant", "email")


@dataclass(frozen=True, slots=True)
class FilledIn:
    """The form as the e-mail leaves it, and what somebody should look at, a sentence each."""

    draft: ComplaintDraft
    notes: tuple[str, ...]


def fill_in(
    draft: ComplaintDraft,
    email: EmailComplaint,
    today: date,
    clock: Clock,
) -> FilledIn:
    """Return the form with what the e-mail says put where nothing has been typed yet."""
    typed = draft.has_words
    words = {name: getattr(draft, name) or getattr(email, name) for name in _FILLED}
    filled = msgspec.structs.replace(draft, **words)
    sent_on = clock.local_date(email.sent_at) if email.sent_at else None
    if not typed:
        possible = sent_on is not None and not day_problem(sent_on, today)
        received_on = sent_on if possible else today
        sent_at = clock.local_time(email.sent_at) if email.sent_at and possible else None
        filled = msgspec.structs.replace(
            filled,
            received_on=received_on,
            received_time=f"{sent_at:%H:%M}" if sent_at else "",
            channel=Channel.EMAIL,
        )
    return FilledIn(filled, tuple(_notes(email, sent_on, today, typed=typed)))


def _notes(
    email: EmailComplaint, sent_on: date | None, today: date, *, typed: bool
) -> Iterator[str]:
    if typed:
        yield translate(
            "complaint",
            "What you had typed stays as it was. The e-mail filled in the rest, and is kept as a "
            "file.",
        )
        return
    if sent_on is None:
        yield translate(
            "complaint", "The e-mail has no date that can be read. Please check when it came in."
        )
    elif day_problem(sent_on, today):
        yield translate(
            "complaint", "The e-mail says {day}, which cannot be. Please check when it came in."
        ).format(day=full(sent_on))
    yield from _gaps(email)


def _gaps(email: EmailComplaint) -> Iterator[str]:
    if not email.title:
        yield translate(
            "complaint", "The e-mail has no subject. Please give the complaint a title."
        )
    if not email.complaint:
        yield translate(
            "complaint", "The e-mail has no text that can be read. Please say what it is about."
        )
    if not email.email:
        yield translate("complaint", "The e-mail does not say who sent it.")
    if email.is_cut:
        yield translate(
            "complaint", "The e-mail is very long: here is its beginning, and the file has it all."
        )
