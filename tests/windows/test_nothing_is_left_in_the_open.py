"""No word of a case is left in the open: not in the office's folder, nor anywhere around it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from amends.ui.case.forms.form import Form
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.letters.view import LetterView
from amends.ui.widgets.day_edit import DayEdit
from tests.windows.emails import save_complaint

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]

PASSPHRASE = "seven grey herons"


class Words:
    """Marked words, each planted once and remembered."""

    def __init__(self) -> None:
        self.planted: list[str] = []

    def __call__(self, place: str) -> str:
        word = f"zq{len(self.planted):03}{place}qz"
        self.planted.append(word)
        return word


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Give the test a folder for temporary files of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def fill_all(widget: QWidget, words: Words) -> None:
    """Type a marked word into every field that takes text."""
    for place, field in enumerate(widget.findChildren(QWidget)):
        is_a_day = isinstance(field, DayEdit) or isinstance(field.parent(), DayEdit)
        if is_a_day or not field.isVisible() or not field.isEnabled():
            continue
        if isinstance(field, QLineEdit) and not field.isReadOnly():
            field.setText(f"{field.text()} {words(f'line{place}')}".strip())
            field.textEdited.emit(field.text())
        elif isinstance(field, QPlainTextEdit | QTextEdit) and not field.isReadOnly():
            field.setPlainText(f"{field.toPlainText()} {words(f'text{place}')}")


def set_up(hands, folder: Path, words: Words) -> None:
    hands.click("Set up my office")
    hands.field("Name of the office")
    fill_all(hands.window, words)
    hands.field("Folder of the office").setText(str(folder))
    hands.click("Next")
    hands.field("Passphrase").setText(PASSPHRASE)
    hands.field("The same once more").setText(PASSPHRASE)
    hands.click("Set up the office")
    hands.wait_for(lambda: hands.door.office is not None)


def log_complaint(hands, folder: Path, words: Words) -> None:
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
    hands.click("Log complaint")
    hands.wait_for(lambda: hands.door.office.view.case.view is not None)
    hands.come_back()


def fill_forms(hands, words: Words) -> None:
    page = hands.door.office.view.page
    for command in (
        page.commands.add_note,
        page.commands.edit_points,
        page.commands.edit_person,
        page.commands.record_step,
    ):
        command()
        hands.wait_for(lambda: any(it.isVisible() for it in page.findChildren(Form)))
        form = next(it for it in page.findChildren(Form) if it.isVisible())
        fill_all(form, words)
        form.submit()
        hands.wait_for(lambda: not any(it.isVisible() for it in page.findChildren(Form)))


def write_letter(hands, words: Words) -> None:
    view = hands.door.office.view
    hands.window.actions_["write-receipt"].trigger()
    hands.wait_for(lambda: view.findChild(LetterView) is not None)
    letter = view.findChild(LetterView)
    hands.wait_for(lambda: any(it.isVisible() for it in letter.findChildren(QCheckBox)))
    fill_all(letter.draft_pane, words)
    for box in letter.findChildren(QCheckBox):
        if box.isVisible():
            box.click()
    hands.wait_for(letter.draft_pane.finish_button.isEnabled)
    hands.qtbot.mouseClick(letter.draft_pane.finish_button, Qt.MouseButton.LeftButton)
    hands.wait_for(letter.finished_pane.isVisible)
    letter.go_back()


def files_with(words: list[str], *folders: Path) -> list[str]:
    """Return each file that holds one of the words, in its text or in its name."""
    found = []
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    for folder in folders:
        for file in folder.rglob("*"):
            raw = file.read_bytes() if file.is_file() else b""
            text = raw.lower() + file.name.lower().encode()
            found += [f"{file}: {form!r}" for form in forms if form in text]
    return found


def test_marked_words_are_in_no_file(hands, home, temporary, tmp_path):
    words, office = Words(), tmp_path / "office"
    set_up(hands, office, words)
    log_complaint(hands, tmp_path, words)
    fill_forms(hands, words)
    write_letter(hands, words)
    hands.door.office.view.search()
    QSettings().sync()
    assert len(words.planted) > 20
    places = (office, temporary, home)
    assert files_with(words.planted, *places) == []  # open, with its write-ahead log
    hands.window.close()
    assert files_with(words.planted, *places) == []  # closed


def test_the_search_finds_what_is_in_the_open(tmp_path):
    (tmp_path / "leak.log").write_text("She said zq000leakqz.", "utf-8")
    assert len(files_with(["zq000leakqz"], tmp_path)) == 1
