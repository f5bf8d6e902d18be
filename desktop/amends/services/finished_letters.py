"""Finished letters: their bytes as they were frozen, and the files that leave the office."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import UUID

from amends.domain.case import Case
from amends.domain.events.case_events import LetterFinished, Sending
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.letter_fit import sendings
from amends.services.letter_template import read_template
from amends.services.letter_text import as_message, blocks_of
from amends.services.whole_files import write_whole


def finished(case: Case, letter: UUID) -> LetterFinished:
    """Return the finished letter with that id; there must be one."""
    return next(it for it in case.letters if it.letter == letter)


def waiting(case: Case, kind: LetterKind) -> LetterFinished | None:
    """Return the latest letter of that kind that is finished and has not been sent, if any."""
    wanted = (kind, False)
    return next(
        (
            letter
            for letter in reversed(case.letters)
            if (letter.letter_kind, letter.letter in case.sent_letters) == wanted
        ),
        None,
    )


def sent(view: CaseView, letter: UUID) -> Sending | None:
    """Return the entry by which the letter counts as sent, if there is one."""
    return sendings(view).get(letter)


def email_of(letter: LetterFinished) -> str:
    """Return the e-mail address to which the letter goes, "" where it names none."""
    return next((line for line in letter.addressee if _is_address(line)), "")


def message_text(letter: LetterFinished) -> str:
    """Return the letter as plain text, from the salutation to the signature."""
    return as_message(blocks_of(letter.text))


def title_of(desk: Desk, letter: LetterFinished) -> str:
    """Return what the letter's own template calls it, such as "Receipt"."""
    with desk.store.reading() as unit:
        raw = unit.pins.read(letter.template_digest)
    return read_template(raw, f"{letter.letter_kind}.md").head.title


def frozen_pdf(desk: Desk, letter: LetterFinished) -> bytes:
    """Return the letter's PDF, byte for byte. Raises `EvidenceMissingError` if it is damaged."""
    return desk.store.evidence.read(letter.blob)


def file_name(case: Case, letter: LetterFinished, suffix: str) -> str:
    """Return a name for the letter's file. It names nobody: folders are seen by others."""
    return f"{case.reference} {letter.letter_kind}{suffix}"


def save_pdf(desk: Desk, letter: LetterFinished, target: Path) -> None:
    """Write the letter's PDF to `target`. Raises `FileNotWrittenError`; no half file is left."""
    write_whole(desk, target, [frozen_pdf(desk, letter)])


def save_email(desk: Desk, view: CaseView, letter: LetterFinished, target: Path) -> None:
    """Write an e-mail that is ready to send, with the letter attached, to `target`.

    Mail programs open it for sending because of `X-Unsent`. Raises `FileNotWrittenError`.
    """
    message = EmailMessage(policy=SMTP)
    head = view.ground.office.letterhead
    assert head is not None
    if recipient := email_of(letter):
        message["To"] = recipient
    if _is_address(head.email):
        message["From"] = head.email
    message["Subject"] = " ".join(f"{letter.subject} ({view.case.reference})".split())
    message["X-Unsent"] = "1"
    message.set_content(message_text(letter))
    message.add_attachment(
        frozen_pdf(desk, letter),
        maintype="application",
        subtype="pdf",
        filename=file_name(view.case, letter, ".pdf"),
    )
    write_whole(desk, target, [message.as_bytes()])


def _is_address(line: str) -> bool:
    local, at, host = line.strip().rpartition("@")
    return bool(local and at and host) and line.isascii() and not any(map(str.isspace, line))
