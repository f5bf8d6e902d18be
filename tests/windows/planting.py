"""Marked words, typed into every form of the window, so that they can be looked for on the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from amends.domain.people import Role
from amends.ui.case.forms.arrival import ArrivalForm
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.day_ahead import DayAheadForm
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.pause import PauseForm, ResumeForm
from amends.ui.case.forms.reopen import ReopenForm
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.letters.view import LetterView
from amends.ui.widgets.day_edit import DayEdit
from tests.windows.casework import PASSPHRASE, finish_letter, letter_on_show, put_sheet_off
from tests.windows.emails import save_complaint
from tests.windows.hands import Hands

LATER: Final = date(2026, 12, 18)


class Words:
    """Marked words, each planted once and remembered."""

    def __init__(self) -> None:
        self.planted: list[str] = []
        self.forms: set[str] = set()

    def __call__(self, place: str) -> str:
        word = f"zq{len(self.planted):03}{place}qz"
        self.planted.append(word)
        return word


def plant_everywhere(hands: Hands, office: Path, outside: Path, words: Words) -> None:
    """Work in a new office until each of its forms has taken words; files come from `outside`."""
    proof = outside / f"{words('proof')}.txt"
    proof.write_text(words("prooftext"), "utf-8")
    set_up(hands, office, words)
    log_complaint(hands, outside, words)
    hands.open_menu("Letters", "Receipt...")
    leave_letter(hands, write_letter(hands, words))
    handle(hands, words, proof)
    log_complaint(hands, outside, words)
    redirect(hands, words, proof)
    assert hands.door.office is not None
    fill_form(hands, words, proof, hands.door.office.new_notice)
    leave_in_forms(hands, words, proof)
    hands.view.search()
    QSettings().sync()


def fill_all(widget: QWidget, words: Words, file: Path | None = None) -> None:
    """Type a marked word into every field that takes text, a day where there is none yet.

    Of choices without a usual answer the first is taken; a field for a file gets `file`.
    """
    for place, field in enumerate(widget.findChildren(QWidget)):
        if not field.isVisible() or not field.isEnabled():
            continue
        match field:
            case FileField():
                field.path.setText(str(file))
            case DayEdit():
                if not field.text():
                    field.show_day(LATER)
            case Choices():
                field.findChildren(QRadioButton)[0].click()
            case QLineEdit() if not isinstance(field.parent(), FileField):
                field.setText(f"{field.text()} {words(f'line{place}')}".strip())
                field.textEdited.emit(field.text())
            case QPlainTextEdit() | QTextEdit() if not field.isReadOnly():
                field.setPlainText(f"{field.toPlainText()} {words(f'text{place}')}".strip())


def set_up(hands, folder: Path, words: Words) -> None:
    hands.push("Set up my office")
    hands.field("Name of the office")
    fill_all(hands.window, words)
    hands.field("Folder of the office").setText(str(folder))
    hands.push("Next")
    hands.field("Passphrase").setText(PASSPHRASE)
    hands.field("The same once more").setText(PASSPHRASE)
    hands.push("Set up the office")
    put_sheet_off(hands)


def log_complaint(hands, folder: Path, words: Words) -> None:
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
    form = hands.front()
    attached = words.planted[-1]
    hands.wait_for(lambda: any(attached in it.text() for it in form.findChildren(QLabel)))
    email.unlink()
    fill_all(form, words)
    hands.push("Log complaint")
    hands.wait_for(lambda: view.case.view is not before)
    hands.wait_for_main_window()


def fill_form(hands, words: Words, proof: Path, command: Callable[[], None]) -> None:
    """Fill in the form that a command opens, leave it as a draft, and take that up again."""
    command()
    left = leave_form(hands, words, proof)
    command()
    form = form_on_show(hands)
    assert typed_in(form) == left
    form.submit()
    hands.wait_for(lambda: not forms_on_show(hands))


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


def leave_form(hands: Hands, words: Words, proof: Path) -> list[str]:
    """Fill in the form on show, and leave it; return what is typed in it."""
    form = form_on_show(hands)
    words.forms.add(type(form).__name__)
    fill_all(form, words, proof)
    left = typed_in(form)
    form.reject()
    hands.wait_for(lambda: not forms_on_show(hands))
    return left


def form_on_show(hands) -> Form:
    hands.wait_for(lambda: forms_on_show(hands))
    (form,) = forms_on_show(hands)
    return form


def forms_on_show(hands) -> list[Form]:
    page = hands.view.page
    return [form for form in page.findChildren(Form) if form.isVisible()]


def typed_in(form: Form) -> list[str]:
    return [line.text() for line in form.findChildren(QLineEdit)] + [
        text.toPlainText() for text in form.findChildren(QPlainTextEdit)
    ]


def write_letter(hands, words: Words) -> LetterView:
    """Write and finish the letter that is being opened."""
    letter = letter_on_show(hands)
    fill_all(letter.draft_pane, words)
    finish_letter(hands, letter)
    return letter


def leave_letter(hands, letter: LetterView) -> None:
    letter.go_back()
    hands.wait_for(lambda: hands.view.findChild(LetterView) is None)


def handle(hands, words: Words, proof: Path) -> None:
    """Fill in every form that a complaint can need, and write the letters that follow."""
    page, case = hands.view.page, hands.view.case
    commands, course, remedies = page.commands, page.course, page.commands.remedies
    fill = partial(fill_form, hands, words, proof)
    fill(commands.add_note)
    fill(commands.edit_points)
    for role in Role:
        fill(partial(commands.edit_role, role))
    fill(commands.record_step)
    fill(course.make_plan)
    leave_letter(hands, write_letter(hands, words))
    for point in case.view.case.points:
        fill(partial(commands.find, point.id))
    fill(partial(remedies.plan_action, "put-right"))
    fill(partial(remedies.plan_action, "stop-recurring"))
    fill(partial(remedies.settle, "compensate"))
    kept, gone = case.view.case.handling.open_promises
    fill(partial(remedies.keep, kept.promise.id))
    fill(partial(remedies.let_go, gone.promise.id))
    fill(course.record_outside_letter)
    fill(course.rule_out_stage)
    leave_letter(hands, write_letter(hands, words))


def redirect(hands, words: Words, proof: Path) -> None:
    """Find that it is no complaint, tell so, and record who has taken it over."""
    course = hands.view.page.course
    fill_form(hands, words, proof, course.redirect)
    write_letter(hands, words)
    hands.push("Mark as sent")
    hands.wait_for(lambda: hands.view.findChild(LetterView) is None)
    fill_form(hands, words, proof, course.take_over)
