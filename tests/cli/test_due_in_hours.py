"""`amends due` by the hour and by post: what it takes, and what it prints."""

from __future__ import annotations

import json

import pytest

from amends.__main__ import main
from tests.domain.shipped import changed

ESCALATION = """
[[stage.clock]]
key = "escalation"
title = "Time to go further"
step = "Ask for a review"
promise = "ten working days to go further"
within = "10 working days"
from = "outcome-sent"
until = "referred"
owed_by = "complainant"
on_receipt = true
source = "[Ten working days.]"

[[stage]]
key = "stage-3"
"""


@pytest.fixture
def own(tmp_path):
    """A policy whose receipt has 48 hours, and whose letters are received two days later."""
    file = tmp_path / "own.toml"
    text = changed(
        ('within = "5 working days"', 'within = "48 hours"'),
        ("[outcomes]", '[counting]\nposted = "2 working days"\n\n[outcomes]'),
        ('[[stage]]\nkey = "stage-3"\n', ESCALATION),
    )
    file.write_text(text, "utf-8")
    return str(file)


def due(capsys, *words):
    assert main(["due", *words, "--json"]) == 0
    return {it["clock"]: it for it in json.loads(capsys.readouterr().out)}


def test_a_time_gives_the_minute(capsys, own):
    event = "received=2026-10-24T09:00"
    receipt = due(capsys, own, "--event", event, "--today", "2026-10-25")["receipt"]
    assert (receipt["due"], receipt["due_at"]) == ("2026-10-26", "2026-10-26T08:00:00+00:00")


def test_a_time_of_another_zone_is_told_by_the_clock_of_the_policy(capsys, own):
    event = "received=2026-10-24T22:00+14:00"  # 09:00 in London
    receipt = due(capsys, own, "--event", event, "--today", "2026-10-25")["receipt"]
    assert (receipt["start"], receipt["due_at"]) == ("2026-10-24", "2026-10-26T08:00:00+00:00")


def test_clocks_in_days_have_no_time(capsys, own):
    response = due(capsys, own, "--event", "received=2026-10-24T09:00")["response"]
    assert "due_at" not in response


@pytest.mark.parametrize(
    ("event", "said"),
    [("received=2026-11-17T16:30", "2026-11-19 by 16:30"), ("received=2026-11-17", "by midnight")],
)
def test_the_table_shows_the_time(capsys, own, event, said):
    assert main(["due", own, "--event", event, "--today", "2026-11-18", "--explain"]) == 0
    text = capsys.readouterr().out
    assert said in text
    assert "Times are those of Europe/London." in text
    assert "24 hours" in text


def test_what_was_posted_counts_as_received_later(capsys, own):
    words = ("--event", "received=2026-11-02", "--today", "2026-11-13")
    sent = "outcome-sent=2026-11-13"
    # Friday the 13th and two working days: Tuesday the 17th; ten more, without the 30th.
    assert due(capsys, own, *words, "--posted", sent)["escalation"]["due"] == "2026-12-02"
    assert due(capsys, own, *words, "--event", sent)["escalation"]["due"] == "2026-11-27"


@pytest.mark.parametrize("time", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_the_ends_of_time_are_no_possible_dates(capsys, own, time):
    assert main(["due", own, "--event", f"received={time}"]) == 1
    assert "not a possible date" in capsys.readouterr().err


@pytest.mark.parametrize("time", ["2026-11-17T25:00", "2026-11-17Tnoon", "T", "2026-13-01T09:00"])
def test_what_is_no_time_is_not_understood(capsys, own, time):
    with pytest.raises(SystemExit) as ended:
        main(["due", own, "--event", f"received={time}"])
    assert ended.value.code == 2
    assert "write it as 2026-11-17T09:30" in capsys.readouterr().err
