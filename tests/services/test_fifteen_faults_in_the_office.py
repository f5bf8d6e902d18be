"""Faults of real systems as an office would meet them: in its calendar, its list and its letters.

The numbers are those of the list that `tests/domain/test_fifteen_faults.py` speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import chain, count, islice
from uuid import uuid4

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.dates_in_words import full
from amends.domain.events.case_events import CaseOpened
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.streams import case_stream
from amends.domain.urgency import Urgency, urgency
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.services.inbox_rows import rebuild, refresh_row, refresh_stale
from amends.services.letter_facts import letter_facts
from amends.services.plan_calendar import plan_day, plan_without_day
from amends.services.propose_change import PlannedChange, accept_change, effect_of
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page, read_totals
from amends.services.read_promises import read_promise_page, read_promise_totals
from amends.storage import office as storage
from amends.storage.rows import InboxRow, PromiseRow
from amends.storage.unit import Unit
from tests.desks import MOMENT, PASSPHRASE, TODAY, log
from tests.domain.logs import log_from
from tests.domain.oracle_cases import Drawn, as_file, drawn, procedure_of

FUNERAL = date(2022, 9, 19)


def due_of(desk, stream):
    """Return the last day of the response as the case shows it."""
    return read_case(desk, stream, TODAY).clock("stage-2.response").due


def shown(desk):
    """Return every line of the list that has a date, by stream."""
    return {row.stream: row.next_due for row in read_page(desk, "", None, 2_000)}


def no_progress(_done, _total):
    """Work that is as small as this reports to nobody."""


def accepted(desk: Desk, planned: PlannedChange) -> None:
    effect = effect_of(desk, planned, TODAY, no_progress)
    accept_change(desk, planned, effect, "The office found out.", MOMENT)


# --- 2. wrong, missing or surplus holidays -------------------------------------------------------


def test_2_a_holiday_moves_a_date_once_it_is_accepted_and_not_before(desk):
    stream = log(desk, received_on=date(2022, 9, 2))
    calendar = read_case(desk, stream, TODAY).ground.days.calendar
    accepted(desk, plan_without_day(calendar, FUNERAL, TODAY))
    # From Fri 2 September: 5-9 = 5, 12-16 = 10, 19-23 = 15, 26-30 = 20.
    assert due_of(desk, stream) == date(2022, 9, 30)
    calendar = read_case(desk, stream, TODAY).ground.days.calendar
    proposed = plan_day(calendar, FUNERAL, "State funeral", TODAY)
    effect = effect_of(desk, proposed, TODAY, no_progress)
    [moved] = [it for it in effect.moves if it.before == date(2022, 9, 30)]
    assert (moved.stream, moved.after) == (stream, date(2022, 10, 3))
    assert due_of(desk, stream) == date(2022, 9, 30)
    accept_change(desk, proposed, effect, "It was proclaimed.", MOMENT)
    assert due_of(desk, stream) == date(2022, 10, 3)


# --- 7. one date, wherever it is read ------------------------------------------------------------


def test_7_the_list_the_case_the_promises_and_the_letter_tell_one_date(desk, stream):
    view = read_case(desk, stream, TODAY)
    step = view.next_step
    assert step is not None
    assert step.due is not None
    assert shown(desk)[stream] == step.due
    promised = {row.clock: row.due for row in read_promise_page(desk, None, 50)}
    assert promised == {
        f"{it.stage}.{it.key}": it.due for it in view.clocks if it.is_open and it.due is not None
    }
    facts = letter_facts(view, LetterKind.RECEIPT)
    assert full(due_of(desk, stream)) in str(facts)


# --- 9. a date is no instant ---------------------------------------------------------------------


def test_9_opening_and_closing_an_office_a_hundred_times_changes_nothing(desk, stream, tmp_path):
    before = read_case(desk, stream, TODAY)
    rows, resources = read_page(desk, "", None, 50), desk.resources
    desk.store.close()
    for _ in range(100):
        with closing(storage.unlock(tmp_path / "office", PASSPHRASE)) as store:
            again = Desk(store, resources)
            assert read_case(again, stream, TODAY).clocks == before.clocks
            with store.transaction() as unit:
                refresh_row(unit, stream, TODAY)
    with closing(storage.unlock(tmp_path / "office", PASSPHRASE)) as store:
        again = Desk(store, resources)
        assert read_page(again, "", None, 50) == rows
        assert read_case(again, stream, TODAY).log == before.log


# --- 14. stale marks -----------------------------------------------------------------------------

CASES = 1_000
PROCEDURES = 12  # of those that are drawn, so that an office works to no more


def some_cases() -> Iterator[tuple[int, Drawn]]:
    """Return cases drawn at random that could have been recorded by today, with their policy."""
    procedures = [procedure_of(number)[1] for number in range(PROCEDURES)]
    for case in map(drawn, count()):
        number = next((n for n, it in enumerate(procedures) if it is case.procedure), None)
        put_right = any(it.about >= 0 for it in case.record)
        if number is not None and case.today <= TODAY and not put_right:
            yield number, case


def keep(desk: Desk) -> dict[str, Case]:
    """Record cases in the office as if they had been handled there; return them by stream."""
    kept = {}
    with desk.store.transaction() as unit:
        digests = [unit.pins.pin(file_of(number).encode()) for number in range(PROCEDURES)]
        for place, (number, drawn_case) in enumerate(islice(some_cases(), CASES), 1):
            opened = CaseOpened(
                happened_on=drawn_case.record[0].day,
                reference=f"2026-{place:04}",
                procedure="drawn",
                procedure_digest=digests[number],
                readings={},
            )
            stream, events = case_stream(uuid4()), [opened, *drawn_case.events]
            unit.events.append(stream, 0, events, now=MOMENT.now, person=desk.store.person)
            kept[stream] = fold(log_from(events))
        rebuild(unit, TODAY)
    return kept


def file_of(number: int) -> str:
    rules, procedure = procedure_of(number)
    assert procedure.pause is not None
    return as_file(rules, every_clock=not procedure.pause.clocks)


def owed(desk: Desk, cases: dict[str, Case], today: date) -> dict[str, list[Clock]]:
    """Return what is owed in each open case, worked out from its events alone."""
    with desk.store.reading() as unit:
        days = read_ground(unit).days
        return {
            stream: [
                clock
                for clock in case_clocks(case, procedure_in(unit, case), {}, days, today)
                if clock.is_open
            ]
            for stream, case in cases.items()
            if case.closed_on is None
        }


def procedure_in(unit: Unit, case: Case) -> Procedure:
    return procedure_of_case(unit.pins.read(case.procedure_digest))


@cache
def procedure_of_case(raw: bytes) -> Procedure:
    return read_procedure(raw, "drawn.toml")


def counted(desk: Desk, dues: Iterable[date], today: date) -> Counter[Urgency]:
    with desk.store.reading() as unit:
        days = read_ground(unit).days
    return Counter(urgency(due, today, days) for due in dues)


def check(desk: Desk, cases: dict[str, Case], today: date) -> int:
    """Compare everything that is shown with what is owed; return how many cases are overdue."""
    found = owed(desk, cases, today)
    dues = {stream: [it.due for it in its if it.due] for stream, its in found.items()}
    first = {stream: min(each) for stream, each in dues.items() if each}
    rows = {row.stream: row for row in read_page(desk, "", None, 2 * CASES)}
    assert rows.keys() == found.keys()
    assert {name: row.next_due for name, row in rows.items() if row.next_due} == first
    totals, promised = read_totals(desk, today), read_promise_totals(desk, today)
    for group in (Urgency.OVERDUE, Urgency.SOON, Urgency.LATER):
        assert totals.by_urgency[group] == counted(desk, first.values(), today)[group]
        every = chain.from_iterable(dues.values())
        assert promised.by_urgency[group] == counted(desk, every, today)[group]
        assert totals.promises == promised.by_urgency
    listed = Counter((row.stream, row.clock, row.due) for row in promises(desk))
    assert listed == Counter(
        (stream, f"{it.stage}.{it.key}", it.due) for stream, its in found.items() for it in its
    )
    return totals.by_urgency[Urgency.OVERDUE]


def promises(desk: Desk) -> list[PromiseRow]:
    """Return the list of promises, but for the cases that stand still."""
    return [row for row in read_promise_page(desk, None, 10 * CASES) if row.due is not None]


def test_14_list_promises_and_counts_agree_with_the_events_of_a_thousand_cases(desk):
    cases = keep(desk)
    assert check(desk, cases, TODAY) > CASES // 10
    # Nothing but time passes, and nobody looks for three weeks.
    later = TODAY + timedelta(days=21)
    assert refresh_stale(desk, later) > 0
    check(desk, cases, later)
    rows = lines(desk)
    with desk.store.transaction() as unit:
        rebuild(unit, later)
    assert lines(desk) == rows


def lines(desk: Desk) -> list[InboxRow]:
    """Return every line as it is shown; when it is to be derived again shows nowhere."""
    rows = read_page(desk, "", None, 2 * CASES, with_closed=True)
    return [row._replace(stale_on=None) for row in rows]
