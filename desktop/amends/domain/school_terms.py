"""When an institution teaches: its terms, as the office lists them."""

from __future__ import annotations

from datetime import date

import msgspec


class SchoolTerm(msgspec.Struct, frozen=True, order=True):
    """The days from `first` to `last`, both included, on which an institution teaches."""

    first: date
    last: date
    name: str
