"""One organisation's complaints procedure, one version: stages, clocks, and all it says else.

A procedure is read from a TOML file (`procedure_file.py`). Every promise carries the sentence of
the policy that it comes from. Where the policy is silent the file says "not stated", which is
None here, and may suggest a reading; which reading holds is the office's choice, and is always
shown as such.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from amends.domain.counting import PLAIN, Counting
from amends.domain.durations import Duration, Written, read_duration
from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS, KindWords
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a procedure file: an unknown key is a mistake, not a wish."""


class Source(_Part, frozen=True, kw_only=True):
    """Where the policy can be read, and what is missing from the copy we hold."""

    document: str
    address: str = ""
    not_in_our_copy: tuple[str, ...] = ()


class EventRule(_Part, frozen=True, kw_only=True):
    """An event that this policy knows beside those that every policy has.

    `when` completes "the day after ..."; a clock or a stage names the event by its `key`.
    """

    key: str
    title: str
    when: str


class Reading(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What an office may take an open question to mean.

    `from_` is the suggestion among the `choices` for what the days run from; `within` is the one
    among the `times` that the office may set itself where the policy states none.
    """

    because: str
    from_: str | None = None
    choices: tuple[str, ...] = ()
    within: Written | None = None
    times: tuple[Written, ...] = ()


class Fallback(_Part, frozen=True, kw_only=True):
    """What the policy asks for where a promise cannot be kept in time, and what does it."""

    key: str
    title: str
    source: str
    until: str = Kind.ACTION_PLAN_SENT
    letter: LetterKind | None = None


class Extension(_Part, frozen=True, kw_only=True):
    """When a policy lets one of its times be longer: by how much at most, and on what terms."""

    source: str
    at_most: Written | None
    needs: tuple[str, ...] = ()


class Instead(_Part, frozen=True, kw_only=True):
    """Another time, where a fact holds; the first that does counts."""

    fact: str
    within: Written
    source: str


class Takes(StrEnum):
    """Which of several limits counts, of those whose days have begun to run."""

    LATER = "the later"
    EARLIER = "the earlier"


class Limit(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Another limit of the same promise, such as the overall one within which it stays."""

    within: Written
    from_: str
    source: str


class Trust(StrEnum):
    """How far the words of a file can be relied on: whether its writer read the rule itself."""

    READ = "read"
    UNVERIFIED = "unverified"


class ClockRule(_Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A promise of the policy: within how long, from what, until what.

    `step` tells the office what to do ("Send the receipt"); `promise` completes the sentence
    "Stage 2 promises ...". `owed_by` is empty where the office itself owes it. `counting` is there
    where this one is counted otherwise than the rest. Of its own limit and those of `also` the one
    that it `takes` counts. It cannot be kept before the end of `not_before`. Where it `repeats`,
    keeping it starts it anew. `trust` is "unverified" where it was read in a secondary source.
    """

    key: str
    title: str
    step: str
    promise: str
    within: Written | None
    from_: str | None
    until: str
    source: str
    reading: Reading | None = None
    letter: LetterKind | None = None
    owed_by: str = ""
    fallback: Fallback | None = None
    counting: Counting | None = None
    extension: Extension | None = None
    instead: tuple[Instead, ...] = ()
    also: tuple[Limit, ...] = ()
    takes: Takes = Takes.EARLIER
    not_before: Limit | None = None
    repeats: bool = False
    trust: Trust = Trust.READ


class Substitute(_Part, frozen=True, kw_only=True):
    """Who answers in place of the usual person, and when."""

    when: str
    answered_by: str
    source: str


class Stage(
    _Part, frozen=True, kw_only=True, rename={"clocks": "clock", "substitutes": "substitute"}
):
    """A stage: who answers, what opens it (`also_opens` lists more), and when it may be entered.

    `after` lists what should have happened before; a complaint that comes too early is premature,
    not invalid. Where its `trust` is "unverified", that goes for each of its clocks.
    """

    key: str
    title: str
    answered_by: str
    opens: str
    source: str
    when: str = ""
    also_opens: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    trust: Trust = Trust.READ

    @property
    def openings(self) -> tuple[str, ...]:
        """The kinds of event that open it."""
        return (self.opens, *self.also_opens)


class Pause(_Part, frozen=True, kw_only=True):
    """When a policy lets its clocks stand still; `clocks` names them ("stage.clock"), or all.

    Neither the day of the pause nor that of going on counts, unless the policy says so.
    """

    when: str
    source: str
    clocks: tuple[str, ...] = ()
    first_day_counts: bool = False
    last_day_counts: bool = False

    def stops(self, stage: str, clock: str) -> bool:
        """Return whether it lets this clock stand still."""
        return not self.clocks or f"{stage}.{clock}" in self.clocks


class FactRule(_Part, frozen=True, kw_only=True):
    """Something that holds in some cases and not in others, and changes a time, such as "joint"."""

    key: str
    title: str


class Scope(_Part, frozen=True, kw_only=True):
    who_may_complain: tuple[str, ...]
    about: str
    source: str | None


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
    """Whether a complainant need be named; without a source it is the office's own rule."""

    choices: tuple[Identity, ...]
    preferred: Identity
    source: str | None


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
    source: str | None
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
    rename={
        "stages": "stage",
        "events": "event",
        "facts": "fact",
        "redirects": "redirect",
        "follow_ups": "follow_up",
    },
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
    counting: Counting = PLAIN
    outside_body: OutsideBody | None = None
    redirects: tuple[Redirect, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    events: tuple[EventRule, ...] = ()
    facts: tuple[FactRule, ...] = ()
    pause: Pause | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of event that a clock or a stage may name."""
        return (*Kind, *(event.key for event in self.events))

    def words(self, kind: str) -> KindWords:
        """Return what a kind of event is called."""
        if kind in KIND_WORDS:
            return KIND_WORDS[kind]
        rule = next((event for event in self.events if event.key == kind), None)
        if rule is None:  # recorded under another version of the procedure
            return KindWords(kind, f"“{kind}” happened", kind)
        return KindWords(rule.title, rule.when, rule.title.lower())

    def is_unverified(self, stage: str, clock: str) -> bool:
        """Return whether a promise was read in a secondary source, and not in the rule itself."""
        return any(
            Trust.UNVERIFIED in {part.trust, rule.trust}
            for part in self.stages
            for rule in part.clocks
            if (part.key, rule.key) == (stage, clock)
        )

    def redirect(self, key: str) -> Redirect:
        """Return the redirect with that key; there must be one."""
        return next(redirect for redirect in self.redirects if redirect.key == key)

    def stage(self, key: str) -> Stage:
        """Return the stage with that key; there must be one."""
        return next(stage for stage in self.stages if stage.key == key)


class Trigger(msgspec.Struct, frozen=True):
    """From what a clock runs; `is_reading` where the policy leaves it open."""

    kind: str
    words: KindWords
    is_reading: bool


class Length(msgspec.Struct, frozen=True):
    """How long a clock runs; `is_reading` where the office set the time itself."""

    within: Duration
    is_reading: bool


def trigger(
    procedure: Procedure, stage: Stage, rule: ClockRule, readings: Mapping[str, str]
) -> Trigger | None:
    """Return from what the clock runs in an office with these readings.

    `readings` maps "stage.clock" to a kind. None where the policy is silent and nobody chose.
    """
    if rule.from_ is not None:
        return Trigger(rule.from_, procedure.words(rule.from_), is_reading=False)
    suggested = rule.reading.from_ if rule.reading else None
    chosen = readings.get(f"{stage.key}.{rule.key}", suggested)
    return Trigger(chosen, procedure.words(chosen), is_reading=True) if chosen else None


def length(
    stage: Stage, rule: ClockRule, readings: Mapping[str, str], facts: Container[str]
) -> Length | None:
    """Return how long the clock runs in a case in which `facts` hold.

    `readings` maps "stage.clock.within" to the time that the office has set itself.
    """
    for instead in rule.instead:
        if instead.fact in facts:
            return Length(read_duration(instead.within), is_reading=False)
    if rule.within is not None:
        return Length(read_duration(rule.within), is_reading=False)
    suggested = rule.reading.within if rule.reading else None
    own = readings.get(f"{stage.key}.{rule.key}.within", suggested)
    return Length(read_duration(own), is_reading=True) if own else None
