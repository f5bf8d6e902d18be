"""The sample office: believable, lively, and the same for the same seed."""

from __future__ import annotations

from contextlib import closing

import pytest

from amends.domain.urgency import Urgency
from amends.paths import resource
from amends.services.progress import CancelledError
from amends.services.read_inbox import read_page, read_totals
from amends.services.sample_office import make_sample_office
from amends.services.set_up_office import open_office
from tests.desks import MOMENT, PASSPHRASE, TODAY


def in_silence(_done, _total):
    pass


def rows(folder, cases=24, seed=1):
    made = make_sample_office(
        folder, PASSPHRASE, MOMENT, resource(), cases=cases, seed=seed, progress=in_silence
    )
    with closing(made.store):
        listed = read_page(made, "", None, 1000, with_closed=True)
        return [row._replace(stream="") for row in listed], read_totals(made, TODAY)


def test_each_group_of_the_inbox_has_some_but_paused_which_the_policy_does_not_know(tmp_path):
    listed, totals = rows(tmp_path / "office")
    assert len(listed) == 24
    assert all(totals.by_urgency[group] for group in Urgency if group is not Urgency.PAUSED)
    assert not totals.by_urgency[Urgency.PAUSED]
    assert any(row.closed for row in listed)


def test_the_inbox_shows_what_there_is_to_do_and_how_the_rest_stands(tmp_path):
    listed, _totals = rows(tmp_path / "office")
    steps = {row.title: (row.step, row.stage, row.who) for row in listed}
    assert steps["Video player fails on tablet"][0] == "Try the new player on three tablets"
    assert steps["Charged twice for enrolment"][0] == "Return the second payment of £320"
    asked = steps["Exam date moved at two days' notice"]
    assert asked[:2] == ("Send CIMSPA the timetable", "Stage 3")
    appeal = steps["Case study failed though it meets the criteria"]
    assert appeal[0] == "Nobody has taken it over yet"
    assert steps["Tutor's remarks in live webinar"][2] == "Identity withheld"
    assert steps["Adverts still show old prices"] == ("Send the response", "Stage 2", "Anonymous")


def test_the_same_seed_makes_the_same_cases_and_another_seed_others(tmp_path):
    first, _totals = rows(tmp_path / "a")
    assert rows(tmp_path / "b")[0] == first
    assert rows(tmp_path / "c", seed=2)[0] != first


@pytest.mark.parametrize("cases", [0, 1, 15])
def test_any_number_of_cases_can_be_made(tmp_path, cases):
    assert len(rows(tmp_path / "office", cases)[0]) == cases


def test_it_opens_with_its_passphrase_and_says_that_it_is_a_sample(tmp_path):
    rows(tmp_path / "office", 3)
    desk = open_office(tmp_path / "office", PASSPHRASE, resource())
    with closing(desk.store):
        assert read_totals(desk, TODAY).all_cases == 3


def test_it_can_be_stopped(tmp_path):
    def stop(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        make_sample_office(
            tmp_path / "office", PASSPHRASE, MOMENT, resource(), cases=5, seed=1, progress=stop
        )
