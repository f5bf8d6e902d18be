"""What a handler does with a complaint, step by step, whichever way their hands work."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pypdfium2
from PySide6.QtWidgets import QDialog

from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.finished_letters import frozen_pdf
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.storage.rows import InboxRow
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.letters.view import LetterView
from tests.windows.hands import Hands

TODAY: Final = date(2026, 11, 21)
PASSPHRASE: Final = "seven grey herons"


def set_up_office(hands: Hands, folder: Path) -> None:
    """Set up the office of Active X Backs, from the welcome on."""
    hands.push("Set up my office")
    hands.fill("Name of the office", "Active X Backs")
    hands.fill("E-mail (optional)", "info@example.org")
    hands.fill("Who signs the letters", "Gavin Example")
    hands.fill("Their role (optional)", "Clinical Director")
    hands.fill("Folder of the office", str(folder))
    hands.see("set-up-1")
    hands.push("Next")
    hands.fill("Passphrase", PASSPHRASE)
    hands.fill("The same once more", PASSPHRASE)
    hands.see("set-up-2")
    hands.push("Set up the office")
    put_sheet_off(hands)


def put_sheet_off(hands: Hands) -> None:
    """Leave the recovery sheet, which a new office is offered, for later."""
    hands.wait_for(lambda: hands.door.office is not None)
    hands.wait_for_window("Recovery sheet")
    hands.see("recovery-sheet")
    hands.push("Later")
    hands.wait_for_main_window()


def open_email(hands: Hands, email: Path) -> ComplaintDialog:
    """Bring an e-mail in, and return the form that it filled in."""
    hands.take_email(email)
    hands.wait_for(lambda: isinstance(hands.front(), ComplaintDialog))
    form = hands.wait_for_window("New complaint")
    assert isinstance(form, ComplaintDialog)
    hands.wait_for(form.form.title.text)
    return form


def log_complaint(hands: Hands) -> None:
    """Log what stands in the form, and wait for its case."""
    hands.see("complaint")
    hands.push("Log complaint")
    hands.wait_for(lambda: hands.view.case.view is not None)
    hands.wait_for_main_window()
    hands.see("case")


def set_out_points(hands: Hands, *points: str) -> None:
    hands.open_menu("Case", "Edit the points...")
    hands.wait_for_window("What the complaint is about")
    hands.fill("Points of the complaint, one a line", "\n".join(points))
    submit(hands, "Save points")


def find(hands: Hands, point: int, finding: str, reasons: str) -> None:
    """Find on a point, with the tab of the findings on show."""
    hands.push(f"Find... the finding on point {point}")
    hands.wait_for_window("Finding")
    hands.choose("What you found", finding)
    hands.fill("Your reasons, as the complainant will read them", reasons)
    submit(hands, "Save finding")


def plan_action(hands: Hands, follow_up: str, what: str, due: str) -> None:
    """Plan an action for a consideration, with the tab of the actions on show."""
    hands.push(f"Plan an action... {follow_up}")
    hands.wait_for_window("Plan an action")
    hands.fill("What will be done", what)
    hands.fill("Done by when", due)
    submit(hands, "Plan it")


def settle(hands: Hands, follow_up: str, because: str) -> None:
    """Say why a consideration needs no action, with the tab of the actions on show."""
    hands.push(f"Not needed... {follow_up}")
    hands.wait_for_window("Considered, not needed")
    hands.fill("Why it is not needed", because)
    submit(hands, "Record")


def mark_as_done(hands: Hands, note: str) -> None:
    hands.wait_for_window("Mark as done")
    hands.fill("Note", note)
    submit(hands, "Mark as done")


def close_case(hands: Hands, reason: str) -> None:
    hands.do_next_step("Close the case...")
    hands.wait_for_window("Close the case")
    hands.fill("Why it is closed", reason)
    submit(hands, "Close the case")
    hands.see("closed")


def submit(hands: Hands, button: str) -> None:
    """Submit the form at the front, which closes."""
    form = hands.front()
    assert isinstance(form, QDialog)
    hands.see(form.windowTitle().lower().replace(" ", "-").replace(",", ""))
    hands.push(button)
    hands.wait_for(lambda: hands.front() is not form)
    hands.wait_for_main_window()


def send_letter(hands: Hands) -> None:
    """Confirm, finish and send the letter that is being opened; the case comes back."""
    finish_letter(hands, letter_on_show(hands))
    hands.see("letter-finished")
    hands.push("Mark as sent")
    hands.wait_for(lambda: hands.view.findChild(LetterView) is None)
    hands.see("letter-sent")


def letter_on_show(hands: Hands) -> LetterView:
    """Wait for the letter that is being opened, and return it."""
    hands.wait_for(lambda: hands.view.findChild(LetterView) is not None)
    hands.wait_for_main_window()
    letter = hands.view.findChild(LetterView)
    assert letter is not None
    hands.wait_for(lambda: letter.draft_pane.checklist.rows)
    return letter


def finish_letter(hands: Hands, letter: LetterView) -> None:
    """Confirm what the letter asks its writer to confirm, and finish it."""
    hands.see("letter")
    hands.confirm(letter)
    hands.wait_for(letter.draft_pane.finish_button.isEnabled)
    hands.finish(letter)
    hands.wait_for(letter.finished_pane.isVisible)


def case_on_show(hands: Hands) -> CaseView:
    shown = hands.view.case.view
    assert shown is not None
    return read_case(hands.view.session.desk, shown.stream, TODAY)


def inbox(hands: Hands, *, with_closed: bool = False) -> list[InboxRow]:
    """Return the lines of the inbox."""
    return read_page(hands.view.session.desk, "", None, 10, with_closed=with_closed)


def letters(hands: Hands) -> dict[LetterKind, str]:
    """Return what the finished letters of the case say, as their PDFs have it."""
    desk, case = hands.view.session.desk, case_on_show(hands).case
    assert {it.letter for it in case.letters} == set(case.sent_letters)
    return {it.letter_kind: text_of(frozen_pdf(desk, it)) for it in case.letters}


def text_of(pdf: bytes | Path) -> str:
    """Return what a PDF says, wherever its lines end."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())
