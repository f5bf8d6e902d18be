"""How every clock of a case stands, worked out from the words of the rules by walking day by day.

It is slow, and it shares no code with the engine: it has its own days, its own pauses and its own
words, so that a fault in one is not repeated in the other. The rules:

* A day counts if it comes after the day from which the days run (or on it, where that is day 1),
  if it is worked (where only such days count), and if the clock did not stand still on it. The day
  with the last number is the last day; of clear days the day after it is. Then it is moved, if the
  policy moves a last day on which nobody works.
* Weeks are seven days; a month ends on the corresponding date, or on the month's last day.
* A pause lasts until the clocks go on. It is over as well when the complaint is answered, sent
  elsewhere or closed, when a later stage opens, and when what was owed was done. Neither its first
  day nor the day of going on counts, unless the policy says so.
* While a clock stands still it has days left and no date: those that have not counted yet, and of
  clear days the day after them. A pause that begins after the last day that counts changes nothing.
* A day that was agreed is moved by nothing; of several the last one holds.
* A promise is kept by the first event that it waits for, from the opening of its stage (or the day
  from which it runs, if that was earlier). It ends when the complaint is answered, sent elsewhere
  or closed, or when a later stage opens that waits for the same.
* What a stage waits for belongs to the stage that was opened last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tests.domain.oracle_record import Told, day_of, first_day, standing_facts

DAY = timedelta(days=1)
WORKED = ("working days", "clear working days")
CLEAR = ("clear days", "clear working days")
SENT_ELSEWHERE_OR_CLOSED = ("closed", "redirect-sent", "stage-not-possible-sent")


@dataclass(frozen=True)
class Promised:
    """A promise of the procedure: `longer` is its count where the fact of the case holds."""

    key: str
    count: int
    unit: str
    runs_from: str
    kept_by: str
    stands_still: bool = False
    longer: int = 0
    instead_by: str = ""
    repeats: bool = False
    of_the_complainant: bool = False


@dataclass(frozen=True)
class Level:
    """A stage of the procedure."""

    key: str
    opened_by: str
    promises: tuple[Promised, ...]


@dataclass(frozen=True)
class Rules:
    """What a procedure says of counting; `last_day` moves by that many working days, or not."""

    levels: tuple[Level, ...]
    day_one_is_the_day_itself: bool = False
    closed_day_moves_on: bool = False
    last_day: int = 0
    pausing_day_counts: bool = False
    resuming_day_counts: bool = False


@dataclass(frozen=True)
class Office:
    """The days on which nobody works."""

    weekend: frozenset[int]
    closed: frozenset[date]

    def works(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.closed

    def next_worked(self, day: date, step: int = 1) -> date:
        """Return the nearest worked day from `day` on, which may be `day` itself."""
        while not self.works(day):
            day += step * DAY
        return day


class Standing(NamedTuple):
    """How a clock stands; the states are those that the guide names."""

    state: str
    start: date | None = None
    due: date | None = None
    stopped: date | None = None
    left: int | None = None


class Oracle:
    """One case, seen on one day."""

    def __init__(self, rules: Rules, office: Office, record: Sequence[Told], today: date) -> None:
        self.rules, self.office, self.today = rules, office, today
        self.facts = standing_facts(record)
        self.happened = [it for it in self.facts if it.what not in ("extension", "fact")]
        self.happened.sort(key=day_of)  # what was written down first comes first within a day

    def standings(self) -> dict[str, Standing]:
        """Return how every clock stands, by "stage.clock"."""
        known = {
            f"{level.key}.{it.key}": self.standing(number, it)
            for number, level in enumerate(self.rules.levels)
            for it in level.promises
        }
        return {name: self.expected(name, known) for name in known}

    def standing(self, number: int, promise: Promised) -> Standing:
        opened = self.opened(number)
        own, over = self.own_events(number, promise.kept_by)
        before = self.before(number, promise.kept_by)
        start = first_day(own, promise.runs_from) or first_day(before, promise.runs_from)
        if promise.repeats and start is not None:
            start = max([start, *(it.day for it in own if it.what == promise.kept_by)])
        met, ended = self.stops(number, promise, own, over, opened, start)
        stopped = met or ended
        if start is None:
            if stopped is None:
                return Standing("not-started")
            return Standing("met" if met else "ended", stopped=stopped)
        return self.running(number, promise, start, met, stopped, own)

    def running(
        self,
        number: int,
        promise: Promised,
        start: date,
        met: date | None,
        stopped: date | None,
        own: Sequence[Told],
    ) -> Standing:
        name = f"{self.rules.levels[number].key}.{promise.key}"
        agreed, count = self.extended(name, promise)
        still, lasting = self.still(promise, own, stopped)
        if agreed is None:
            due, left = self.walked(promise.unit, count, start, still, lasting)
            if due is None:
                return Standing("paused", start, None, None, left)
        else:
            due = agreed
        seen = stopped or self.today
        left = self.between(promise.unit, seen, due)
        if met is not None:
            return Standing("met" if met <= due else "met-late", start, due, met, left)
        if stopped is not None:
            return Standing("ended", start, due, stopped, left)
        if self.today <= due:
            return Standing("running", start, due, None, left)
        passed = "lapsed" if promise.of_the_complainant else "late"  # nobody else is late
        return Standing(passed, start, due, None, left)

    # --- what belongs to which stage ----------------------------------------------------------

    def opened(self, number: int) -> int | None:
        """Return the place of the event that opened the stage."""
        kind = self.rules.levels[number].opened_by
        return next((n for n, it in enumerate(self.happened) if it.what == kind), None)

    def waits(self, number: int, kind: str) -> bool:
        """Return whether the stage waits for such an event while it is open."""
        level = self.rules.levels[number]
        return kind != level.opened_by and any(it.kept_by == kind for it in level.promises)

    def own_events(self, number: int, kind: str) -> tuple[list[Told], date | None]:
        """Return what counts for a promise of the stage, and when a later stage took over."""
        if not self.waits(number, kind):
            return self.happened, None
        first, last = 0, len(self.happened)
        if any(self.waits(earlier, kind) for earlier in range(number)):
            opened = self.opened(number)
            first = last if opened is None else opened
        later = [
            place
            for other in range(number + 1, len(self.rules.levels))
            if self.waits(other, kind) and (place := self.opened(other)) is not None
        ]
        over = self.happened[min(later)].day if later else None
        return self.happened[first : min(later, default=last)], over

    def before(self, number: int, kind: str) -> list[Told]:
        """Return what happened before the stage opened, but for what it waits for itself."""
        own, _over = self.own_events(number, kind)
        opened = self.opened(number)
        if opened is None or own is self.happened:
            return []
        return [it for it in self.happened[:opened] if not self.waits(number, it.what)]

    def stops(
        self,
        number: int,
        promise: Promised,
        own: Sequence[Told],
        over: date | None,
        opened: int | None,
        start: date | None,
    ) -> tuple[date | None, date | None]:
        """Return when the promise was kept, and when nothing was left of it to keep."""
        opened_on = None if opened is None else self.happened[opened].day
        begun = [day for day in (opened_on, start) if day is not None]
        if not begun:
            return None, None
        since = min(begun)
        leads_in = promise.kept_by == self.rules.levels[number].opened_by
        kept, ended = [], [] if over is None else [over]
        for it in own:
            if it.day < since:
                continue
            if it.what == promise.instead_by:
                kept.append(it.day)
            if it.what == promise.kept_by and not promise.repeats:
                kept.append(it.day)
            if it.what in SENT_ELSEWHERE_OR_CLOSED:
                ended.append(it.day)
            is_answer = it.what == "outcome-sent" and promise.runs_from != "outcome-sent"
            if is_answer and not leads_in and it.day >= (start or since):
                ended.append(it.day)
        return min(kept, default=None), min(ended, default=None)

    # --- days ---------------------------------------------------------------------------------

    def extended(self, name: str, promise: Promised) -> tuple[date | None, int]:
        """Return the day that was agreed for the clock, if one was, and how many days it has."""
        count = promise.count
        if promise.longer and [it.holds for it in self.facts if it.what == "fact"][-1:] == [True]:
            count = promise.longer
        agreed = None
        for it in self.facts:
            if it.what == "extension" and it.clock == name:
                count += it.more
                agreed = it.until or agreed
        return agreed, count

    def still(
        self, promise: Promised, own: Sequence[Told], stopped: date | None
    ) -> tuple[set[date], date | None]:
        """Return the days on which the clock stood still, and since when it does for now."""
        if not promise.stands_still:
            return set(), None
        openings = [level.opened_by for level in self.rules.levels[1:]]
        ends = ("resumed", "outcome-sent", *SENT_ELSEWHERE_OR_CLOSED, *openings)
        days: set[date] = set()
        since: date | None = None
        for it in own:
            if stopped is not None and it.day > stopped:
                break
            if it.what == "paused" and since is None:
                since = it.day
            elif it.what in ends and since is not None:
                days |= self.still_between(since, it.day)
                since = None
        if since is not None and stopped is not None:
            days |= self.still_between(since, stopped)
            since = None
        if since is None:
            return days, None
        return days, since + DAY * self.rules.pausing_day_counts

    def still_between(self, paused: date, resumed: date) -> set[date]:
        first = paused + DAY * self.rules.pausing_day_counts
        last = resumed - DAY * self.rules.resuming_day_counts
        return {first + DAY * n for n in range((last - first).days + 1)}

    def walked(
        self, unit: str, count: int, start: date, still: set[date], lasting: date | None
    ) -> tuple[date | None, int]:
        """Return the due date and 0, or None and the days left where the clock stands still."""
        received = self.office.next_worked(start) if self.rules.closed_day_moves_on else start
        itself = self.rules.day_one_is_the_day_itself and unit not in CLEAR
        if unit in ("weeks", "months", "years"):
            last = corresponding(received, count, unit)
            count = (last - received).days
        day, left = (received if itself else received + DAY), count
        while True:
            if lasting is not None and day >= lasting:
                return None, left + (unit in CLEAR)
            if day not in still and (unit not in WORKED or self.office.works(day)):
                left -= 1
                if left == 0:
                    break
            day += DAY
        if unit == "clear days":
            day += DAY
        elif unit == "clear working days":
            day = self.office.next_worked(day + DAY)
        if self.rules.last_day:
            day = self.office.next_worked(day, self.rules.last_day)
        return day, 0

    def between(self, unit: str, after: date, through: date) -> int:
        """Return the days after `after` through `through`, with a minus if it is the earlier."""
        if through < after:
            return -self.between(unit, through, after)
        days = [after + DAY * n for n in range(1, (through - after).days + 1)]
        return len([day for day in days if unit not in WORKED or self.office.works(day)])

    # --- what has not begun -------------------------------------------------------------------

    def expected(self, name: str, known: dict[str, Standing]) -> Standing:
        """Return the clock as it will stand if the promise that starts it is kept on its last day.

        Another stage's promise starts only what the complainant has time for.
        """
        level, promise = self.promise(name)
        if known[name].state != "not-started":
            return known[name]
        for other, standing in known.items():
            other_level, starter = self.promise(other)
            if starter.kept_by != promise.runs_from or standing.state not in ("running", "late"):
                continue
            if starter.of_the_complainant or not (
                other_level == level or promise.of_the_complainant
            ):
                continue
            assert standing.due is not None
            start = max(standing.due, self.today)
            agreed, count = self.extended(name, promise)
            due = agreed or self.walked(promise.unit, count, start, set(), None)[0]
            assert due is not None
            left = self.between(promise.unit, self.today, due)
            return Standing("projected", start, due, None, left)
        return known[name]

    def promise(self, name: str) -> tuple[Level, Promised]:
        stage, key = name.split(".")
        level = next(it for it in self.rules.levels if it.key == stage)
        return level, next(it for it in level.promises if it.key == key)


def corresponding(start: date, count: int, unit: str) -> date:
    """Return the date as many weeks, months or years on, or the last day of a shorter month."""
    if unit == "weeks":
        return start + 7 * count * DAY
    year, month = start.year, start.month
    for _ in range(count if unit == "months" else 12 * count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
