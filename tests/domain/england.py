"""The days on which an English office worked at the end of 2026, as GOV.UK published them."""

from __future__ import annotations

from datetime import date

from amends.domain.working_days import Calendar, Holiday, WorkingDays
from tests.domain.scotland import dec

ENGLAND = WorkingDays(
    Calendar(
        name="GB-ENG",
        title="English bank holidays",
        source="GOV.UK",
        first=date(2026, 1, 1),
        last=date(2028, 12, 31),
        confirmed_through=date(2028, 12, 31),
        holidays=(
            Holiday(dec(25), "Christmas Day"),
            Holiday(dec(28), "Boxing Day (substitute day)"),
            Holiday(date(2027, 1, 1), "New Year's Day"),
        ),
    )
)
