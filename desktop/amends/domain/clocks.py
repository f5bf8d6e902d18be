"""One promise in one case: what is owed, by when, and how it stands. `clockwork.py` makes them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from amends.domain.clock_rules import Pause
from amends.domain.counting import PLAIN, Counting, Span, in_terms, is_worked
from amends.domain.durations import HOURLY, Duration, Unit
from amends.domain.letter_kinds import LetterKind
from amends.domain.opening_hours import OpeningHours
from amends.domain.readings import Trigger

PROMISED: Final = "promise"  # stands where a clock of the policy names its stage


class State(StrEnum):
    """How a clock stands. PAUSED is for procedures whose policy lets a clock stop for a while.

    What the office owes is LATE after its day; a limit of others has LAPSED then.
    """

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met-late"
    LATE = "late"
    LAPSED = "lapsed"
    PROJECTED = "projected"
    NOT_STATED = "not-stated"
    NOT_STARTED = "not-started"
    PAUSED = "paused"
    ENDED = "ended"


OPEN_STATES: Final = frozenset({State.RUNNING, State.LATE})


class Begin(msgspec.Struct, frozen=True):
    """What the trigger of a clock counts as: the day, and the instant from which hours run.

    `came_at` is when it came, None where only the day is known; both are told in `zone`. It is
    deemed to have been received then where it went by post, is late where it came after the time
    of day until which things are received, and moved where hours run from the beginning of a later
    day for that, or because nobody worked.
    """

    on: date
    zone: str
    came_at: datetime | None = None
    at: datetime | None = None
    is_deemed: bool = False
    is_late: bool = False
    is_moved: bool = False


class Clock(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One promise in one case, as it stands today.

    One that `repeats` begins anew whenever it is kept. `opens_on` is the first day on which it can
    be kept, where the policy names one.

    `days_left` counts from today to `due` in the clock's own unit (working days, else days); it is
    negative when late, 0 on the day itself, and frozen at `stopped` once the clock has stopped.
    It is also 0 when only days that do not count have passed since `due`: `state` tells. What
    happens by `fallback` is what the policy asks for instead where the promise cannot be kept.
    `pause` is the rule by which the policy lets it stand still, `without` when it did, and `pinned`
    the day that was agreed instead of the one that was counted. `added` is how much of `within` was
    added in this case, in the same unit. `is_own_time` marks a `within` that
    the office set itself, the policy stating none.

    `target` is the day at which the policy aims within the limit. `missed_on` is the last day of
    one that was missed, where the policy lets something follow from that. `discretion` is the
    sentence by which the office may take what came after it; where it `settles`, the complaint
    counts as settled then.

    A clock in hours has an instant `due_at`, whose last day is `due`. `begins` is there where the
    trigger does not simply count as its day; with `on_receipt` it counts as the day on which what
    was sent is received. `if_closed` is its time where that falls in a closure, and `closed_by` the
    name of the closure that made it so. `opening_hours` are those of the policy, and `time_zone`
    its own.

    Where a letter that was sent on `told_on` told its last day, `due` is that day, and `counted`
    what is counted today, None where that is the same. `pinned_because` is why a day was agreed.
    `policy` names the policy that it comes from, "" where that is the first one of the case.
    """

    stage: str
    stage_title: str
    key: str
    title: str
    step: str
    promise: str
    within: Duration | None
    trigger: Trigger | None
    until: str
    state: State
    source: str
    start: date | None = None
    due: date | None = None
    stopped: date | None = None
    days_left: int | None = None
    letter: LetterKind | None = None
    owed_by: str = ""
    fallback: str | None = None
    counting: Counting = PLAIN
    is_own_time: bool = False
    repeats: bool = False
    opens_on: date | None = None
    pause: Pause | None = None
    without: tuple[Span, ...] = ()
    pinned: date | None = None
    added: int = 0
    target: date | None = None
    missed_on: date | None = None
    discretion: str = ""
    settles: bool = False
    due_at: datetime | None = None
    begins: Begin | None = None
    on_receipt: bool = False
    if_closed: Duration | None = None
    closed_by: str = ""
    opening_hours: OpeningHours | None = None
    time_zone: str = ""
    told_on: date | None = None
    counted: date | None = None
    pinned_because: str = ""
    policy: str = ""

    @property
    def name(self) -> str:
        """By what readings, extensions and letters call it: "stage.clock"."""
        return f"{self.stage}.{self.key}"

    @property
    def counts_from(self) -> date | None:
        """The day as which its trigger counts, None before that happened."""
        return self.begins.on if self.begins is not None else self.start

    @property
    def is_hourly(self) -> bool:
        """Whether it runs in hours."""
        return self.within is not None and self.within.unit in HOURLY

    @property
    def usual(self) -> Duration | None:
        """How long it runs without what was added to it in this case."""
        if self.within is None or not self.added:
            return self.within
        return replace(self.within, count=self.within.count - self.added)

    @property
    def stated(self) -> Duration | None:
        """The time that the policy states, if it states one."""
        return None if self.is_own_time else self.usual

    @property
    def is_promise(self) -> bool:
        """Whether the date is the office's own word, and no period of the policy."""
        return self.stage == PROMISED

    @property
    def counts_working_days(self) -> bool:
        """Whether days that are not worked do not count."""
        return self.within is None or is_worked(self.within.unit)

    @property
    def told_in(self) -> Unit:
        """The days in which is told how much is left: school days, working days, or plain ones."""
        if self.within is not None and in_terms(self.within.unit):
            return Unit.SCHOOL_DAYS
        return Unit.WORKING_DAYS if self.counts_working_days else Unit.DAYS

    @property
    def is_open(self) -> bool:
        """Whether the office owes something on a known day, and has not done it."""
        return self.state in OPEN_STATES and not self.owed_by
