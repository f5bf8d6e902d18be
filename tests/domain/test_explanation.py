"""Why a date is what it is: the rule in words, and each day with its number or its reason."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.explanation import (
    CountedDay,
    Explanation,
    explain,
    trigger_mark,
    why_not_counted,
)
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure_file import read_procedure
from amends.domain.working_days import Closure, Day, DayKind, WorkingDays
from tests.domain.histories import (
    FROM_THE_RECEIPT,
    acknowledged,
    answered,
    clocks_of,
    raised,
    received,
)
from tests.domain.scotland import DAYS, dec, nov, scottish_days
from tests.domain.shipped import file_text, shipped, variant

HISTORY = [raised(nov(4)), received(nov(17))]


def explained(key: str, *, days: WorkingDays = DAYS, procedure=None, **options) -> Explanation:
    procedure = procedure or shipped()
    history = options.pop("history", HISTORY)
    today = options.pop("today", nov(21))
    clocks = clocks_of(history, today, days=days, procedure=procedure, **options)
    return explain(clocks[key], procedure, days)


def test_the_response_is_explained_day_by_day():
    days = explained("response").days
    assert [(day.date, day.number, day.note) for day in days[:5]] == [
        (nov(17), None, "received"),
        (nov(18), 1, ""),
        (nov(19), 2, ""),
        (nov(20), 3, ""),
        (nov(21), None, "weekend"),
    ]
    assert days[13] == CountedDay(nov(30), None, "St Andrew's Day")
    assert days[-1] == CountedDay(dec(16), 20, "", is_due=True)


@pytest.mark.parametrize("key", ["receipt", "response"])
@pytest.mark.parametrize("start", [nov(17), nov(20), nov(21), nov(22), nov(27), nov(30), dec(24)])
def test_every_day_from_start_to_due_is_there_once_and_numbered_without_gaps(start, key):
    clock = clocks_of([received(start)], nov(21))[key]
    days = explain(clock, shipped(), DAYS).days
    assert clock.start is not None
    assert clock.due is not None
    assert clock.within is not None
    assert [day.date.toordinal() for day in days] == list(
        range(clock.start.toordinal(), clock.due.toordinal() + 1)
    )
    numbers = [day.number for day in days if day.number is not None]
    assert numbers == list(range(1, clock.within.count + 1))
    assert [day.date for day in days if day.is_due] == [clock.due]
    assert all(day.note for day in days if day.number is None)


def test_the_reading_of_the_office_is_said_to_be_one():
    assert explained("response").rule == (
        "Stage 2 promises a response within 20 working days. "
        "The policy does not say from when; your office counts from the day after the complaint "
        "was received. Received Tuesday 17 November, so day 1 is Wednesday 18 November."
    )
    assert explained("response").title == "Why Wednesday 16 December?"


def test_a_complaint_of_a_saturday_stands_and_the_explanation_says_so():
    said = explained("receipt", history=[received(nov(21))])
    assert said.rule.endswith("Received Saturday 21 November, so day 1 is Monday 23 November.")
    assert said.days[:3] == (
        CountedDay(nov(21), None, "received"),
        CountedDay(nov(22), None, "weekend"),
        CountedDay(nov(23), 1, ""),
    )


def test_what_the_policy_states_is_said_to_be_its_own_word():
    procedure = variant(
        (
            'promise = "a way to CIMSPA"\nwithin = "not stated"',
            'promise = "a way to CIMSPA"\nwithin = "4 weeks"',
        )
    )
    said = explained(
        "go-to-cimspa", procedure=procedure, history=[received(nov(17)), answered(dec(1))]
    )
    assert said.rule == (
        "Stage 3 promises a way to CIMSPA within 4 weeks. "
        "The policy counts from the day after the outcome was sent. "
        "Outcome sent Tuesday 1 December, so day 1 is Wednesday 2 December."
    )
    assert (said.days[1], said.days[-1]) == (
        CountedDay(dec(2), 1, ""),
        CountedDay(dec(29), 28, "", is_due=True),
    )


def test_a_projected_date_is_explained_as_one():
    said = explained("response", readings=FROM_THE_RECEIPT)
    assert said.title == "Why Wednesday 23 December?"
    assert said.rule.endswith(
        "your office counts from the day after the receipt was sent. That has not happened yet; "
        "if it happens on Tuesday 24 November, this is the date."
    )
    assert said.days[0] == CountedDay(nov(24), None, "expected")
    assert said.days[-1] == CountedDay(dec(23), 20, "", is_due=True)


def test_a_projection_that_is_late_names_today_and_not_the_day_that_has_passed():
    said = explained("response", readings=FROM_THE_RECEIPT, today=nov(27))
    assert "if it happens on Friday 27 November, this is the date." in said.rule


def test_what_has_not_started_has_no_days():
    said = explained("response", history=[raised(nov(4))])
    assert said.title == "Why no date for “Response”?"
    assert said.rule.endswith("the complaint was received. That has not happened yet.")
    assert said.days == ()
    assert said.basis == "Promise: Active X Backs complaints procedure, Stage 2."


def test_where_the_policy_states_no_time_the_explanation_says_so():
    said = explained("first-answer")
    assert said.rule == (
        "Stage 1 speaks of an answer from the person first dealt with; "
        "the policy states no time for it."
    )
    assert (said.title, said.days) == ("Why no date for “First answer”?", ())


def test_where_nobody_says_from_when_the_explanation_says_so():
    text = file_text()
    head, tail = (
        text.index("[stage.clock.reading]"),
        text.index('[[stage.clock]]\nkey = "response"'),
    )
    silent = read_procedure((text[:head] + text[tail:]).encode(), "mine.toml")
    said = explained("receipt", procedure=silent)
    assert said.rule.endswith("The policy does not say from when; the office has not said either.")
    assert said.days == ()


def test_the_sentence_of_the_policy_stands_below():
    assert explained("response").source == shipped().stage("stage-2").clocks[1].source


def test_the_calendar_and_its_edition_are_named():
    assert explained("receipt").basis == (
        "Calendar: Scottish bank holidays (GOV.UK). "
        "Promise: Active X Backs complaints procedure, Stage 2."
    )


def test_a_closure_that_moves_the_date_is_named_once():
    days = scottish_days(Closure(nov(19), nov(20), "Removal"))
    said = explained("receipt", days=days)
    assert said.basis.startswith("Calendar: Scottish bank holidays, with Removal (GOV.UK).")
    assert said.days[2] == CountedDay(nov(19), None, "closed: Removal")


def test_a_closure_without_a_name_is_still_a_reason():
    days = scottish_days(Closure(nov(19), nov(19), ""))
    said = explained("receipt", days=days)
    assert "with the office's closure" in said.basis
    assert said.days[2] == CountedDay(nov(19), None, "closed")


def test_a_closure_on_days_that_do_not_count_anyway_is_not_blamed():
    days = scottish_days(Closure(nov(28), nov(30), "Painting"), Closure(dec(24), dec(24), "Eve"))
    assert "with" not in explained("response", days=days).basis


def test_a_closure_before_the_first_day_of_the_count_is_not_blamed():
    days = scottish_days(Closure(nov(16), nov(17), "Removal"), Closure(nov(25), nov(25), "Eve"))
    assert "with" not in explained("receipt", days=days).basis


@pytest.mark.parametrize("instead", [Kind.ACTION_PLAN_SENT, Kind.REDIRECT_SENT])
def test_a_date_is_explained_as_before_once_it_is_kept_or_over(instead):
    history = [received(nov(17)), Happening(nov(20), instead)]
    before, after = (
        explain(clocks_of(given, nov(21))["response"], shipped(), DAYS)
        for given in (history[:1], history)
    )
    assert after == before
    assert after.title == "Why Wednesday 16 December?"


def test_a_promise_in_calendar_days_counts_every_day_and_blames_no_closure():
    procedure = variant(('within = "5 working days"', 'within = "10 days"'))
    days = scottish_days(Closure(nov(19), nov(20), "Removal"))
    said = explained("receipt", days=days, procedure=procedure)
    assert [day.number for day in said.days[1:]] == list(range(1, 11))
    assert "Removal" not in said.basis


def test_a_date_beyond_the_announced_holidays_comes_with_a_warning():
    # The calendar of the tests is announced up to the end of 2026.
    inside = explained("response", history=[received(dec(1))])
    beyond = explained("response", history=[received(dec(10))])
    warning = "announced up to 31 December 2026; after that they are expected."
    assert warning not in inside.basis
    assert warning in beyond.basis


def test_the_whole_explanation_is_plain_text_a_day_a_line():
    history = [received(nov(17)), acknowledged(nov(20))]
    lines = explained("receipt", history=history).as_text().split("\n")
    assert lines[:2] == ["Why Tuesday 24 November?", explained("receipt").rule]
    assert lines[2:10] == [
        "Tuesday 17 November     received",
        "Wednesday 18 November   day 1",
        "Thursday 19 November    day 2",
        "Friday 20 November      day 3",
        "Saturday 21 November    weekend",
        "Sunday 22 November      weekend",
        "Monday 23 November      day 4",
        "Tuesday 24 November     day 5, due",
    ]
    assert lines[10].startswith("Calendar: Scottish bank holidays")
    assert lines[11:] == [f"Policy: “{shipped().stage('stage-2').clocks[0].source}”"]


def test_the_columns_of_the_longest_date_still_stand_apart():
    said = explained("receipt", history=[received(date(2026, 9, 23))], today=date(2026, 9, 24))
    assert "Wednesday 30 September  day 5, due" in said.as_text().split("\n")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_event_has_words_for_what_starts_by_it(kind):
    procedure = variant(
        (
            'from = "outcome-sent"\nuntil = "referred"',
            f'from = "{kind}"\nuntil = "{"referred" if kind is not Kind.REFERRED else "closed"}"',
        )
    )
    clock = clocks_of([], nov(21), procedure=procedure)["go-to-cimspa"]
    assert procedure.words(kind).when.split(" ")[0] == "the"
    assert trigger_mark(clock) != "expected"


def test_a_projected_start_is_marked_as_expected():
    clock = clocks_of(HISTORY, nov(21), readings=FROM_THE_RECEIPT)["response"]
    assert clock.state is State.PROJECTED
    assert trigger_mark(clock) == "expected"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (Day(nov(17), DayKind.WORKING), ""),
        (Day(nov(21), DayKind.WEEKEND), "weekend"),
        (Day(nov(30), DayKind.HOLIDAY, "St Andrew's Day"), "St Andrew's Day"),
        (Day(dec(24), DayKind.CLOSURE, "Christmas Eve"), "closed: Christmas Eve"),
        (Day(dec(24), DayKind.CLOSURE), "closed"),
    ],
)
def test_a_day_that_does_not_count_has_a_reason(day, reason):
    assert why_not_counted(day) == reason
