"""What is typed in the form is kept without being asked, and offered back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from amends.domain.errors import OfficeInUseError
from amends.domain.people import Identity
from amends.services import complaint_drafts
from amends.services.complaint_drafts import latest_complaint_draft
from amends.ui.complaint import presenter
from amends.ui.complaint.presenter import KEEP_AFTER_MS
from tests.ui.complaint.emails import raw


def kept(session):
    return latest_complaint_draft(session.desk)


def title_kept(session):
    found = kept(session)
    return found.draft.title if found else ""


def test_what_is_typed_is_kept_within_a_second_of_the_last_key(dialog, session, qtbot):
    assert KEEP_AFTER_MS < 1000
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


def test_where_the_draft_cannot_be_kept_the_form_says_so_and_stays(dialog, qtbot, monkeypatch):
    def refuse(desk, *_rest):
        raise OfficeInUseError(desk.store.folder)

    monkeypatch.setattr(presenter, "keep_complaint_draft", refuse)
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.waitUntil(lambda: "What you typed is still here." in dialog.notes.text)
    assert dialog.form.title.text() == "Late feedback"


@pytest.mark.parametrize("length", [10, 1000])
def test_the_offer_names_the_draft_by_its_beginning(dialog, open_dialog, length):
    dialog.form.complaint.setPlainText("a" * length)
    dialog.reject()
    assert open_dialog().draft_banner.text.count("a") < 100
