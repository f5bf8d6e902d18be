"""The page of the office, driven as a user does, over a real office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from amends.domain.errors import OfficeInUseError
from amends.domain.working_days import Closure
from amends.services.change_office import read_office
from amends.services.read_policy import read_policy
from amends.ui.settings import proposals as proposals_module
from amends.ui.settings.words import next_holidays, span_days
from tests.closures import add_closure
from tests.desks import LETTERHEAD, TODAY, log
from tests.ui.hearing import name_of, tab_stops, unnamed

MONDAY = date(2026, 11, 23)


@pytest.fixture
def closures(view):
    return view.closures


def office(session):
    return read_office(session.desk)


def listed(session):
    return [*office(session).closures.values()]


def shown(view):
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def add(closures, first, last, name, qtbot):
    closures.first.show_day(first)
    closures.last.show_day(last)
    closures.name.setText(name)
    qtbot.mouseClick(closures.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(closures.form.isEnabled)


def test_the_letterhead_is_shown_and_saved(view, session, qtbot):
    card = view.letterhead
    assert card.fields.letterhead() == LETTERHEAD
    assert not card.save.isEnabled()
    signatory = card.fields.signatory.control
    signatory.selectAll()
    qtbot.keyClicks(signatory, "A. N. Other")
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    letterhead = office(session).letterhead
    assert letterhead is not None
    assert letterhead.signatory == "A. N. Other"
    assert card.note.text().startswith("Saved.")
    assert not card.save.isEnabled()


def test_a_letterhead_without_a_name_is_refused_by_its_field(view, session, qtbot):
    name = view.letterhead.fields.name_control
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    view.letterhead.save.click()
    assert "carry this name" in view.letterhead.fields.name.error
    assert office(session).letterhead == LETTERHEAD


def test_what_is_being_typed_survives_another_change_of_the_office(view, session, qtbot):
    name = view.letterhead.fields.name_control
    name.selectAll()
    qtbot.keyClicks(name, "New name")
    session.announce(add_closure(session.desk, MONDAY, MONDAY, "", session.moment()))
    assert name.text() == "New name"


def test_a_closure_that_moves_nothing_is_added_at_once(closures, session, qtbot):
    add(closures, MONDAY, MONDAY + timedelta(1), "Burst pipe", qtbot)
    qtbot.waitUntil(lambda: listed(session) != [])
    assert listed(session) == [Closure(MONDAY, MONDAY + timedelta(1), "Burst pipe")]
    qtbot.waitUntil(lambda: "Mon 23 Nov to Tue 24 Nov" in shown(closures))
    assert not closures.proposal.isVisible()


def test_a_closure_that_moves_dates_says_which_before_it_is_added(closures, session, qtbot):
    log(session.desk)
    add(closures, MONDAY, MONDAY, "Burst pipe", qtbot)
    qtbot.waitUntil(closures.proposal.agree.isVisible)
    assert "Closing on Mon 23 Nov moves dates of 1 open case." in closures.proposal.text
    assert "2026-001: Receipt Tue 24 Nov → Wed 25 Nov, R" in shown(closures.proposal)
    assert listed(session) == []
    qtbot.mouseClick(closures.proposal.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(session) != [])


def test_a_proposed_closure_can_be_left(closures, session, qtbot):
    log(session.desk)
    add(closures, MONDAY, MONDAY, "", qtbot)
    qtbot.waitUntil(closures.proposal.agree.isVisible)
    assert closures.proposal.leave.hasFocus()
    qtbot.keyClick(closures.proposal.leave, Qt.Key.Key_Space)
    assert not closures.proposal.isVisible()
    assert listed(session) == []


def test_a_closure_is_removed_after_saying_what_moves_back(view, session, qtbot):
    log(session.desk)
    session.announce(add_closure(session.desk, MONDAY, MONDAY, "", session.moment()))
    [remove] = [
        it for it in view.findChildren(QPushButton) if it.accessibleName().startswith("Remove the")
    ]
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.closures.proposal.agree.isVisible)
    assert "2026-001: Receipt Wed 25 Nov → Tue 24 Nov" in shown(view.closures.proposal)
    view.closures.proposal.agree.click()
    qtbot.waitUntil(lambda: listed(session) == [])


def test_many_moves_are_counted_rather_than_listed(closures, session, qtbot):
    for _ in range(14):
        log(session.desk)
    add(closures, MONDAY, MONDAY, "", qtbot)
    qtbot.waitUntil(closures.proposal.agree.isVisible)
    assert "14 open cases" in closures.proposal.text
    assert "and 2 more" in shown(closures.proposal)


@pytest.mark.parametrize(
    ("first", "last"), [(MONDAY, date(2028, 1, 1)), (date(1989, 1, 1), MONDAY)]
)
def test_a_closure_that_makes_no_sense_is_said_by_its_field(closures, session, qtbot, first, last):
    add(closures, first, last, "", qtbot)
    assert "cannot be the date" in shown(closures)
    assert listed(session) == []


def test_the_last_day_follows_the_first_and_is_never_before_it(closures, session, qtbot):
    closures.first.show_day(MONDAY)
    assert closures.last.day() == MONDAY
    closures.last.show_day(MONDAY - timedelta(1))
    closures.add.click()
    assert "This is before the first day." in shown(closures)
    assert listed(session) == []


def test_what_is_no_day_is_refused(closures, session, qtbot):
    closures.first.setText("31/02/2026")
    closures.add.click()
    assert "This is no day" in shown(closures)
    assert listed(session) == []


def test_a_change_that_cannot_be_recorded_is_said_and_the_form_stays(
    view, session, qtbot, monkeypatch
):
    def refuse(desk, *_rest):
        raise OfficeInUseError(desk.store.folder)

    monkeypatch.setattr(proposals_module, "accept_change", refuse)
    add(view.closures, MONDAY, MONDAY, "Burst pipe", qtbot)
    qtbot.waitUntil(lambda: view.findChild(QMessageBox) is not None)
    view.findChild(QMessageBox).close()
    qtbot.waitUntil(view.closures.form.isEnabled)
    assert view.closures.name.text() == "Burst pipe"


def test_the_policy_shows_its_promises_their_sources_and_whose_reading_they_follow(view):
    said = shown(view.policy)
    for words in (
        "Stage 2 promises a response within 20 working days.",
        "Counted from the day after the complaint was received",
        "your office's reading",
        "will respond with a solution for your complaint within 20 working days",
        "The policy has no pause",
        "how long a complaint is kept",
    ):
        assert words in said


def test_the_calendar_says_where_it_comes_from_and_how_far_it_is_certain(view):
    said = shown(view)
    assert "Scottish bank holidays (source: holidays" in said
    assert "Announced up to 31 December 2028" in said
    assert "Mon 30 Nov" in said


def test_holidays_on_which_nobody_would_work_are_left_out(session):
    shown_days = next_holidays(read_policy(session.desk).calendar, date(2026, 12, 1))
    assert [words.partition(":")[0] for words in shown_days[:2]] == ["Fri 25 Dec", "Mon 28 Dec"]


@pytest.mark.parametrize(
    ("closure", "words"),
    [
        (Closure(MONDAY, MONDAY, ""), "Mon 23 Nov"),
        (Closure(date(2026, 12, 24), date(2027, 1, 3), ""), "Thu 24 Dec to Sun 3 Jan 2027"),
    ],
)
def test_a_closure_is_named_by_its_days(closure, words):
    assert span_days(closure, TODAY) == words


def test_tab_goes_in_reading_order_and_every_control_is_named(view, session, qtbot):
    session.announce(add_closure(session.desk, MONDAY, MONDAY, "", session.moment()))
    view.letterhead.save.setEnabled(True)
    qtbot.waitUntil(lambda: any("Remove the" in name_of(it) for it in tab_stops(view)))
    assert [name_of(widget) for widget in tab_stops(view)] == [
        "Name of the office",
        "Postal address (optional)",
        "E-mail (optional)",
        "Phone (optional)",
        "Who signs the letters",
        "Their role (optional)",
        "Save what stands on your letters",
        "List term dates: Bank holidays",
        "Choose another calendar",
        "Import from a file",
        "Put a day right",
        "Remove the closure on Mon 23 Nov",
        "First day",
        "Last day",
        "Why (optional)",
        "Add closure",
        "Go to the procedures",
        "A second folder for copies",
        "Choose the folder for copies",
        "Sheet for a lost computer...",
        "Copy now",
        "Change my passphrase...",
        "Recovery sheet...",
        "Change the key...",
        "Lock the office",
        "Open this office without the passphrase on this computer",
        "Pass the office to...",
        "Add a person...",
    ]
    assert unnamed(view) == []
