"""Let somebody leave the office: what hangs on them goes to others, and they open it no more.

Each step is on record as soon as it is done, so whoever goes on later finds what is left to do.
What hangs on somebody in a case that concerns the person at the keyboard is not shown to them: it
is left for somebody else of the office, who is told of it when they open it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from amends.domain.access import Member
from amends.domain.access_errors import CaseConcernsTakerError, OwnLeavingError
from amends.domain.case import fold
from amends.domain.events import AnyEvent
from amends.domain.events.access_events import LeavingBegun, LeavingEnded
from amends.domain.events.office_events import Letterhead
from amends.domain.leaving import Holding, Leaving, LeavingStep, fold_leavings, holding, may_take
from amends.domain.people import Role, same_name
from amends.domain.streams import OFFICE
from amends.services.change_office import change_letterhead, read_office
from amends.services.desk import Changed, Desk, Moment
from amends.services.give_case import given
from amends.services.ground import read_ground
from amends.services.inbox_rows import refresh_row
from amends.services.progress import Progress
from amends.services.take_seat import read_member, read_members
from amends.storage.unit import Unit

_NAMING: Final = ("person-named", "event-corrected")
_HANDLER: Final = f'"role":"{Role.HANDLER}"'.encode()


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who leaves, and what is still to be done about it.

    `takers` are the others of the office who work in cases. `decided_by_post` are the numbers of
    the open cases that others handle, and whoever has the leaver's post decides.
    """

    member: Member
    leaving: Leaving
    holdings: tuple[Holding, ...]
    takers: tuple[Member, ...]
    decided_by_post: tuple[str, ...]
    signs: bool
    is_sample: bool

    @property
    def to_do(self) -> tuple[LeavingStep, ...]:
        """What is left to do, in the order in which it is proposed."""
        leaving = self.leaving
        open_steps = {
            LeavingStep.GIVE: bool(self.holdings),
            LeavingStep.SIGNATURE: self.signs,
            LeavingStep.WITHDRAW: leaving.withdrawn_on is None,
            LeavingStep.KEY: not leaving.has_new_key and not self.is_sample,
            LeavingStep.SHEET: not leaving.has_new_sheet and not self.is_sample,
        }
        return tuple(step for step, is_open in open_steps.items() if is_open)

    @property
    def is_on_hand(self) -> bool:
        """Whether somebody is to be reminded: a step is left, or what a former member holds."""
        if self.leaving.is_ended:
            return self.leaving.withdrawn_on is not None and bool(self.holdings)
        return bool(self.to_do)

    def takers_of(self, held: Holding) -> list[Member]:
        """Return who may take what hangs on them in one case."""
        return list(may_take(self.takers, held.concerns, self.member.name))


def may_leave(desk: Desk) -> list[Member]:
    """Return whom the person at the keyboard can let leave: everybody but themselves."""
    with desk.store.reading() as unit:
        return [it for it in read_members(unit) if it.id != desk.store.person]


def read_leaver(desk: Desk, person: UUID, today: date) -> Leaver:
    """Return somebody as they would leave, or as far as their leaving has come."""
    with desk.store.reading() as unit:
        leavings = {it.person: it for it in fold_leavings(unit.events.read(OFFICE))}
        leaving = leavings.get(person) or Leaving(person=person, last_day=today)
        return _leaver(desk, unit, leaving)


def read_leavers_on_hand(desk: Desk) -> list[Leaver]:
    """Return everybody about whose leaving something is still to be done."""
    with desk.store.reading() as unit:
        leavings = fold_leavings(unit.events.read(OFFICE))
        found = (_leaver(desk, unit, leaving) for leaving in leavings)
        return [leaver for leaver in found if leaver.is_on_hand]


def begin_leaving(desk: Desk, person: UUID, last_day: date, moment: Moment) -> Changed:
    """Record that somebody leaves, and their last day; again, that it is another day.

    Raises `OwnLeavingError` for the person at the keyboard, and `NotAllowedError`.
    """
    if person == desk.store.person:
        raise OwnLeavingError
    begun = LeavingBegun(happened_on=moment.today, person=person, last_day=last_day)
    return _record(desk, begun, moment)


def end_leaving(desk: Desk, person: UUID, moment: Moment) -> Changed:
    """Record that the leaving was called off, or that what is left of it is left at that."""
    return _record(desk, LeavingEnded(happened_on=moment.today, person=person), moment)


def give_holdings(
    desk: Desk, person: UUID, choices: Mapping[str, Member], moment: Moment, progress: Progress
) -> Changed:
    """Give what hangs on somebody to others: by case, to whom all of it goes there.

    Each case is recorded by itself, as it stands by then: where the work is stopped, what is given
    is given. A case that has no choice is left. Raises `CaseConcernsTakerError`.
    """
    changed: set[str] = set()
    for number, (stream, to) in enumerate(choices.items()):
        progress(number, len(choices))
        with desk.store.transaction() as unit:
            if _give(desk, unit, person, stream, to, moment):
                changed.add(stream)
    return Changed(frozenset(changed))


def hand_on_signature(desk: Desk, to: Member, moment: Moment) -> Changed:
    """Record that somebody else signs the letters, and handles each case that names nobody."""
    head = read_office(desk).letterhead or Letterhead(name="")
    role = to.title or head.signatory_role
    return change_letterhead(desk, replace(head, signatory=to.name, signatory_role=role), moment)


def _leaver(desk: Desk, unit: Unit, leaving: Leaving) -> Leaver:
    member = read_member(unit, leaving.person)
    office = read_ground(unit).office
    signatory = office.letterhead.signatory if office.letterhead else ""
    signs = same_name(signatory, member.name)
    kept_from = desk.store.kept_from
    streams = [it for it in _streams(unit, signs=signs) if it not in kept_from]
    found = (holding(fold(unit.events.read(it)), it, member.name, signatory) for it in streams)
    holdings = sorted(filter(None, found), key=_by_reference)
    others = (it for it in read_members(unit) if it.id != leaving.person)
    return Leaver(
        member=member,
        leaving=leaving,
        holdings=tuple(holdings),
        takers=tuple(may_take(others, (), member.name)),
        decided_by_post=tuple(_decided_by_post(unit, member, holdings, kept_from)),
        signs=signs,
        is_sample=office.sample,
    )


def _streams(unit: Unit, *, signs: bool) -> list[str]:
    """Return the cases in which something may hang on somebody; whoever signs may have them all."""
    if signs:
        return unit.inbox.open_streams()
    named = unit.events.streams_holding(_NAMING, _HANDLER)
    return sorted({*named, *unit.promises.streams()}.intersection(unit.inbox.open_streams()))


def _decided_by_post(
    unit: Unit, member: Member, holdings: list[Holding], kept_from: frozenset[str]
) -> Iterator[str]:
    own = {held.stream for held in holdings if held.handles} | kept_from
    for row in unit.inbox.open_answered_by(member.title) if member.title else ():
        if row.stream not in own:
            yield row.label


def _give(desk: Desk, unit: Unit, person: UUID, stream: str, to: Member, moment: Moment) -> bool:
    """Give all that hangs on somebody in a case, and return whether anything did."""
    member, case = read_member(unit, person), fold(unit.events.read(stream))
    held = holding(case, stream, member.name, _letterhead(unit).signatory)
    if held is None:
        return False
    if not held.may_go_to(to.name):
        raise CaseConcernsTakerError(stream, to.name)
    promises = [it.promise.id for it in held.owes]
    events = list(given(case, to, moment, handles=held.handles, promises=promises))
    seq = unit.events.last_seq(stream)
    unit.events.append(stream, seq, events, now=moment.now, person=desk.store.person)
    refresh_row(unit, stream, moment.today)
    return True


def _letterhead(unit: Unit) -> Letterhead:
    return read_ground(unit).office.letterhead or Letterhead(name="")


def _by_reference(held: Holding) -> str:
    return held.reference


def _record(desk: Desk, event: AnyEvent, moment: Moment) -> Changed:
    with desk.store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
    return Changed(frozenset({OFFICE}))
