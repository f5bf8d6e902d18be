"""Days as people type them: read one way only, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from amends.domain.dates_in_words import full, long, short
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.typed_days import read_day

NOV_17 = date(2026, 11, 17)


@pytest.fixture
def field(qtbot, themed):
    field = DayEdit(NOV_17)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    return field


def replace_text(field, typed, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "typed",
    [
        *("17/11/2026", "17.11.2026", "17-11-2026", "17 11 2026", "17/11/26", "17112026", "171126"),
        *("2026-11-17", "17 Nov 2026", "17 nov 26", "17th November 2026", "17nov2026", "17 Nov."),
        *("Tue 17 Nov 2026", "tuesday, 17 november", "17/11", "17.11.", "  17  Novem  2026 "),
        *("17th of November, 2026", "17 11"),
    ],
)
def test_a_day_is_read_in_any_usual_form(typed):
    assert read_day(typed, 2026) == NOV_17


@pytest.mark.parametrize(
    "typed",
    [
        *("", "17", "17/2026", "11/17/2026", "31/02/2026", "29/02/2026", "0/1/2026", "17 Foo 2026"),
        *(
            "17/11/202",
            "17/11/20261",
            "yesterday",
            "17 J 2026",
            "17 ma 2026",
            "17/11/0000",
            "\u0661\u0667",
        ),
        *("32 Jan", "17/11/2026x", "Nov", "17 novice 2026"),
    ],
)
def test_what_names_no_day_is_not_guessed_at(typed):
    assert read_day(typed, 2026) is None


@pytest.mark.parametrize(("typed", "year"), [("1/1/69", 2069), ("1/1/70", 1970), ("1/1/99", 1999)])
def test_two_figures_are_a_year_near_ours(typed, year):
    assert read_day(typed, 2026) == date(year, 1, 1)


@given(st.dates(date(1000, 1, 1)))
def test_every_form_that_amends_shows_is_read_back(day):
    for words in (f"{short(day)} {day.year}", full(day), long(day), day.isoformat()):
        assert read_day(words, day.year) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(typed):
    assert isinstance(read_day(typed, 2026), date | None)


def test_the_day_is_shown_with_its_weekday(field):
    assert field.text() == "Tue 17 Nov 2026"


def test_a_typed_day_is_shown_as_it_was_understood_and_told_once(field, qtbot):
    with qtbot.waitSignal(field.day_changed):
        replace_text(field, "24/12", qtbot)
    assert field.text() == "Thu 24 Dec 2026"
    assert field.day() == date(2026, 12, 24)


def test_a_text_that_is_no_day_stays_to_be_put_right(field, qtbot):
    with qtbot.waitSignal(field.day_changed):
        replace_text(field, "31/11", qtbot)
    assert field.text() == "31/11"
    assert field.day() == NO_DAY


def test_up_and_down_go_a_day_further_and_back(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == NOV_17 + timedelta(days=1)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.day() == NOV_17 - timedelta(days=1)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_trap(field, day, qtbot):
    field.show_day(day)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.isVisible()


@pytest.mark.parametrize("typed", ["Tue 17 Nov 2026", "no day"])
def test_a_day_is_picked_from_the_calendar_by_keys(field, qtbot, typed):
    replace_text(field, typed, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    calendar.setSelectedDate(QDate(2026, 11, 10))
    with qtbot.waitSignal(field.day_changed):
        calendar.activated.emit(calendar.selectedDate())
    assert field.day() == date(2026, 11, 10)
