"""One organisation's complaints procedure, one version: stages, clocks, and all it says else.

A procedure is read from a TOML file (`procedure_file.py`). Every promise carries the sentence of
the policy that it comes from. Where the policy is silent the file says "not stated", which is
None here, and may suggest a reading; which reading holds is the office's choice, and is always
shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from amends.domain.durations import Written
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a procedure file: an unknown key is a mistake, not a wish."""


class Source(_Part, frozen=True, kw_only=True):
    """Where the policy can be read, and what is missing from the copy we hold."""

    document: str
    address: str = ""
    not_in_our_copy: tuple[str, ...] = ()


class Reading(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What an office may take an open question to mean: the suggestion, and the alternatives."""

    from_: Kind
    choices: tuple[Kind, ...]
    because: str


class Fallback(_Part, frozen=True, kw_only=True):
    """What the policy asks for where a promise cannot be kept in time, and what does it."""

    key: str
    title: str
    until: Kind
    source: str
    letter: LetterKind | None = None


class ClockRule(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A promise of the policy: within how long, from what, until what.

    `step` tells the office what to do ("Send the receipt"); `promise` completes the sentence
    "Stage 2 promises ...". `owed_by` is empty where the office itself owes it.
    """

    key: str
    title: str
    step: str
    promise: str
    within: Written | None
    from_: Kind | None
    until: Kind
    source: str
    reading: Reading | None = None
    letter: LetterKind | None = None
    owed_by: str = ""
    fallback: Fallback | None = None


class Stage(_Part, frozen=True, kw_only=True, rename={"clocks": "clock"}):
    """A stage: who answers, what opens it (`also_opens` lists more), and when it may be entered."""

    key: str
    title: str
    answered_by: str
    opens: Kind
    source: str
    when: str = ""
    also_opens: tuple[Kind, ...] = ()
    clocks: tuple[ClockRule, ...] = ()


class Scope(_Part, frozen=True, kw_only=True):
    who_may_complain: tuple[str, ...]
    about: str
    source: str


class Redirect(_Part, frozen=True, kw_only=True):
    """What is not handled as a complaint, where it goes instead, and who must be told."""

    key: str
    title: str
    when: str
    goes_to: str
    source: str
    notice: str = ""
    urgent: bool = False


class Confidentiality(_Part, frozen=True, kw_only=True):
    choices: tuple[Identity, ...]
    preferred: Identity
    source: str


class HowMany(StrEnum):
    """How many points a rule for the overall outcome asks for."""

    ALL = "all"
    ANY = "any"


class OutcomeRule(_Part, frozen=True, kw_only=True):
    """The case is `outcome` where all points, or any of them, were found one of `found`."""

    outcome: str
    points: HowMany
    found: tuple[str, ...]


class Outcomes(_Part, frozen=True, kw_only=True, rename={"rules": "rule"}):
    """The words for a finding; `note` says where they are not the policy's own.

    The first of `rules` that fits gives the overall outcome. `upheld` lists the words after which
    the follow-ups are considered.
    """

    words: tuple[str, ...]
    upheld: tuple[str, ...]
    rules: tuple[OutcomeRule, ...]
    source: str
    note: str = ""


class FollowUp(_Part, frozen=True, kw_only=True):
    """What the office considers after a complaint was upheld.

    An `example` is a thing that it may do; the others it settles one by one.
    """

    key: str
    title: str
    source: str
    when: str = ""
    example: bool = False


class OutsideBody(_Part, frozen=True, kw_only=True):
    """Who a complainant may go to after the office."""

    name: str
    full_name: str
    address: tuple[str, ...]
    email: str
    phone: str
    condition: str
    time_limit: Written | None
    source: str


class Procedure(
    _Part,
    frozen=True,
    kw_only=True,
    rename={"stages": "stage", "redirects": "redirect", "follow_ups": "follow_up"},
):
    """A whole procedure, as its file gives it."""

    name: str
    title: str
    organisation: str
    language: str
    in_force_from: date | None
    calendar: str
    pauses: bool
    retention: Written | None
    source: Source
    scope: Scope
    confidentiality: Confidentiality
    outcomes: Outcomes
    stages: tuple[Stage, ...]
    outside_body: OutsideBody | None = None
    redirects: tuple[Redirect, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    def redirect(self, key: str) -> Redirect:
        """Return the redirect with that key; there must be one."""
        return next(redirect for redirect in self.redirects if redirect.key == key)

    def stage(self, key: str) -> Stage:
        """Return the stage with that key; there must be one."""
        return next(stage for stage in self.stages if stage.key == key)


class Trigger(msgspec.Struct, frozen=True):
    """From what a clock runs; `is_reading` where the policy leaves it open."""

    kind: Kind
    is_reading: bool


def trigger(stage: Stage, rule: ClockRule, readings: Mapping[str, str]) -> Trigger | None:
    """Return from what the clock runs in an office with these readings.

    `readings` maps "stage.clock" to a kind. None where the policy is silent and nobody chose.
    """
    if rule.from_ is not None:
        return Trigger(rule.from_, is_reading=False)
    chosen = readings.get(f"{stage.key}.{rule.key}")
    if chosen is not None:
        return Trigger(Kind(chosen), is_reading=True)
    return Trigger(rule.reading.from_, is_reading=True) if rule.reading else None
