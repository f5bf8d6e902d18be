"""Where an office is: here, or with somebody who covers for its people; and what may happen then.

The office and the copy of it that somebody else holds have one record, one after the other. So its
last entry about this says everywhere whether the record may go on in this very folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.access_errors import OfficeReadOnlyError
from amends.domain.cover_errors import OfficeIsHeldError, OfficeIsHereError
from amends.domain.errors import AmendsError
from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.access_events import OfficeKeyChanged
from amends.domain.events.cover_events import (
    OfficeGivenBack,
    OfficePassed,
    OfficeTakenBack,
    OfficeTakenOver,
)
from amends.domain.read_only import IsAway, ReadOnly, WasGivenBack


class Whereabouts(StrEnum):
    """Where the office is, as this folder knows it."""

    HERE = "here"
    AWAY = "away"  # passed to somebody else
    HELD = "held"  # for somebody else
    GIVEN_BACK = "given back"


# What the last entry of these kinds says.
BY_KIND: Final = {
    "office-passed": Whereabouts.AWAY,
    "office-taken-over": Whereabouts.HELD,
    "office-given-back": Whereabouts.GIVEN_BACK,
    "office-taken-back": Whereabouts.HERE,
}
STILL: Final = frozenset({Whereabouts.AWAY, Whereabouts.GIVEN_BACK})

_MAY_FOLLOW: Final[dict[Whereabouts, type | tuple[type, ...]]] = {
    Whereabouts.AWAY: (OfficeTakenOver, OfficeTakenBack),
    Whereabouts.GIVEN_BACK: OfficeTakenBack,
}
_MAY_NOT: Final[dict[Whereabouts, type | tuple[type, ...]]] = {
    Whereabouts.HERE: (OfficeTakenOver, OfficeGivenBack, OfficeTakenBack),
    # A new key would make the file that goes back unreadable there.
    Whereabouts.HELD: (OfficePassed, OfficeTakenOver, OfficeTakenBack, OfficeKeyChanged),
}


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of the last time that the office was passed on.

    `name` is to whom, `passed_by` from whom; `back_on` is when it was given back. Once it is here
    again, `name` is whom it was with, and `back_on` when it was taken back, `without_file` or not.
    """

    where: Whereabouts = Whereabouts.HERE
    person: UUID | None = None
    name: str = ""
    until: date = date.min
    passed_by: UUID | None = None
    passed_on: date = date.min
    back_on: date = date.min
    without_file: bool = False

    def is_over(self, today: date) -> bool:
        """Return whether the office should be back by now."""
        return self.where in {Whereabouts.AWAY, Whereabouts.HELD} and today > self.until

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing can be recorded in this folder; None where something can."""
        match self.where:
            case Whereabouts.AWAY:
                return IsAway(self.name, self.until)
            case Whereabouts.GIVEN_BACK:
                return WasGivenBack(self.back_on)
            case Whereabouts.HERE | Whereabouts.HELD:
                return None


def fold_cover(log: Iterable[Recorded]) -> Cover:
    """Return where the office is, from the events of its stream."""
    cover = Cover()
    for entry in log:
        match entry.event:
            case OfficePassed() as passed:
                cover = Cover(
                    where=Whereabouts.AWAY,
                    person=passed.person,
                    name=passed.name,
                    until=passed.until,
                    passed_by=entry.recorded_by,
                    passed_on=passed.happened_on,
                )
            case OfficeTakenOver():
                cover = replace(cover, where=Whereabouts.HELD)
            case OfficeGivenBack() as back:
                where = Whereabouts.GIVEN_BACK
                cover = replace(cover, where=where, back_on=back.happened_on)
            case OfficeTakenBack() as taken:
                cover = Cover(
                    name=cover.name, back_on=taken.happened_on, without_file=taken.without_file
                )
            case _:
                pass
    return cover


def may_happen(where: Whereabouts, event: AnyEvent) -> bool:
    """Return whether `event` may be recorded in a folder of which this holds."""
    if where in _MAY_FOLLOW:
        return isinstance(event, _MAY_FOLLOW[where])
    return not isinstance(event, _MAY_NOT[where])


def refusal(cover: Cover) -> AmendsError:
    """Return why something cannot be recorded."""
    if (why := cover.read_only) is not None:
        return OfficeReadOnlyError(why)
    return (
        OfficeIsHeldError(cover.until) if cover.where is Whereabouts.HELD else OfficeIsHereError()
    )
