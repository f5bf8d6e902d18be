"""Passphrases and people, changed on the page of the office as a user does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from amends.domain.access import Member
from amends.domain.errors import WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.paths import resource
from amends.services.admit_person import admit_person, read_people_of_office
from amends.services.set_up_office import open_office
from amends.services.take_seat import take_seat
from amends.ui.access.access_card import AccessCard
from amends.ui.access.admit_dialog import AdmitDialog
from amends.ui.access.passphrase_dialog import PassphraseDialog
from amends.ui.access.people_card import PeopleCard
from amends.ui.access.presenter import AccessPresenter
from amends.ui.lock_setting import NEVER, USUAL_MINUTES, idle_minutes
from amends.ui.session import Session
from amends.ui.widgets.strength_words import strength_words
from tests.desks import MOMENT, PASSPHRASE
from tests.ui.hearing import name_of, tab_stops, unnamed

NEW, BOS = "quiet green rivers", "nine blue lanterns"


def opens(session, passphrase):
    """Return whether a passphrase opens the office."""
    try:
        open_office(session.desk.store.folder, passphrase, resource()).store.close()
    except WrongPassphraseError:
        return False
    return True


def ask_passphrase(cards, current, new, again):
    cards.access.change.click()
    asking = cards.access.findChild(PassphraseDialog)
    asking.current.setText(current)
    asking.new.passphrase.setText(new)
    asking.new.again.setText(again)
    asking.submit.click()
    return asking


def ask_person(cards, name, passphrase=BOS):
    cards.people.add.click()
    asking = cards.people.findChild(AdmitDialog)
    asking.name.setText(name)
    asking.passphrase.passphrase.setText(passphrase)
    asking.passphrase.again.setText(passphrase)
    asking.submit.click()
    return asking


def admit_bo(cards, session, role=OfficeRole.HANDLER):
    admit_person(session.desk, "Bo Lind", role, BOS, MOMENT)
    cards.people.refresh()
    return next(it for it in read_people_of_office(session.desk) if it.name == "Bo Lind")


def words(widget):
    return "\n".join(it.text() for it in widget.findChildren(QLabel) if it.isVisibleTo(widget))


def test_a_passphrase_is_changed_and_the_page_says_so(cards, session, qtbot):
    asking = ask_passphrase(cards, PASSPHRASE, NEW, NEW)
    with qtbot.waitSignal(asking.accepted):
        pass
    assert "changed" in cards.access.note.text()
    assert opens(session, NEW)
    assert not opens(session, PASSPHRASE)


def test_a_wrong_passphrase_of_today_is_said_and_what_was_typed_stays(cards, session, qtbot):
    asking = ask_passphrase(cards, "wrong words here", NEW, NEW)
    qtbot.waitUntil(asking.error.isVisible)
    assert "does not open" in asking.error.text()
    assert asking.new.text() == NEW
    assert asking.submit.isEnabled()
    asking.reject()
    assert opens(session, PASSPHRASE)


@pytest.mark.parametrize(
    ("new", "again", "said"), [("short", "short", "too short"), (NEW, "other", "not the same")]
)
def test_what_is_not_whole_is_said_by_its_field_and_not_tried(cards, new, again, said):
    asking = ask_passphrase(cards, PASSPHRASE, new, again)
    assert said in asking.new.field.error + asking.new.again_field.error
    assert asking.submit.isEnabled()
    asking.reject()


def test_a_person_is_admitted_and_listed_with_their_role(cards, session, qtbot):
    assert "only one" in words(cards.people)
    asking = ask_person(cards, " Zoë Lind ")
    with qtbot.waitSignal(asking.accepted):
        pass
    qtbot.waitUntil(lambda: "Zoë Lind" in words(cards.people))
    assert "share its one key" in words(cards.people)
    assert "Role of Zoë Lind" in [name_of(it) for it in cards.people.controls()]
    assert opens(session, BOS)


def test_a_person_without_a_name_is_asked_for_one(cards, session):
    asking = ask_person(cards, "  ")
    assert "under this name" in words(asking)
    asking.reject()
    assert len(read_people_of_office(session.desk)) == 1


def test_a_passphrase_that_somebody_has_is_refused_without_saying_why(cards, qtbot):
    asking = ask_person(cards, "Bo Lind", PASSPHRASE)
    qtbot.waitUntil(asking.error.isVisible)
    assert "Choose another" in asking.error.text()
    asking.reject()


def test_somebody_who_leaves_is_asked_for_by_name(cards, session):
    bo = admit_bo(cards, session)
    asked: list[Member] = []
    session.leaving_requested.connect(asked.append)
    controls = {name_of(it): it for it in cards.people.controls()}
    controls["Bo Lind leaves"].click()
    assert [it.id for it in asked] == [bo.id]
    assert not controls["Gavin Example leaves"].isEnabled()
    assert opens(session, BOS)


def test_a_role_is_changed_where_it_stands(cards, session, qtbot):
    admit_bo(cards, session)
    choice = next(it for it in cards.people.controls() if name_of(it) == "Role of Bo Lind")
    choice.choose(OfficeRole.READER)
    qtbot.waitUntil(
        lambda: (
            {it.role for it in read_people_of_office(session.desk)}
            == {OfficeRole.READER, OfficeRole.DECISION_MAKER}
        )
    )


def test_the_last_decision_maker_stays_one(cards, session, qtbot):
    admit_bo(cards, session)
    own = next(it for it in cards.people.controls() if name_of(it) == "Role of Gavin Example")
    own.choose(OfficeRole.READER)
    qtbot.waitUntil(lambda: cards.people.findChild(QMessageBox) is not None)
    box = cards.people.findChild(QMessageBox)
    assert "only decision-maker" in box.text()
    box.close()
    own = next(it for it in cards.people.controls() if name_of(it) == "Role of Gavin Example")
    assert own.currentData() == OfficeRole.DECISION_MAKER


def test_who_does_not_decide_sees_the_people_and_changes_only_their_passphrase(
    cards, session, qtbot
):
    admit_bo(cards, session, OfficeRole.READER)
    folder = session.desk.store.folder
    theirs = Session(take_seat(open_office(folder, BOS, resource())), session.clock)
    access = AccessCard(AccessPresenter(theirs))
    people = PeopleCard(AccessPresenter(theirs))
    for card in (access, people):
        qtbot.addWidget(card)
        card.show()
    assert [name_of(it) for it in tab_stops(access)] == [
        "Change my passphrase...",
        "Lock the office",
        "Open this office without the passphrase on this computer",
    ]
    assert list(tab_stops(people)) == []
    assert "Reader" in words(people)
    theirs.end()


def test_when_the_office_locks_is_a_choice_of_this_computer(cards, session, qtbot):
    assert cards.access.idle.currentData() == idle_minutes() == USUAL_MINUTES
    with qtbot.waitSignal(session.lock_setting_changed):
        cards.access.idle.choose(NEVER)
    assert idle_minutes() == NEVER


def test_every_control_is_named_and_reached_in_reading_order(cards, session, qtbot):
    admit_bo(cards, session)
    qtbot.waitUntil(lambda: any("Role of" in name_of(it) for it in tab_stops(cards)))
    assert [name_of(it) for it in tab_stops(cards)] == [
        "Change my passphrase...",
        "Recovery sheet...",
        "Change the key...",
        "Lock the office",
        "Open this office without the passphrase on this computer",
        "Pass the office to...",
        "Role of Bo Lind",
        "Bo Lind leaves",
        "Role of Gavin Example",
        "Add a person...",
    ]
    assert unnamed(cards) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("Password123", "Easily guessed: many people use it."),
        ("complaints", "Easily guessed: a common word."),
        ("seven grey herons fly", "Strong."),
    ],
)
def test_how_well_it_can_be_guessed_is_a_sentence(typed, said):
    assert strength_words(typed).startswith(said)
    assert bool(strength_words(typed)) is bool(said)


def test_the_sentence_follows_what_is_typed_and_is_heard(cards):
    cards.people.add.click()
    asking = cards.people.findChild(AdmitDialog)
    asking.passphrase.passphrase.setText("gavin example")
    assert "your office or your name" in asking.passphrase.passphrase.accessibleDescription()
    asking.passphrase.passphrase.setText("seven grey herons fly")
    assert asking.passphrase.passphrase.accessibleDescription() == "Strong."
    asking.reject()


def test_what_ends_after_the_office_was_locked_is_told_to_nobody(cards, session):
    changed = admit_person(session.desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    session.end()
    session.announce(changed)
    assert len(cards.people.controls()) == 1


def test_names_of_either_way_of_writing_begin_below_one_another(cards, session):
    admit_person(session.desk, "فاطمة الزهراء", OfficeRole.HANDLER, BOS, MOMENT)
    cards.people.refresh()
    names = [it for it in cards.people.findChildren(QLabel) if it.text() == "فاطمة الزهراء"]
    assert names
    assert all(it.alignment() & Qt.AlignmentFlag.AlignAbsolute for it in names)
