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

from amends.domain.clock_rules import ClockRule, Limit, Pause, Table, Trust
from amends.domain.counting import PLAIN, Counting
from amends.domain.durations import HOURLY, Written
from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS, KindWords, kind_of_missed, words_of_missed
from amends.domain.opening_hours import OpeningHours
from amends.domain.people import Identity


class Source(Table, frozen=True, kw_only=True):
    """Where the policy can be read, and what is missing from the copy we hold."""

    document: str
    address: str = ""
    not_in_our_copy: tuple[str, ...] = ()


class EventRule(Table, frozen=True, kw_only=True):
    """An event that this policy knows beside those that every policy has.

    `when` completes "the day after ..."; a clock or a stage names the event by its `key`. A day
    can be set for it beforehand where it is known `ahead`, such as that of a hearing.
    """

    key: str
    title: str
    when: str
    ahead: bool = False


class Substitute(Table, frozen=True, kw_only=True):
    """Who answers in place of the usual person, and when."""

    when: str
    answered_by: str
    source: str


class Stage(
    Table, frozen=True, kw_only=True, rename={"clocks": "clock", "substitutes": "substitute"}
):
    """A stage: who answers, what opens it (`also_opens` lists more), and when it may be entered.

    `after` lists what should have happened before; a complaint that comes too early is premature,
    not invalid. It cannot be entered before the end of `not_before`, and asks for what `requires`
    lists, such as a form. Where its `trust` is "unverified", that goes for each of its clocks.
    """

    key: str
    title: str
    answered_by: str
    opens: str
    source: str
    when: str = ""
    also_opens: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: Limit | None = None
    requires: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    trust: Trust = Trust.READ

    @property
    def openings(self) -> tuple[str, ...]:
        """The kinds of event that open it."""
        return (self.opens, *self.also_opens)


class FactRule(Table, frozen=True, kw_only=True):
    """Something that holds in some cases and not in others, and changes a time, such as "joint"."""

    key: str
    title: str


class Scope(Table, frozen=True, kw_only=True):
    """Who may complain of what; `representatives` says who may speak for them, and how."""

    who_may_complain: tuple[str, ...]
    about: str
    source: str | None
    representatives: str = ""


class Redirect(Table, frozen=True, kw_only=True):
    """What is not handled as a complaint, where it goes instead, and who must be told."""

    key: str
    title: str
    when: str
    goes_to: str
    source: str
    notice: str = ""
    urgent: bool = False


class Confidentiality(Table, frozen=True, kw_only=True):
    """Whether a complainant need be named; without a source it is the office's own rule."""

    choices: tuple[Identity, ...]
    preferred: Identity
    source: str | None


class HowMany(StrEnum):
    """How many points a rule for the overall outcome asks for."""

    ALL = "all"
    ANY = "any"


class OutcomeRule(Table, frozen=True, kw_only=True):
    """The case is `outcome` where all points, or any of them, were found one of `found`."""

    outcome: str
    points: HowMany
    found: tuple[str, ...]


class Outcomes(Table, frozen=True, kw_only=True, rename={"rules": "rule"}):
    """The words for a finding; `note` says where they are not the policy's own.

    The first of `rules` that fits gives the overall outcome. `upheld` lists the words after which
    the follow-ups are considered. `reported_as` gives each word of the policy the one by which it
    is reported, where they differ.
    """

    words: tuple[str, ...]
    upheld: tuple[str, ...]
    rules: tuple[OutcomeRule, ...]
    source: str | None
    note: str = ""
    reported_as: Mapping[str, str] = {}


class FollowUp(Table, frozen=True, kw_only=True):
    """What the office considers after a complaint was upheld.

    An `example` is a thing that it may do; the others it settles one by one.
    """

    key: str
    title: str
    source: str
    when: str = ""
    example: bool = False


class OutsideBody(Table, frozen=True, kw_only=True):
    """Who a complainant may go to after the office, `when` where that depends on the matter.

    The way there is open once all of `after` have happened, or from the end of `not_before` on.
    Their time limit runs from `limit_from`.
    """

    name: str
    full_name: str
    address: tuple[str, ...]
    email: str
    phone: str
    condition: str
    time_limit: Written | None
    source: str
    when: str = ""
    after: tuple[str, ...] = ()
    not_before: Limit | None = None
    limit_from: str = ""
    trust: Trust = Trust.READ


class Procedure(
    Table,
    frozen=True,
    kw_only=True,
    rename={
        "stages": "stage",
        "events": "event",
        "facts": "fact",
        "redirects": "redirect",
        "follow_ups": "follow_up",
        "other_bodies": "other_body",
    },
):
    """A whole procedure, as its file gives it.

    Where it states no `opening_hours` its working hours are those of the office; without a
    `time_zone` the time of day is told by the clock of whoever recorded it.
    `calendar_source` are the policy's words for whose holidays count; without them that is open.
    """

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
    other_bodies: tuple[OutsideBody, ...] = ()
    retention_from: str = Kind.CLOSED
    redirects: tuple[Redirect, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    events: tuple[EventRule, ...] = ()
    facts: tuple[FactRule, ...] = ()
    pause: Pause | None = None
    opening_hours: OpeningHours | None = None
    time_zone: str = ""
    calendar_source: str = ""

    @property
    def counts_hours(self) -> bool:
        """Whether the time of day matters to any of its clocks."""
        rules = [rule for stage in self.stages for rule in stage.clocks]
        cut_off = any((rule.counting or self.counting).received_until for rule in rules)
        return cut_off or any(time.unit in HOURLY for rule in rules for time in rule.times)

    @property
    def bodies(self) -> tuple[OutsideBody, ...]:
        """Everybody to whom a complainant may go after the office, the usual one first."""
        usual = (self.outside_body,) if self.outside_body else ()
        return (*usual, *self.other_bodies)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of event that a clock or a stage may name."""
        return (*Kind, *(event.key for event in self.events))

    @property
    def called(self) -> str:
        """What it is called among others: its title, and whose it is."""
        return f"{self.title} ({self.organisation})"

    @property
    def every_stage(self) -> tuple[Stage, ...]:
        """Its stages, and those of what a case may run under beside it, see `joined.py`."""
        return self.stages

    @property
    def missable(self) -> dict[str, str]:
        """The title of each clock, by what a file calls it that its last day passed."""
        return {
            kind_of_missed(f"{stage.key}.{rule.key}"): rule.title
            for stage in self.every_stage
            for rule in stage.clocks
        }

    def words(self, kind: str) -> KindWords:
        """Return what a kind of event is called."""
        if kind in KIND_WORDS:
            return KIND_WORDS[kind]
        if (of_missed := self.missable.get(kind)) is not None:
            return words_of_missed(of_missed)
        rule = next((event for event in self.events if event.key == kind), None)
        if rule is None:  # recorded under another version of the procedure
            return KindWords(kind, f"“{kind}” happened", kind)
        return KindWords(rule.title, rule.when, rule.title.lower())

    def is_unverified(self, stage: str, clock: str) -> bool:
        """Return whether any of a promise was read in a secondary source, not the rule itself."""
        return any(
            part.trust is Trust.UNVERIFIED or rule.is_unverified
            for part in self.every_stage
            for rule in part.clocks
            if (part.key, rule.key) == (stage, clock)
        )

    def redirect(self, key: str) -> Redirect:
        """Return the redirect with that key; there must be one."""
        return next(redirect for redirect in self.redirects if redirect.key == key)

    def stage(self, key: str) -> Stage:
        """Return the stage with that key; there must be one."""
        return next(stage for stage in self.every_stage if stage.key == key)
