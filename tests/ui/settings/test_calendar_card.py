"""The office's calendar on its page: nothing changes before it was shown and agreed to."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from amends.domain.working_days import Holiday
from amends.services import plan_calendar as plan_module
from amends.services.change_office import office_ground, read_office
from amends.storage.calendars import take_snapshot
from amends.ui.settings.view import SettingsView
from amends.ui.tasks import stop_tasks
from tests.desks import log
from tests.ui.hearing import tab_stops, unnamed

FUNERAL = date(2022, 9, 19)
LOCAL = date(2026, 11, 25)
GOV_UK = {
    name: {"division": name, "events": [{"title": "Our day", "date": day, "notes": ""}]}
    for name, day in (("scotland", "2026-11-25"), ("northern-ireland", "2026-11-26"))
}


@pytest.fixture
def card(view):
    return view.calendar


def office(session):
    return read_office(session.desk)


def days_off(session):
    return {it.day: it.name for it in office_ground(session.desk).days.calendar.holidays}


def shown(view):
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def see(form, card, qtbot):
    qtbot.mouseClick(form.see, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.proposal.agree.isVisible)


def agree(card, session, qtbot, why="It was proclaimed."):
    if why:
        card.proposal.why.setText(why)
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(card.proposal.agree, Qt.MouseButton.LeftButton)


def put_right(card, day, name, qtbot, *, is_holiday=True):
    if card.day.isHidden():
        card.put_right.click()
    (card.day.holiday if is_holiday else card.day.working).setChecked(True)
    card.day.day.show_day(day)
    card.day.name.setText(name)
    see(card.day, card, qtbot)


def open_picker(card, qtbot):
    card.choose.click()
    qtbot.waitUntil(lambda: card.places.picker.list.count() > 100)
    return card.places.picker


def tick(picker, title):
    [item] = picker.list.findItems(title, Qt.MatchFlag.MatchExactly)
    item.setCheckState(
        Qt.CheckState.Unchecked
        if item.checkState() is Qt.CheckState.Checked
        else Qt.CheckState.Checked
    )


def read_file(card, path, qtbot):
    if card.importing.isHidden():
        card.import_file.click()
    card.importing.file.path.setText(str(path))
    qtbot.keyClick(card.importing.file.path, Qt.Key.Key_Return)


# One day


def test_a_missing_holiday_moves_a_date_only_after_it_is_agreed_to(card, session, qtbot):
    put_right(card, FUNERAL, "", qtbot, is_holiday=False)
    agree(card, session, qtbot, "As it stood before.")
    log(session.desk, received_on=date(2022, 9, 2))
    put_right(card, FUNERAL, "State Funeral", qtbot)
    assert "Making Mon 19 Sep 2022 a holiday moves dates of 1 open case." in card.proposal.text
    said = shown(card.proposal)
    assert "Response Fri 30 Sep 2022 → Mon 3 Oct 2022" in said
    assert "2022: Mon 19 Sep is added (State Funeral)." in said
    assert "1 of these days is over already" in said
    assert FUNERAL not in days_off(session)
    agree(card, session, qtbot)
    assert days_off(session)[FUNERAL] == "State Funeral"


def test_what_was_put_right_tells_who_when_and_why_and_is_taken_back(card, session, qtbot):
    put_right(card, LOCAL, "Local holiday", qtbot)
    agree(card, session, qtbot, "The council keeps it.")
    qtbot.waitUntil(lambda: "Wed 25 Nov is added (Local holiday)" in shown(card))
    said = shown(card)
    assert "Put right by your office" in said
    assert "Gavin Example, Sat 21 Nov, from the office: The council keeps it." in said
    [back] = [it for it in card.findChildren(QPushButton) if it.text() == "Take back"]
    back.click()
    qtbot.waitUntil(card.proposal.agree.isVisible)
    agree(card, session, qtbot, "It does not.")
    assert LOCAL not in days_off(session)
    qtbot.waitUntil(lambda: "Put right by your office" not in shown(card))


def test_a_change_without_a_reason_asks_for_it(card, session, qtbot):
    put_right(card, LOCAL, "Local holiday", qtbot)
    card.proposal.agree.click()
    assert "Say why in a few words" in shown(card.proposal)
    assert card.proposal.why.hasFocus()
    assert LOCAL not in days_off(session)


def test_a_proposal_can_be_left_and_what_was_typed_stays(card, session, qtbot):
    put_right(card, LOCAL, "Local holiday", qtbot)
    assert card.proposal.leave.hasFocus()
    qtbot.keyClick(card.proposal.leave, Qt.Key.Key_Space)
    assert not card.proposal.isVisible()
    assert card.day.name.text() == "Local holiday"
    assert card.day.isEnabled()
    assert LOCAL not in days_off(session)


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ("31/02/2026", "x", "This is no day."),
        ("25/11/2026", " ", "Say what the day is called."),
        ("25/11/1926", "x", "25 November 1926 cannot be the date."),
        ("25/12/2026", "Christmas Day", "It is that holiday already."),
    ],
)
def test_a_day_that_cannot_be_is_said_by_its_field(card, session, qtbot, typed, name, words):
    card.put_right.click()
    card.day.day.setText(typed)
    card.day.name.setText(name)
    card.day.see.click()
    assert words in shown(card)
    assert not card.proposal.isVisible()


def test_a_day_that_is_worked_anyway_needs_no_putting_right(card, qtbot):
    card.put_right.click()
    card.day.working.setChecked(True)
    card.day.day.show_day(LOCAL)
    card.day.see.click()
    assert "It is no holiday in your calendar." in shown(card)


def test_one_form_at_a_time_is_open(card, qtbot):
    card.put_right.click()
    card.import_file.click()
    assert card.day.isHidden()
    assert not card.importing.isHidden()
    card.import_file.click()
    assert card.importing.isHidden()


# Other places


def test_another_place_is_found_by_typing_and_taken_with_the_keyboard(card, session, qtbot):
    log(session.desk)
    picker = open_picker(card, qtbot)
    assert picker.calendar() == "GB-SCT"
    assert picker.list.item(0).text() == "United Kingdom: Scotland"
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    qtbot.keyClicks(picker.search, "england")
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.hasFocus()
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    assert "Chosen: England." in shown(picker)
    see(card.places, card, qtbot)
    said = shown(card.proposal)
    assert "English bank holidays instead of Scottish bank holidays." in said
    assert "Mon 30 Nov goes (Saint Andrew's Day)" in said
    assert "Response Wed 16 Dec → Tue 15 Dec" in said
    assert office(session).calendar == "GB-SCT"
    agree(card, session, qtbot, "The learners are in England.")
    assert office(session).calendar == "GB-ENG"
    qtbot.waitUntil(lambda: "English bank holidays (source:" in shown(card))


def test_several_places_are_counted_together(card, session, qtbot):
    picker = open_picker(card, qtbot)
    qtbot.keyClicks(picker.search, "united kingdom")
    tick(picker, "United Kingdom: England")
    assert "Only those days count that all of them work." in shown(picker)
    see(card.places, card, qtbot)
    agree(card, session, qtbot, "Learners in both.")
    assert office(session).calendar == "GB-ENG+GB-SCT"


def test_the_united_kingdom_offers_all_four_and_each_of_them(card, qtbot):
    picker = open_picker(card, qtbot)
    qtbot.keyClicks(picker.search, "GB")
    titles = [picker.list.item(row).text() for row in range(picker.list.count())]
    assert [it.removeprefix("United Kingdom: ") for it in titles if it.startswith("United")] == [
        *("UK-wide (all four)", "England", "Northern Ireland", "Scotland", "Wales"),
    ]


def test_a_place_that_nobody_knows_is_said_not_to_be_there(card, qtbot):
    picker = open_picker(card, qtbot)
    qtbot.keyClicks(picker.search, "atlantis")
    assert "No country or region is called so." in shown(picker)


def test_without_a_place_nothing_can_be_asked_for(card, qtbot):
    picker = open_picker(card, qtbot)
    tick(picker, "United Kingdom: Scotland")
    assert not card.places.see.isEnabled()


# Files


def test_a_file_of_gov_uk_asks_which_part_is_meant(card, session, qtbot, tmp_path):
    path = tmp_path / "bank-holidays.json"
    path.write_text(json.dumps(GOV_UK))
    read_file(card, path, qtbot)
    qtbot.waitUntil(card.importing.see.isVisible)
    assert "Which of these is meant?" in shown(card)
    assert not card.importing.see.isEnabled()
    assert card.importing.whole.isChecked()
    card.importing._choices.restore_text("Scotland")
    see(card.importing, card, qtbot)
    assert "Thu 1 Jan goes (New Year's Day)" in shown(card.proposal)
    card.proposal.leave.click()
    card.importing.add.setChecked(True)
    see(card.importing, card, qtbot)
    assert "goes" not in shown(card.proposal)
    agree(card, session, qtbot, why="")
    assert days_off(session)[LOCAL] == "Our day"
    [layer] = office(session).layers.values()
    assert layer.source == "bank-holidays.json: Scotland"
    assert layer.why == "Imported from bank-holidays.json: Scotland."


def test_a_table_whose_days_could_be_months_asks_which_comes_first(card, qtbot, tmp_path):
    path = tmp_path / "days.csv"
    path.write_text("05/04/2027,Our day\n")
    read_file(card, path, qtbot)
    qtbot.waitUntil(card.importing.see.isVisible)
    assert [it.text() for it in card.importing.stops if "is" in getattr(it, "text", str)()][:2] == [
        "05/04/2027 is 5 April 2027",
        "05/04/2027 is 4 May 2027",
    ]


def test_holidays_at_a_weekend_have_to_be_looked_at(card, session, qtbot, tmp_path):
    path = tmp_path / "days.csv"
    path.write_text("2026-11-28,Our day\n2026-11-25,Local holiday\n")
    read_file(card, path, qtbot)
    qtbot.waitUntil(card.importing.see.isVisible)
    see(card.importing, card, qtbot)
    assert "Sat 28 Nov (Our day) is on a weekend" in shown(card.proposal)
    assert not card.proposal.agree.isEnabled()
    card.proposal.looked.click()
    agree(card, session, qtbot, why="")
    assert days_off(session)[LOCAL] == "Local holiday"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-12-25,Christmas\nsoon,Easter\n", "line 2: there is 'soon'"),
        ("\0", "The holidays in days.csv cannot be read as they stand."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_by_its_field(card, qtbot, tmp_path, text, words):
    path = tmp_path / "days.csv"
    path.write_text(text)
    read_file(card, path, qtbot)
    qtbot.waitUntil(lambda: words in shown(card))
    assert not card.importing.see.isVisible()
    card.importing.file.path.setText("")
    assert words not in shown(card)


def test_more_holidays_than_a_year_can_have_are_refused_with_words(card, qtbot, tmp_path):
    start = date(2026, 1, 1).toordinal()
    path = tmp_path / "days.csv"
    path.write_text("\n".join(f"{date.fromordinal(start + n)},x" for n in range(41)))
    read_file(card, path, qtbot)
    qtbot.waitUntil(card.importing.see.isVisible)
    card.importing.see.click()
    assert "The list has 41 holidays in 2026." in shown(card)


def test_without_a_file_the_form_asks_for_one(card, qtbot):
    card.import_file.click()
    card.importing.read.click()
    assert "Choose the file first." in shown(card)


# Newer dates


def test_newer_dates_are_offered_and_taken_once_they_were_seen(session, qtbot, monkeypatch):
    new = Holiday(date(2026, 12, 31), "Hogmanay")

    def take(name):
        calendar = take_snapshot(name)
        days = tuple(sorted((*calendar.holidays, new)))
        return replace(calendar, holidays=days, source="holidays 0.200")

    monkeypatch.setattr(plan_module, "take_snapshot", take)
    view = SettingsView(session)
    qtbot.addWidget(view)
    view.show()
    card = view.calendar
    qtbot.waitUntil(card.newer.isVisible)
    assert "Newer dates are available." in shown(card)
    card.newer.click()
    qtbot.waitUntil(card.proposal.agree.isVisible)
    assert "Thu 31 Dec is added (Hogmanay)" in shown(card.proposal)
    agree(card, session, qtbot, why="")
    assert new.day in days_off(session)
    qtbot.waitUntil(lambda: not card.newer.isVisible())
    stop_tasks(view)


def test_without_newer_dates_nothing_is_offered(view, card, qtbot):
    with qtbot.waitSignal(view._days.newer_found) as found:
        view._days.look_for_newer()
    assert found.args == [False]
    assert not card.newer.isVisible()


# Every form by keyboard


@pytest.mark.parametrize("form", ["choose", "import_file", "put_right"])
def test_every_control_of_each_form_is_named_and_reached_in_reading_order(view, card, qtbot, form):
    getattr(card, form).click()
    assert unnamed(view) == []
    stops = [it for it in tab_stops(view) if card.isAncestorOf(it)]
    heights = [it.mapTo(view, it.rect().topLeft()).y() for it in stops]
    assert heights == sorted(heights)
    assert len(stops) > len(card._forms)
