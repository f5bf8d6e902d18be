"""What lists show. Standard library only, so that views may import it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

# What stands still comes after every date, then what has nothing due, then what is closed.
PAUSED: Final = "9998-12-30"
NOTHING_DUE: Final = "9998-12-31"
CLOSED: Final = "9999-12-31"
WORKING_DAYS: Final = "working days"


class InboxRow(NamedTuple):
    """Just what one line of the inbox shows.

    `step` and `stage` are in the words of the procedure; `answered_by` is who answers there, or how
    the case stands where a promise is due next. `who` never names a complainant whose identity is
    withheld. `sort_key` is never empty, or rows without a date would vanish between
    pages. `stale_on` is the day on which time alone changes the row, None if it never does.
    `due_time` is the time of day until which it is in time, "" for the whole day; `told_in` are the
    days in which is told how far it is.
    """

    stream: str
    label: str
    title: str
    step: str
    stage: str
    answered_by: str
    who: str
    next_due: date | None
    closed: bool
    sort_key: str
    stale_on: date | None
    due_time: str = ""
    told_in: str = WORKING_DAYS


class PromiseRow(NamedTuple):
    """Just what one line of the list of promises shows.

    `clock` is "stage.clock" as the case knows it, `label` and `title` are those of the case.
    `letter` is the kind of letter by which it is kept, "" where it is kept otherwise. What stands
    still is due on no day, and comes last: it does so `since` a day, with so much `left`.
    `due_time` and `told_in` are as in the inbox.
    """

    stream: str
    clock: str
    label: str
    title: str
    what: str
    origin: str
    owner: str
    letter: str
    due: date | None
    since: date | None = None
    left: str = ""
    due_time: str = ""
    told_in: str = WORKING_DAYS


class DueTotal(NamedTuple):
    """How many things are due on a day; of cases, None counts those with nothing due.

    Those whose clocks stand still are counted apart from these.
    """

    due: date | None
    how_many: int
    is_paused: bool = False


class CaseCounts(NamedTuple):
    """How many cases the office has."""

    open: int
    closed: int

    @property
    def all(self) -> int:
        """Return how many there are, open or closed."""
        return self.open + self.closed


class Place(NamedTuple):
    """A place whose public holidays can be taken: a country, or a region of one.

    `name` is that of its calendar, such as "GB-SCT"; `also` holds what else the place is called.
    """

    name: str
    country: str
    region: str = ""
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return "Germany: Bayern", or the country alone."""
        return f"{self.country}: {self.region}" if self.region else self.country


class Copy(NamedTuple):
    """A copy of an office: its folder, when it was made (UTC), and how many entries it has."""

    folder: Path
    made_at: datetime
    entries: int


class Head(NamedTuple):
    """How far a record had come: its number of entries, and its chain as 64 hex digits."""

    entries: int
    fingerprint: str
