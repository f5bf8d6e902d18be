"""Made-up complaints that read like real ones, the same for the same seed. Nobody exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    Channel,
    IdentityChosen,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Raised,
    Received,
    Referred,
)
from amends.domain.people import Identity, Person, Role
from amends.domain.working_days import WorkingDays

Story = list[tuple[date, list[AnyEvent]]]


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A made-up complaint, as the resource file tells it."""

    title: str
    complaint: str
    points: tuple[str, ...]
    wanted: str


class Cast(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"scripts": "complaint"}
):
    """What the resource file holds: people's names, what they are to the office, and complaints."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    relations: tuple[str, ...]
    scripts: tuple[Script, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """How a made-up case went, in working days.

    `received` counts back from today; the others count on from the receipt of the complaint, None
    where it has not happened.
    """

    received: tuple[int, int]
    receipt: int | None = None
    outcome: int | None = None
    referred: int | None = None
    closed: int | None = None


# The first ten keep the inbox lively; the rest are the memory of an office.
PLOTS: Final = (
    Plot((21, 21), receipt=3),  # the response is a working day late
    Plot((3, 3)),  # the receipt is due in two
    Plot((17, 18), receipt=4),
    Plot((6, 7)),  # the receipt is late
    Plot((16, 17), receipt=2),
    Plot((9, 13), receipt=4),
    Plot((4, 8), receipt=1),
    Plot((0, 1)),
    Plot((30, 34), receipt=5, outcome=19),
    Plot((45, 60), receipt=4, outcome=18, referred=30),
    Plot((60, 200), receipt=3, outcome=15, closed=25),
    Plot((60, 200), receipt=5, outcome=20, closed=32),
    Plot((60, 200), receipt=2, outcome=12, closed=20),
    Plot((60, 200), receipt=7, outcome=24, closed=40),
)


class Author:
    """Writes one story after another; the same seed writes the same ones."""

    def __init__(self, cast: Cast, seed: int, days: WorkingDays, today: date) -> None:
        self._cast = cast
        self._random = random.Random(seed)  # noqa: S311  # nothing secret depends on it
        self._days = days
        self._today = today

    def stories(self, count: int) -> list[Story]:
        """Return `count` stories, each the days of a case with what happened, oldest case first."""
        told = [self._story(number, PLOTS[number % len(PLOTS)]) for number in range(count)]
        return sorted(told, key=lambda story: story[0][0])

    def id(self) -> UUID:
        """Return a new id, the same for the same seed."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def _story(self, number: int, plot: Plot) -> Story:
        received = self._days.add(self._today, -self._random.randint(*plot.received))
        later = [(day, [event]) for day, event in self._later(plot, received)]
        return [(received, self._first_day(number, received)), *later]

    def _first_day(self, number: int, received: date) -> list[AnyEvent]:
        script = self._cast.scripts[number % len(self._cast.scripts)]
        return [
            *self._raised(received),
            Received(
                happened_on=received,
                title=script.title,
                complaint=script.complaint,
                wanted=script.wanted,
                channel=self._random.choice((Channel.EMAIL, Channel.EMAIL, Channel.PHONE)),
            ),
            PersonNamed(happened_on=received, role=Role.COMPLAINANT, person=self._person()),
            PointsDefined(
                happened_on=received,
                points=tuple(Point(self.id(), text) for text in script.points),
            ),
            *self._identity(received),
        ]

    def _raised(self, received: date) -> Iterator[AnyEvent]:
        """Half of all concerns were first raised with the person dealt with."""
        if self._random.random() < 0.5:
            day = self._days.add(received, -self._random.randint(2, 10))
            yield Raised(happened_on=day)

    def _identity(self, received: date) -> Iterator[AnyEvent]:
        """One complainant in eight does not want to be named."""
        if self._random.random() < 0.125:
            yield IdentityChosen(happened_on=received, identity=Identity.WITHHELD)

    def _person(self) -> Person:
        first = self._random.choice(self._cast.first_names)
        last = self._random.choice(self._cast.last_names)
        address = "".join(char for char in f"{first}.{last}".lower() if char.isascii())
        return Person(
            id=self.id(),
            name=f"{first} {last}",
            relation=self._random.choice(self._cast.relations),
            email=f"{address.replace(chr(39), '')}@example.org",
        )

    def _later(self, plot: Plot, received: date) -> Iterator[tuple[date, AnyEvent]]:
        """Return what followed, in order."""
        if plot.receipt is not None:
            day = self._days.add(received, plot.receipt)
            yield day, Acknowledged(happened_on=day, channel=Channel.EMAIL)
        if plot.outcome is not None:
            day = self._days.add(received, plot.outcome)
            yield day, OutcomeSent(happened_on=day, channel=Channel.EMAIL)
        if plot.referred is not None:
            day = self._days.add(received, plot.referred)
            yield day, Referred(happened_on=day, body="CIMSPA")
        if plot.closed is not None:
            day = self._days.add(received, plot.closed)
            yield day, CaseClosed(happened_on=day, reason="All promises kept.")
