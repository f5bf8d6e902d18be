"""An office of the first version, once it was opened by this one: its promises are all listed."""

from __future__ import annotations

from contextlib import closing

import pytest

from amends.domain.happenings import Kind
from amends.paths import resource
from amends.services.inbox_rows import rebuild, refresh_stale
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.read_promises import read_promise_page
from amends.services.record_step import Step, record_step
from amends.services.set_up_office import open_office
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk
from tests.storage.offices import with_the_key_in_hand


@pytest.fixture
def old(tmp_path):
    """The folder of an office of the first version, with two open cases and a closed one."""
    folder = tmp_path / "office"
    with closing((desk := make_desk(folder)).store):
        log(desk)
        log(desk, title="Another")
        closed = read_case(desk, log(desk, title="Over"), TODAY)
        record_step(desk, closed, Step(Kind.CLOSED, TODAY, note="Withdrawn."), MOMENT)
    with with_the_key_in_hand(folder, guarded=True) as connection:
        for change in (
            "DROP TABLE promises",
            "DROP TABLE promise_totals",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(change)
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
