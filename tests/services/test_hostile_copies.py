"""Copies in places that others use too, by clocks that are wrong, beside files that mean harm."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import msgspec
import pytest

from amends.domain.keeping_errors import NotACopyError
from amends.paths import resource
from amends.services.bring_back import bring_back, copies_of
from amends.services.copies import (
    choose_place,
    copy_office,
    copy_to,
    is_rehearsal_due,
    own_place,
    read_plan,
    rehearse,
)
from amends.services.desk import Moment
from amends.services.set_up_office import open_office
from amends.storage.backup import EVIDENCE_LIST, copies_in
from amends.storage.keys_file import read_keys
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk

ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor such pipes")


def quiet(_done, _total):
    pass


def later(**by):
    return Moment((MOMENT.now + timedelta(**by)).date(), MOMENT.now + timedelta(**by))


def test_nothing_else_in_a_place_for_copies_is_removed(desk, tmp_path):
    place = tmp_path / "downloads"
    for folder in (place / "evidence", place / "papers.part"):
        folder.mkdir(parents=True)
    files = [place / "film.part", place / "papers.part" / "a", place / "evidence" / "b.part"]
    for file in files:
        file.write_bytes(b"mine")
    copy_to(desk.store, place, MOMENT, quiet)
    assert [file.read_bytes() for file in files] == [b"mine"] * 3


def test_an_office_does_not_thin_out_the_copies_of_another_in_one_place(desk, tmp_path):
    place = tmp_path / "stick"
    with closing(make_desk(tmp_path / "other").store) as other:
        for day in range(3):
            copy_to(desk.store, place, later(days=day), quiet)
            copy_to(other, place, later(days=day, hours=1), quiet)
        offices = [read_keys(copy.folder).office for copy in copies_in(place)]
        ours, theirs = (read_keys(it.folder).office for it in (desk.store, other))
        assert (offices.count(ours), offices.count(theirs)) == (3, 3)


def test_two_who_copy_into_one_place_at_once_both_get_their_copy(desk, tmp_path):
    for number in range(3):
        desk.store.evidence.add(BytesIO(b"scan %d" % number))
    place = tmp_path / "stick"
    alongside = iter([later(seconds=0), later(seconds=1)])

    def copy_too(_done, _total):
        if moment := next(alongside, None):
            copy_to(desk.store, place, moment, copy_too)

    copy_to(desk.store, place, MOMENT, copy_too)
    assert len(copies_in(place)) == 3
    for copy in copies_in(place):
        assert bring_back(copy.folder, tmp_path / copy.folder.name, TODAY, quiet).missing_files == 0
    assert not list(place.rglob("*.part"))


def test_another_office_s_copy_takes_nothing_from_one_that_is_being_made(desk, tmp_path):
    for number in range(3):
        desk.store.evidence.add(BytesIO(b"scan %d" % number))
    place, done = tmp_path / "stick", []
    with closing(make_desk(tmp_path / "other").store) as other:

        def copy_too(_done, _total):
            done.append(1)
            if len(done) % 3 == 0:
                copy_to(other, place, later(hours=len(done)), quiet)

        copy, left_out = copy_to(desk.store, place, MOMENT, copy_too)
    assert left_out == ()
    assert bring_back(copy.folder, tmp_path / "back", TODAY, quiet).missing_files == 0


def test_the_newest_copy_of_this_office_is_tried_out_though_another_s_is_newer(desk, tmp_path):
    choose_place(desk.store.folder, tmp_path)
    copy_office(desk, MOMENT, quiet)
    with closing(make_desk(tmp_path / "other").store) as other:
        copy_to(other, tmp_path / "office (copies)", later(hours=1), quiet)
    plan = rehearse(desk, later(hours=2), quiet)
    assert (plan.rehearsal_problem, plan.rehearsed_copy) == ("", MOMENT.now)


def test_a_clock_that_ran_ahead_keeps_no_later_copy_from_being_tried_out(desk, office):
    ahead = Moment(TODAY.replace(year=2036), MOMENT.now.replace(year=2036))
    copy_office(desk, ahead, quiet)
    rehearse(desk, ahead, quiet)
    assert is_rehearsal_due(read_plan(office), MOMENT.now)
    log(desk)
    copy_office(desk, MOMENT, quiet)
    assert rehearse(desk, MOMENT, quiet).rehearsed_copy == MOMENT.now
    assert not is_rehearsal_due(read_plan(office), MOMENT.now)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"rehearsed_at": "2026-11-01T12:00:00"}',
        b'{"left_at": "0001-01-01T00:00:00+23:00"}',
        b'{"away": "\\u0000"}',
        b'{"away": "/%s"}' % (b"a" * 300),
        b'{"later": ' + b"[" * 100_000,
    ],
    ids=["no zone", "no time", "no name", "long", "deep"],
)
def test_no_plan_keeps_copies_from_being_made_or_found(desk, office, raw):
    own_place(office).mkdir()
    (own_place(office) / "plan.json").write_bytes(raw)
    assert copy_office(desk, MOMENT, quiet).failed is None
    assert len(copies_of(office)) == 1
    plan = read_plan(office)
    assert is_rehearsal_due(plan, later(days=40).now)
    assert plan.left_at is None  # else no window could tell it in local time


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "9999-12-31"])
def test_a_folder_named_by_a_moment_that_has_no_local_time_is_no_copy(desk, tmp_path, day):
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    copy.folder.rename(tmp_path / "copies" / f"{day}T235959Z")
    assert copies_in(tmp_path / "copies") == []


@pytest.mark.parametrize("name", ["../../mine.txt", f"{'ab' * 32}-/../../../mine.txt"])
def test_a_copy_takes_no_file_from_outside_its_place(desk, tmp_path, name):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    (tmp_path / "copies" / "evidence" / f"{'ab' * 32}-").mkdir()
    (copy.folder / EVIDENCE_LIST).write_bytes(msgspec.json.encode([name]))
    with pytest.raises(NotACopyError):
        bring_back(copy.folder, tmp_path / "back", TODAY, quiet)
    assert not (tmp_path / "back").exists()


@ON_UNIX
def test_nobody_else_may_look_into_what_is_written_whatever_the_system_would_let_them(tmp_path):
    before = os.umask(0)
    try:
        with closing((desk := make_desk(tmp_path / "office")).store):
            log(desk)
            copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
        bring_back(copy.folder, tmp_path / "back", TODAY, quiet)
    finally:
        os.umask(before)
    written = [each for name in ("office", "copies", "back") for each in walk(tmp_path / name)]
    assert len(written) > 10
    assert [it for it in written if it.stat().st_mode & 0o077] == []


def walk(folder):
    return [folder, *folder.rglob("*")]


@ON_UNIX
@pytest.mark.parametrize("name", ["head.json", "backups/plan.json", f"evidence/{'ab' * 32}"])
@pytest.mark.timeout(60)
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(desk, office, name):
    own_place(office).mkdir()
    desk.store.close()
    (office / name).unlink(missing_ok=True)
    os.mkfifo(office / name)
    with closing((again := open_office(office, PASSPHRASE, resource())).store):
        assert copy_office(again, MOMENT, quiet).left_out == 0


@ON_UNIX
@pytest.mark.timeout(60)
def test_nobody_waits_for_a_pipe_in_a_copy_either(desk, tmp_path):
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    (copy.folder / "head.json").unlink()
    os.mkfifo(copy.folder / "head.json")
    assert bring_back(copy.folder, tmp_path / "back", TODAY, quiet).missing_files == 0
    assert not (tmp_path / "back" / "head.json").exists()
