"""The guided way back to an office: a copy, what would be lost, and a new folder beside."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from amends.services.bring_back import Loss
from amends.services.copies import copy_office
from amends.services.desk import Moment
from amends.storage.office import unlock
from amends.ui.clock import Clock
from amends.ui.copies.bring_back import BringBackView
from amends.ui.copies.words import loss_words
from amends.ui.first_run.patience import Patience
from amends.ui.first_run.unlock import UnlockView
from amends.ui.front_door import unlock as unlock_office
from amends.ui.main_window import MainWindow
from tests.desks import MOMENT, NOW, PASSPHRASE, TODAY, log, make_desk
from tests.ui.hearing import unnamed
from tests.ui.sessions import Ticking


@pytest.fixture
def office(tmp_path):
    """A closed office with a copy that lacks its second case."""
    desk = make_desk(tmp_path / "office")
    log(desk)
    copy_office(desk, MOMENT, lambda _done, _total: None)
    log(desk, title="Cold hall")
    desk.store.close()
    return tmp_path / "office"


@pytest.fixture
def view(office, qtbot):
    view = BringBackView(Clock(read=Ticking()), office, Patience())
    qtbot.addWidget(view)
    view.show()
    return view


def said(sentences):
    return " ".join(it.text() for it in sentences.findChildren(QLabel) if it.isVisibleTo(sentences))


def compare(view, qtbot, passphrase=PASSPHRASE):
    view.passphrase.clear()
    qtbot.keyClicks(view.passphrase, passphrase)
    view.compare.click()
    qtbot.waitUntil(lambda: bool(said(view.loss) or view._passphrase_field.error))


def test_the_copies_of_the_office_are_listed_with_their_day(view):
    assert view.copies.count() == 1
    assert view.copies.item(0).text().startswith("Sat 21 Nov, ")
    assert unnamed(view) == []


def test_the_lines_of_the_copies_do_not_overlap(themed, office, qtbot):
    for hours in (1, 2):
        desk = unlock_office(office, PASSPHRASE)
        copy_office(desk, Moment(TODAY, NOW + timedelta(hours=hours)), lambda _done, _total: None)
        log(desk, title="One more")
        desk.store.close()
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    view = BringBackView(Clock(read=Ticking()), office, Patience())
    window.show_page(view)
    qtbot.waitUntil(view.isVisible)
    rows = range(view.copies.count())
    assert len(rows) > 1
    lines = [view.copies.visualItemRect(view.copies.item(row)) for row in rows]
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(lines))


def test_nothing_is_brought_back_before_the_loss_was_shown(view, qtbot):
    assert not view.bring.isEnabled()
    assert not view.compare.isEnabled()
    view._presenter.bring_back(view._presenter.suggested_target(), PASSPHRASE)
    assert not view._presenter.is_busy
    compare(view, qtbot)
    qtbot.waitUntil(lambda: "Not in the copy: 2026-002 Cold hall" in said(view.loss))
    assert view.bring.isEnabled()


def test_a_wrong_passphrase_is_said_and_nothing_is_done(view, office, qtbot):
    compare(view, qtbot, "another passphrase")
    assert "does not open" in view._passphrase_field.error
    assert not view.bring.isEnabled()


def test_the_office_comes_back_beside_and_the_other_is_kept(view, office, qtbot):
    before = {path: path.stat().st_mtime_ns for path in office.rglob("*")}
    compare(view, qtbot)
    view.bring.click()
    qtbot.waitUntil(view.open.isVisible)
    target = office.with_name("office (copy of 2026-11-21)")
    qtbot.waitUntil(lambda: "everything is as recorded" in said(view.outcome))
    assert {path: path.stat().st_mtime_ns for path in office.rglob("*")} == before
    with qtbot.waitSignal(view.opened) as opened:
        view.open.click()
    assert opened.args == [target]
    unlock(target, PASSPHRASE).close()


def test_while_it_works_the_keys_stay_and_another_copy_cannot_be_chosen(view, qtbot):
    compare(view, qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.bring.hasFocus)
    view.bring.click()
    assert view._presenter.is_busy
    assert view.bring.hasFocus()
    assert not view.copies.isEnabled()
    assert not view.place.isEnabled()
    view.bring.click()  # in impatience: it goes on once
    qtbot.waitUntil(view.open.isVisible)
    assert view.open.hasFocus()
    assert view.copies.isEnabled()


def test_a_folder_that_cannot_be_written_is_said_where_it_is_chosen(view, tmp_path, qtbot):
    compare(view, qtbot)
    (tmp_path / "a file").write_text("in the way", "utf-8")
    view.target.setText(str(tmp_path / "a file" / "office"))
    view.bring.click()
    qtbot.waitUntil(lambda: bool(view._target_field.error))
    assert view._passphrase_field.error == ""
    assert view.focusWidget() is view.target


def test_escape_goes_back(view, qtbot):
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.place.setFocus()
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.place, Qt.Key.Key_Escape)


def test_a_folder_without_copies_is_said(view, tmp_path):
    view.place.setText(str(tmp_path / "nowhere"))
    assert view.copies.count() == 0
    assert "No copies" in view._place_field.error


def test_a_damaged_office_offers_its_copies(office, qtbot):
    (office / "office.db").write_bytes(b"gone")
    view = UnlockView(office, unlock_office)
    qtbot.addWidget(view)
    view.show()
    assert not view.copy.isVisible()
    qtbot.keyClicks(view.passphrase, PASSPHRASE)
    view.open()
    qtbot.waitUntil(view.copy.isVisible)
    with qtbot.waitSignal(view.copy_requested):
        qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)


def test_a_copy_of_before_the_office_was_passed_on_is_warned_of():
    words = list(loss_words(Loss(3, held_by="Sofia Marsh")))
    assert words[-1].startswith("The office is with Sofia Marsh.")
    assert not [it for it in loss_words(Loss(3)) if "is with" in it]
