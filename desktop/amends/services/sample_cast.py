"""What the sample office is made of, as its resource file tells it: people, complaints, courses.

Days are working days: after the complaint was received, or `within` so many of the promise.
"""

from __future__ import annotations

import tomllib

import msgspec

from amends.domain.people import Identity


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in the file: an unknown key is a mistake, not a wish."""


class ToldPromise(_Told, frozen=True, kw_only=True):
    """Something that the office promised; `kept` is the day on which it was done, if it was."""

    what: str
    within: int
    owner: str = ""
    follow_up: str = ""
    kept: int | None = None


class ToldFinding(_Told, frozen=True, kw_only=True):
    """What was found on a point."""

    finding: str
    reasons: str


class ToldPlan(_Told, frozen=True, kw_only=True, rename={"steps": "step"}):
    """An action plan; the answer that it promised is `answer_within` so many days of it."""

    made: int
    sent: int
    reason: str
    answer_within: int
    steps: tuple[ToldPromise, ...]


class ToldRedirect(_Told, frozen=True, kw_only=True):
    """Where it goes instead, and when that was decided and told."""

    key: str
    decided: int
    told: int
    note: str


class ToldOutside(_Told, frozen=True, kw_only=True):
    """What the outside body wrote, and asked for."""

    wrote: int
    body: str
    summary: str
    answer: ToldPromise


class Course(_Told, frozen=True, kw_only=True, rename={"findings": "finding", "actions": "action"}):
    """How a made-up case went; None stands for what has not happened.

    It was received so many working days before today, from the first number to the second.
    """

    received: tuple[int, int]
    receipt: int | None = None
    outcome: int | None = None
    referred: int | None = None
    closed: int | None = None
    identity: Identity | None = None
    findings: tuple[ToldFinding, ...] = ()
    actions: tuple[ToldPromise, ...] = ()
    settled: dict[str, str] = {}
    plan: ToldPlan | None = None
    redirect: ToldRedirect | None = None
    outside: ToldOutside | None = None


class Script(_Told, frozen=True, kw_only=True):
    """A made-up complaint; one with a course of its own is told once.

    `relation` is what whoever complains is to the office, where it cannot be just anything.
    """

    title: str
    complaint: str
    points: tuple[str, ...]
    wanted: str
    relation: str = ""
    course: Course | None = None


class Cast(_Told, frozen=True, kw_only=True, rename={"scripts": "complaint"}):
    """People's names, what they are to the office, complaints, and courses of the past."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    relations: tuple[str, ...]
    scripts: tuple[Script, ...]
    past: tuple[Course, ...]

    @property
    def lively(self) -> tuple[tuple[Script, Course], ...]:
        """The complaints that are told once, each with its own course."""
        return tuple((script, script.course) for script in self.scripts if script.course)

    @property
    def others(self) -> tuple[Script, ...]:
        """The complaints that go by a course of the past."""
        return tuple(script for script in self.scripts if script.course is None)


def read_cast(raw: str) -> Cast:
    """Return what the resource file tells."""
    return msgspec.convert(tomllib.loads(raw), Cast)
