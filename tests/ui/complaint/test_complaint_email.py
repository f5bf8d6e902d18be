"""An e-mail fills the form in; what it lacks is said, and nothing typed is written over."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from amends.domain.events.case_events import Channel
from amends.services.read_case import read_case
from tests.desks import TODAY
from tests.ui.complaint.emails import email, raw


def filled(dialog, raw_email, qtbot):
    dialog.fill_from_email(raw_email, "mail.eml")
    qtbot.waitUntil(lambda: "mail.eml" in dialog.form.files.text)
    return dialog.form.draft()


def test_the_fields_are_filled_in_and_the_email_is_kept_as_evidence(dialog, session, qtbot):
    dialog.form.channel.choose(Channel.POST)
    message = email()
    message.add_attachment(b"%PDF", "application", "pdf", filename="unit 3.pdf")
    draft = filled(dialog, message.as_bytes(), qtbot)
    assert draft.title == "Assessment feedback never arrived"
    assert draft.complaint == "Feedback was promised in 10 days."
    assert (draft.complainant, draft.email) == ("Maria Ferreira", "maria@example.org")
    assert (draft.received_on, draft.channel) == (date(2026, 11, 17), Channel.EMAIL)
    assert dialog.notes.text == ""
    with qtbot.waitSignal(dialog.logged) as logged:
        dialog.log()
    itself, came_with = read_case(session.desk, logged.args[0], TODAY).case.evidence
    assert (itself.name, itself.origin) == ("mail.eml", "the e-mail itself")
    assert session.desk.store.evidence.read(itself.blob) == message.as_bytes()
    assert (came_with.name, came_with.size) == ("unit 3.pdf", 4)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Date": ""}, "no date that can be read"),
        ({"Date": "yesterday"}, "no date that can be read"),
        ({"Date": "Tue, 17 Nov 2027 09:41:00 +0000"}, "17 November 2027, which cannot be"),
        ({"Date": "Fri, 17 Nov 1989 09:41:00 +0000"}, "17 November 1989, which cannot be"),
    ],
)
def test_without_a_possible_date_today_stands_with_a_note(dialog, qtbot, headers, words):
    assert filled(dialog, raw(**headers), qtbot).received_on == TODAY
    assert words in dialog.notes.text


@pytest.mark.parametrize(
    ("headers", "words"),
    [({"Subject": ""}, "has no subject"), ({"From": ""}, "does not say who sent it")],
)
def test_what_the_email_lacks_is_said(dialog, qtbot, headers, words):
    filled(dialog, raw(**headers), qtbot)
    assert words in dialog.notes.text


def test_an_email_without_text_says_so(dialog, qtbot):
    assert filled(dialog, b"From: a@example.org\nSubject: x\n\n", qtbot).complaint == ""
    assert "has no text that can be read" in dialog.notes.text


def test_a_very_long_email_gives_its_beginning_and_says_so(dialog, qtbot):
    long = b"From: a@example.org\nSubject: x\n\n" + b"words and words\n" * 100_000
    assert len(filled(dialog, long, qtbot).complaint) == 1_000_000
    assert "very long" in dialog.notes.text


def test_what_is_no_email_is_refused_and_what_was_typed_stays(dialog, qtbot):
    dialog.form.title.setText("Late feedback")
    dialog.fill_from_email(b"%PDF-1.7", "scan.eml")
    qtbot.waitUntil(lambda: "scan.eml is not an e-mail" in dialog.notes.text)
    assert dialog.form.title.text() == "Late feedback"
    assert "scan.eml" not in dialog.form.files.text


def test_what_was_typed_before_stays_and_the_rest_is_filled_in(dialog, qtbot):
    dialog.form.title.setText("My own title")
    dialog.form.received_on.show_day(date(2026, 11, 10))
    draft = filled(dialog, raw(), qtbot)
    assert draft.title == "My own title"
    assert draft.received_on == date(2026, 11, 10)
    assert draft.complainant == "Maria Ferreira"
    assert "stays as it was" in dialog.notes.text


def drop(dialog, *paths):
    """Drop files on the middle of the form, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(dialog, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(dialog, dropped)


def test_a_dropped_email_fills_the_form_in_and_dropped_files_come_along(dialog, tmp_path, qtbot):
    (tmp_path / "mail.eml").write_bytes(raw())
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    drop(dialog, tmp_path / "mail.eml", tmp_path / "scan.pdf")
    qtbot.waitUntil(lambda: "scan.pdf" in dialog.form.files.text)
    qtbot.waitUntil(lambda: "mail.eml" in dialog.form.files.text)
    assert dialog.form.title.text() == "Assessment feedback never arrived"


@pytest.mark.parametrize("name", ["gone.eml", "gone.pdf", "folder"])
def test_a_file_that_cannot_be_read_is_said_by_its_name(dialog, tmp_path, qtbot, name):
    (tmp_path / "folder").mkdir()
    drop(dialog, tmp_path / name)
    qtbot.waitUntil(lambda: f"{name} could not be read" in dialog.notes.text)


def test_a_file_can_be_chosen_and_removed_again(dialog, tmp_path, qtbot):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    dialog.form.files.action.click()
    chooser = dialog.form.files.findChild(QFileDialog)
    chooser.filesSelected.emit([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    chooser.reject()
    qtbot.waitUntil(lambda: "b.txt" in dialog.form.files.text)
    assert dialog.form.files.heading.text() == "Files: 2"
    dialog.form.files.removal_requested.emit(0)
    assert "a.txt" not in dialog.form.files.text
    assert "b.txt" in dialog.form.files.text
