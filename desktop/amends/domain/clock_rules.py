"""What a procedure file says of one promise: its time, its start and end, and what changes it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import msgspec

from amends.domain.counting import Counting
from amends.domain.durations import Duration, Written, read_duration
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a procedure file: an unknown key is a mistake, not a wish."""


class Trust(StrEnum):
    """How far the words of a file can be relied on: whether its writer read the rule itself."""

    READ = "read"
    UNVERIFIED = "unverified"


class Reading(Table, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What an office may take an open question to mean.

    `from_` is the suggestion among the `choices` for what the days run from; `within` is the one
    among the `times` that the office may set itself where the policy states none.
    """

    because: str
    from_: str | None = None
    choices: tuple[str, ...] = ()
    within: Written | None = None
    times: tuple[Written, ...] = ()


class Fallback(Table, frozen=True, kw_only=True):
    """What the policy asks for where a promise cannot be kept in time, and what does it."""

    key: str
    title: str
    source: str
    until: str = Kind.ACTION_PLAN_SENT
    letter: LetterKind | None = None


class Extension(Table, frozen=True, kw_only=True):
    """When a policy lets one of its times be longer: by how much at most, and on what terms.

    `beyond` is what it takes to go further than `at_most`, "" where nothing allows that.
    """

    source: str
    at_most: Written | None
    needs: tuple[str, ...] = ()
    beyond: str = ""

    def asks(self, confirmed: Collection[str]) -> tuple[str, ...]:
        """Return what it takes: all that it needs, and what lets it go further where that is so."""
        more = (self.beyond,) if self.beyond and self.beyond in confirmed else ()
        return (*self.needs, *more)


class Instead(Table, frozen=True, kw_only=True):
    """Another time, where a fact holds; the first that does counts.

    `when_closed` stands in place of a fact: it holds where any part of the time that counts
    otherwise falls in a closure of the office, or in the holidays between terms.
    """

    within: Written
    source: str
    fact: str = ""
    when_closed: bool = False
    trust: Trust = Trust.READ


class Takes(StrEnum):
    """Which of several limits counts, of those whose days have begun to run."""

    LATER = "the later"
    EARLIER = "the earlier"


class Limit(Table, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Another limit of the same promise, such as the overall one within which it stays."""

    within: Written
    from_: str
    source: str
    on_receipt: bool = False
    trust: Trust = Trust.READ


class Release(Table, frozen=True, kw_only=True, rename={"from_": "from"}):
    """An event after which nothing is owed any more by a clock.

    With `within` and `from_` only where it came in that time, such as an early settlement.
    """

    event: str
    source: str
    within: Written | None = None
    from_: str | None = None


class ClockRule(Table, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A promise of the policy: within how long, from what, until what.

    `step` tells the office what to do ("Send the receipt"); `promise` completes the sentence
    "Stage 2 promises ...". `owed_by` is empty where the office itself owes it. `target` is what the
    policy aims at within its limit. `trust` is "unverified" where it was read in a secondary
    source.

    Which: it exists only where the fact `where` holds, and not where `unless` does.

    How long: `within`, or what `instead` says. Of its own limit and those of `also` the one that it
    `takes` counts. `counting` is there where this one is counted otherwise than the rest.

    From when: `from_`; with `from_every` from the last of them all, and anew from each of `resets`.
    With `on_receipt` from when what the office sent was received, and not from when it was sent.

    Until when: `until` or one of `or_until`, once all of `and_until` happened too; not before the
    end of `not_before`. `released_by` ends it. Where it `repeats`, keeping it starts it anew.

    Where it limits the complainant, `discretion` is the sentence by which the office may take what
    came late, and `settles` says that the complaint counts as settled once they let it pass.
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
    where: str = ""
    unless: str = ""
    from_every: tuple[str, ...] = ()
    resets: tuple[str, ...] = ()
    or_until: tuple[str, ...] = ()
    and_until: tuple[str, ...] = ()
    released_by: tuple[Release, ...] = ()
    target: Written | None = None
    discretion: str = ""
    settles: bool = False
    on_receipt: bool = False
    trust: Trust = Trust.READ

    @property
    def is_unverified(self) -> bool:
        """Whether it, or a time beside its own, was read in a secondary source."""
        parts = [self.trust, *(it.trust for it in self.instead), *(it.trust for it in self.also)]
        return Trust.UNVERIFIED in parts

    @property
    def times(self) -> tuple[Duration, ...]:
        """Every time that it names or lets the office choose."""
        limits = (*self.instead, *self.also, *((self.not_before,) if self.not_before else ()))
        own = self.reading.times if self.reading is not None else ()
        stated = (self.within,) if self.within is not None else ()
        return tuple(map(read_duration, (*stated, *own, *(limit.within for limit in limits))))


class Pause(Table, frozen=True, kw_only=True):
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
