"""Who may open the office, as what, and what a role allows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from amends.domain.access import (
    Member,
    RecoverySheet,
    fold_member,
    fold_recovery_sheet,
    may_record,
)
from amends.domain.events.access_events import (
    OfficeKeyChanged,
    OfficeRole,
    PassphraseChanged,
    PersonAdmitted,
    PersonLeft,
    PersonWithdrawn,
    RecoverySheetKept,
    RecoverySheetMade,
    RoleGiven,
)
from amends.domain.events.case_events import NoteAdded
from amends.domain.events.office_events import PersonJoined
from amends.domain.streams import OFFICE, case_stream, person_stream
from amends.domain.waiting import LONGEST_WAIT_SECONDS, wait_seconds
from tests.domain.logs import log_of

BO, OTHER = UUID(int=0xB0), UUID(int=0xC0)
FIRST, LATER = date(2026, 11, 17), date(2026, 11, 20)
JOINED = PersonJoined(happened_on=FIRST, name="Bo Lind", role="Tutor")
NOTE = NoteAdded(happened_on=FIRST, text="Rang.")
CASE = case_stream(UUID(int=1))


def test_who_was_there_before_there_were_roles_may_record_everything():
    member = fold_member(BO, log_of(JOINED))
    assert member == Member(id=BO, name="Bo Lind", title="Tutor", joined_on=FIRST)
    assert member.role is OfficeRole.DECISION_MAKER
    assert member.may_open


def test_the_last_role_holds():
    given = [RoleGiven(happened_on=FIRST, role=role) for role in OfficeRole]
    assert fold_member(BO, log_of(JOINED, *reversed(given))).role is OfficeRole.READER


def test_who_left_may_open_nothing_until_they_join_again():
    left = (JOINED, PersonLeft(happened_on=LATER))
    assert not fold_member(BO, log_of(*left)).may_open
    assert fold_member(BO, log_of(*left)).left_on == LATER
    assert fold_member(BO, log_of(*left, JOINED)).may_open


def test_who_never_joined_may_open_nothing():
    assert not fold_member(BO, []).may_open


def test_the_last_recovery_sheet_counts_and_none_after_a_change_of_key():
    made, kept = RecoverySheetMade(happened_on=FIRST), RecoverySheetKept(happened_on=LATER)
    assert fold_recovery_sheet([]) == RecoverySheet()
    assert fold_recovery_sheet(log_of(made)) == RecoverySheet(made_on=FIRST)
    assert fold_recovery_sheet(log_of(made, kept)) == RecoverySheet(made_on=FIRST, kept_on=LATER)
    assert fold_recovery_sheet(log_of(made, kept, made)) == RecoverySheet(made_on=FIRST)
    changed = OfficeKeyChanged(happened_on=LATER, number=2)
    assert fold_recovery_sheet(log_of(made, kept, changed)) == RecoverySheet()


@pytest.mark.parametrize(
    ("role", "streams"),
    [
        (OfficeRole.READER, set()),
        (OfficeRole.HANDLER, {CASE}),
        (OfficeRole.DECISION_MAKER, {CASE, OFFICE, person_stream(BO), person_stream(OTHER)}),
    ],
)
def test_a_role_allows_what_it_says(role, streams):
    asked = (CASE, OFFICE, person_stream(BO), person_stream(OTHER))
    assert {it for it in asked if may_record(role, BO, it, NOTE)} == streams


@pytest.mark.parametrize("role", OfficeRole)
def test_anybody_may_change_their_own_passphrase_and_only_a_decision_maker_anything_else(role):
    own, changed = person_stream(BO), PassphraseChanged(happened_on=FIRST)
    raised = RoleGiven(happened_on=FIRST, role=OfficeRole.DECISION_MAKER)
    decides = role is OfficeRole.DECISION_MAKER
    assert may_record(role, BO, own, changed)
    assert may_record(role, BO, person_stream(OTHER), changed) is decides
    left = PersonLeft(happened_on=FIRST)
    assert {may_record(role, BO, own, it) for it in (raised, JOINED, left)} == {decides}
    for event in (PersonAdmitted, PersonWithdrawn):
        assert may_record(role, BO, OFFICE, event(happened_on=FIRST, person=BO)) is decides


def test_the_first_slip_costs_nothing_and_none_locks_anybody_out():
    waits = [wait_seconds(failures) for failures in range(12)]
    assert waits[:7] == [0, 0, 1, 2, 4, 8, 16]
    assert waits == sorted(waits)
    assert wait_seconds(10**9) == waits[-1] == LONGEST_WAIT_SECONDS
