"""Procedures of other bodies, each with dates worked out on paper.

November 2026 begins on a Sunday. England keeps Fri 25 and Mon 28 December and Fri 1 January;
Scotland keeps Mon 30 November as well (tests/domain/scotland.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.errors import ProcedureFileError
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import UNVERIFIED, explain, quoted
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.terms import USUAL, Terms
from amends.domain.working_days import WorkingDays
from tests.domain.england import ENGLAND
from tests.domain.histories import acknowledged, answered, received
from tests.domain.scotland import DAYS as SCOTLAND
from tests.domain.scotland import dec, nov
from tests.domain.shipped import FOLDER, shipped

NAMES = sorted(file.stem for file in (FOLDER / "other").glob("*.toml"))


def other(name: str) -> Procedure:
    return shipped(f"other/{name}")


def did(kind: str, on: date) -> Happening:
    return Happening(on, kind)


def clocks_of(
    name: str,
    history: Iterable[Happening],
    today: date,
    *,
    days: WorkingDays = ENGLAND,
    terms: Terms = USUAL,
    readings: dict[str, str] | None = None,
) -> dict[str, Clock]:
    """Return the clocks by "stage.clock"."""
    clocks = run_clocks(other(name), readings or {}, history, days, today, terms)
    return {f"{clock.stage}.{clock.key}": clock for clock in clocks}


def more(clock: str, by: str) -> Terms:
    return Terms(extensions=(Extended(happened_on=nov(18), clock=clock, reason="", by=by),))


def facts(*held: str) -> Terms:
    return Terms(facts=frozenset(held))


def test_the_folder_holds_the_nine():
    assert NAMES == [
        "asic-rg-271",
        "cfpb",
        "data-protection",
        "fca-disp",
        "housing-ombudsman",
        "legal-ombudsman",
        "nhs-england",
        "oia",
        "spso",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_says_where_it_was_read_and_each_promise_from_what(name):
    procedure = other(name)
    assert procedure.name == name
    assert procedure.source.address.startswith("http")
    rules = [rule for stage in procedure.stages for rule in stage.clocks]
    assert rules
    assert all(rule.source for rule in rules)


# --- Housing Ombudsman ---------------------------------------------------------------------------


def test_housing_counts_ten_working_days_from_the_acknowledgement():
    clocks = clocks_of("housing-ombudsman", [received(nov(2))], nov(3))
    # Mon 2: Tue 3, Wed 4, Thu 5, Fri 6, Mon 9.
    assert clocks["stage-1.acknowledgement"].due == nov(9)
    clocks = clocks_of("housing-ombudsman", [received(nov(2)), acknowledged(nov(5))], nov(6))
    # Thu 5: Fri 6 = 1; 9-13 = 6; Mon 16 to Thu 19 = 10. From the receipt it were Mon 16.
    assert clocks["stage-1.response"].due == nov(19)


def test_housing_extends_stage_1_by_ten_and_stage_2_by_twenty():
    history = [received(nov(2)), acknowledged(nov(5))]
    terms = more("stage-1.response", "10 working days")
    # Fri 20 = 11; 23-27 = 16; Mon 30 to Thu 3 December = 20.
    assert clocks_of("housing-ombudsman", history, nov(18), terms=terms)[
        "stage-1.response"
    ].due == dec(3)
    history += [answered(nov(19)), did("escalation-received", nov(24)), acknowledged(nov(30))]
    clocks = clocks_of("housing-ombudsman", history, dec(1))
    # Tue 24: 25, 26, 27, Mon 30, Tue 1.
    assert clocks["stage-2.acknowledgement"].due == dec(1)
    # Mon 30: 1-4 = 4; 7-11 = 9; 14-18 = 14; 21-24 = 18; not 25 and 28; Tue 29, Wed 30 = 20.
    assert clocks["stage-2.response"].due == dec(30)
    terms = more("stage-2.response", "20 working days")
    longer = clocks_of("housing-ombudsman", history, dec(1), terms=terms)["stage-2.response"]
    # Thu 31 = 21; 4-8 = 26; 11-15 = 31; 18-22 = 36; 25-28 = 40.
    assert longer.due == date(2027, 1, 28)


# --- SPSO ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (nov(17), nov(23)),  # Tue 17 is day 1: 18, 19, 20, Mon 23
        (nov(21), nov(27)),  # Sat 21: Mon 23 is day 1: 24, 25, 26, Fri 27
    ],
)
def test_spso_counts_the_day_of_receipt(on, due):
    clock = clocks_of("spso", [received(on)], on, days=SCOTLAND)["stage-1.response"]
    assert clock.due == due
    assert "your office's reading" in explain(clock, other("spso"), SCOTLAND).rule


def test_spso_has_twenty_fresh_days_at_stage_2():
    history = [received(nov(17)), answered(nov(23)), did("stage-2-received", nov(25))]
    clocks = clocks_of("spso", history, nov(25), days=SCOTLAND)
    assert clocks["stage-1.response"].state is State.MET
    # Wed 25 is day 1: 26, Fri 27.
    assert clocks["stage-2.acknowledgement"].due == nov(27)
    # 25-27 = 3; Mon 30 is St Andrew's Day; 1-4 = 7; 7-11 = 12; 14-18 = 17; Mon 21 to Wed 23 = 20.
    assert clocks["stage-2.response"].due == dec(23)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        (date(2026, 10, 5), date(2027, 4, 5)),  # six months, past Sat 23 January
        (date(2026, 5, 31), date(2027, 1, 23)),  # Mon 30 November is over; two months from the 23rd
    ],
)
def test_spso_takes_the_later_of_two_limits_and_the_answer_does_not_end_it(known, due):
    history = [
        did("became-known", known),
        received(nov(17)),
        answered(nov(23)),
        did("response-received", nov(23)),
    ]
    clock = clocks_of("spso", history, nov(24), days=SCOTLAND)["stage-2.request"]
    assert (clock.state, clock.due) == (State.RUNNING, due)


# --- NHS in England ------------------------------------------------------------------------------


def test_nhs_has_three_working_days_and_six_months_that_begin_with_the_receipt():
    clocks = clocks_of("nhs-england", [received(nov(27))], nov(27))
    # Fri 27: Mon 30, Tue 1, Wed 2.
    assert clocks["complaint.acknowledgement"].due == dec(2)
    # Fri 27 November is the first day, so Wed 26 May is the last of six months.
    assert clocks["complaint.longest"].due == date(2027, 5, 26)
    assert clocks["complaint.response"].state is State.NOT_STATED
    assert UNVERIFIED in explain(clocks["complaint.longest"], other("nhs-england"), ENGLAND).rule


def test_nhs_takes_the_day_that_was_agreed_for_the_case():
    agreed = Extended(
        happened_on=nov(27), clock="complaint.response", reason="", until=date(2027, 1, 15)
    )
    terms = Terms(extensions=(agreed,))
    clock = clocks_of("nhs-england", [received(nov(27))], nov(30), terms=terms)[
        "complaint.response"
    ]
    assert (clock.state, clock.due) == (State.RUNNING, date(2027, 1, 15))
    said = explain(clock, other("nhs-england"), ENGLAND)
    assert "the policy states no time for it" in said.rule
    assert "Friday 15 January was agreed, and nothing moves it." in said.rule
    late = clocks_of("nhs-england", [received(nov(27))], date(2027, 1, 18), terms=terms)
    assert late["complaint.response"].state is State.LATE


# --- FCA -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ((), date(2027, 1, 12)),  # 13 days to 30 November, 31 in December, 12 in January: 56
        # 18-20 = 3; 23-27 = 8; 30-4 = 13; Mon 7, Tue 8 = 15.
        (("payment-services",), dec(8)),
        # 9-11 = 18; 14-18 = 23; 21-24 = 27; 29-31 = 30; 4-8 January = 35.
        (("payment-services", "holding-reply"), date(2027, 1, 8)),
    ],
)
def test_fca_has_eight_weeks_or_what_the_kind_of_complaint_asks_for(held, due):
    clocks = clocks_of("fca-disp", [received(nov(17))], nov(17), terms=facts(*held))
    assert clocks["complaint.response"].due == due
    assert clocks["complaint.early"].due == nov(20)  # Tue 17: 18, 19, Fri 20


def test_fca_summary_of_an_early_resolution_ends_what_else_was_owed():
    history = [received(nov(17)), did("accepted-early", nov(19))]
    clocks = clocks_of("fca-disp", history, nov(19))
    assert clocks["complaint.early"].state is State.MET
    # Three working days of the office's own: Fri 20, Mon 23, Tue 24.
    assert (clocks["complaint.summary"].due, clocks["complaint.summary"].is_own_time) == (
        nov(24),
        True,
    )
    done = clocks_of("fca-disp", [*history, answered(nov(20))], nov(21))
    assert done["complaint.summary"].state is State.MET
    assert not any(clock.is_open for clock in done.values())


def test_fca_six_months_end_with_a_month_that_is_shorter():
    clocks = clocks_of(
        "fca-disp", [received(date(2026, 7, 1)), answered(date(2026, 8, 31))], nov(1)
    )
    assert clocks["ombudsman.go-to-ombudsman"].due == date(2027, 2, 28)


# --- Legal Ombudsman -----------------------------------------------------------------------------


def test_legal_ombudsman_counts_eight_weeks_from_where_the_office_reads_it():
    history = [received(nov(17)), acknowledged(nov(20))]
    own = {"complaint.response": "acknowledged"}
    # Tuesday to Tuesday, and Friday to Friday, eight weeks on.
    assert clocks_of("legal-ombudsman", history, nov(21))["complaint.response"].due == date(
        2027, 1, 12
    )
    clock = clocks_of("legal-ombudsman", history, nov(21), readings=own)["complaint.response"]
    assert clock.due == date(2027, 1, 15)
    assert clock.trigger is not None
    assert clock.trigger.is_reading


def test_legal_ombudsman_has_six_months_from_the_letter_and_one_year_from_the_later_day():
    history = [
        did("act", date(2026, 5, 1)),
        did("became-known", date(2026, 6, 1)),
        received(nov(17)),
        answered(dec(31)),
    ]
    clocks = clocks_of("legal-ombudsman", history, dec(31))
    assert clocks["ombudsman.after-response"].due == date(2027, 6, 30)  # June has no 31st
    assert clocks["ombudsman.one-year"].due == date(2027, 6, 1)
    assert clocks["ombudsman.one-year"].state is State.RUNNING


# --- OIA -----------------------------------------------------------------------------------------


def test_oia_has_ninety_days_for_both_stages_together():
    start = date(2026, 1, 12)
    # 19 days to 31 January, 28 in February, 31 in March, 12 in April: 90. The Sunday stands.
    due = date(2026, 4, 12)
    history = [received(start)]
    clocks = clocks_of("oia", history, date(2026, 2, 1))
    assert clocks["formal.response"].due == due
    assert clocks["review.response"].state is State.NOT_STARTED
    history += [answered(date(2026, 2, 20)), did("review-requested", date(2026, 3, 2))]
    review = clocks_of("oia", history, date(2026, 3, 3))["review.response"]
    assert (review.state, review.start, review.due) == (State.RUNNING, start, due)
    history.append(answered(date(2026, 4, 13)))
    done = clocks_of("oia", history, date(2026, 4, 14))
    assert done["formal.response"].stopped == date(2026, 2, 20)
    assert done["review.response"].state is State.MET_LATE


def test_oia_twelve_months_run_from_the_date_of_the_letter():
    """The OIA's own example, some years on: dated 1 January, received by 1 January."""
    history = [received(date(2026, 1, 1)), did("completion-letter", date(2026, 1, 1))]
    clocks = clocks_of("oia", history, date(2026, 1, 2))
    assert clocks["oia.go-to-oia"].due == date(2027, 1, 1)
    assert clocks["review.completion"].state is State.NOT_STATED


# --- CFPB, ASIC ----------------------------------------------------------------------------------


def test_cfpb_counts_15_and_60_days_from_the_same_day():
    history = [received(nov(17)), did("in-progress", nov(30))]
    clocks = clocks_of("cfpb", history, dec(1))
    # 13 days to 30 November, and 2. In progress, by Mon 30, is answer enough for the first.
    assert (clocks["company.response"].due, clocks["company.response"].state) == (
        dec(2),
        State.MET,
    )
    # 13, 31 in December, 16 in January: 60, a Saturday.
    final = clocks["company.final"]
    assert (final.state, final.start, final.due) == (State.RUNNING, nov(17), date(2027, 1, 16))
    assert UNVERIFIED in explain(final, other("cfpb"), ENGLAND).rule


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ((), date(2027, 1, 3)),  # Fri 4: 27 days to 31 December, and 3
        (("superannuation",), date(2027, 1, 18)),  # 27, and 18
    ],
)
def test_asic_has_thirty_days_or_45_for_superannuation(held, due):
    clocks = clocks_of("asic-rg-271", [received(dec(4))], dec(4), terms=facts(*held))
    assert clocks["idr.response"].due == due
    assert clocks["idr.acknowledgement"].due == dec(5)
    assert clocks["idr.early"].due == dec(11)  # Mon 7 to Fri 11
    assert all(
        UNVERIFIED in explain(it, other("asic-rg-271"), ENGLAND).rule for it in clocks.values()
    )


# --- data protection -----------------------------------------------------------------------------


def test_data_protection_counts_thirty_days_that_begin_with_the_receipt():
    clocks = clocks_of("data-protection", [received(nov(17))], nov(17))
    # 17 to 30 November are 14 days; 16 in December make 30.
    assert clocks["complaint.acknowledgement"].due == dec(16)
    assert clocks["complaint.outcome"].is_own_time
    assert clocks["complaint.progress"].state is State.NOT_STATED


# --- words ---------------------------------------------------------------------------------------


def test_our_own_wording_stands_in_brackets_and_not_in_quotation_marks():
    assert quoted("[Regulation 13.]") == "[Regulation 13.]"
    assert quoted("within 5 days") == "“within 5 days”"
    clock = clocks_of("nhs-england", [received(nov(27))], nov(27))["complaint.longest"]
    assert "Policy: [Regulation 14" in explain(clock, other("nhs-england"), ENGLAND).as_text()


def test_the_trust_in_a_promise_is_one_of_two_words():
    text = (FOLDER / "other" / "cfpb.toml").read_text("utf-8")
    broken = text.replace('trust = "unverified"', 'trust = "rumour"', 1)
    with pytest.raises(
        ProcedureFileError, match='trust: found "rumour"; allowed: "read", "unverified"'
    ):
        read_procedure(broken.encode(), "cfpb.toml")
