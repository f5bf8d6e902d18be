"""Cases drawn at random from a seed, told twice: to the oracle in its own words, and as events.

The same seed always gives the same case. Days are drawn close together, so that things meet on one
day; one entry in five comes out of turn, is corrected, or is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import UUID

import msgspec

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    Channel,
    OutcomeSent,
    Received,
)
from amends.domain.events.clock_events import Extended, FactStated, Occurred, Paused, Resumed
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.handling_events import ActionPlanSent, RedirectSent
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.working_days import Calendar, Closure, Holiday, WorkingDays
from tests.domain.logs import entry_id
from tests.domain.oracle import DAY, Level, Office, Promised, Rules
from tests.domain.oracle_record import Told
from tests.domain.scotland import HOLIDAYS

PROCEDURES = 96
OFFICES = 12
FIRST, LAST = date(2025, 1, 1), date(2031, 12, 31)
UNITS = (
    *("working days", "working days", "days", "weeks", "months"),
    *("clear days", "clear working days"),
)
COUNTS = {"weeks": (1, 2, 4, 8), "months": (1, 2)}
DAY_COUNTS = (1, 2, 3, 5, 10, 15, 20, 28, 40)

HEAD = """
name = "drawn"
title = "Complaints"
organisation = "Drawn by lot"
language = "en-GB"
in_force_from = "not stated"
calendar = "GB-SCT"
pauses = true
retention = "not stated"
event = [
    {{ key = "review-requested", title = "Review asked for", when = "the review was asked for" }},
    {{ key = "update-sent", title = "Update sent", when = "the update was sent" }},
]
fact = [{{ key = "complex", title = "The complaint is complex" }}]
source.document = "Complaints"
scope = {{ who_may_complain = ["anybody"], about = "anything", source = "not stated" }}
confidentiality = {{ choices = ["open"], preferred = "open", source = "not stated" }}

[outcomes]
words = ["upheld"]
upheld = ["upheld"]
rule = [{{ outcome = "upheld", points = "all", found = ["upheld"] }}]
source = "not stated"

[counting]
first_day = "{first_day}"
received_when_closed = "{received}"
last_day = "{last_day}"

[pause]
when = "We wait for you."
source = "While we wait for you, the days do not count."
first_day_counts = {pausing}
last_day_counts = {resuming}
clocks = [{clocks}]
"""
STAGE = """
[[stage]]
key = "{key}"
title = "{key}"
answered_by = "The manager"
opens = "{opens}"
source = "The manager answers."
"""
CLOCK = """
[[stage.clock]]
key = "{key}"
title = "{key}"
step = "Do it"
promise = "a thing"
within = "{within}"
from = "{runs_from}"
until = "{kept_by}"
source = "We do it."
"""
LAST_DAYS = {-1: "the working day before", 0: "as it falls", 1: "the next working day"}


@dataclass(frozen=True)
class Drawn:
    """A case: the same rules, days and record in both tellings, and the day it is seen on."""

    seed: int
    rules: Rules
    office: Office
    record: tuple[Told, ...]
    today: date
    procedure: Procedure
    days: WorkingDays
    events: tuple[AnyEvent, ...]


def drawn(seed: int) -> Drawn:
    """Return the case of that seed."""
    chance = Random(seed)
    rules, procedure = procedure_of(chance.randrange(PROCEDURES))
    office, days = office_of(chance.randrange(OFFICES))
    began = date(2026, 1, 1) + timedelta(days=chance.randrange(500))
    today = began + timedelta(days=chance.randrange(150))
    record = tuple(_record(chance, rules, began, today))
    events = tuple(_events(record, rules))
    return Drawn(seed, rules, office, record, today, procedure, days, events)


# --- what happened -------------------------------------------------------------------------------

# What is likely after what; anything may come after anything.
NEXT = {
    "received": ("acknowledged", "acknowledged", "paused", "outcome-sent", "fact"),
    "acknowledged": ("paused", "extension", "outcome-sent", "update-sent", "review-requested"),
    "paused": ("resumed", "resumed", "resumed", "closed", "outcome-sent", "extension"),
    "resumed": ("paused", "outcome-sent", "extension", "update-sent", "action-plan-sent"),
    "outcome-sent": ("review-requested", "review-requested", "closed", "paused"),
    "review-requested": ("acknowledged", "paused", "outcome-sent", "extension"),
}
ANYTHING = (
    *("acknowledged", "outcome-sent", "review-requested", "update-sent", "action-plan-sent"),
    *("paused", "paused", "resumed", "resumed", "extension", "extension", "fact", "received"),
    *("closed", "redirect-sent", "correction", "correction", "withdrawal", "withdrawal"),
)
EXTENDED = ("stage-1.answer", "stage-1.answer", "stage-2.answer", "stage-1.receipt")


def _record(chance: Random, rules: Rules, began: date, today: date) -> Iterator[Told]:
    told = [Told("received", began)]
    day, last = began, "received"
    for _ in range(chance.randrange(12)):
        day = min(today, day + DAY * chance.choice((0, 0, 1, 1, 2, 3, 4, 7, 11)))
        in_turn = chance.random() < 0.7
        what = chance.choice(NEXT.get(last, ANYTHING) if in_turn else ANYTHING)
        told.append(_entry(chance, rules, what, day, told))
        last = what if what in NEXT else last
    if chance.random() < 0.2 and all(it.about < 0 for it in told):
        chance.shuffle(told)  # written down in another order than that in which it happened
    yield from told


def _entry(chance: Random, rules: Rules, what: str, day: date, told: list[Told]) -> Told:
    if what == "correction":
        about = chance.choice([n for n, it in enumerate(told) if it.what != "withdrawal"])
        while told[about].what == "correction" and chance.random() < 0.5:
            about = told[about].about
        return Told(what, day - DAY * chance.randrange(6), about)
    if what == "withdrawal":
        return Told(what, day, chance.randrange(len(told)))
    if what == "extension":
        clock = chance.choice(EXTENDED)
        if chance.random() < 0.7:
            most = 2 if unit_of(rules, clock) in COUNTS else 20
            return Told(what, day, clock=clock, more=chance.randint(1, most))
        return Told(what, day, clock=clock, until=day + DAY * chance.randrange(1, 60))
    return Told(what, day, holds=chance.random() < 0.7)


def _events(record: tuple[Told, ...], rules: Rules) -> Iterator[AnyEvent]:
    """Return the record as the office would keep it."""
    written: list[AnyEvent] = []
    for it in record:
        written.append(_event(it, record, written, rules))
    yield from written


def _event(it: Told, record: tuple[Told, ...], written: list[AnyEvent], rules: Rules) -> AnyEvent:
    on = it.day
    match it.what:
        case "received":
            return Received(happened_on=on, title="Late", complaint="Late.", channel=Channel.POST)
        case "acknowledged":
            return Acknowledged(happened_on=on, channel=Channel.EMAIL)
        case "outcome-sent":
            return OutcomeSent(happened_on=on, channel=Channel.EMAIL)
        case "redirect-sent":
            return RedirectSent(happened_on=on, channel=Channel.EMAIL)
        case "action-plan-sent":
            return ActionPlanSent(happened_on=on, channel=Channel.EMAIL, plan=UUID(int=1))
        case "paused":
            return Paused(happened_on=on, reason="We wait for you.")
        case "resumed":
            return Resumed(happened_on=on)
        case "closed":
            return CaseClosed(happened_on=on, reason="Over.")
        case "fact":
            return FactStated(happened_on=on, fact="complex", holds=it.holds)
        case "extension":
            by = f"{it.more} {unit_of(rules, it.clock)}" if it.more else ""
            return Extended(happened_on=on, clock=it.clock, reason="…", by=by, until=it.until)
        case "withdrawal":
            return EventWithdrawn(happened_on=on, target=entry_id(it.about + 1), reason="…")
        case "correction":
            about = it.about
            while record[about].what == "correction":
                about = record[about].about
            fact = written[about]
            assert not isinstance(fact, EventCorrected | EventWithdrawn)
            fact = msgspec.structs.replace(fact, happened_on=on)
            target = entry_id(it.about + 1)
            return EventCorrected(happened_on=on, target=target, corrected=fact, reason="…")
    return Occurred(happened_on=on, what=it.what)


def unit_of(rules: Rules, clock: str) -> str:
    stage, key = clock.split(".")
    return next(
        it.unit
        for level in rules.levels
        for it in level.promises
        if (level.key, it.key) == (stage, key)
    )


# --- what the procedure says ---------------------------------------------------------------------


@cache
def procedure_of(number: int) -> tuple[Rules, Procedure]:
    """Return a procedure of two stages, in both tellings."""
    chance = Random(number)
    every_clock = chance.random() < 0.4
    rules = Rules(
        levels=(
            Level("stage-1", "received", tuple(_stage_1(chance, every_clock))),
            Level("stage-2", "review-requested", tuple(_stage_2(chance, every_clock))),
        ),
        day_one_is_the_day_itself=chance.random() < 0.4,
        closed_day_moves_on=chance.random() < 0.4,
        last_day=chance.choice((0, 0, 1, 1, -1)),
        pausing_day_counts=chance.random() < 0.3,
        resuming_day_counts=chance.random() < 0.3,
    )
    return rules, read_procedure(as_file(rules, every_clock).encode(), "drawn.toml")


def _stage_1(chance: Random, every_clock: bool) -> Iterator[Promised]:
    yield _promised(chance, "receipt", "received", "acknowledged", stands_still=every_clock)
    answer = _promised(
        chance, "answer", chance.choice(("received", "acknowledged")), "outcome-sent", True
    )
    longer = answer.count * 2 if chance.random() < 0.5 else 0
    instead_by = "action-plan-sent" if chance.random() < 0.5 else ""
    yield replace(answer, longer=longer, instead_by=instead_by)
    update = _promised(chance, "update", "received", "update-sent", every_clock)
    yield replace(update, repeats=True)


def _stage_2(chance: Random, every_clock: bool) -> Iterator[Promised]:
    request = _promised(chance, "request", "outcome-sent", "review-requested", every_clock)
    yield replace(request, of_the_complainant=True)
    yield _promised(chance, "receipt", "review-requested", "acknowledged", every_clock)
    starts = chance.choice(("review-requested", "acknowledged", "received"))
    yield _promised(chance, "answer", starts, "outcome-sent", True)


def _promised(
    chance: Random, key: str, runs_from: str, kept_by: str, stands_still: bool
) -> Promised:
    unit = chance.choice(UNITS)
    count = chance.choice(COUNTS.get(unit, DAY_COUNTS))
    return Promised(key, count, unit, runs_from, kept_by, stands_still)


def as_file(rules: Rules, every_clock: bool) -> str:
    """Return the procedure as an office would write it."""
    text = HEAD.format(
        first_day="the same day" if rules.day_one_is_the_day_itself else "the day after",
        received="the next working day" if rules.closed_day_moves_on else "that day",
        last_day=LAST_DAYS[rules.last_day],
        pausing=str(rules.pausing_day_counts).lower(),
        resuming=str(rules.resuming_day_counts).lower(),
        clocks="" if every_clock else '"stage-1.answer", "stage-2.answer"',
    )
    for level in rules.levels:
        text += STAGE.format(key=level.key, opens=level.opened_by)
        for it in level.promises:
            text += CLOCK.format(within=f"{it.count} {it.unit}", **asdict(it))
            text += "repeats = true\n" if it.repeats else ""
            text += 'owed_by = "complainant"\n' if it.of_the_complainant else ""
            if it.longer:
                within = f'within = "{it.longer} {it.unit}"'
                text += f'instead = [{{ fact = "complex", {within}, source = "…" }}]\n'
            if it.instead_by:
                keys = f'key = "plan", title = "Plan", until = "{it.instead_by}", source = "…"'
                text += f"fallback = {{ {keys} }}\n"
    return text


# --- when nobody works ---------------------------------------------------------------------------


@cache
def office_of(number: int) -> tuple[Office, WorkingDays]:
    """Return an office that works a week of its own, with Scotland's holidays and closures."""
    chance = Random(number)
    weekend = (5, 6) if number < OFFICES // 2 else chance.sample(range(7), chance.randrange(7))
    ordinals = range(FIRST.toordinal(), LAST.toordinal())
    holidays = {*HOLIDAYS, *(date.fromordinal(n) for n in chance.sample(ordinals, 40))}
    closures = []
    for _ in range(chance.randrange(8)):
        first = date(2026, 1, 1) + DAY * chance.randrange(700)
        closures.append(Closure(first, first + DAY * chance.randrange(15), "closed"))
    calendar = Calendar(
        name="drawn",
        title="Made-up holidays",
        source="a draw",
        first=FIRST,
        last=LAST,
        confirmed_through=LAST,
        holidays=tuple(Holiday(day, "holiday") for day in sorted(holidays)),
        weekend=tuple(sorted(weekend)),
    )
    closed = {it.first + DAY * n for it in closures for n in range((it.last - it.first).days + 1)}
    return Office(frozenset(weekend), frozenset(holidays | closed)), WorkingDays(calendar, closures)
