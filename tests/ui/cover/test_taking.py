"""An office is taken over from a sealed file, and taken back, on pages of the window."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from amends.domain.cover import Whereabouts
from amends.domain.events.cover_events import OfficeTakenBack
from amends.services.read_cover import read_cover
from amends.services.take_back import CameBack, take_back_without_file
from amends.storage.rows import Head
from amends.ui.cover.take_back import TakeBackView
from amends.ui.cover.take_over import TakeOverView
from amends.ui.cover.words import came_words
from amends.ui.first_run.unlock import UnlockView
from amends.ui.first_run.welcome import WelcomeView
from tests.covers import SOFIAS, log_of_office
from tests.desks import MOMENT, PASSPHRASE
from tests.ui.cover.pages import WITHIN_MS, banner_of, hear, page, said
from tests.ui.hearing import unnamed


@pytest.fixture
def taking(door, window, passed, qtbot):
    """Return the page that takes an office over, from the first page."""
    door.welcome()
    page(window, WelcomeView, qtbot).sealed.click()
    view = page(window, TakeOverView, qtbot)
    view.file.setText(str(passed.out))
    view.passphrase.setText(SOFIAS)
    view.folder.setText(str(passed.hers))
    return view


@pytest.fixture
def coming(door, window, given_back, qtbot):
    """Return the page that takes the office back, from its banner."""
    door.open(given_back.open_home())
    door.office.cover.banner.take_back.click()
    view = page(window, TakeBackView, qtbot)
    view.passphrase.setText(PASSPHRASE)
    view.file.setText(str(given_back.back))
    return view


def try_it(view, qtbot):
    """Go forward, and wait until it has come to something."""
    view.forward.click()
    qtbot.waitUntil(lambda: view._task is None, timeout=WITHIN_MS)


def look(view, qtbot):
    view.look.click()
    qtbot.waitUntil(lambda: not view._presenter.is_busy, timeout=WITHIN_MS)


def where(desk):
    with closing(desk.store):
        return read_cover(desk).where


def test_the_office_goes_on_at_her_computer(taking, door, passed, qtbot):
    assert unnamed(taking) == []
    try_it(taking, qtbot)
    hear(taking, "everything is as recorded", qtbot)
    taking.forward.click()
    qtbot.waitUntil(lambda: door.office is not None)
    assert door.office.folder == passed.hers
    assert "for Gavin Example" in said(banner_of(door, qtbot))


def test_a_folder_is_proposed(door, window, qtbot):
    door.take_over()
    view = page(window, TakeOverView, qtbot)
    assert "Amends office" in view.folder.text()
    assert not view.forward.isEnabled()


def test_a_wrong_passphrase_is_said_beside_its_field(taking, passed, qtbot):
    taking.passphrase.setText("nobody's passphrase")
    try_it(taking, qtbot)
    assert "does not open this office" in taking._passphrase_field.error
    assert taking._patience._failures == 1
    taking.passphrase.setText(SOFIAS)
    assert not taking._passphrase_field.error
    assert taking.forward.isEnabled()
    taking._patience._ms_a_second = 1_000_000
    taking.passphrase.setText("nobody's passphrase")
    try_it(taking, qtbot)
    assert not taking.forward.isEnabled()
    taking._patience.forget()
    assert not passed.hers.exists()


def test_a_file_that_is_none_is_said_beside_its_field(taking, passed, qtbot):
    passed.out.write_bytes(b"Dear Maria")
    try_it(taking, qtbot)
    assert "no sealed office in Office 2026-11-21.amends-office" in taking._file_field.error


def test_a_folder_that_is_taken_is_said_beside_its_field(taking, passed, qtbot):
    taking.folder.setText(str(passed.home))
    try_it(taking, qtbot)
    assert "is not empty" in taking._folder_field.error


def test_who_leaves_after_taking_over_leaves_the_office_locked(taking, window, passed, qtbot):
    try_it(taking, qtbot)
    store = taking._desk.store
    window.closing.emit()
    with pytest.raises(Exception, match="locked"):
        store.reading().__enter__()


def test_going_back_leads_to_the_first_page(taking, window, passed, qtbot):
    taking.back.click()
    page(window, WelcomeView, qtbot)
    assert not passed.hers.exists()


def test_escape_leads_back_as_the_button_does(taking, window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(taking.passphrase, Qt.Key.Key_Escape)
    page(window, WelcomeView, qtbot)


def test_an_absence_without_a_case_is_told_without_counting_to_none():
    came = CameBack(Path("back"), Path("draft"), Head(3, ""), 2, (), ())
    assert next(came_words(came)) == "2 new entries about the office itself, none in a case."


def test_what_happened_meanwhile_is_shown_before_anything_is_done(coming, given_back, qtbot):
    assert unnamed(coming) == []
    assert not coming.take.isEnabled()
    look(coming, qtbot)
    for words in (
        "6 new entries, in 2 cases",
        "New: 2026-003 While Gavin was away",
        "Went on: 2026-001 Complaint 0",
        "nothing was taken out or changed",
    ):
        hear(coming.happened, words, qtbot)
    assert where(given_back.open_home()) is Whereabouts.AWAY


def test_the_office_comes_back(coming, door, given_back, qtbot):
    look(coming, qtbot)
    coming.take.click()
    qtbot.waitUntil(lambda: door.office is not None, timeout=WITHIN_MS)
    assert door.office.session.read_only is None
    assert door.office.folder == given_back.home
    assert not hasattr(door.office.cover, "banner")
    assert log_of_office(door.office.session.desk)[-1] == OfficeTakenBack(happened_on=MOMENT.today)


def test_another_file_is_looked_at_anew(coming, given_back, qtbot):
    look(coming, qtbot)
    draft = coming._presenter.came.draft
    coming.file.setText(str(given_back.out))
    assert not draft.exists()
    assert not coming.take.isEnabled()
    assert said(coming.happened) == ""
    look(coming, qtbot)
    assert "nothing that is not here already" in coming._file_field.error


def test_a_fork_is_refused_with_what_to_do(coming, given_back, qtbot):
    desk = given_back.open_home()
    with closing(desk.store):
        take_back_without_file(desk, MOMENT)
    look(coming, qtbot)
    assert "does not continue the one here" in coming._file_field.error
    assert "Take over an office" in coming._file_field.error


def test_leaving_the_page_removes_what_was_laid_down(coming, window, given_back, qtbot):
    look(coming, qtbot)
    draft = coming._presenter.came.draft
    coming.back.click()
    page(window, UnlockView, qtbot)
    assert not draft.exists()
    assert where(given_back.open_home()) is Whereabouts.AWAY


def test_without_the_file_only_who_has_understood_goes_on(coming, door, given_back, qtbot):
    assert not coming.without.isEnabled()
    hear(coming, "Whatever Sofia Marsh has recorded since is not in it", qtbot)
    coming.understood.click()
    coming.without.click()
    qtbot.waitUntil(lambda: door.office is not None, timeout=WITHIN_MS)
    assert door.office.session.read_only is None
    last = log_of_office(door.office.session.desk)[-1]
    assert last == OfficeTakenBack(happened_on=MOMENT.today, without_file=True)


def test_a_wrong_passphrase_of_this_office_is_said_beside_its_field(coming, qtbot):
    coming.passphrase.setText("nobody's passphrase")
    look(coming, qtbot)
    assert "does not open this office" in coming._passphrase_field.error
    assert coming.look.isEnabled()
    coming._patience._ms_a_second = 1_000_000
    look(coming, qtbot)
    assert not coming.look.isEnabled()
    coming._patience.forget()
