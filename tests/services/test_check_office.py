"""An office that was altered in any way is found out, and one that was not is left in peace."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO

import pytest

from amends.domain.errors import NotAnOfficeError, OfficeLockedError, WrongPassphraseError
from amends.services.attachments import File, stored
from amends.services.check_office import check_folder, check_office
from amends.services.fingerprint import read_printed
from amends.services.log_complaint import log_complaint
from amends.services.progress import CancelledError
from amends.services.recording import record
from amends.services.take_back import take_back_without_file
from amends.storage.evidence import _write_chunks
from amends.storage.office import looking_into, unlock
from amends.storage.still_file import still_file
from tests.covers import SOFIAS, UNTIL
from tests.desks import MOMENT, PASSPHRASE, TODAY, complaint, log, make_desk
from tests.storage.offices import with_the_key_in_hand

STRANGER = """INSERT INTO promises (stream, clock, label, title, what, origin, owner, letter, due)
SELECT 'case/x', clock, label, title, what, origin, owner, letter, due FROM promises LIMIT 1"""
BYTES_CHANGED = 1_000
BYTES_CHANGED_WHOLE = 10_000


def quiet(_done, _total):
    pass


def check(folder, known=None, today=TODAY):
    return check_folder(folder, PASSPHRASE, today, quiet, known)


@pytest.fixture
def desk(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        yield desk


@pytest.fixture
def folder(desk):
    """A closed office with two cases, one of them with a file."""
    log(desk)
    stream = log_complaint(desk, complaint(title="Cold hall"), MOMENT).stream
    scan = stored(desk, File("scan.pdf", "application/pdf", b"scan" * 300_000), TODAY)
    with desk.store.reading() as unit:
        seq = unit.events.last_seq(stream)
    record(desk, stream, seq, [scan], MOMENT)
    desk.store.close()
    return desk.store.folder


def state(folder):
    return {
        path.relative_to(folder): (path.stat().st_mtime_ns, path.is_file() and path.read_bytes())
        for path in folder.rglob("*")
    }


def tamper(folder, *statements):
    with with_the_key_in_hand(folder) as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_office_is_as_it_was_recorded(folder):
    verdict = check(folder)
    assert verdict.problems == ()
    assert (verdict.cases, verdict.files) == (2, 1)
    assert read_printed(verdict.printed) == (verdict.entries, verdict.fingerprint)


def test_nothing_is_written_by_a_check(folder):
    before = state(folder)
    check(folder)
    assert state(folder) == before


def test_an_office_at_work_is_checked_with_what_is_in_its_log(desk):
    log(desk)
    before = state(desk.store.folder)
    verdict = check(desk.store.folder)
    assert verdict.problems == ()
    assert verdict.cases == 1
    assert (desk.store.folder / "office.db-wal").stat().st_size
    assert state(desk.store.folder) == before


def test_days_later_it_is_still_as_it_was_recorded(folder):
    assert check(folder, today=TODAY + timedelta(days=40)).problems == ()


def test_a_check_can_be_stopped(folder):
    def stop(done, _total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        check_folder(folder, PASSPHRASE, TODAY, stop)


def test_a_check_says_how_far_it_is(folder):
    seen = []
    check_folder(folder, PASSPHRASE, TODAY, lambda *step: seen.append(step))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_what_cannot_be_opened_is_said(folder, tmp_path):
    with pytest.raises(WrongPassphraseError):
        check_folder(folder, "another one", TODAY, quiet)
    with pytest.raises(NotAnOfficeError):
        check(tmp_path)


@pytest.mark.once
@pytest.mark.timeout(1800)
def test_every_single_changed_byte_of_the_database_is_found(folder, whole):
    """SQLite leaves no byte of this file unused: each page ends in its own seal."""
    office = unlock(folder, PASSPHRASE)
    key, person = office._key, office.person
    office.close()
    file = folder / "office.db"
    size, chance = file.stat().st_size, random.Random(20261121)
    count = BYTES_CHANGED_WHOLE if whole else BYTES_CHANGED
    # The first pages and the last are always among them.
    places = [*range(120), *range(size - 80, size), *chance.choices(range(size), k=count - 200)]
    missed = []
    with file.open("r+b") as opened:
        for place in places:
            opened.seek(place)
            right = opened.read(1)[0]
            write(opened, place, right ^ chance.randrange(1, 256))
            if not is_found(folder, key, person):
                missed.append(place)
            write(opened, place, right)
    assert missed == []
    assert len(places) == count
    assert check(folder).problems == ()


def write(opened, place, value):
    opened.seek(place)
    opened.write(bytes([value]))
    opened.flush()


def is_found(folder, key, person):
    """Whether the check finds something; it stops at the first thing, for speed alone."""
    from amends.domain.errors import OfficeDamagedError

    try:
        with looking_into(folder, key, person) as office, office.reading() as unit:
            return unit.checks.damaged_pages() > 0
    except OfficeDamagedError:
        return True


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["DELETE FROM events WHERE stream LIKE 'case/%' AND stream_seq = 2"], "missing"),
        (["UPDATE events SET kind = 'closed' WHERE stream_seq = 2"], "was altered"),
        (["UPDATE bodies SET bytes = CAST(bytes || ' ' AS BLOB)"], "says was altered"),
        (["DELETE FROM bodies WHERE id = (SELECT max(id) FROM bodies)"], "said was removed"),
        (
            [
                "UPDATE events SET stream_seq = 9 WHERE stream = 'office' AND stream_seq = 1",
                "UPDATE events SET stream_seq = 1 WHERE stream = 'office' AND stream_seq = 2",
                "UPDATE events SET stream_seq = 2 WHERE stream = 'office' AND stream_seq = 9",
            ],
            "stands where it was not recorded",
        ),
        (["UPDATE inbox SET title = 'Something else'"], "What the inbox"),
        (["UPDATE inbox SET search_text = 'nothing'"], "What the inbox"),
        (["UPDATE inbox SET next_due = 'soon'"], "cannot be read"),
        (["DELETE FROM inbox WHERE label = '2026-001'"], "What the inbox"),
        (["UPDATE promises SET due = '2026-12-31'"], "What the inbox"),
        (["UPDATE due_totals SET cases = 40"], "totals"),
        (["UPDATE promise_totals SET promises = 40"], "totals"),
        (["UPDATE pins SET bytes = CAST('x' AS BLOB)"], "policy or calendar"),
        (
            [STRANGER],
            "a case that is not there",
        ),
        (["INSERT INTO bodies VALUES ('loose', x'00', x'00')"], "belong to no entry"),
        (
            [
                "PRAGMA writable_schema = ON",
                "DELETE FROM sqlite_master WHERE name = 'ix_inbox_all'",
            ],
            "contradicts itself",
        ),
    ],
)  # fmt: skip
def test_what_somebody_with_the_key_changes_is_found(folder, statements, told):
    tamper(folder, "PRAGMA foreign_keys = OFF", *statements)
    problems = check(folder).problems
    assert any(told in problem for problem in problems), problems


def test_a_history_written_anew_is_found_by_its_printed_fingerprint(folder):
    """The head beside it is removed too: somebody who has the key could write that as well."""
    printed = read_printed(check(folder).printed)
    tamper(
        folder,
        "DELETE FROM office_chain WHERE office_seq >= (SELECT max(office_seq) FROM office_chain)",
        "DELETE FROM events WHERE office_seq NOT IN (SELECT office_seq FROM office_chain)",
        "DELETE FROM bodies WHERE id NOT IN (SELECT id FROM events)",
    )
    (folder / "head.json").unlink()
    unlock(folder, PASSPHRASE).close()
    assert all("printed" not in problem for problem in check(folder).problems)
    assert any("printed fingerprint" in problem for problem in check(folder, printed).problems)


def test_an_older_copy_of_the_database_is_found(desk, tmp_path):
    log(desk)
    desk.store.close()
    shutil.copyfile(desk.store.folder / "office.db", tmp_path / "older.db")
    with closing(unlock(desk.store.folder, PASSPHRASE)) as store:
        log(type(desk)(store, desk.resources), title="Cold hall")
    assert check(desk.store.folder).problems == ()
    shutil.copyfile(tmp_path / "older.db", desk.store.folder / "office.db")
    assert any("cut short" in problem for problem in check(desk.store.folder).problems)


def test_a_log_that_was_shortened_is_found_while_the_office_is_open(desk):
    log(desk)
    wal = desk.store.folder / "office.db-wal"
    before = wal.stat().st_size
    log(desk, title="Cold hall")
    assert wal.stat().st_size > before
    assert check(desk.store.folder).problems == ()
    whole = wal.read_bytes()
    os.truncate(wal, before)
    problems = check(desk.store.folder).problems
    wal.write_bytes(whole)
    assert any("cut short" in problem for problem in problems), problems


def test_a_head_that_was_taken_away_is_said(folder):
    (folder / "head.json").unlink()
    assert any("head.json" in problem for problem in check(folder).problems)


def test_a_file_that_is_missing_changed_or_another_is_named(folder):
    (blob,) = (folder / "evidence").iterdir()
    raw = blob.read_bytes()
    for damaged in (None, raw[:-1], raw[:40] + bytes([raw[40] ^ 1]) + raw[41:], b""):
        blob.unlink(missing_ok=True)
        if damaged is not None:
            blob.write_bytes(damaged)
        (problem,) = check(folder).problems
        assert "scan.pdf (case 2026-002)" in problem
    blob.write_bytes(raw)
    assert check(folder).problems == ()


def test_another_file_that_was_sealed_with_the_key_in_its_place_is_found(folder):
    (blob,) = (folder / "evidence").iterdir()
    with closing(unlock(folder, PASSPHRASE)) as office:
        key, name = office.key, blob.name
    blob.unlink()
    _write_chunks(blob, iter([b"another scan"]), key, name)
    (problem,) = check(folder).problems
    assert problem == "A file is not the one that was recorded: scan.pdf (case 2026-002)."


def test_an_office_that_is_locked_under_the_check_ends_it(folder):
    office = unlock(folder, PASSPHRASE)

    def locked(_done, _total):
        office.close()

    with pytest.raises(OfficeLockedError):
        check_office(office, TODAY, locked)


def test_a_still_file_is_the_file_itself_where_nobody_has_it_open(folder):
    with still_file(folder / "office.db") as (file, _mode):
        assert file == folder / "office.db"


def test_files_are_stored_once(desk):
    assert desk.store.evidence.add(BytesIO(b"x")) == desk.store.evidence.add(BytesIO(b"x"))


def test_it_is_said_with_whom_the_office_is_and_until_when(passed):
    assert check(passed.home).whereabouts == (
        "The office is with Sofia Marsh until Fri 4 Dec, and can only be read here."
    )
    assert check(passed.home, today=date(2027, 1, 2)).whereabouts == (
        "The office is with Sofia Marsh, and can only be read here. It was to be back on Fri 4 Dec "
        "2026."
    )


def test_it_is_said_for_whom_the_office_is_held(passed):
    passed.take_over().desk.store.close()

    def said(today):
        return check_folder(passed.hers, SOFIAS, today, quiet).whereabouts

    assert said(UNTIL) == "The office is held here for Gavin Example until Fri 4 Dec."
    assert said(UNTIL + timedelta(days=1)) == (
        "The office is held here for Gavin Example. It was to be back on Fri 4 Dec."
    )


def test_it_is_said_that_the_office_was_given_back_and_taken_back(given_back):
    verdict = check_folder(given_back.hers, SOFIAS, TODAY, quiet)
    assert verdict.whereabouts == (
        "The office was given back to Gavin Example on Sat 21 Nov, and can only be read here."
    )
    given_back.take_back(given_back.look()).store.close()
    assert check(given_back.home).whereabouts == (
        "The office was with Sofia Marsh, and was taken back on Sat 21 Nov."
    )


def test_it_is_said_that_the_office_went_on_without_the_file(passed):
    with closing((desk := passed.open_home()).store):
        take_back_without_file(desk, MOMENT)
    assert check(passed.home).whereabouts == (
        "The office was with Sofia Marsh, and was taken back without the sealed file on Sat 21 Nov."
    )


def test_of_an_office_that_was_nowhere_else_nothing_is_said(folder):
    assert check(folder).whereabouts == ""


def test_where_the_record_does_not_hold_nothing_is_said_of_the_whereabouts(passed):
    tamper(passed.home, "UPDATE bodies SET bytes = bytes || 'x'")
    verdict = check(passed.home)
    assert verdict.problems
    assert verdict.whereabouts == ""
