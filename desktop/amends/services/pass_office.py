"""Pass the office to somebody else as one sealed file, or give it back the same way.

The file opens by the passphrase of anybody of the office. Without one nothing in it can be read,
and its name tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from amends.domain.access import Member
from amends.domain.cover import Cover, Whereabouts, refusal
from amends.domain.errors import DateNotPossibleError
from amends.domain.events.access_events import OfficeRole
from amends.domain.events.cover_events import CoverFact, OfficeGivenBack, OfficePassed
from amends.domain.streams import OFFICE, PEOPLE, person_of
from amends.services.admit_person import admit_person, read_people_of_office
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.services.read_cover import read_cover
from amends.services.take_seat import take_seat
from amends.storage.passing import draft_office, parts_of, pass_on
from amends.storage.rows import Head
from amends.storage.sealed_file import size_of

SUFFIX: Final = ".amends-office"
LONGEST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who is to hold the office: a person of it, or somebody who is admitted now.

    For the latter `passphrase` opens the file, and the office until she chooses another.
    """

    person: UUID | None = None
    name: str = ""
    role: OfficeRole = OfficeRole.DECISION_MAKER
    passphrase: str = field(default="", repr=False)


def who_can_hold(desk: Desk) -> list[Member]:
    """Return the people of the office who can work in it, whoever asks last: on another computer
    they may hold it themselves.
    """
    people = [it for it in read_people_of_office(desk) if it.role is not OfficeRole.READER]
    own = [it for it in people if it.id == desk.store.person]
    return [*(it for it in people if it not in own), *own]


def suggested_file(cover: Cover, today: date) -> str:
    """Return a name for the sealed file, which names nobody: folders are seen by others."""
    is_back = cover.where in {Whereabouts.HELD, Whereabouts.GIVEN_BACK}
    return f"{'Office back' if is_back else 'Office'} {today.isoformat()}{SUFFIX}"


def check_until(until: date, today: date) -> date:
    """Return the day. Raises `DateNotPossibleError` unless it is to come, within a year."""
    first, last = today + timedelta(days=1), today + timedelta(days=LONGEST_DAYS)
    if not first <= until <= last:
        raise DateNotPossibleError(until, first, last)
    return until


def pass_office(
    desk: Desk, to: Colleague, until: date, target: Path, moment: Moment, progress: Progress
) -> None:
    """Seal the office for somebody else; from then on, it is read alone here.

    Raises `DateNotPossibleError`, `NotAllowedError`, what `admit_person` raises for somebody new,
    and what `save_again` raises; nothing has changed then, and there is no file.
    """
    check_until(until, moment.today)
    _seal(desk, target, partial(_record_passing, to, until, moment), progress)


def give_back(desk: Desk, target: Path, moment: Moment, progress: Progress) -> None:
    """Seal the office to go back to where it came from. Raises as `pass_office` does."""
    _seal(desk, target, partial(_record_giving, moment), progress)


def save_again(desk: Desk, target: Path, progress: Progress) -> None:
    """Make the sealed file once more, such as for one that was lost on the way.

    Raises `OfficeIsHereError` and its like where the office was not passed on,
    `FileNotWrittenError`, `FileNotReadableError`, `OfficeInUseError`, `OfficeDamagedError`, and
    what `progress` raises.
    """
    cover = read_cover(desk)
    if cover.read_only is None:
        raise refusal(cover)
    _seal(desk, target, None, progress)


def _seal(
    desk: Desk, target: Path, record: Callable[[Desk], None] | None, progress: Progress
) -> None:
    store, still_going = desk.store, partial(progress, 0, 0)
    with draft_office(store, still_going) as (draft, before):
        if record is not None:
            record(take_seat(Desk(draft, desk.resources)))
        total = 2 * size_of(parts_of(store.folder, draft.folder))  # written, and read back
        pass_on(store, draft, before, target.absolute(), Steps(progress, total))


@dataclass(slots=True)
class Steps:
    """Counts the bytes that were read and written, and reports them."""

    progress: Progress
    total: int
    _done: int = 0

    def __call__(self, size: int) -> None:
        self._done += size
        self.progress(min(self._done, self.total), self.total)


def _record_passing(to: Colleague, until: date, moment: Moment, draft: Desk) -> None:
    before = _head(draft)
    person, name = to.person, to.name.strip()
    if person is None:
        changed = admit_person(draft, name, to.role, to.passphrase, moment)
        person = next(person_of(it) for it in changed.streams if it.startswith(PEOPLE))
    else:
        name = next(it.name for it in who_can_hold(draft) if it.id == person)
    event = OfficePassed(
        happened_on=moment.today,
        person=person,
        name=name,
        until=until,
        entries=before.entries,
        fingerprint=before.fingerprint,
    )
    record_cover(draft, event, moment)


def _record_giving(moment: Moment, draft: Desk) -> None:
    entries, fingerprint = _head(draft)
    today = moment.today
    event = OfficeGivenBack(happened_on=today, entries=entries, fingerprint=fingerprint)
    record_cover(draft, event, moment)


def record_cover(desk: Desk, event: CoverFact, moment: Moment) -> None:
    """Record where the office goes. Raises `OfficeReadOnlyError`, `NotAllowedError`."""
    with desk.store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)


def _head(desk: Desk) -> Head:
    with desk.store.reading() as unit:
        return Head(*unit.events.office_fingerprint())
