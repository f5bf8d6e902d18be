"""An office of the first version, once it was opened by this one: its promises are all listed."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import msgspec
import pytest

from amends.domain.events import decode
from amends.domain.happenings import Kind
from amends.paths import resource
from amends.services.change_office import read_office
from amends.services.check_office import check_folder
from amends.services.inbox_rows import rebuild, refresh_stale
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.read_promises import read_promise_page
from amends.services.record_step import Step, record_step
from amends.services.set_up_office import open_office
from tests.closures import add_closure
from tests.desks import MOMENT, PASSPHRASE, RECEIVED, TODAY, log, make_desk
from tests.services.versions import adopt, shipped
from tests.storage.offices import set_back


@pytest.fixture
def old(tmp_path):
    """The folder of an office of the first version, with two open cases and a closed one."""
    folder = tmp_path / "office"
    with closing((desk := make_desk(folder)).store):
        log(desk)
        log(desk, title="Another")
        closed = read_case(desk, log(desk, title="Over"), TODAY)
        record_step(desk, closed, Step(Kind.CLOSED, TODAY, note="Withdrawn."), MOMENT)
    set_back(folder)
    return folder


def everything(desk):
    return read_page(desk, "", None, 50, with_closed=True), read_promise_page(desk, None, 50)


def test_its_promises_are_listed_once_its_open_cases_were_derived_again(old):
    with closing((desk := open_office(old, PASSPHRASE, resource())).store):
        assert refresh_stale(desk, TODAY) == 2
        assert refresh_stale(desk, TODAY) == 0
        cases, promises = everything(desk)
        assert [len(cases), len(promises)] == [3, 4]
        with desk.store.transaction() as unit:
            rebuild(unit, TODAY)
        assert everything(desk) == (cases, promises)


def test_where_the_program_was_ended_before_that_they_are_derived_at_the_next_opening(old):
    open_office(old, PASSPHRASE, resource()).store.close()
    with closing((desk := open_office(old, PASSPHRASE, resource())).store):
        assert refresh_stale(desk, TODAY) == 2
        assert len(read_promise_page(desk, None, 50)) == 4


def test_until_then_a_check_finds_nothing_wrong_with_it(old):
    open_office(old, PASSPHRASE, resource()).store.close()
    assert check_folder(old, PASSPHRASE, TODAY, lambda *_step: None).problems == ()


FIRST_KINDS = (
    ("case-opened", {"reference": "2026-099", "procedure": "active-x-backs"}),
    ("received", {"title": "Old", "complaint": "It was late.", "channel": "email"}),
    ("closed", {"reason": "Answered."}),
)


@pytest.fixture
def first_case(tmp_path):
    """An open office with a closed case, written down as the first version wrote it."""
    with closing((desk := make_desk(tmp_path / "office")).store):
        digest = read_office(desk).procedure_digest
        facts = [
            {"kind": kind, "happened_on": RECEIVED.isoformat(), **said}
            for kind, said in FIRST_KINDS
        ]
        facts[0]["procedure_digest"] = digest
        events = [decode(fact["kind"], 1, msgspec.json.encode(fact)) for fact in facts]
        with desk.store.transaction() as unit:
            unit.events.append("case/old", 0, events, now=MOMENT.now, person=desk.store.person)
            rebuild(unit, TODAY)
        yield desk


def test_a_case_of_the_first_version_has_no_readings_and_follows_those_of_today(first_case):
    view = read_case(first_case, "case/old", TODAY)
    assert (view.case.readings, view.case.closed_seq) == (None, 0)
    adopt(first_case, shipped(), readings={"stage-2.response": "acknowledged"})
    views = (view, read_case(first_case, "case/old", TODAY))
    begins = [it.clock("stage-2.response").trigger for it in views]
    assert [it and it.kind for it in begins] == ["received", "acknowledged"]


def test_once_closed_it_counts_as_the_office_does_today(first_case):
    before = read_case(first_case, "case/old", TODAY)
    assert before.case.closed_on == RECEIVED
    shut = date(2026, 11, 20)
    add_closure(first_case, shut, shut, "Burst pipe", MOMENT)
    after = read_case(first_case, "case/old", TODAY)
    days = [view.clock("stage-2.receipt").due for view in (before, after)]
    assert days == [date(2026, 11, 24), date(2026, 11, 25)]
