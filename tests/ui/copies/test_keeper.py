"""Copies are made by themselves, and the window says when one last left the computer."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QMessageBox

from amends.domain.errors import FileNotWrittenError
from amends.services.copies import Plan, choose_place, newest_copy, own_place
from amends.ui.clock import Clock
from amends.ui.copies.words import round_words, status_words
from amends.ui.errors import describe
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.settings.copies_card import CopiesCard
from tests.desks import MOMENT, TODAY, log, make_desk
from tests.ui.hearing import unnamed
from tests.ui.sessions import Ticking


@pytest.fixture
def card(session, qtbot):
    card = CopiesCard(session)
    qtbot.addWidget(card)
    card.show()
    return card


def copied(keeper, qtbot):
    """Let one round run to its end, and return what came of it."""
    with qtbot.waitSignal(keeper.done) as done:
        keeper.copy_now()
    qtbot.waitUntil(lambda: not keeper.is_running)
    return done.args[0]


def words_of(card):
    labels = card.facts.findChildren(type(card.heading))
    return [it.text() for it in labels if it.isVisibleTo(card) and it.text() != "·"]


def test_nothing_is_copied_before_the_start(session):
    assert newest_copy(session.copies.office) is None


def test_a_copy_is_made_at_the_start_and_whenever_a_day_begins(session, qtbot):
    for announce in (session.copies.start, session.clock.day_changed.emit):
        with qtbot.waitSignal(session.copies.done):
            announce()
        qtbot.waitUntil(lambda: not session.copies.is_running)
    assert len(list(own_place(session.copies.office).glob("2026-*"))) == 2


def test_an_office_that_was_locked_is_not_copied(session, qtbot):
    session.end()
    session.copies.copy_now()
    session.clock.day_changed.emit()
    assert not session.copies.is_running
    assert newest_copy(session.copies.office) is None


def test_two_rounds_never_run_at_once(session, qtbot):
    session.copies.copy_now()
    with qtbot.assertNotEmitted(session.copies.changed):
        session.copies.copy_now()
    qtbot.waitUntil(lambda: not session.copies.is_running)


def test_the_first_copy_is_brought_back_and_checked_and_the_next_is_not(session, qtbot):
    first, second = copied(session.copies, qtbot), copied(session.copies, qtbot)
    assert first.has_rehearsed
    assert not second.has_rehearsed
    assert round_words(first, TODAY) == (
        "The copy of Sat 21 Nov was brought back and checked: it is whole"
    )
    assert round_words(second, TODAY) == ""


def test_a_stick_that_is_not_there_is_said_in_words(session, qtbot, tmp_path):
    choose_place(session.copies.office, tmp_path / "no stick")
    copied(session.copies, qtbot)
    made = copied(session.copies, qtbot)
    assert "is not there today" in round_words(made, TODAY)


def test_the_status_line_says_when_a_copy_left_the_computer(session, qtbot, tmp_path):
    assert status_words(session.copies.plan, TODAY) == "No copy off this computer yet"
    (tmp_path / "Dropbox").mkdir()
    choose_place(session.copies.office, tmp_path / "Dropbox")
    copied(session.copies, qtbot)
    assert status_words(session.copies.plan, TODAY) == "Last copy off this computer Sat 21 Nov"


def test_the_status_line_tells_the_day_of_that_copy_whatever_day_it_is():
    plan = Plan(left_at=MOMENT.now - timedelta(days=4))
    assert status_words(plan, TODAY) == "Last copy off this computer Tue 17 Nov"


def test_a_second_folder_that_refuses_keeps_no_copy_from_being_rehearsed(session, qtbot, tmp_path):
    (tmp_path / "office (copies)").write_text("in the way")
    with qtbot.waitSignal(session.copies.done) as heard:
        session.copies.choose(tmp_path)
    (made,) = heard.args
    assert isinstance(made.copied.failed, FileNotWrittenError)
    assert made.has_rehearsed
    assert round_words(made, TODAY) == describe(made.copied.failed).text


def test_the_card_takes_a_folder_and_copies_there_at_once(session, card, qtbot, tmp_path):
    qtbot.waitUntil(lambda: words_of(card)[:1] == ["In the office's own folder: none yet"])
    with qtbot.waitSignal(session.copies.done):
        card.take_place(str(tmp_path))
    qtbot.waitUntil(lambda: card.now.text() == "Copy now")
    assert card.place.text() == str(tmp_path)
    assert (tmp_path / "office (copies)").is_dir()
    qtbot.waitUntil(lambda: "same disk" in " ".join(words_of(card)))
    with qtbot.waitSignal(session.copies.done):
        card.stop.click()
    qtbot.waitUntil(lambda: card.now.text() == "Copy now")
    assert card.place.text() == ""
    assert unnamed(card) == []


@pytest.mark.parametrize("name", ["stick", "a" * 300])  # of the latter the system tells an error
def test_the_card_says_that_the_second_folder_is_not_there(session, card, qtbot, tmp_path, name):
    with qtbot.waitSignal(session.copies.done):
        card.take_place(str(tmp_path / name))
    qtbot.waitUntil(lambda: "second folder is not there now" in " ".join(words_of(card)))


def test_the_keys_stay_where_they_are_while_a_copy_is_made(session, card, qtbot):
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.now.setFocus()
    with qtbot.waitSignal(session.copies.done):
        qtbot.keyClick(card.now, Qt.Key.Key_Space)
        assert card.now.text() == "Copying..."
        assert card.now.hasFocus()
    qtbot.waitUntil(lambda: card.now.text() == "Copy now")
    assert card.now.hasFocus()


def test_the_sheet_is_one_page(card, session, tmp_path):
    from amends_reports.preview import page_count, texts_at

    log(session.desk)
    card.save_sheet(str(tmp_path / "sheet.pdf"))
    assert page_count(tmp_path / "sheet.pdf") == 1
    everywhere = (0.0, 0.0, 10_000.0, 10_000.0)
    (text,) = texts_at(tmp_path / "sheet.pdf", [(0, everywhere)])
    for told in ("If this computer is lost", "72 hours", "1 case", "AES-256"):
        assert told in " ".join(text.split())


def test_the_window_tells_of_copies_and_does_not_wait_for_them(qtbot, tmp_path):
    window = MainWindow()
    qtbot.addWidget(window)
    office = OfficeWindow(window, make_desk(tmp_path / "office"), Clock(read=Ticking()))
    assert not office.session.copies.is_running  # before the window has been painted
    assert "No copy off this computer yet" in window._state.text()
    qtbot.waitUntil(lambda: "brought back and checked" in window._state.text())
    office.close()


def test_a_stick_that_is_not_there_is_said_once_in_the_status_line(qtbot, tmp_path):
    window = MainWindow()
    qtbot.addWidget(window)
    desk = make_desk(tmp_path / "office")
    choose_place(desk.store.folder, tmp_path / "no stick")
    office = OfficeWindow(window, desk, Clock(read=Ticking()))
    said = "is not there today"
    qtbot.waitUntil(lambda: said in window._state.text())
    qtbot.waitUntil(lambda: not office.session.copies.is_running)
    copied(office.session.copies, qtbot)
    assert said not in window._state.text()
    assert "No copy off this computer yet" in window._state.text()
    office.close()


def test_an_office_that_is_closed_ends_a_copy_on_its_way(qtbot, tmp_path):
    window = MainWindow()
    qtbot.addWidget(window)
    desk = make_desk(tmp_path / "office")
    office = OfficeWindow(window, desk, Clock(read=Ticking()))
    office._session.copies.start()
    office.close()
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    assert not list((tmp_path / "office" / "backups").glob("*.part"))
    with suppress(AttributeError), closing(desk.store):
        assert window.findChildren(QMessageBox) == []
