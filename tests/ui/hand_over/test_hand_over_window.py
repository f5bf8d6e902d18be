"""The window of a hand-over, driven as a user does, over a real office."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from amends.domain.people import Identity
from amends.services import hand_over as service
from amends.services.desk import Changed
from amends.services.hand_over import HandedOverFile
from amends.services.hand_over_readiness import Readiness
from amends.services.hand_over_steps import FileKind
from amends.services.verify_bag import verify_bag
from amends.ui.hand_over.result import ResultCard
from amends.ui.size_words import size_words
from amends_reports.bundle_check import check_bundle
from tests.desks import log
from tests.services.hand_overs import whole_case
from tests.ui.hand_over.conftest import WHY, choose_file, said
from tests.ui.hearing import name_of, tab_stops, unnamed


def test_it_says_to_whom_and_what_is_still_open(dialog):
    assert dialog.windowTitle() == "Hand over to CIMSPA"
    assert dialog.request.to.text() == "CIMSPA"
    shown = said(dialog)
    assert "Some things are still open. You can hand the case over as it is." in shown
    assert "The points of the complaint are not set out yet." in shown
    assert "The receipt was never sent." in shown


def test_a_case_in_which_nothing_is_open_is_said_to_be_ready(dialog):
    dialog.ready.show_readiness(Readiness((), "", ()))
    assert "Ready: nothing is open, and nothing is held back." in said(dialog)


def test_what_is_held_back_is_listed_by_number_with_the_reason(hand_overs, session):
    shown = said(hand_overs.open(whole_case(session.desk, identity=Identity.WITHHELD)))
    assert "Identity withheld: 7 things are held back, so that nobody learns who it is." in shown
    assert "The complainant is not to be named, and this file may name them.\n1. E-mail" in shown
    assert "5. Letter (receipt)" in shown
    assert "quillfeather" not in shown.lower()


def test_the_pdf_alone_is_the_first_choice(dialog):
    assert dialog.request.kind == ".pdf"
    assert dialog.request.pdf.text() == "One PDF that anybody can open"
    dialog.request.archive.click()
    assert dialog.request.kind == ".zip"


def test_without_a_reason_it_does_not_begin(dialog, hand_overs):
    dialog.foot.choose_button.click()
    assert "“Why” is still empty." in said(dialog)
    assert dialog.focusWidget() is dialog.request.why
    assert dialog.findChildren(QFileDialog) == []
    dialog.request.why.setPlainText("x")
    assert "is still empty" not in said(dialog)
    dialog.request.to.clear()
    dialog.foot.choose_button.click()
    assert "“To whom” is still empty." in said(dialog)
    assert hand_overs.case().disclosures == ()


def test_the_proposed_name_tells_nobodys_name(dialog):
    dialog.request.why.setPlainText(WHY)
    dialog.foot.choose_button.click()
    (chosen,) = dialog.findChildren(QFileDialog)[-1].selectedFiles()
    assert chosen.endswith("/Case 2026-001.pdf")


def test_the_pdf_is_written_checked_and_recorded_once(dialog, hand_overs, out, qtbot):
    target = out / "Case 2026-001.pdf"
    with qtbot.waitSignal(hand_overs.session.changed) as changed:
        hand_overs.begin(dialog, target)
    assert changed.args[0].streams == {hand_overs.stream}
    hand_overs.end(dialog)
    assert check_bundle(target) == ()
    (event,) = hand_overs.case().disclosures
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert (event.to, event.purpose, event.digest) == ("CIMSPA", WHY, digest)
    shown = said(dialog)
    assert "The file is ready, checked and recorded" in shown
    assert f"{size_words(target.stat().st_size)}, in {out}" in shown
    assert f"SHA-256: {digest[:16]} {digest[16:32]}" in shown
    assert not dialog.request.isVisible()
    assert list(out.iterdir()) == [target]


def test_the_whole_case_is_written_as_a_zip_file(dialog, hand_overs, out):
    dialog.request.archive.setChecked(True)
    dialog.request.to.setText("the solicitor")
    hand_overs.begin(dialog, out / "case.zip")
    hand_overs.end(dialog)
    assert verify_bag(out / "case.zip").is_as_written
    assert [it.to for it in hand_overs.case().disclosures] == ["the solicitor"]
    assert "pass the file on to the solicitor yourself" in said(dialog)


def test_the_next_file_is_proposed_where_the_last_one_went(dialog, hand_overs, out):
    hand_overs.begin(dialog, out / "one.pdf")
    hand_overs.end(dialog)
    again = hand_overs.open()
    assert again.presenter.proposed_file(FileKind.ARCHIVE) == out / "Case 2026-001.zip"


def test_show_in_its_folder_opens_the_folder(dialog, hand_overs, out, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    hand_overs.begin(dialog, out / "one.pdf")
    hand_overs.end(dialog)
    dialog.foot.folder_button.click()
    assert opened == [QUrl.fromLocalFile(str(out))]


def test_a_hundred_documents_show_progress_and_can_be_cancelled(hand_overs, out, qtbot):
    hand_overs.add_documents(100)
    dialog = hand_overs.open()
    with qtbot.waitSignal(dialog.presenter.progressed):
        hand_overs.begin(dialog, out / "case.pdf")
    qtbot.waitUntil(lambda: dialog.foot.bar.value() > 0)
    assert dialog.foot.bar.isVisible()
    assert dialog.foot.bar.maximum() == 201
    assert "Looking at the documents: " in dialog.foot.words.text()
    assert dialog.focusWidget() is dialog.foot.cancel_button
    with qtbot.waitSignal(dialog.presenter.stopped):
        dialog.foot.cancel_button.click()
    assert list(out.iterdir()) == []
    assert hand_overs.case().disclosures == ()
    assert "Stopped. No file was written, and nothing was recorded." in said(dialog)
    assert dialog.request.why.toPlainText() == WHY
    assert dialog.request.isEnabled()


def test_a_hundred_documents_can_be_handed_over(hand_overs, out, qtbot):
    hand_overs.add_documents(100)
    dialog = hand_overs.open()
    words = []
    dialog.presenter.progressed.connect(lambda *heard: words.append(heard[2].partition(":")[0]))
    dialog.request.archive.setChecked(True)
    hand_overs.begin(dialog, out / "case.zip")
    hand_overs.end(dialog)
    assert list(dict.fromkeys(words)) == [
        "Looking at the documents",
        "Writing the pages",
        "Checking the pages...",
        "Packing the originals",
        "Checking the file...",
        "Recording it in the case...",
    ]
    assert len(zipfile.ZipFile(out / "case.zip").namelist()) == 100 + 4 + 6
    assert len(hand_overs.case().disclosures) == 1


@pytest.mark.parametrize("way", ["escape", "close"])
def test_closing_while_it_runs_stops_it_and_then_goes(hand_overs, out, qtbot, way):
    hand_overs.add_documents(60)
    dialog = hand_overs.open()
    with qtbot.waitSignal(dialog.presenter.progressed):
        hand_overs.begin(dialog, out / "case.pdf")
    with qtbot.waitSignal(dialog.finished):
        if way == "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.close()
        assert dialog.presenter.is_running
        assert dialog.isVisible()
        assert dialog.foot.words.text() == "Stopping..."
    assert not dialog.presenter.is_running
    assert list(out.iterdir()) == []
    assert hand_overs.case().disclosures == ()


def test_a_file_that_cannot_be_written_is_said_and_nothing_typed_is_lost(dialog, hand_overs, out):
    dialog.request.to.setText("CIMSPA, by stick")
    hand_overs.begin(dialog, out / "none" / "case.pdf")
    dialog.presenter.start(service.HandOver("CIMSPA", WHY, out / "none" / "a.pdf", FileKind.PDF))
    hand_overs.end(dialog)
    shown = said(dialog)
    assert "could not be saved" in shown
    assert "Nothing was recorded, and what you typed is still here." in shown
    assert dialog.request.to.text() == "CIMSPA, by stick"
    assert dialog.request.why.toPlainText() == WHY
    assert dialog.focusWidget() is dialog.foot.choose_button
    assert "could not be saved" in dialog.foot.choose_button.accessibleDescription()
    assert hand_overs.case().disclosures == ()


def test_after_a_refusal_it_can_be_begun_again(dialog, hand_overs, out):
    dialog.presenter.start(service.HandOver("CIMSPA", WHY, out / "none" / "a.pdf", FileKind.PDF))
    hand_overs.end(dialog)
    hand_overs.begin(dialog, out / "case.pdf")
    hand_overs.end(dialog)
    assert "The file is ready" in said(dialog)
    assert "could not be saved" not in said(dialog)


def test_what_is_begun_twice_is_done_once(dialog, hand_overs, out):
    hand_overs.begin(dialog, out / "case.pdf")
    dialog.presenter.start(service.HandOver("CIMSPA", WHY, out / "other.pdf", FileKind.PDF))
    dialog.choose()
    hand_overs.end(dialog)
    dialog.choose()
    assert [it.name for it in out.iterdir()] == ["case.pdf"]
    assert len(hand_overs.case().disclosures) == 1


def test_a_name_with_another_ending_gets_its_own(dialog, hand_overs, out):
    hand_overs.begin(dialog, out / "case.zip")
    hand_overs.end(dialog)
    assert [it.name for it in out.iterdir()] == ["case.zip.pdf"]


def test_no_file_is_written_over_unasked(dialog, hand_overs, out):
    (out / "case.zip.pdf").write_bytes(b"the one before")
    hand_overs.begin(dialog, out / "case.zip")
    assert "case.zip.pdf is there already. Choose another name." in said(dialog)
    assert not dialog.presenter.is_running
    assert (out / "case.zip.pdf").read_bytes() == b"the one before"


def test_every_control_is_named_and_reached_in_reading_order(dialog):
    assert [name_of(it) for it in tab_stops(dialog)] == [
        "To whom",
        "Why",
        "One PDF that anybody can open",
        "The whole case as a ZIP file",
        "Close",
        "Choose where...",
    ]
    assert unnamed(dialog) == []
    assert dialog.request.archive.accessibleDescription().startswith("The PDF, every original")


def test_by_keyboard_alone(dialog, hand_overs, out, qtbot):
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.request.to)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "Not satisfied")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.request.kind is FileKind.ARCHIVE
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    choose_file(dialog, out / "case.zip")
    hand_overs.end(dialog)
    assert dialog.focusWidget() is dialog.foot.folder_button
    assert hand_overs.case().disclosures[0].purpose == "Not satisfied"
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_f1_asks_for_help(dialog, qtbot):
    with qtbot.waitSignal(dialog.help_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_F1)


def test_a_file_too_large_for_many_mailboxes_is_said_to_be(qtbot, tmp_path):
    card = ResultCard()
    qtbot.addWidget(card)
    file = HandedOverFile(tmp_path / "a.zip", 21_000_000, "ab" * 32, Changed(frozenset()))
    card.show_file(file, "CIMSPA")
    assert "too large for many mailboxes" in said(card)


def test_a_policy_that_names_nobody_leaves_the_field_to_be_filled_in(hand_overs, monkeypatch):
    monkeypatch.setattr("amends.ui.hand_over.presenter.usual_receiver", lambda _view: "")
    dialog = hand_overs.open()
    assert dialog.windowTitle() == "Hand the case over"
    assert dialog.request.to.text() == ""


def test_it_fits_a_small_screen_and_large_text(dialog, qtbot):
    dialog.resize(480, 360)
    page = dialog._page
    qtbot.waitUntil(lambda: page.viewport().width() < 480)
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()


def test_another_case_of_the_office_is_left_alone(dialog, hand_overs, session, out):
    other = log(session.desk)
    hand_overs.begin(dialog, out / "case.pdf")
    hand_overs.end(dialog)
    hand_overs.stream = other
    assert hand_overs.case().disclosures == ()
