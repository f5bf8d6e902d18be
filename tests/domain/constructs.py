"""Made-up organisations whose procedures say, between them, all that a procedure may say.

Their files lie in `data/constructs`; `docs/constructs.md` tells what is where.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from amends.domain.clocks import Clock
from amends.domain.clockwork import run_clocks
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.terms import Terms
from amends.domain.working_days import WorkingDays
from tests.domain.scotland import DAYS

FOLDER = Path(__file__).parent / "data" / "constructs"


@cache
def construct(name: str) -> Procedure:
    """Return the procedure of a file in `data/constructs`."""
    return read_procedure((FOLDER / f"{name}.toml").read_bytes(), f"{name}.toml")


def clocks_of(
    name: str,
    history: Iterable[Happening],
    today: date,
    *,
    facts: Iterable[str] = (),
    terms: Terms | None = None,
    days: WorkingDays = DAYS,
) -> dict[str, Clock]:
    """Return the clocks under that procedure by "stage.clock"."""
    terms = terms or Terms(frozenset(facts))
    clocks = run_clocks(construct(name), {}, history, days, today, terms)
    return {f"{clock.stage}.{clock.key}": clock for clock in clocks}


def on(day: date, kind: str) -> Happening:
    return Happening(day, kind)


def at(day: date, hour: int, minute: int, kind: str) -> Happening:
    """Return what happened at a time of day in London."""
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    return Happening(day, kind, instant.astimezone(UTC), "Europe/London")


def posted(day: date, kind: str, arrived_on: date | None = None) -> Happening:
    return Happening(day, kind, posted=True, arrived_on=arrived_on)
