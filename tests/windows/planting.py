"""Marked words, typed wherever the window takes some, to be looked for on the disk."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.form import Form
from amends.ui.first_run.unlock import UnlockView
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.new_passphrase import NewPassphrase
from tests.windows.fields import place, places_of
from tests.windows.hands import Hands

LATER: Final = date(2026, 12, 18)

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class Words:
    """Marked words, each planted once, and the places into which they were typed.

    They are like no words of another run: its files may lie in folders that all programs share.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self.planted: list[str] = []
        self.places: set[str] = set()

    def __call__(self, called: str) -> str:
        word = f"zq{self._run}{len(self.planted):03}{called}qz"
        self.planted.append(word)
        return word

    def note(self, field: QWidget) -> None:
        """Remember that a field has taken a word."""
        self.places |= places_of(field)

    def note_form(self, form: QWidget) -> None:
        """Remember a form, be there a field in it or none."""
        self.places.add(place(type(form)))


def fill_all(widget: QWidget, words: Words, file: Path | None = None) -> None:
    """Type a marked word into every field that takes text, even where it asks for a day.

    Of choices without a usual answer the first is taken; a field for a file gets `file`, in whose
    name a word stands.
    """
    for number, field in enumerate(widget.findChildren(QWidget)):
        if not field.isVisible() or not field.isEnabled():
            continue
        match field:
            case FileField() if file is not None:
                field.path.setText(str(file))
                words.note(field.path)
            case NewPassphrase():
                type_secret(field, words)
            case Choices():
                field.findChildren(QRadioButton)[0].click()
            case QLineEdit() | QPlainTextEdit() | QTextEdit():
                if not field.isReadOnly() and not _is_part(field):
                    plant_in(field, words, f"at{number}")


def plant_in(field: QLineEdit | QPlainTextEdit | QTextEdit, words: Words, called: str) -> None:
    """Type a marked word after what stands in a field, or instead of a day."""
    word = words(called)
    before = "" if isinstance(field, DayEdit) else text_in(field)
    type_in(field, f"{before} {word}".strip())
    words.note(field)


def plant_all(words: Words, *fields: QLineEdit) -> None:
    """Type a marked word into each field, which takes its own text afterwards."""
    for number, field in enumerate(fields):
        plant_in(field, words, f"field{number}")


def type_secret(field: NewPassphrase, words: Words) -> str:
    """Choose a marked word as the new passphrase, and return it."""
    secret = words("secret")
    for line in (field.passphrase, field.again):
        type_in(line, secret)
        words.note(line)
    return secret


def type_in(field: QLineEdit | QPlainTextEdit | QTextEdit, text: str) -> None:
    """Replace what stands in a field, as typing does."""
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.textEdited.emit(text)
    else:
        field.selectAll()
        field.insertPlainText(text)


def text_in(field: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def mend_days(widget: QWidget, days: list[str]) -> None:
    """Put the days back that stood there before, and one where there was none."""
    for field, day in zip(widget.findChildren(DayEdit), days, strict=True):
        if day:
            field.setText(day)
        else:
            field.show_day(LATER)


def days_in(widget: QWidget) -> list[str]:
    return [it.text() for it in widget.findChildren(DayEdit)]


def fill_form(hands: Hands, words: Words, proof: Path, command: Callable[[], None]) -> None:
    """Fill in the form that a command opens, leave it as a draft, take that up and record it."""
    command()
    days = days_in(form_on_show(hands))
    left = leave_form(hands, words, proof)
    command()
    form = form_on_show(hands)
    assert typed_in(form) == left
    mend_days(form, days)
    form.submit()
    hands.wait_for(lambda: not forms_on_show(hands))


def leave_form(hands: Hands, words: Words, proof: Path) -> list[str]:
    """Fill in the form on show, and leave it; return what is typed in it."""
    form = form_on_show(hands)
    words.note_form(form)
    fill_all(form, words, proof)
    left = typed_in(form)
    form.reject()
    hands.wait_for(lambda: not forms_on_show(hands))
    return left


def form_on_show(hands: Hands) -> Form:
    hands.wait_for(lambda: forms_on_show(hands))
    (form,) = forms_on_show(hands)
    return form


def forms_on_show(hands: Hands) -> list[Form]:
    page = hands.view.page
    return [form for form in page.findChildren(Form) if form.isVisible()]


def typed_in(form: Form) -> list[str]:
    lines, boxes = form.findChildren(QLineEdit), form.findChildren(QPlainTextEdit)
    return [*map(text_in, lines), *map(text_in, boxes)]


def on_show(hands: Hands, kind: type[AnyWidget]) -> AnyWidget:
    """Return the part of the window of that kind, once it is seen."""
    hands.wait_for(lambda: _seen(hands, kind))
    return _seen(hands, kind)[-1]


def _seen(hands: Hands, kind: type[AnyWidget]) -> list[AnyWidget]:
    return [it for it in hands.window.findChildren(kind) if it.isVisible()]


def choose(hands: Hands, file: Path, words: Words) -> None:
    """Go to the folder of a file, and choose it there."""
    chooser = on_show(hands, FileChooser)
    chooser.setDirectory(str(file.parent))
    chooser.selectFile(file.name)
    words.note_form(chooser)
    gone: list[bool] = []
    chooser.destroyed.connect(partial(gone.append, True))
    chooser.accept()
    hands.wait_for(lambda: gone)


def press(hands: Hands, button: QAbstractButton) -> None:
    """Press a button, once it can be."""
    hands.wait_for(button.isEnabled)
    button.click()


def unlock(hands: Hands, folder: Path, passphrase: str) -> None:
    """Open an office by its passphrase."""
    hands.door.ask_passphrase(folder)
    type_in(on_show(hands, UnlockView).passphrase, passphrase)
    hands.push("Unlock")
    hands.wait_for(lambda: hands.door.office is not None)
    hands.wait_for_main_window()


def _is_part(field: QWidget) -> bool:
    """Whether a field is filled in as a part of another."""
    around = field.parentWidget()
    while around is not None and not isinstance(around, FileField | NewPassphrase):
        around = around.parentWidget()
    return around is not None
