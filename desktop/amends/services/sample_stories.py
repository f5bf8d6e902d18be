"""Made-up complaints that read like real ones, the same for the same seed. Nobody exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from uuid import UUID

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    Channel,
    FindingMade,
    IdentityChosen,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Raised,
    Received,
    Referred,
)
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    ActionPlanSent,
    FollowUpSettled,
    OutsideBodyWrote,
    Promise,
    PromiseKept,
    Redirected,
    RedirectSent,
)
from amends.domain.people import Identity, Person, Role
from amends.domain.working_days import WorkingDays
from amends.services.make_action_plan import ANSWER
from amends.services.sample_cast import (
    Cast,
    Course,
    Script,
    ToldOutside,
    ToldPlan,
    ToldPromise,
    ToldRedirect,
)

Story = list[tuple[date, list[AnyEvent]]]


class Author:
    """Writes one story after another; the same seed writes the same ones."""

    def __init__(self, cast: Cast, seed: int, days: WorkingDays, today: date) -> None:
        self._cast = cast
        self._lively, self._others = cast.lively, cast.others
        self._random = random.Random(seed)  # noqa: S311  # nothing secret depends on it
        self._days = days
        self._today = today

    def stories(self, count: int) -> list[Story]:
        """Return `count` stories, each the days of a case with what happened, oldest case first."""
        told = [self._story(*self._chosen(number)) for number in range(count)]
        return sorted(told, key=lambda story: story[0][0])

    def id(self) -> UUID:
        """Return a new id, the same for the same seed."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def _chosen(self, number: int) -> tuple[Script, Course]:
        """Return the lively cases first, then one of the past after another."""
        if number < len(self._lively):
            return self._lively[number]
        place, past = number - len(self._lively), self._cast.past
        return self._others[place % len(self._others)], past[place % len(past)]

    def _story(self, script: Script, course: Course) -> Story:
        received = self._days.add(self._today, -self._random.randint(*course.received))
        points = tuple(Point(self.id(), text) for text in script.points)
        first_day = list(self._first_day(script, course, points, received))
        by_day: dict[date, list[AnyEvent]] = {received: first_day}
        later = self._later(course, points, received)
        for event in sorted(later, key=lambda event: event.happened_on):
            by_day.setdefault(event.happened_on, []).append(event)
        return list(by_day.items())

    def _first_day(
        self, script: Script, course: Course, points: tuple[Point, ...], received: date
    ) -> Iterator[AnyEvent]:
        """Half of all concerns were first raised with the person dealt with."""
        if self._random.random() < 0.5:
            yield Raised(happened_on=self._days.add(received, -self._random.randint(2, 10)))
        channels = (Channel.EMAIL, Channel.EMAIL, Channel.PHONE)
        identity = self._identity(course)
        is_anonymous = identity is Identity.ANONYMOUS
        yield Received(
            happened_on=received,
            title=script.title,
            complaint=script.complaint,
            wanted=script.wanted,
            channel=Channel.POST if is_anonymous else self._random.choice(channels),
        )
        if not is_anonymous:
            person = self._person(script.relation)
            yield PersonNamed(happened_on=received, role=Role.COMPLAINANT, person=person)
        yield PointsDefined(happened_on=received, points=points)
        if identity is not Identity.OPEN:
            yield IdentityChosen(happened_on=received, identity=identity)

    def _identity(self, course: Course) -> Identity:
        """Where a course does not say, one complainant in eight does not want to be named."""
        if course.identity is not None:
            return course.identity
        return Identity.WITHHELD if self._random.random() < 0.125 else Identity.OPEN

    def _person(self, relation: str) -> Person:
        first = self._random.choice(self._cast.first_names)
        last = self._random.choice(self._cast.last_names)
        address = "".join(char for char in f"{first}.{last}".lower() if char.isascii())
        return Person(
            id=self.id(),
            name=f"{first} {last}",
            relation=relation or self._random.choice(self._cast.relations),
            email=f"{address.replace(chr(39), '')}@example.org",
        )

    def _later(
        self, course: Course, points: tuple[Point, ...], received: date
    ) -> Iterator[AnyEvent]:
        """Return what followed; of what happened on one day, in the order in which it did."""
        if course.receipt is not None:
            day = self._days.add(received, course.receipt)
            yield Acknowledged(happened_on=day, channel=Channel.EMAIL)
        if course.plan is not None:
            yield from self._planned(course.plan, received)
        if course.redirect is not None:
            yield from self._redirected(course.redirect, received)
        if course.outcome is not None:
            yield from self._answered(course, points, received)
        if course.referred is not None:
            day = self._days.add(received, course.referred)
            yield Referred(happened_on=day, body="CIMSPA")
        if course.outside is not None:
            yield self._wrote(course.outside, received)
        if course.closed is not None:
            day = self._days.add(received, course.closed)
            yield CaseClosed(happened_on=day, reason="All promises kept.")

    def _answered(
        self, course: Course, points: tuple[Point, ...], received: date
    ) -> Iterator[AnyEvent]:
        """Return the findings, the outcome, and what was decided to follow from it."""
        day = self._days.add(received, course.outcome or 0)
        for point, told in zip(points, cycle(course.findings), strict=False):
            yield FindingMade(
                happened_on=day, point=point.id, finding=told.finding, reasons=told.reasons
            )
        yield OutcomeSent(happened_on=day, channel=Channel.EMAIL)
        for key, because in course.settled.items():
            yield FollowUpSettled(happened_on=day, follow_up=key, because=because)
        for action in course.actions:
            promise = self._promise(action, day)
            yield ActionPlanned(
                happened_on=day, promise=promise, owner=action.owner, follow_up=action.follow_up
            )
            yield from self._kept(action, promise, received)

    def _planned(self, told: ToldPlan, received: date) -> Iterator[AnyEvent]:
        made, sent = (self._days.add(received, after) for after in (told.made, told.sent))
        plan, answer = self.id(), ToldPromise(what=ANSWER, within=told.answer_within)
        steps = [(step, self._promise(step, sent)) for step in told.steps]
        yield ActionPlanMade(
            happened_on=made,
            plan=plan,
            reason=told.reason,
            answer=self._promise(answer, sent),
            steps=tuple(promise for _step, promise in steps),
        )
        yield ActionPlanSent(happened_on=sent, channel=Channel.EMAIL, plan=plan)
        for step, promise in steps:
            yield from self._kept(step, promise, received)

    def _redirected(self, told: ToldRedirect, received: date) -> Iterator[AnyEvent]:
        decided, said = (self._days.add(received, after) for after in (told.decided, told.told))
        yield Redirected(happened_on=decided, redirect=told.key, note=told.note)
        yield RedirectSent(happened_on=said, channel=Channel.EMAIL)

    def _wrote(self, told: ToldOutside, received: date) -> OutsideBodyWrote:
        day = self._days.add(received, told.wrote)
        answer = self._promise(told.answer, day)
        return OutsideBodyWrote(
            happened_on=day, body=told.body, summary=told.summary, answer=answer
        )

    def _promise(self, told: ToldPromise, on: date) -> Promise:
        return Promise(self.id(), told.what, self._days.add(on, told.within))

    def _kept(self, told: ToldPromise, promise: Promise, received: date) -> Iterator[AnyEvent]:
        if told.kept is not None:
            yield PromiseKept(happened_on=self._days.add(received, told.kept), promise=promise.id)
