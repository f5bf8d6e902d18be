"""Under which policy, and which version of it, a complaint comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from amends.services.change_office import read_office
from amends.services.desk import Changed
from amends.services.read_case import read_case
from tests.desks import TODAY
from tests.services.versions import adopt, shipped, shorter
from tests.ui.hearing import name_of, tab_stops, unnamed

SINCE = date(2026, 11, 18)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def two(session):
    adopt(session.desk, shipped("jivora"), "jivora")


def logged_case(dialog, session, qtbot):
    with qtbot.waitSignal(dialog.logged) as logged:
        dialog.log_button.click()
    return read_case(session.desk, logged.args[0], TODAY).case


def test_an_office_with_one_policy_is_not_asked(open_dialog, session, qtbot):
    dialog = open_dialog()
    assert not dialog.form.policy.isVisible()
    dialog.form.title.setText("Late feedback")
    assert logged_case(dialog, session, qtbot).procedure == "active-x-backs"


def test_of_several_policies_one_is_chosen_by_keys(two, open_dialog, session, qtbot):
    dialog = open_dialog()
    policy = dialog.form.policy
    assert policy.isVisible()
    assert name_of(next(iter(tab_stops(dialog)))) == "It comes under"
    assert unnamed(dialog) == []
    before = dialog.dates
    policy.box.setFocus()
    qtbot.keyClick(policy.box, Qt.Key.Key_Down)
    assert policy.name == "jivora"
    assert dialog.dates != before
    dialog.form.title.setText("Late feedback")
    assert logged_case(dialog, session, qtbot).procedure == "jivora"


def test_the_policy_that_was_chosen_is_kept_with_the_draft(two, open_dialog, qtbot):
    first = open_dialog()
    first.form.title.setText("Late feedback")
    first.form.policy.choose("jivora")
    first.close_button.click()
    again = open_dialog()
    again.draft_banner.go_on.click()
    assert (again.form.title.text(), again.form.policy.name) == ("Late feedback", "jivora")


def test_the_dates_go_by_the_version_in_force_on_the_day_received(open_dialog, session, qtbot):
    adopt(session.desk, shorter(), since=SINCE)
    dialog = open_dialog()
    dialog.form.title.setText("Late feedback")
    dialog.form.received_on.show_day(SINCE)
    assert "response due Thu 10 Dec" in dialog.dates
    dialog.form.received_on.show_day(SINCE - ONE_DAY)
    assert "response due Wed 16 Dec" in dialog.dates
    case = logged_case(dialog, session, qtbot)
    assert case.procedure_digest == read_office(session.desk).versions[0].digest


def test_a_policy_that_is_adopted_meanwhile_is_offered_at_once(open_dialog, session):
    dialog = open_dialog()
    dialog.form.title.setText("Late feedback")
    adopt(session.desk, shipped("jivora"), "jivora")
    session.announce(Changed(frozenset({"office"})))
    assert dialog.form.policy.isVisible()
    assert dialog.form.policy.name == "active-x-backs"
    assert dialog.form.title.text() == "Late feedback"
