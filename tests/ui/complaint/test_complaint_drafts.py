"""What is typed in the form is kept without being asked, and offered back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from amends.domain.people import Identity
from amends.services import complaint_drafts
from amends.services.complaint_drafts import latest_complaint_draft
from amends.ui import keep_timer
from amends.ui.complaint import presenter
from tests.ui.complaint.emails import raw
from tests.ui.refusing import Refusing


def kept(session):
    return latest_complaint_draft(session.desk)


def title_kept(session):
    found = kept(session)
    return found.draft.title if found else ""


def test_what_is_typed_is_kept_within_a_second_of_the_last_key(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.waitUntil(lambda: title_kept(session) == "Late feedback")


def test_closing_keeps_what_is_typed_without_asking(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert title_kept(session) == "Late feedback"


def test_an_empty_form_leaves_nothing_behind(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "x")
    qtbot.waitUntil(lambda: title_kept(session) == "x")
    dialog.form.title.clear()
    dialog.reject()
    assert kept(session) is None


def test_a_logged_complaint_leaves_no_draft(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.waitUntil(lambda: title_kept(session) == "Late feedback")
    with qtbot.waitSignal(dialog.logged):
        dialog.log()
    assert kept(session) is None


def test_the_next_form_offers_to_go_on_with_all_that_was_typed(dialog, open_dialog, qtbot):
    form = dialog.form
    form.title.setText("Late feedback")
    form.complaint.setPlainText("words 😀")
    form.received_on.show_day(date(2026, 11, 10))
    form.was_raised.setChecked(True)
    form.raised_on.show_day(date(2026, 11, 4))
    form.relation.setCurrentText("tutor")
    form.identity.choose(Identity.ANONYMOUS)
    typed = form.draft()
    dialog.reject()
    again = open_dialog()
    assert again.draft_banner.isVisible()
    assert again.form.title.text() == ""
    qtbot.mouseClick(again.draft_banner.go_on, Qt.MouseButton.LeftButton)
    assert again.form.draft() == typed
    assert not again.draft_banner.isVisible()


def test_where_nothing_was_typed_nothing_is_offered(dialog):
    assert not dialog.draft_banner.isVisible()


def test_starting_afresh_throws_the_draft_away(dialog, open_dialog, session, qtbot):
    dialog.form.title.setText("Late feedback")
    dialog.reject()
    again = open_dialog()
    qtbot.mouseClick(again.draft_banner.start_afresh, Qt.MouseButton.LeftButton)
    assert kept(session) is None
    assert not again.draft_banner.isVisible()


def test_an_offer_that_nobody_answers_stays_for_the_next_time(dialog, open_dialog, session):
    dialog.form.title.setText("first")
    dialog.reject()
    second = open_dialog()
    second.form.title.setText("second")
    second.reject()
    assert title_kept(session) == "second"
    third = open_dialog()
    third.draft_banner.start_afresh.click()
    assert title_kept(session) == "first"


def test_an_email_never_writes_over_an_earlier_draft(dialog, open_dialog, session, qtbot):
    dialog.form.title.setText("typed by hand")
    dialog.reject()
    again = open_dialog()
    again.fill_from_email(raw(), "mail.eml")
    qtbot.waitUntil(lambda: again.form.title.text() != "")
    again.draft_banner.go_on.click()
    assert again.form.title.text() == "typed by hand"
    again.reject()
    once_more = open_dialog()
    once_more.draft_banner.start_afresh.click()
    assert title_kept(session) == "Assessment feedback never arrived"


def test_a_continued_draft_is_logged_once_and_is_gone(dialog, open_dialog, session, qtbot):
    dialog.form.title.setText("Late feedback")
    dialog.reject()
    again = open_dialog()
    again.draft_banner.go_on.click()
    with qtbot.waitSignal(again.logged):
        again.log()
    assert kept(session) is None


def test_files_come_back_with_the_draft(dialog, open_dialog, tmp_path, qtbot):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    dialog.take([tmp_path / "scan.pdf"])
    qtbot.waitUntil(lambda: "scan.pdf" in dialog.form.files.text)
    dialog.reject()
    again = open_dialog()
    assert "scan.pdf" in again.draft_banner.text
    again.draft_banner.go_on.click()
    assert "scan.pdf" in again.form.files.text


def test_files_too_large_for_a_draft_are_said_to_be(dialog, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(complaint_drafts, "LARGEST_FILES_BYTES", 3)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    dialog.take([tmp_path / "scan.pdf"])
    qtbot.waitUntil(lambda: "too large to be kept with the draft" in dialog.notes.text)
    assert "scan.pdf" in dialog.form.files.text


@pytest.fixture
def refusing(monkeypatch):
    refusing = Refusing(complaint_drafts.keep_complaint_draft)
    monkeypatch.setattr(presenter, "keep_complaint_draft", refusing)
    return refusing


def type_unkept(dialog, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.waitUntil(lambda: "What you typed is still here." in dialog.notes.text)


def test_where_the_draft_cannot_be_kept_the_form_says_so_and_stays(dialog, qtbot, refusing):
    type_unkept(dialog, qtbot)
    assert dialog.form.title.text() == "Late feedback"


def test_a_draft_that_could_not_be_kept_is_kept_at_the_next_change(
    dialog, session, qtbot, refusing
):
    type_unkept(dialog, qtbot)
    refusing.lets_through = True
    qtbot.keyClicks(dialog.form.title, "!")
    qtbot.waitUntil(lambda: title_kept(session) == "Late feedback!")
    assert dialog.notes.text == ""


def test_a_draft_that_could_not_be_kept_is_kept_later_by_itself(
    dialog, session, qtbot, refusing, monkeypatch
):
    monkeypatch.setattr(keep_timer, "KEPT_AGAIN_AFTER_MS", 1)
    type_unkept(dialog, qtbot)
    refusing.lets_through = True
    qtbot.waitUntil(lambda: title_kept(session) == "Late feedback")


def test_a_form_that_cannot_be_kept_stays_until_it_is_closed_once_more(dialog, qtbot, refusing):
    dialog.form.title.setText("Late feedback")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Closing the form once more" in dialog.notes.text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_to_be_looked_at_stays_said_while_the_draft_is_not_kept(
    dialog, tmp_path, qtbot, refusing
):
    dialog.take([tmp_path / "missing.pdf"])
    qtbot.waitUntil(lambda: "could not be read" in dialog.notes.text)
    type_unkept(dialog, qtbot)
    assert "could not be read" in dialog.notes.text


def test_files_that_could_not_be_kept_are_kept_later(dialog, session, tmp_path, qtbot, monkeypatch):
    refusing = Refusing(complaint_drafts.keep_draft_files)
    monkeypatch.setattr(presenter, "keep_draft_files", refusing)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    dialog.take([tmp_path / "scan.pdf"])
    qtbot.waitUntil(lambda: "What you typed is still here." in dialog.notes.text)
    refusing.lets_through = True
    dialog.form.title.setText("Late feedback")
    qtbot.waitUntil(lambda: title_kept(session) == "Late feedback")
    assert [file.name for file in kept(session).files] == ["scan.pdf"]


def test_a_form_that_cannot_be_kept_is_not_left_for_an_earlier_draft(
    dialog, open_dialog, qtbot, monkeypatch
):
    dialog.form.title.setText("first")
    dialog.reject()
    again = open_dialog()
    again.form.title.setText("second")
    monkeypatch.setattr(
        presenter, "keep_complaint_draft", Refusing(complaint_drafts.keep_complaint_draft)
    )
    again.draft_banner.go_on.click()
    assert again.form.title.text() == "second"
    assert again.draft_banner.isVisible()
    again.leave()
    assert not again.isVisible()


@pytest.mark.parametrize("length", [10, 1000])
def test_the_offer_names_the_draft_by_its_beginning(dialog, open_dialog, length):
    dialog.form.complaint.setPlainText("a" * length)
    dialog.reject()
    assert open_dialog().draft_banner.text.count("a") < 100
