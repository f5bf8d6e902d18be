"""Term dates and opening hours on the office's page, out of sight where no policy needs them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from amends.domain.opening_hours import OpeningHours
from amends.domain.school_terms import SchoolTerm
from amends.services.change_office import read_office
from amends.ui.settings import view as view_module
from amends.ui.settings.view import SettingsView
from amends.ui.tasks import stop_tasks
from tests.ui.hearing import tab_stops, unnamed

FIRST, LAST = date(2026, 8, 19), date(2026, 10, 9)
AUTUMN = SchoolTerm(FIRST, LAST, "Autumn")


def show(session, qtbot):
    view = SettingsView(session)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def view(session, qtbot):
    view = show(session, qtbot)
    yield view
    stop_tasks(view)


@pytest.fixture
def counting_hours(session, qtbot, monkeypatch):
    """The page where the policy counts in working hours."""
    monkeypatch.setattr(view_module, "counts_working_hours", lambda _procedure: True)
    view = show(session, qtbot)
    yield view
    stop_tasks(view)


def shown(view):
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def add_term(view, session, first, last, name, qtbot):
    view.terms.first.show_day(first)
    view.terms.last.show_day(last)
    view.terms.name.setText(name)
    qtbot.mouseClick(view.terms.add, Qt.MouseButton.LeftButton)


def test_terms_and_hours_are_out_of_sight_where_nothing_counts_in_them(view):
    assert view.terms.isHidden()
    assert view.hours.isHidden()


def test_whoever_wants_to_lists_terms_all_the_same(view, session, qtbot):
    view.calendar.action.click()
    assert view.terms.first.hasFocus()
    assert not view.calendar.action.isVisible()
    with qtbot.waitSignal(session.changed):
        add_term(view, session, FIRST, LAST, " Autumn ", qtbot)
    assert read_office(session.desk).terms == (AUTUMN,)
    qtbot.waitUntil(lambda: "Wed 19 Aug to Fri 9 Oct" in shown(view.terms))


def test_terms_that_are_listed_are_shown_and_removed(view, session, qtbot):
    view.calendar.action.click()
    with qtbot.waitSignal(session.changed):
        add_term(view, session, FIRST, LAST, "Autumn", qtbot)
    again = show(session, qtbot)
    assert not again.terms.isHidden()
    [remove] = [it for it in again.terms.findChildren(QPushButton) if it.text() == "Remove"]
    assert remove.accessibleName() == "Remove the term of Wed 19 Aug to Fri 9 Oct"
    with qtbot.waitSignal(session.changed):
        remove.click()
    assert read_office(session.desk).terms == ()
    stop_tasks(again)


def test_a_policy_that_counts_in_school_days_shows_the_terms_at_once(session, qtbot, monkeypatch):
    monkeypatch.setattr(view_module, "counts_school_days", lambda _procedure: True)
    view = show(session, qtbot)
    assert not view.terms.isHidden()
    assert "every working day counts as a school day" in shown(view)
    stop_tasks(view)


def test_a_term_that_overlaps_with_another_has_to_be_looked_at(view, session, qtbot):
    view.calendar.action.click()
    with qtbot.waitSignal(session.changed):
        add_term(view, session, FIRST, LAST, "Autumn", qtbot)
    add_term(view, session, LAST, date(2026, 12, 18), "Second half", qtbot)
    panel = view.terms.proposal
    qtbot.waitUntil(panel.agree.isVisible)
    assert "This overlaps with the term of Wed 19 Aug to Fri 9 Oct." in shown(panel)
    assert not panel.agree.isEnabled()
    panel.looked.click()
    with qtbot.waitSignal(session.changed):
        panel.agree.click()
    assert len(read_office(session.desk).terms) == 2


def test_a_term_that_ends_before_it_begins_is_said_by_its_field(view, session, qtbot):
    view.calendar.action.click()
    add_term(view, session, LAST, FIRST, "Autumn", qtbot)
    assert "This is before the first day." in shown(view.terms)
    assert read_office(session.desk).terms == ()


def test_opening_hours_begin_as_the_usual_ones_and_are_saved(counting_hours, session, qtbot):
    card = counting_hours.hours
    assert card.days["monday"].text() == "09:00-17:00"
    assert card.days["sunday"].text() == ""
    card.days["monday"].selectAll()
    qtbot.keyClicks(card.days["monday"], "10:00-16:00")
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    hours = read_office(session.desk).opening_hours
    assert isinstance(hours, OpeningHours)
    assert (hours.monday, hours.friday, hours.sunday) == ("10:00-16:00", "09:00-17:00", "")


def test_hours_that_cannot_be_read_are_said_by_their_weekday_and_kept(
    counting_hours, session, qtbot
):
    card = counting_hours.hours
    card.days["tuesday"].selectAll()
    qtbot.keyClicks(card.days["tuesday"], "9 to 5")
    qtbot.keyClick(card.days["tuesday"], Qt.Key.Key_Return)
    assert "Hours are written like 09:00-17:00" in shown(card)
    assert card.days["tuesday"].hasFocus()
    assert card.days["tuesday"].text() == "9 to 5"
    assert read_office(session.desk).opening_hours is None


def test_every_control_is_named_and_reached_from_top_to_bottom(counting_hours):
    counting_hours.calendar.action.click()
    assert unnamed(counting_hours) == []
    for card in (counting_hours.terms, counting_hours.hours):
        stops = [it for it in tab_stops(counting_hours) if card.isAncestorOf(it)]
        assert len(stops) > 3
