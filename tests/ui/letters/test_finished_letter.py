"""A finished letter on screen: frozen, saved, printed, and marked as sent."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email.policy import default

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

from amends.domain.clocks import State
from amends.domain.events.case_events import Channel
from amends.services.desk import Moment
from amends.services.finished_letters import frozen_pdf, message_text, sent
from amends.services.preview_letter import count_pages
from amends.ui.letters.printing import chosen_pages, ready_printer
from amends_reports.preview import render_pages
from tests.closures import add_closure
from tests.desks import NOW, TODAY
from tests.ui.conftest import OFFSCREEN
from tests.ui.letters.conftest import type_text


@pytest.fixture
def finished(letters, view):
    letters.finish(view)
    return view


def frozen(letters):
    (letter,) = letters.case().case.letters
    return letter, frozen_pdf(letters.session.desk, letter)


def choose_file(view, target):
    """Choose a file in the dialog that was just opened."""
    dialog = view.findChildren(QFileDialog)[-1]
    dialog.selectFile(str(target))
    dialog.accept()


def test_finishing_freezes_the_letter_and_shows_it(letters, finished):
    letter, pdf = frozen(letters)
    pane = finished.finished_pane
    assert pane.state.text() == "Finished 21 November 2026. It no longer changes."
    assert finished._pdf == pdf
    assert finished._heads[1].title.text() == "Receipt"
    assert letter.text.startswith("Dear Maria Ferreira\n\nThank you")
    assert not pane.findChildren(type(finished.draft_pane.text))
    assert finished.finished_pane.isVisible()


def test_the_saved_pdf_is_the_frozen_one(letters, finished, tmp_path):
    target = tmp_path / "receipt.pdf"
    finished.finished_pane.pdf_button.click()
    dialog = finished.findChildren(QFileDialog)[-1]
    assert dialog.selectedFiles()[0].endswith("2026-001 receipt.pdf")
    choose_file(finished, target)
    assert target.read_bytes() == frozen(letters)[1]
    assert finished.finished_pane.done.text() == f"Saved as receipt.pdf in {tmp_path}"


def test_the_saved_email_opens_and_has_the_pdf(letters, finished, tmp_path):
    target = tmp_path / "receipt.eml"
    finished.finished_pane.email_button.click()
    choose_file(finished, target)
    message = email.message_from_bytes(target.read_bytes(), policy=default)
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == frozen(letters)[1]
    assert message["To"] == "maria@example.org"


def test_the_next_file_is_proposed_where_the_last_one_went(letters, finished, tmp_path):
    finished.finishing.save_pdf(tmp_path / "a.pdf")
    assert finished.finishing.proposed_file(".eml") == tmp_path / "2026-001 receipt.eml"


def test_a_file_that_cannot_be_saved_is_said(finished, tmp_path):
    finished.finishing.save_pdf(tmp_path / "nowhere" / "a.pdf")
    box = finished.window().findChildren(QMessageBox)[-1]
    assert "a.pdf could not be saved" in box.text()
    assert finished.finished_pane.folder_button.isHidden()


def test_after_saving_the_folder_can_be_shown(finished, tmp_path, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    finished.finishing.save_pdf(tmp_path / "a.pdf")
    finished.finished_pane.folder_button.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_the_text_can_be_copied(letters, finished):
    finished.finished_pane.copy_button.click()
    assert QGuiApplication.clipboard().text() == message_text(frozen(letters)[0])
    assert "copied" in finished.finished_pane.done.text()


def test_marking_it_as_sent_stops_the_clock_and_goes_back(letters, finished):
    pane = finished.finished_pane
    assert Channel(pane.channel.currentData()) is Channel.EMAIL
    pane.channel.setCurrentIndex(pane.channel.findData(Channel.POST))
    with letters.qtbot.waitSignals([finished.sent, finished.closed]):
        pane.sent_button.click()
    case = letters.case()
    assert case.clock("stage-2.receipt").state is State.MET
    entry = sent(case, frozen(letters)[0].letter)
    assert entry is not None
    assert entry.channel is Channel.POST


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 20)])
def test_a_wrong_day_is_refused_beside_the_date(letters, finished, day):
    pane = finished.finished_pane
    pane.day.show_day(day)
    pane.sent_button.click()
    assert "cannot be the date" in pane.error.text()
    assert pane.error.isVisible()
    assert pane.day.hasFocus()
    assert letters.case().clock("stage-2.receipt").state is State.RUNNING
    pane.day.show_day(date(2026, 11, 21))
    pane.sent_button.click()
    assert letters.case().clock("stage-2.receipt").state is State.MET


def test_a_letter_that_waits_is_shown_instead_of_a_new_draft(letters, finished):
    again = letters.open()
    assert again.finished_pane.isVisible()
    assert again._pdf == frozen(letters)[1]


def test_a_letter_that_was_sent_says_when_and_how(letters, finished):
    letter, _pdf = frozen(letters)
    finished.finished_pane.sent_button.click()
    finished.show_finished(letter.letter)
    pane = finished.finished_pane
    assert pane.sent_words.text() == "Sent 21 November 2026 by e-mail."
    assert not pane.sent_button.isVisible()
    assert not pane.take_back_button.isVisible()
    assert finished._heads[1].pill.text() == "Sent"


def test_its_text_can_still_be_changed_before_it_is_sent(letters, finished):
    text = finished.draft_pane.text.toPlainText()
    finished.finished_pane.take_back_button.click()
    letters.settle(finished)
    assert finished.draft_pane.isVisible()
    assert finished.draft_pane.text.toPlainText() == text
    assert letters.case().case.letters == ()


def test_control_enter_leads_to_where_it_is_marked_as_sent(letters, finished):
    control = Qt.KeyboardModifier.ControlModifier
    letters.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
    assert QApplication.focusWidget() is finished.finished_pane.sent_button
    assert letters.case().clock("stage-2.receipt").state is State.RUNNING


def test_an_anonymous_complainants_letter_goes_by_post_unless_said(letters, view):
    view.draft_pane.recipient.setPlainText("The manager\n1 Street")
    letters.settle(view)
    letters.finish(view)
    assert Channel(view.finished_pane.channel.currentData()) is Channel.POST


def ready(view, target):
    """Return a printer that prints to a file."""
    printer = ready_printer("2026-001 receipt")
    printer.setOutputFileName(str(target))
    view.print_desk._pdf, view.print_desk._printer = view._pdf, printer
    return printer


def printed(letters, view, target):
    """Print what is on show, as the dialog does once it is accepted."""
    printer = ready(view, target)
    job = view.print_desk.print_now()
    letters.qtbot.waitSignal(job.ended).wait()
    assert printer.docName() == "2026-001 receipt"
    return target.read_bytes()


def two_pages(letters, view):
    type_text(view.draft_pane.text, "word " * 1000)
    letters.settle(view)


def test_printing_asks_the_system_for_a_printer(letters, view):
    letters.qtbot.keyClick(view.draft_pane.text, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = view.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.printer().resolution() == 300
    assert dialog.printer().docName() == "2026-001 receipt"
    assert dialog.maxPage() == 1
    dialog.reject()


def test_printing_prints_every_page(letters, view, tmp_path):
    two_pages(letters, view)
    assert count_pages(printed(letters, view, tmp_path / "print.pdf")) == view.preview.pages > 1


def test_printing_stops_when_it_is_cancelled(letters, view, tmp_path):
    two_pages(letters, view)
    ready(view, tmp_path / "print.pdf")
    job = view.print_desk.print_now()
    view.print_desk._progress.cancel()
    letters.qtbot.waitSignal(job.ended).wait()
    assert view.print_desk._progress is None


def test_pages_can_be_chosen(qapp):
    printer = ready_printer("2026-001 receipt")
    assert chosen_pages(printer, 3) == (0, 1, 2)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert chosen_pages(printer, 3) == (1, 2)


def test_the_print_is_the_page_on_show(letters, view, tmp_path):
    (seen,) = render_pages(view._pdf, 40, [0])
    (on_paper,) = render_pages(printed(letters, view, tmp_path / "print.pdf"), 40, [0])
    assert abs(seen.width - on_paper.width) <= 1
    assert _likeness(seen, on_paper) > 0.95


def _likeness(one, other):
    """Return the share of the pixels that are nearly as light in both pictures."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    near = 0
    for y in range(height):
        for x in range(width):
            a = one.pixels[y * one.stride + 4 * x + 1]
            b = other.pixels[y * other.stride + 4 * x + 1]
            near += abs(a - b) < 64
    return near / (width * height)


@pytest.mark.qt_log_ignore("QPainter::begin", OFFSCREEN, extend=True)
def test_a_printer_that_refuses_is_said_and_nothing_is_lost(letters, finished, tmp_path):
    ready(finished, tmp_path / "nowhere" / "print.pdf")
    finished.print_desk.print_now()
    letters.qtbot.waitUntil(lambda: bool(finished.findChildren(QMessageBox)))
    assert "not printed" in finished.findChildren(QMessageBox)[-1].text()


def test_a_letter_whose_file_is_damaged_is_said_and_the_case_comes_back(letters, finished):
    letter, _pdf = frozen(letters)
    for blob in (letters.session.desk.store.folder / "evidence").iterdir():
        blob.write_bytes(b"damaged")
    with letters.qtbot.waitSignal(finished.closed):
        finished.show_finished(letter.letter)
    assert "damaged" in finished.window().findChildren(QMessageBox)[-1].text()


def test_a_text_that_is_no_day_is_refused_too(letters, finished):
    pane = finished.finished_pane
    pane.day.setText("31122025x")
    pane.sent_button.click()
    assert pane.error.isVisible()
    assert letters.case().clock("stage-2.receipt").state is State.RUNNING


SHUT = date(2026, 12, 10)
LATER = Moment(TODAY, NOW + timedelta(hours=1))
MOVED = (
    "The letter says the answer is due by 16 December 2026; the record now says 17 December 2026."
)


@pytest.fixture
def moved(letters, finished):
    """A receipt that waits to be sent while the day that it tells has moved."""
    add_closure(letters.session.desk, SHUT, SHUT, "Burst pipe", LATER)
    finished.show_draft()
    letters.settle(finished)
    return finished


def shown_differences(pane):
    return [it.text() for it in pane.differing.sentences.findChildren(QLabel) if it.text() != "·"]


def test_a_letter_that_says_what_the_record_says_asks_nothing(finished):
    pane = finished.finished_pane
    assert pane.differing.isHidden()
    assert pane.sent_button.text() == "Mark as sent"


def test_a_letter_that_no_longer_matches_the_record_says_in_what(moved):
    pane = moved.finished_pane
    assert pane.differing.isVisible()
    assert shown_differences(pane) == [MOVED]
    assert pane.sent_button.text() == "Mark as sent as it is"


def test_it_can_be_taken_back_from_there(letters, moved):
    moved.finished_pane.differing.change.click()
    letters.settle(moved)
    assert moved.draft_pane.isVisible()
    assert letters.case().case.letters == ()


def test_sent_as_it_is_the_record_says_in_what_it_differed(letters, moved):
    with letters.qtbot.waitSignals([moved.sent, moved.closed]):
        moved.finished_pane.sent_button.click()
    entry = sent(letters.case(), frozen(letters)[0].letter)
    assert entry is not None
    assert MOVED in entry.note


def test_what_changed_while_the_letter_was_on_show_is_said_before_it_is_recorded(letters, finished):
    add_closure(letters.session.desk, SHUT, SHUT, "Burst pipe", LATER)
    pane = finished.finished_pane
    pane.sent_button.click()
    assert "The record has changed" in pane.error.text()
    assert shown_differences(pane) == [MOVED]
    assert sent(letters.case(), frozen(letters)[0].letter) is None
    with letters.qtbot.waitSignal(finished.sent):
        pane.sent_button.click()
