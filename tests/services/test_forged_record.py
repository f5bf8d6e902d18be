"""Who has the key can write a record that holds; it does not pass for the one that was printed."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select

from amends.services.check_office import check_folder
from amends.services.fingerprint import read_printed
from amends.storage.chain import START, Entry, body_digest, entry_digest, office_digest
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.keys import open_by_passphrase
from amends.storage.office import unlock
from amends.storage.tables import bodies, events, office_chain
from tests.desks import PASSPHRASE, TODAY, log, make_desk


@pytest.fixture
def folder(tmp_path):
    """A closed office with three cases, told one after the other."""
    with closing((desk := make_desk(tmp_path / "office")).store):
        for title in ("Late kit", "Cold hall", "No feedback"):
            log(desk, title=title)
    return tmp_path / "office"


def check(folder, known=None):
    return check_folder(folder, PASSPHRASE, TODAY, lambda *_step: None, known)


def forge(folder, change):
    """Let `change` have its way with all entries and their texts, and seal them all anew."""
    key = open_by_passphrase(folder, PASSPHRASE).keys[0]
    database = Database(folder / DATABASE_FILE, key.for_database(), foreign_keys=False)
    with closing(database), database.transaction() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(query).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        found = connection.execute(select(events).order_by(events.c.office_seq)).mappings()
        entries = [dict(row) for row in found]
        texts = {row.id: (row.salt, row.bytes) for row in connection.execute(select(bodies))}
        change(entries, texts)
        for table in (office_chain, bodies, events):
            connection.execute(delete(table))
        write_anew(connection, entries, texts)
    (folder / "head.json").unlink()
    unlock(folder, PASSPHRASE).close()  # notes another head


def write_anew(connection, entries, texts):
    heads: dict[str, tuple[int, bytes]] = {}
    office_head = START
    for office_seq, row in enumerate(entries, 1):
        salt, raw = texts[row["id"]]
        seq, head = heads.get(row["stream"], (0, START))
        row |= {"stream_seq": seq + 1, "body_digest": body_digest(salt, raw)}
        digest = entry_digest(head, Entry(*(row[name] for name in Entry._fields)))
        office_head = office_digest(office_head, office_seq, row["stream"], digest)
        heads[row["stream"]] = seq + 1, digest
        place = {"office_seq": office_seq, "digest": digest}
        connection.execute(insert(events).values(row | place))
        connection.execute(insert(bodies).values(id=row["id"], salt=salt, bytes=raw))
        link = {"office_seq": office_seq, "digest": office_head}
        connection.execute(insert(office_chain).values(link))


def remove(place):
    def change(entries, _texts):
        del entries[place]

    return change


def rewrite(place):
    def change(entries, texts):
        salt, raw = texts[entries[place]["id"]]
        texts[entries[place]["id"]] = salt, raw + b" "

    return change


def swap(place):
    def change(entries, _texts):
        entries[place], entries[place - 1] = entries[place - 1], entries[place]

    return change


def slip_in(place):
    def change(entries, texts):
        new = entries[place] | {"id": uuid4()}
        texts[new["id"]] = texts[entries[place]["id"]]
        entries.insert(place, new)

    return change


def remove_and_make_up_for_it(place):
    def change(entries, texts):
        slip_in(len(entries) - 1)(entries, texts)
        remove(place)(entries, texts)

    return change


def nothing(_entries, _texts):
    """Seal everything as it was."""


def test_a_record_that_is_sealed_anew_as_it_was_is_the_one_that_was_printed(folder):
    printed = read_printed(check(folder).printed)
    forge(folder, nothing)
    assert check(folder, printed).problems == ()


@pytest.mark.parametrize("harm", [remove, rewrite, swap, slip_in, remove_and_make_up_for_it])
@pytest.mark.parametrize("place", [1, 5, -1])
def test_a_forgery_that_holds_is_told_by_the_printed_fingerprint(folder, harm, place):
    printed = read_printed(check(folder).printed)
    forge(folder, harm(place))
    with closing(unlock(folder, PASSPHRASE)) as office, office.reading() as unit:
        assert office.warning is None
        assert unit.checks.damaged_pages() == 0
        assert unit.events.broken_places() == []
    problems = check(folder, printed).problems
    assert any("printed fingerprint" in problem for problem in problems), problems
