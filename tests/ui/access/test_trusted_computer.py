"""Opening without the passphrase, allowed on the page of the office and used at the door."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import QSysInfo, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from amends.domain.computers import Computer
from amends.domain.cover import Cover, Whereabouts
from amends.domain.events.access_events import OfficeRole
from amends.paths import resource
from amends.services.admit_person import admit_person
from amends.services.desk import Desk
from amends.services.list_computers import ComputersOf
from amends.services.set_up_office import open_office
from amends.ui.access.access_card import AccessCard
from amends.ui.access.presenter import AccessPresenter
from amends.ui.access.trust_dialog import TrustDialog
from amends.ui.access.words import computer_words
from amends.ui.clock import Clock
from amends.ui.first_run.unlock import UnlockView
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from amends.ui.session import Session
from amends.ui.trusted import entry_to_offer, trusted_entry
from tests.desks import MOMENT, PASSPHRASE, make_desk
from tests.key_stores import Locked, Working, computer_with
from tests.ui.hearing import name_of, tab_stops, unnamed
from tests.ui.sessions import Ticking

NEW = "quiet green rivers"
WAIT_MS = 20_000  # where the computer is busy with other tests


@pytest.fixture
def held():
    with computer_with(Working) as held:
        yield held


def allow(cards, passphrase=PASSPHRASE):
    """Tick the box, name the computer and type the passphrase; return the dialog."""
    cards.access.trust.click()
    asking = cards.access.findChild(TrustDialog)
    asking.name.setText("Front desk")
    asking.passphrase.setText(passphrase)
    asking.submit.click()
    return asking


def folder_of(session):
    return session.desk.store.folder


def test_it_is_off_until_somebody_wants_it(cards):
    assert not cards.access.trust.isChecked()


def test_it_is_allowed_by_the_passphrase_and_said_what_it_means(cards, session, held, qtbot):
    with qtbot.waitSignal(cards.access._presenter.trusted, timeout=WAIT_MS):
        asking = allow(cards)
    assert "Whoever can use your account" in asking.about.text()
    assert cards.access.trust.isChecked()
    assert trusted_entry(folder_of(session)) in {entry for _service, entry in held}


def test_a_wrong_passphrase_allows_nothing(cards, session, held, qtbot):
    with qtbot.waitSignal(cards.access._presenter.not_trusted, timeout=WAIT_MS):
        asking = allow(cards, "a wrong passphrase")
    assert asking.isVisible()
    assert "passphrase" in asking.error.text()
    asking.reject()
    assert not cards.access.trust.isChecked()
    assert trusted_entry(folder_of(session)) == ""


def test_where_the_computer_has_no_key_store_it_says_so(cards, qtbot):
    with computer_with(), qtbot.waitSignal(cards.access._presenter.not_trusted, timeout=WAIT_MS):
        asking = allow(cards)
    assert "not available on this computer" in asking.error.text()
    asking.reject()
    assert not cards.access.trust.isChecked()


def test_a_dialog_that_is_left_allows_nothing(cards, held):
    cards.access.trust.click()
    cards.access.findChild(TrustDialog).reject()
    assert not cards.access.trust.isChecked()
    assert held == {}


def test_turned_off_it_is_gone(cards, session, held, qtbot):
    with qtbot.waitSignal(cards.access._presenter.trusted, timeout=WAIT_MS):
        allow(cards)
    with qtbot.waitSignal(cards.access._presenter.distrusted, timeout=WAIT_MS):
        cards.access.trust.click()
    assert held == {}
    assert trusted_entry(folder_of(session)) == ""
    assert not cards.access.trust.isChecked()


def test_a_new_passphrase_turns_it_off_by_itself(cards, session, held, qtbot):
    presenter = cards.access._presenter
    with qtbot.waitSignal(presenter.trusted, timeout=WAIT_MS):
        allow(cards)
    with qtbot.waitSignals([presenter.done, presenter.distrusted], timeout=WAIT_MS):
        presenter.change_passphrase(PASSPHRASE, NEW)
    assert not cards.access.trust.isChecked()
    assert held == {}
    assert trusted_entry(folder_of(session)) == ""


def test_the_box_and_the_dialog_are_named_and_reached(cards, held):
    names = [name_of(stop) for stop in tab_stops(cards)]
    assert "Open this office without the passphrase on this computer" in names
    cards.access.trust.click()
    asking = cards.access.findChild(TrustDialog)
    assert unnamed(asking) == []
    asking.reject()


# --- at the door ---------------------------------------------------------------------------------


class Doors:
    """Starts the program again and again on one office."""

    def __init__(self, folder, qtbot):
        self.folder, self._qtbot = folder, qtbot

    def start(self):
        self.window = MainWindow()
        self._qtbot.addWidget(self.window)
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        self.door = FrontDoor(self.window, Clock(read=Ticking()))
        self.door.ask_passphrase(self.folder)
        return self.view()

    def view(self):
        view = self.window._pages.currentWidget()
        assert isinstance(view, UnlockView)
        return view

    def wait_until_open(self):
        self._qtbot.waitUntil(lambda: self.door.office is not None, timeout=WAIT_MS)

    def open_by_passphrase(self, passphrase=PASSPHRASE):
        self.view().passphrase.setText(passphrase)
        self.view().open()
        self.wait_until_open()

    def allow(self):
        assert self.door.office is not None
        presenter = AccessPresenter(self.door.office.session)
        card = AccessCard(presenter)
        self._qtbot.addWidget(card)
        with self._qtbot.waitSignal(presenter.trusted, timeout=WAIT_MS):
            presenter.trust(PASSPHRASE, "Front desk")
        return card

    def quit(self):
        self.window.close()


@pytest.fixture
def doors(tmp_path, qtbot, held):
    make_desk(tmp_path / "office").store.close()
    doors = Doors(tmp_path / "office", qtbot)
    doors.start()
    doors.open_by_passphrase()
    doors.allow()
    doors.quit()
    yield doors
    doors.quit()


def test_one_button_opens_the_office(doors):
    doors.start().without.click()
    doors.wait_until_open()


def test_enter_alone_opens_the_office(doors, qtbot):
    view = doors.start()
    doors.window.activateWindow()
    qtbot.waitUntil(view.without.hasFocus, timeout=WAIT_MS)
    qtbot.keyClick(view.without, Qt.Key.Key_Return)
    doors.wait_until_open()


def test_the_passphrase_opens_it_as_before(doors):
    doors.start()
    doors.open_by_passphrase()


def test_nothing_is_offered_where_nothing_was_allowed(tmp_path, qtbot, held):
    make_desk(tmp_path / "other").store.close()
    other = Doors(tmp_path / "other", qtbot)
    assert not other.start().without.isVisible()
    other.quit()


@pytest.mark.parametrize("why", ["on purpose", "left alone"])
def test_after_a_lock_the_passphrase_is_asked_for_even_if_amends_is_started_again(doors, why):
    doors.start().without.click()
    doors.wait_until_open()
    if why == "on purpose":
        doors.door.lock()
    else:
        doors.door._idle.left_alone.emit()
    assert not doors.view().without.isVisible()
    doors.quit()
    assert not doors.start().without.isVisible()
    doors.open_by_passphrase()
    doors.quit()
    assert doors.start().without.isVisible()


def test_a_locked_store_is_said_and_the_passphrase_opens(doors, qtbot):
    view = doors.start()
    with computer_with(Locked):
        view.without.click()
        qtbot.waitUntil(lambda: "It may be locked" in view.field.error, timeout=WAIT_MS)
    assert view.focusWidget() is view.passphrase
    assert view.without.isVisible()
    doors.open_by_passphrase()


def test_a_store_that_is_gone_is_said_and_the_passphrase_opens(doors, qtbot):
    view = doors.start()
    with computer_with():
        view.without.click()
        qtbot.waitUntil(
            lambda: "not available on this computer" in view.field.error, timeout=WAIT_MS
        )
    doors.open_by_passphrase()


def test_what_opens_nothing_any_more_is_said_and_offered_no_more(doors, held, qtbot):
    view = doors.start()
    held.clear()
    view.without.click()
    qtbot.waitUntil(lambda: "no longer opens the office" in view.field.error, timeout=WAIT_MS)
    assert not view.without.isVisible()
    assert entry_to_offer(doors.folder) == ""
    doors.open_by_passphrase()


def test_the_page_is_named_and_read_in_order(doors):
    view = doors.start()
    assert unnamed(view) == []
    assert name_of(next(iter(tab_stops(view)))) == "Open without the passphrase"


# --- on record -----------------------------------------------------------------------------------


def lines(cards):
    """Return what the card of the people says."""
    labels = cards.people.findChildren(QLabel)
    return [it.text() for it in labels if not it.isHidden()]


def test_the_computer_is_proposed_by_its_own_name_and_needs_one(cards, held):
    cards.access.trust.click()
    asking = cards.access.findChild(TrustDialog)
    assert asking.name.text() == QSysInfo.machineHostName()
    asking.passphrase.setText(PASSPHRASE)
    asking.name.setText("  ")
    asking.submit.click()
    assert "Give it a name" in asking._name_field.error
    asking.name.clear()
    QTest.keyClicks(asking.name, "D")
    assert asking._name_field.error == ""
    asking.reject()
    assert held == {}


def test_who_trusts_which_computer_is_listed_and_until_when(cards, held, qtbot):
    access = cards.access._presenter
    with qtbot.waitSignal(access.trusted, timeout=WAIT_MS):
        allow(cards)
    opening = "On “Front desk” the office opens without the passphrase, since Sat 21 Nov."
    qtbot.waitUntil(lambda: opening in lines(cards), timeout=WAIT_MS)
    with qtbot.waitSignal(access.distrusted, timeout=WAIT_MS):
        cards.access.trust.click()
    ended = "On “Front desk” it opened without the passphrase, on Sat 21 Nov alone."
    qtbot.waitUntil(lambda: ended in lines(cards), timeout=WAIT_MS)
    assert opening not in lines(cards)


def test_names_are_shown_as_they_were_typed_and_only_the_last_that_ended():
    day = date(2026, 11, 21)
    name = "<b>😀</b> مكتب " + "x" * 500
    computers = [
        Computer(entry=str(number), name=f"{name}{number}", since=day, until=day)
        for number in range(5)
    ]
    unnamed_one = Computer(entry="old")
    gone = Computer(entry="gone", name="Laptop", since=date(1999, 12, 31))
    said = computer_words(ComputersOf((unnamed_one,), tuple(computers)), day)
    assert len(said) == 1 + 3
    assert "name is not on record" in said[0]
    assert f"“{name}4”" in said[-1]
    assert computer_words(ComputersOf((), (gone,)), day) == [
        "On “Laptop” it opened without the passphrase from Fri 31 Dec 1999, and no longer does."
    ]


def test_what_somebody_else_trusts_at_this_computer_is_not_mine_and_stays(
    cards, session, held, qtbot
):
    with qtbot.waitSignal(cards.access._presenter.trusted, timeout=WAIT_MS):
        allow(cards)
    admit_person(session.desk, "Bo Lind", OfficeRole.HANDLER, NEW, MOMENT)
    with closing(open_office(folder_of(session), NEW, resource()).store) as store:
        theirs = Session(Desk(store, resource()), Clock(read=Ticking()))
        assert not AccessPresenter(theirs).is_trusted()
        theirs.end()
    assert cards.access._presenter.is_trusted()
    assert held


def test_while_the_office_is_away_it_is_offered_only_to_end_it(
    cards, session, held, monkeypatch, qtbot
):
    away = Cover(where=Whereabouts.AWAY, name="Sofia Marsh", until=date(2026, 12, 4))
    with qtbot.waitSignal(cards.access._presenter.trusted, timeout=WAIT_MS):
        allow(cards)
    monkeypatch.setattr(session, "cover", away)
    cards.access.refresh()
    assert cards.access.trust.isVisible()
    with qtbot.waitSignal(cards.access._presenter.distrusted, timeout=WAIT_MS):
        cards.access.trust.click()
    cards.access.refresh()
    assert not cards.access.trust.isVisible()
