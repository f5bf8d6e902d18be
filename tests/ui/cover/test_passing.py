"""The office is passed on from the window, and from then on shows itself to be away."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from amends.domain.cover import Whereabouts
from amends.domain.events.access_events import OfficeRole
from amends.domain.letter_kinds import LetterKind
from amends.domain.read_only import IsAway
from amends.paths import resource
from amends.services.admit_person import admit_person
from amends.services.pass_office import Colleague
from amends.services.read_cover import read_cover
from amends.services.set_up_office import set_up_office
from amends.ui.clock import Clock
from amends.ui.cover.pass_dialog import PassDialog
from amends.ui.cover.seal_dialog import GiveBackDialog, SaveAgainDialog
from amends.ui.first_run.unlock import UnlockView
from amends.ui.front_door import FrontDoor
from tests.covers import SOFIAS, UNTIL, first_case
from tests.desks import MOMENT, NOW, PASSPHRASE, PLAN, cheap_offices
from tests.ui.cover.pages import WITHIN_MS, banner_of, hear, menu_of, offered, page, said
from tests.ui.hearing import tab_stops, unnamed

ANNES = "five small blue boats"


@pytest.fixture
def asking(door, window, computers):
    """Return the dialog that passes the office on, open over it."""
    door.open(computers.open_home())
    window.actions_["pass-office"].trigger()
    dialog = window.findChild(PassDialog)
    dialog.file.setText(str(computers.out))
    return dialog


def fill_in(dialog, name="Sofia Marsh", passphrase=SOFIAS, again=SOFIAS):
    dialog.to.setCurrentIndex(dialog.to.findData(""))
    dialog.name.setText(name)
    dialog.passphrase.passphrase.setText(passphrase)
    dialog.passphrase.again.setText(again)
    dialog.until.show_day(UNTIL)


def where(desk):
    with closing(desk.store):
        return read_cover(desk).where


def test_somebody_new_is_given_the_office_and_here_it_is_locked(
    asking, door, window, computers, qtbot
):
    fill_in(asking)
    asking.submit.click()
    qtbot.waitUntil(lambda: asking.is_done, timeout=WITHIN_MS)
    hear(asking, str(computers.out), qtbot)
    hear(asking, "Tell Sofia Marsh the first passphrase by another way", qtbot)
    assert offered(asking) == {"Close"}
    asking.submit.click()
    page(window, UnlockView, qtbot)
    assert where(computers.open_home()) is Whereabouts.AWAY
    computers.take_over().desk.store.close()


def test_closing_the_window_of_a_file_that_is_there_locks_the_office_too(
    asking, window, computers, qtbot
):
    fill_in(asking)
    asking.submit.click()
    qtbot.waitUntil(lambda: asking.is_done, timeout=WITHIN_MS)
    asking.reject()
    page(window, UnlockView, qtbot)


def test_somebody_of_the_office_is_asked_for_no_passphrase(door, window, computers, qtbot):
    desk = computers.open_home()
    admit_person(desk, "Anne", OfficeRole.HANDLER, ANNES, MOMENT)
    door.open(desk)
    window.actions_["pass-office"].trigger()
    dialog = window.findChild(PassDialog)
    words = [dialog.to.itemText(it) for it in range(dialog.to.count())]
    assert words == ["Anne", "Somebody new...", "Gavin Example (you, on another computer)"]
    assert not dialog.passphrase.isVisible()
    assert not dialog.name.isVisible()
    assert dialog.colleague() == Colleague(person=dialog.to.itemData(0))
    dialog.file.setText(str(computers.out))
    dialog.submit.click()
    qtbot.waitUntil(lambda: dialog.is_done, timeout=WITHIN_MS)
    hear(dialog, "by the passphrase that Anne has already", qtbot)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "told under this name"),
        ({"passphrase": "short", "again": "short"}, "too short"),
        ({"again": "another one altogether"}, "not the same"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(asking, computers, change, words):
    fill_in(asking, **change)
    asking.submit.click()
    assert words in said(asking)
    assert not computers.out.exists()


@pytest.mark.parametrize("typed", ["21 Nov 2026", "1 Jan 2026", "1 Jan 2031", "soon"])
def test_a_day_that_is_none_or_not_to_come_is_refused_beside_its_field(asking, typed, qtbot):
    fill_in(asking)
    asking.until.clear()
    qtbot.keyClicks(asking.until, typed)
    asking.submit.click()
    assert asking._until_field.error
    assert asking.submit.isEnabled()
    qtbot.keyClick(asking.until, Qt.Key.Key_Backspace)
    assert not asking._until_field.error


def test_without_a_place_for_the_file_it_is_asked_for(asking):
    fill_in(asking)
    asking.file.clear()
    asking.submit.click()
    assert "Choose where the file goes" in said(asking)


def test_a_place_that_is_not_there_is_said_and_the_office_stays_here(asking, computers, qtbot):
    fill_in(asking)
    asking.file.setText(str(computers.root / "no stick" / "Office.amends-office"))
    asking.submit.click()
    qtbot.waitUntil(asking.submit.isEnabled, timeout=WITHIN_MS)
    assert "could not be saved" in said(asking)
    assert asking.passphrase.text() == SOFIAS
    asking.reject()
    assert where(computers.open_home()) is Whereabouts.HERE


def test_stopping_leaves_the_office_here_and_the_dialog_open(asking, computers, qtbot):
    fill_in(asking)
    asking.submit.click()
    asking.cancel.click()
    qtbot.waitUntil(lambda: asking._task is None, timeout=WITHIN_MS)
    assert asking.isVisible() is not asking.is_done
    gone = computers.out.exists()
    assert gone is asking.is_done
    assert (where(computers.open_home()) is Whereabouts.AWAY) is asking.is_done


def test_an_ending_is_given_to_a_name_without_one(asking, computers, qtbot):
    fill_in(asking)
    asking.file.setText(str(computers.root / "For Sofia"))
    asking.submit.click()
    qtbot.waitUntil(lambda: asking.is_done, timeout=WITHIN_MS)
    assert (computers.root / "For Sofia.amends-office").is_file()


def test_every_control_of_the_dialog_has_a_name_and_is_reached_by_tab(asking):
    fill_in(asking)
    assert unnamed(asking) == []
    stops = list(tab_stops(asking))
    for control in (asking.to, asking.until, asking.name, asking.role, asking.file, asking.submit):
        assert control in stops


def test_an_office_that_is_away_says_so_and_offers_what_can_be_done(door, window, passed, qtbot):
    door.open(passed.open_home())
    banner = banner_of(door, qtbot)
    assert said(banner) == (
        "The office is with Sofia Marsh until Fri 4 Dec. You can read everything; nothing can be "
        "changed here until it is taken back."
    )
    assert offered(banner) == {"Save the sealed file again...", "Take the office back..."}
    assert menu_of(window) == {"take-back", "save-sealed"}
    assert door.office.session.read_only == IsAway("Sofia Marsh", UNTIL)
    assert not window.actions_["new-complaint"].isEnabled()
    assert window.actions_["take-back"].isEnabled()
    assert unnamed(banner) == []
    assert "No recovery sheet yet" not in offered(window)


def test_no_button_of_a_case_writes_while_the_office_is_away(door, passed, qtbot):
    door.open(passed.open_home())
    view = door.office.view
    view.show_case(first_case(door.office.session.desk))
    hear(view.page, "What the complaint is about", qtbot)
    writing = {"Add note", "Record a step...", "Write the receipt...", "Edit points"}
    assert not writing & offered(view.page)
    passed.take_over().desk.store.close()
    door.lock()
    door.open(passed.open_hers())
    view = door.office.view
    view.show_case(first_case(door.office.session.desk))
    qtbot.waitUntil(lambda: writing <= offered(view.page), timeout=WITHIN_MS)


def test_what_is_being_written_goes_along(door, window, computers, qtbot):
    desk = computers.open_home()
    door.open(desk)
    case = first_case(desk)
    door.office.view.write_letter(case, LetterKind.RECEIPT)
    letter = door.office.view._letter
    letter.draft_pane.text.insertPlainText("Dear Maria, ")
    window.actions_["pass-office"].trigger()
    assert door.office.view._letter is None
    with desk.store.reading() as unit:
        keys = unit.drafts.keys()
        kept = [unit.drafts.get(key) for key in keys]
    assert any(b"Dear Maria, " in (raw or b"") for raw in kept)
    qtbot.waitUntil(lambda: not isValid(letter))  # it looks at its text as long as it is there


def test_a_sample_office_is_not_passed_on(door, window, tmp_path):
    plan = replace(PLAN, sample=True)
    with cheap_offices():
        door.open(set_up_office(tmp_path / "sample", PASSPHRASE, plan, MOMENT, resource()))
    assert menu_of(window) == set()


def test_the_page_of_the_office_rests_while_it_is_away(door, passed):
    door.open(passed.open_home())
    door.office.view.show_settings()
    settings = door.office.view._settings_page()
    assert not settings.letterhead.isEnabled()
    assert not settings.access.cover.isVisible()
    assert not settings.access.access.change.isVisible()
    assert not settings.access.access.new_key.isVisible()
    assert not settings.access.people.add.isVisible()


def test_the_page_of_the_office_passes_it_on(door, window, computers):
    door.open(computers.open_home())
    door.office.view.show_settings()
    door.office.view._settings_page().access.cover.pass_on.click()
    assert window.findChild(PassDialog).isVisible()
    assert menu_of(window) == {"pass-office"}


def test_a_day_that_is_over_is_said_calmly(window, passed, qtbot):
    late = FrontDoor(window, Clock(read=lambda: NOW.replace(month=12, day=20)))
    late.open(passed.open_home())
    assert said(banner_of(late, qtbot)) == (
        "The office was to be with Sofia Marsh until Fri 4 Dec, which is over. Ask for the file "
        "that brings it back, and take the office back."
    )
    late.lock()
    passed.take_over().desk.store.close()
    late.open(passed.open_hers())
    assert said(banner_of(late, qtbot)) == (
        "You hold this office for Gavin Example. It was to be back on Fri 4 Dec: give it back."
    )


def test_who_holds_the_office_works_in_it_and_gives_it_back(door, window, passed, qtbot):
    passed.take_over().desk.store.close()
    door.open(passed.open_hers())
    banner = banner_of(door, qtbot)
    assert said(banner) == "You hold this office for Gavin Example until Fri 4 Dec."
    assert menu_of(window) == {"give-back"}
    assert door.office.session.read_only is None
    banner.give_back.click()
    dialog = window.findChild(GiveBackDialog)
    assert unnamed(dialog) == []
    dialog.file.setText(str(passed.back))
    dialog.submit.click()
    qtbot.waitUntil(lambda: dialog.is_done, timeout=WITHIN_MS)
    dialog.submit.click()
    page(window, UnlockView, qtbot)
    door.open(passed.open_hers())
    assert "was given back on Sat 21 Nov" in said(banner_of(door, qtbot))
    assert menu_of(window) == {"save-sealed"}
    assert door.office.session.read_only is not None


def test_the_file_is_saved_again_and_the_office_stays_open(door, window, passed, qtbot):
    passed.out.unlink()
    door.open(passed.open_home())
    door.office.cover.banner.again.click()
    dialog = window.findChild(SaveAgainDialog)
    dialog.file.setText(str(passed.out))
    dialog.submit.click()
    qtbot.waitUntil(lambda: dialog.is_done, timeout=WITHIN_MS)
    dialog.submit.click()
    assert door.office is not None
    passed.take_over().desk.store.close()


def test_no_command_of_an_absence_is_seen_without_an_office(door, window, computers):
    assert menu_of(window) == set()
    door.open(computers.open_home())
    door.lock()
    assert menu_of(window) == set()
