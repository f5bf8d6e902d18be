"""One promise in one case: what is owed, by when, and how it stands. `clockwork.py` makes them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from amends.domain.counting import PLAIN, Counting, Span, is_worked
from amends.domain.durations import Duration
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import (
    Pause,
    Trigger,
)

PROMISED: Final = "promise"  # stands where a clock of the policy names its stage


class State(StrEnum):
    """How a clock stands. PAUSED is for procedures whose policy lets a clock stop for a while."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met-late"
    LATE = "late"
    PROJECTED = "projected"
    NOT_STATED = "not-stated"
    NOT_STARTED = "not-started"
    PAUSED = "paused"
    ENDED = "ended"


OPEN_STATES: Final = frozenset({State.RUNNING, State.LATE})


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """One promise in one case, as it stands today.

    One that `repeats` begins anew whenever it is kept. `opens_on` is the first day on which it can
    be kept, where the policy names one.

    `days_left` counts from today to `due` in the clock's own unit (working days, else days); it is
    negative when late, 0 on the day itself, and frozen at `stopped` once the clock has stopped.
    It is also 0 when only days that do not count have passed since `due`: `state` tells. What
    happens by `fallback` is what the policy asks for instead where the promise cannot be kept.
    `pause` is the rule by which the policy lets it stand still, `without` when it did, and `pinned`
    the day that was agreed instead of the one that was counted. `is_own_time` marks a `within` that
    the office set itself, the policy stating none.
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

    @property
    def stated(self) -> Duration | None:
        """The time that the policy states, if it states one."""
        return None if self.is_own_time else self.within

    @property
    def is_promise(self) -> bool:
        """Whether the date is the office's own word, and no period of the policy."""
        return self.stage == PROMISED

    @property
    def counts_working_days(self) -> bool:
        """Whether days that are not worked do not count."""
        return self.within is None or is_worked(self.within.unit)

    @property
    def is_open(self) -> bool:
        """Whether the office owes something on a known day, and has not done it."""
        return self.state in OPEN_STATES and not self.owed_by
