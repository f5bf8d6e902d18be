"""Lists of holidays are read as they stand, or refused with the line that is in the way."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.errors import HolidayFileError
from amends.domain.working_days import Holiday
from amends.readers.holiday_files import read_holidays
from amends.readers.holiday_lists import LARGEST_LIST_BYTES, LONGEST_NAME, MOST_ENTRIES

GOV_UK = {
    "england-and-wales": {
        "division": "england-and-wales",
        "events": [
            {"title": "Easter Monday", "date": "2026-04-06", "notes": "", "bunting": True},
            {
                "title": "Boxing Day",
                "date": "2026-12-28",
                "notes": "Substitute day",
                "bunting": True,
            },
        ],
    },
    "scotland": {
        "division": "scotland",
        "events": [{"title": "St Andrew’s Day", "date": "2026-11-30", "notes": ""}],
    },
}
EVENT = """BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261225
DTEND;VALUE=DATE:20261227
SUMMARY:Christmas\\, and Boxing Day
END:VEVENT"""


def ics(*events: str) -> bytes:
    lines = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x", *events, "END:VCALENDAR"))
    return lines.replace("\n", "\r\n").encode()


def only(raw: bytes, file: str = "days.csv"):
    [listed] = read_holidays(raw, file)
    return listed


def days(raw: bytes):
    return [(str(it.day), it.name) for it in only(raw).holidays]


def refusal(raw: bytes, file: str = "days.csv") -> str:
    with pytest.raises(HolidayFileError) as caught:
        read_holidays(raw, file)
    assert caught.value.file == file
    assert caught.value.problems
    return str(caught.value)


# GOV.UK


def test_the_bank_holidays_of_gov_uk_hold_a_whole_list_for_each_division():
    lists = read_holidays(json.dumps(GOV_UK).encode(), "bank-holidays.json")
    assert [it.title for it in lists] == ["England and Wales", "Scotland"]
    assert all(it.is_whole for it in lists)
    assert lists[0].holidays == (
        Holiday(date(2026, 4, 6), "Easter Monday"),
        Holiday(date(2026, 12, 28), "Boxing Day (substitute day)"),
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "line 1"),
        (b'{"scotland":\n{"events": [}}', "line 2"),
        (b"{}", "no division"),
        (b"[]", "allowed: the bank holidays as GOV.UK publishes them"),
        (b'{"scotland": {"events": 7}}', "allowed: the bank holidays as GOV.UK publishes them"),
        (b'{"scotland": {"events": []}}', "no day"),
        (b'{"a": {"events": [{"title": "x", "date": "1 May"}]}}', "a, entry 1: found '1 May'"),
        (b'{"a": {"events": [{"title": " ", "date": "2026-05-01"}]}}', "a, entry 1: found no name"),
        (b'{"a": {"events": [{"title": "x", "date": "1826-05-01"}]}}', "found 1826-05-01"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "cannot be read"),
    ],
)
def test_what_gov_uk_would_not_publish_is_refused(raw, words):
    assert words in refusal(raw, "bank-holidays.json")


# .ics


def test_each_day_of_an_event_of_whole_days_is_a_holiday():
    assert days(ics(EVENT)) == [
        ("2026-12-25", "Christmas, and Boxing Day"),
        ("2026-12-26", "Christmas, and Boxing Day"),
    ]
    assert not only(ics(EVENT)).is_whole


def test_an_event_without_an_end_is_one_day():
    event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261130\nSUMMARY:St Andrew\nEND:VEVENT"
    assert days(ics(event)) == [("2026-11-30", "St Andrew")]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (EVENT.replace("UID:1", "RRULE:FREQ=YEARLY"), "an event that repeats"),
        (EVENT.replace("DTSTART;VALUE=DATE:20261225", "DTSTART:20261225T090000Z"), "time of day"),
        (EVENT.replace("DTSTART;VALUE=DATE:20261225\n", ""), "without a day"),
        (EVENT.replace("20261225", "20261399"), "without a day"),
        (EVENT.replace("20261227", "20270227"), "an event of 64 days"),
        (EVENT.replace("20261225", "18261225").replace("20261227", "18261227"), "1826-12-25"),
        (EVENT.replace("SUMMARY:Christmas\\, and Boxing Day\n", ""), "no name"),
    ],
)
def test_an_event_that_would_have_to_be_guessed_is_refused_by_its_line(event, words):
    found = refusal(ics(EVENT.replace("202612", "202512"), event), "days.ics")
    assert words in found
    assert "line 10" in found


def test_two_events_on_one_day_are_refused():
    assert "2026-12-25 again" in refusal(ics(EVENT, EVENT), "days.ics")


@pytest.mark.parametrize(
    "raw",
    [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART",
        b"BEGIN:\r\n",
        b"BEGIN:VCALENDAR\r\n" * 5_000,
        ics(EVENT)[:-40],
    ],
)
def test_a_calendar_file_that_is_cut_off_is_refused(raw):
    refusal(raw, "days.ics")


# .csv


@pytest.mark.parametrize(
    "table",
    [
        "date,name\n2026-12-25,Christmas Day\n2026-11-30,St Andrew’s Day\n",
        "2026-12-25;Christmas Day\n2026-11-30;St Andrew’s Day",
        "Datum\tName\n25.12.2026\tChristmas Day\n\n30.11.2026\t St  Andrew’s Day \n",
        '"25/12/2026","Christmas Day"\r\n"30/11/2026","St Andrew’s Day",,\r\n',
        "12/25/2026,Christmas Day\n11/30/2026,St Andrew’s Day\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_any_usual_form(table, encoding):
    assert days(table.encode(encoding)) == [
        ("2026-11-30", "St Andrew’s Day"),
        ("2026-12-25", "Christmas Day"),
    ]


def test_where_day_and_month_could_be_either_both_readings_are_given():
    first, second = read_holidays(b"03/04/2026,Good Friday\n05/05/2026,May\n", "days.csv")
    assert first.title == "03/04/2026 is 3 April 2026"
    assert second.title == "03/04/2026 is 4 March 2026"
    assert [it.day for it in first.holidays] == [date(2026, 4, 3), date(2026, 5, 5)]
    assert [it.day for it in second.holidays] == [date(2026, 3, 4), date(2026, 5, 5)]


def test_one_line_that_tells_the_order_tells_it_for_all():
    assert days(b"03/04/2026,Good Friday\n25/12/2026,Christmas")[0][0] == "2026-04-03"
    assert days(b"04/03/2026,Good Friday\n12/25/2026,Christmas")[0][0] == "2026-04-03"


def test_where_day_and_month_are_the_same_nothing_is_asked():
    assert days(b"05/05/2026,May\n2026-04-03,Good Friday") == [
        ("2026-04-03", "Good Friday"),
        ("2026-05-05", "May"),
    ]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no day"),
        (b"date,name\n", "no day"),
        (b"2026-12-25,Christmas\nsoon,Easter\n", "line 2, found 'soon'"),
        (b"25/12/26,Christmas\n", "line 1, found '25/12/26'"),
        (b"2026-12-25,Christmas\n2026-02-30,x\n", "line 2, found 2026-02-30"),
        (b"25/12/2026,Christmas\n12/25/2026,x\n", "line 2, found 12/25/2026"),
        (b"2026-12-25,Christmas,free,really\n", "4 columns"),
        (b"2026-12-25,\n", "line 1, found one thing alone"),
        (b"2026-12-25,Christmas\n2026-12-25,Christmas\n", "line 2, found 2026-12-25 again"),
        (b"1926-12-25,Christmas\n", "line 1, found 1926-12-25"),
        (b"2061-12-25,Christmas\n", "line 1, found 2061-12-25"),
        (b'2026-12-25,"Christmas\n', "line"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "what is no text"),
        (b"2026-12-25,\x81\x8d\n", "what is no text"),
    ],
)
def test_a_table_that_is_none_is_refused_by_its_line(raw, words):
    assert words in refusal(raw)


def test_many_mistakes_are_told_at_once():
    found = refusal(b"1926-12-25,a\n1926-12-26,b\n2026-01-01,c\n2026-01-01,d\n")
    assert found.count("days.csv: line") == 3


def test_names_in_any_writing_are_kept_on_one_line():
    raw = '2026-03-20,عيد الفطر 🎉\n2026-12-25,"Christ\nmas\u2029Day"\n'.encode()
    assert [name for _day, name in days(raw)] == ["عيد الفطر 🎉", "Christ mas Day"]


def test_a_very_long_name_is_cut():
    [(_day, name)] = days(b"2026-12-25," + b"x" * 10_000)
    assert len(name) == LONGEST_NAME


def test_a_huge_file_is_refused_before_it_is_read():
    assert "bytes" in refusal(b"2026-12-25,Christmas\n" + b"x" * LARGEST_LIST_BYTES)


def test_a_list_without_end_is_refused():
    start = date(1990, 1, 1).toordinal()
    lines = (f"{date.fromordinal(start + n)},x" for n in range(MOST_ENTRIES + 10))
    assert f"more than {MOST_ENTRIES} days" in refusal("\n".join(lines).encode())


@pytest.mark.parametrize("begins", [b"", b"{", b"BEGIN:VCALENDAR\r\n", b"2026-12-25,x\n"])
def test_anything_at_all_is_read_or_refused(begins):
    @given(st.binary(max_size=300))
    def holds(rest):
        with suppress(HolidayFileError):
            assert all(listed.holidays for listed in read_holidays(begins + rest, "anything"))

    holds()
