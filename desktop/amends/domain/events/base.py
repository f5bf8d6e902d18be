"""What every event has: the day on which it happened, and an explicit name and schema."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Final

import msgspec

from amends.domain.errors import DateNotPossibleError, FieldMissingError

EARLIEST_DAY: Final = date(1990, 1, 1)


class Event(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    gc=False,
    tag_field="kind",
    forbid_unknown_fields=True,
):
    """Something that happened, as the office came to know it.

    `happened_at` is the instant (UTC) where it is known, and `zone` the IANA name of the zone in
    which `happened_on` is that instant's date; both stay empty where only the day is known.
    """

    SCHEMA: ClassVar[int] = 1

    happened_on: date
    happened_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    zone: str = ""

    @property
    def kind(self) -> str:
        """The tag under which this event is stored."""
        return str(self.__struct_config__.tag)


def check_day(day: date, today: date) -> date:
    """Return `day` if something can have happened on it.

    Raises `DateNotPossibleError` for a day after today, or before the earliest that is kept.
    """
    if not EARLIEST_DAY <= day <= today:
        raise DateNotPossibleError(day, EARLIEST_DAY, today)
    return day


def required(field: str, text: str) -> str:
    """Return `text` without surrounding space. Raises `FieldMissingError` where nothing is left."""
    if not (stripped := text.strip()):
        raise FieldMissingError(field)
    return stripped
