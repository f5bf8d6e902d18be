"""Which computers somebody trusts, or trusted until when, as the record has it."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.access import may_record
from amends.domain.computers import Computer, fold_computers
from amends.domain.events.access_events import (
    ComputerDistrusted,
    ComputerTrusted,
    OfficeKeyChanged,
    OfficeRole,
    PassphraseChanged,
    PersonLeft,
    RoleGiven,
)
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.office_events import PersonJoined
from amends.domain.streams import OFFICE, case_stream, person_stream
from tests.domain.logs import PERSON, entry_id, log_of

FIRST, LATER, LAST = date(2026, 11, 17), date(2026, 11, 20), date(2026, 12, 1)
JOINED = PersonJoined(happened_on=FIRST, name="Bo Lind", role="Tutor")
DESK = ComputerTrusted(happened_on=FIRST, computer="a", name="Front desk", key=1)
LAPTOP = ComputerTrusted(happened_on=FIRST, computer="b", name="Laptop", key=1)
NEW_KEY = OfficeKeyChanged(happened_on=LATER, number=2)
NEWER_KEY = OfficeKeyChanged(happened_on=LAST, number=3)


def ends(*own, office=()):
    """Return until when each computer was trusted, None where it still is, by its name."""
    return {it.name: it.until for it in fold_computers(log_of(*own), log_of(*office))}


def ended(computer, day=LATER):
    return ComputerDistrusted(happened_on=day, computer=computer)


def test_it_is_told_which_computer_since_when_and_under_which_key():
    trusted = Computer(entry="a", name="Front desk", key=1, since=FIRST)
    assert fold_computers(log_of(JOINED, DESK), []) == [trusted]


def test_nobody_trusts_a_computer_until_they_do():
    assert ends(JOINED) == {}
    assert ends(JOINED, ended("a"), PassphraseChanged(happened_on=LATER)) == {}


@pytest.mark.parametrize(
    ("own", "office", "until"),
    [
        ((), (), {"Front desk": None, "Laptop": None}),
        ((ended("a"),), (), {"Front desk": LATER, "Laptop": None}),
        ((ended("c"),), (), {"Front desk": None, "Laptop": None}),
        ((PassphraseChanged(happened_on=LATER),), (), {"Front desk": LATER, "Laptop": LATER}),
        ((PersonLeft(happened_on=LATER),), (), {"Front desk": LATER, "Laptop": LATER}),
        (
            (RoleGiven(happened_on=LATER, role=OfficeRole.READER),),
            (),
            dict.fromkeys(("Front desk", "Laptop")),
        ),
        ((), (NEW_KEY,), {"Front desk": LATER, "Laptop": LATER}),
        ((), (NEW_KEY, NEWER_KEY), {"Front desk": LATER, "Laptop": LATER}),
        ((ended("a", FIRST),), (NEW_KEY,), {"Front desk": FIRST, "Laptop": LATER}),
        ((ended("a", LAST),), (NEW_KEY,), {"Front desk": LATER, "Laptop": LATER}),
        ((ended("a"), PersonLeft(happened_on=LAST)), (), {"Front desk": LATER, "Laptop": LAST}),
    ],
)
def test_it_ends_by_their_word_a_new_passphrase_a_new_key_and_with_the_person(own, office, until):
    assert ends(JOINED, DESK, LAPTOP, *own, office=office) == until


def test_what_was_trusted_after_a_new_passphrase_or_under_a_new_key_is_not_ended_by_it():
    again = ComputerTrusted(happened_on=LATER, computer="c", name="Tablet", key=2)
    own = (JOINED, DESK, PassphraseChanged(happened_on=LATER), again)
    assert ends(*own, office=(NEW_KEY,)) == {"Front desk": LATER, "Tablet": None}
    assert ends(*own, office=(NEW_KEY, NEWER_KEY)) == {"Front desk": LATER, "Tablet": LAST}


def test_an_entry_that_was_taken_back_does_not_count():
    withdrawn = EventWithdrawn(happened_on=LATER, target=entry_id(2), reason="")
    assert ends(JOINED, DESK, LAPTOP, withdrawn) == {"Laptop": None}


@pytest.mark.parametrize("role", OfficeRole)
def test_anybody_may_trust_a_computer_for_themselves_and_put_an_end_to_it_for_anybody(role):
    own, other = person_stream(PERSON), person_stream(entry_id(1))
    decides = role is OfficeRole.DECISION_MAKER
    assert may_record(role, PERSON, own, DESK)
    assert may_record(role, PERSON, other, DESK) is decides
    assert may_record(role, PERSON, own, ended("a"))
    assert may_record(role, PERSON, other, ended("a"))
    assert may_record(role, PERSON, OFFICE, ended("a")) is decides
    assert may_record(role, PERSON, case_stream(PERSON), DESK) is (role is not OfficeRole.READER)
