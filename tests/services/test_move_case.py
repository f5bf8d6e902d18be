"""Moving a case to another version: what would change is told first, and a reason is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.case import fold
from amends.domain.case_clocks import case_clocks
from amends.domain.errors import (
    CaseClosedError,
    CaseMovedOnError,
    FieldMissingError,
    VersionDoesNotFitError,
)
from amends.domain.events.case_events import CaseOpened
from amends.domain.events.clock_events import Extended, FactStated, Paused, Resumed
from amends.domain.events.course_events import ProcedureMoved
from amends.domain.happenings import Kind
from amends.domain.procedure_file import read_procedure
from amends.services.desk import Moment
from amends.services.move_case import (
    effect_of_moving,
    move_case,
    other_versions,
    version_due,
)
from amends.services.put_right import last_action, take_back
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, NOW, TODAY, log
from tests.domain.logs import log_from
from tests.domain.scotland import DAYS
from tests.services.course import redirected
from tests.services.versions import adopt, shipped, shorter

SINCE = date(2026, 11, 10)
LATER = Moment(TODAY, NOW + timedelta(minutes=5))
WHY = "The new version was agreed with the complainant."


def seen(desk, stream):
    return read_case(desk, stream, TODAY)


@pytest.fixture
def newer(desk, stream):
    """The version that answers within 15 working days, which the case is not under."""
    adopt(desk, shorter(), since=SINCE)
    [version] = other_versions(seen(desk, stream))
    return version


def differing(effect):
    """Return the clocks that would be another, as they are and as they would be."""
    return [(it.before, it.after) for it in effect if it.is_another]


def moved(desk, stream, version, reason=WHY):
    move_case(desk, seen(desk, stream), version, reason, MOMENT)
    return seen(desk, stream)


def test_where_there_is_one_version_there_is_nowhere_to_move_to(desk, stream):
    assert other_versions(seen(desk, stream)) == ()


def test_every_clock_that_would_be_another_is_told_and_nothing_is_changed(desk, stream, newer):
    before = seen(desk, stream)
    effect = effect_of_moving(desk, before, newer)
    [(now, then)] = differing(effect)
    assert (now.title, now.due, then.due) == ("Response", date(2026, 12, 16), date(2026, 12, 9))
    assert len(effect) > 1
    assert seen(desk, stream).log == before.log


def test_a_case_that_was_moved_runs_as_if_it_always_had(desk, stream, newer):
    view = moved(desk, stream, newer)
    assert view.clock("stage-2.response").due == date(2026, 12, 9)
    assert view.case.procedure_digest == newer.digest
    assert read_page(desk, "", None, 10)[0].next_due == view.next_step.due
    [back] = other_versions(view)
    assert back.digest == view.log[0].event.procedure_digest


def test_what_another_policy_has_or_lacks_is_told_as_new_and_as_falling_away(desk, stream):
    adopt(desk, shipped("jivora"), "jivora")
    view = seen(desk, stream)
    [version] = other_versions(view)
    effect = effect_of_moving(desk, view, version)
    assert any(it.before is None for it in effect)
    assert any(it.after is None for it in effect)
    assert moved(desk, stream, version).procedure.name == "jivora"


def test_other_readings_of_the_same_version_are_another_version(desk, stream):
    readings = {"stage-2.response": "acknowledged"}
    adopt(desk, shipped(), readings=readings)
    view = seen(desk, stream)
    [version] = other_versions(view)
    [(now, then)] = differing(effect_of_moving(desk, view, version))
    assert [it.trigger.kind for it in (now, then)] == ["received", "acknowledged"]
    assert moved(desk, stream, version).readings == readings


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_reason_is_asked_for(desk, stream, newer, reason):
    with pytest.raises(FieldMissingError):
        moved(desk, stream, newer, reason)
    assert seen(desk, stream).clock("stage-2.response").within.count == 20


@pytest.mark.parametrize("reason", ["سبب 😀 <b>", "x" * 10_000])
def test_the_reason_is_kept_as_it_was_typed(desk, stream, newer, reason):
    assert moved(desk, stream, newer, reason).log[-1].event.reason == reason


def test_a_closed_case_is_not_moved(desk, stream, newer):
    record_step(desk, seen(desk, stream), Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    assert other_versions(seen(desk, stream)) == ()
    with pytest.raises(CaseClosedError):
        moved(desk, stream, newer)


def test_a_version_that_is_not_on_offer_is_refused(desk, stream, newer):
    view = moved(desk, stream, newer)
    with pytest.raises(CaseMovedOnError):
        move_case(desk, view, newer, WHY, MOMENT)


def test_a_version_without_the_rule_by_which_it_was_decided_is_refused(desk, stream):
    adopt(desk, shipped("jivora"), "jivora")
    view = redirected(desk, stream, "enquiry")
    [version] = other_versions(view)
    with pytest.raises(VersionDoesNotFitError):
        effect_of_moving(desk, view, version)
    with pytest.raises(VersionDoesNotFitError):
        moved(desk, stream, version)


def test_moving_can_be_undone(desk, stream, newer):
    move_case(desk, seen(desk, stream), newer, WHY, LATER)
    view = seen(desk, stream)
    (last,) = last_action(view)
    take_back(desk, view, last.id, "", LATER)
    assert seen(desk, stream).clock("stage-2.response").within.count == 20


def test_who_has_moved_a_case_is_not_asked_again(desk, newer):
    stream = log(desk)  # under the newer version
    old = next(it for it in other_versions(seen(desk, stream)))
    assert version_due(seen(desk, stream)) is None
    assert version_due(moved(desk, stream, old)) is None


PAUSING = (
    shipped().replace(b"pauses = false", b"pauses = true")
    + b"""
[pause]
when = "The complainant is asked for more."
source = "Days for which we wait do not count."

[[fact]]
key = "complex"
title = "It is complex"
"""
)


def facts(day):
    return (
        Paused(happened_on=date(2026, 11, day), reason="Waiting."),
        Resumed(happened_on=date(2026, 11, day + 3)),
        FactStated(happened_on=date(2026, 11, day), fact="complex", holds=True),
        Extended(
            happened_on=date(2026, 11, 20),
            clock="stage-2.response",
            reason="Illness.",
            by="5 working days",
        ),
    )


@pytest.mark.parametrize("place", range(1, 7))
def test_swapping_equals_building_the_case_that_way_from_the_start(place, desk, stream):
    """Fault 6: a changed rule forgets no pause, no extension and no fact, whenever it comes."""
    events = [it.event for it in seen(desk, stream).log] + list(facts(18))
    opened = next(it for it in events if isinstance(it, CaseOpened))
    new = read_procedure(shorter(PAUSING), "new.toml")
    move = ProcedureMoved(
        happened_on=TODAY,
        procedure="active-x-backs",
        procedure_digest="cd",
        readings={"stage-2.response": "received"},
        reason="New.",
    )
    from_the_start = CaseOpened(
        happened_on=opened.happened_on,
        reference=opened.reference,
        procedure=move.procedure,
        procedure_digest=move.procedure_digest,
        readings=move.readings,
    )
    swapped = fold(log_from([*events[:place], move, *events[place:]]))
    built = fold(log_from([from_the_start, *events[1:]]))
    assert swapped == built
    clocks = case_clocks(swapped, new, move.readings, DAYS, TODAY)
    response = next(it for it in clocks if it.key == "response")
    assert str(response.within) == "20 working days"  # 15, and the five that were added
    assert len(response.without) == 1
