"""Complaints, from the set-up of an office to letters and whatever follows them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel

from amends.domain.people import Role
from amends.ui.case.forms.arrival import ArrivalForm
from amends.ui.case.forms.day_ahead import DayAheadForm
from amends.ui.case.forms.pause import PauseForm, ResumeForm
from amends.ui.case.forms.reopen import ReopenForm
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.first_run.office_step import OfficeStep
from amends.ui.first_run.policy_step import PolicyStep
from amends.ui.letters.view import LetterView
from tests.windows.casework import case_on_show, finish_letter, letter_on_show, put_sheet_off
from tests.windows.emails import save_complaint
from tests.windows.hands import Hands
from tests.windows.planting import (
    Words,
    days_in,
    fill_all,
    fill_form,
    form_on_show,
    leave_form,
    mend_days,
    on_show,
    type_in,
)


def plant(hands: Hands, disk: Path, outside: Path, words: Words) -> dict[Path, str]:
    """Work in a new office until each form of a complaint has taken words."""
    office = disk / "office"
    proof = outside / f"{words('proof')}.txt"
    proof.write_text(words("prooftext"), "utf-8")
    secret = set_up(hands, office, words)
    log_complaint(hands, outside, words)
    hands.open_menu("Letters", "Receipt...")
    leave_letter(hands, write_letter(hands, words))
    handle(hands, words, proof)
    log_complaint(hands, outside, words)
    redirect(hands, words, proof)
    assert hands.door.office is not None
    fill_form(hands, words, proof, hands.door.office.new_notice)
    leave_in_forms(hands, words, proof)
    hands.view.page.commands.add_note()
    fill_all(form_on_show(hands), words)
    return {office: secret}


def set_up(hands: Hands, folder: Path, words: Words) -> str:
    """Set up an office, and return its passphrase, which is a marked word."""
    hands.push("Set up my office")
    hands.field("Name of the office")
    fill_all(hands.window, words)
    type_in(on_show(hands, OfficeStep).folder, str(folder))
    hands.push("Next")
    step = on_show(hands, PolicyStep)
    hands.push("Choose other holidays")
    fill_all(step, words)
    secret = words.planted[-1]
    for field in (step.passphrase, step.again):
        type_in(field, secret)
    hands.push("Set up the office")
    put_sheet_off(hands)
    return secret


def log_complaint(hands: Hands, folder: Path, words: Words) -> None:
    assert hands.door.office is not None
    view = hands.view
    before = view.case.view
    email = save_complaint(
        folder,
        subject=words("subject"),
        sender=f"{words('sender')} <{words('address')}@example.org>",
        text=words("mailtext"),
        attachment=f"{words('filename')}.txt",
    )
    hands.door.office.take_email(str(email))
    hands.wait_for(lambda: isinstance(hands.front(), ComplaintDialog))
    dialog = hands.front()
    assert isinstance(dialog, ComplaintDialog)
    attached = words.planted[-1]
    hands.wait_for(lambda: any(attached in it.text() for it in dialog.findChildren(QLabel)))
    email.unlink()
    days = days_in(dialog)
    fill_all(dialog, words)
    mend_days(dialog, days)
    hands.push("Log complaint")
    hands.wait_for(lambda: view.case.view is not before)
    hands.wait_for_main_window()


def leave_in_forms(hands: Hands, words: Words, proof: Path) -> None:
    """Type into the forms that this case has no use for, and leave each as a draft."""
    page, view = hands.view.page, hands.view.case.view
    presenter, commands = hands.view.case, page.commands
    assert view is not None
    entry = view.log[-1].id
    for command in (partial(commands.correct_day, entry), partial(commands.take_back, entry)):
        command()
        leave_form(hands, words, proof)
    for kind in (ArrivalForm, DayAheadForm, PauseForm, ReopenForm, ResumeForm):
        commands.open_form(kind(presenter, view, page))
        leave_form(hands, words, proof)


def write_letter(hands: Hands, words: Words) -> LetterView:
    """Write and finish the letter that is being opened."""
    letter = letter_on_show(hands)
    fill_all(letter.draft_pane, words)
    finish_letter(hands, letter)
    return letter


def leave_letter(hands: Hands, letter: LetterView) -> None:
    letter.go_back()
    hands.wait_for(lambda: hands.view.findChild(LetterView) is None)


def handle(hands: Hands, words: Words, proof: Path) -> None:
    """Fill in every form that a complaint can need, and write the letters that follow."""
    page = hands.view.page
    commands, course, remedies = page.commands, page.course, page.commands.remedies
    fill = partial(fill_form, hands, words, proof)
    fill(commands.add_note)
    fill(commands.edit_points)
    for role in Role:
        fill(partial(commands.edit_role, role))
    fill(commands.record_step)
    fill(course.make_plan)
    leave_letter(hands, write_letter(hands, words))
    for point in case_on_show(hands).case.points:
        fill(partial(commands.find, point.id))
    fill(partial(remedies.plan_action, "put-right"))
    fill(partial(remedies.plan_action, "stop-recurring"))
    fill(partial(remedies.settle, "compensate"))
    kept, gone = case_on_show(hands).case.handling.open_promises
    fill(partial(remedies.keep, kept.promise.id))
    fill(partial(remedies.let_go, gone.promise.id))
    fill(course.record_outside_letter)
    fill(course.rule_out_stage)
    leave_letter(hands, write_letter(hands, words))


def redirect(hands: Hands, words: Words, proof: Path) -> None:
    """Find that it is no complaint, tell so, and record who has taken it over."""
    course = hands.view.page.course
    fill_form(hands, words, proof, course.redirect)
    letter = write_letter(hands, words)
    letter.finishing.save_pdf(proof.parent / "letter.pdf")
    letter.finishing.save_email(proof.parent / "letter.eml")
    sent = letter.finished_pane
    days = days_in(sent)
    fill_all(sent, words)
    mend_days(sent, days)
    hands.push("Mark as sent")
    hands.wait_for(lambda: hands.view.findChild(LetterView) is None)
    fill_form(hands, words, proof, course.take_over)
