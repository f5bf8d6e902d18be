"""What a policy does not say: what is open, how the office reads it, and a sentence to close it.

Nobody invents a number, so a sentence that needs one leaves a gap in square brackets. The sentences
are English, whatever the language of the policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from amends.domain.clock_rules import ClockRule
from amends.domain.counting import PLAIN, is_worked
from amends.domain.durations import read_duration
from amends.domain.explanation import counted_from
from amends.domain.happenings import Kind
from amends.domain.people import Identity
from amends.domain.procedure import Procedure, Stage
from amends.domain.promise_terms import listed
from amends.domain.readings import length, trigger


class GapKind(StrEnum):
    """What a policy may leave open."""

    START = "from when the days count"
    TIME = "a time"
    PAUSE = "pauses"
    SUBSTITUTE = "who stands in"
    LIMIT = "how long a complainant has"
    HOLIDAYS = "whose holidays count"
    COUNTING = "how days are counted"
    CONFIDENTIALITY = "whether a complainant is named"
    OUTCOMES = "words for a finding"
    OUTSIDE_BODY = "who comes after the office"
    RETENTION = "how long a complaint is kept"
    DATE = "since when it holds"
    COPY = "what is missing in our copy"


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the policy leaves open, in sentences.

    `reading` is what holds for now: the office's own choice where `is_choice`, else what Amends
    does as long as nobody says otherwise. `clock` is "stage.clock" where it is about one promise.
    """

    kind: GapKind
    open: str
    reading: str
    suggested: str
    clock: str = ""
    is_choice: bool = False


_MANY: Final = "[number]"


def gaps(procedure: Procedure, readings: Mapping[str, str], holidays: str = "") -> tuple[Gap, ...]:
    """Return every gap of the procedure, as an office with these readings closes it.

    `holidays` names those that the office leaves out, such as "Scottish bank holidays".
    """
    return tuple(_gaps(procedure, readings, holidays))


def _gaps(procedure: Procedure, readings: Mapping[str, str], holidays: str) -> Iterator[Gap]:
    for stage in procedure.stages:
        for rule in stage.clocks:
            yield from _of_promise(procedure, stage, rule, readings)
    yield from _pause(procedure)
    yield from _holidays(procedure, holidays)
    yield from _counting(procedure)
    yield from _substitute(procedure)
    yield from _limits(procedure)
    yield from _outside_body(procedure)
    yield from _names(procedure)
    yield from _outcomes(procedure)
    yield from _papers(procedure)


def _of_promise(
    procedure: Procedure, stage: Stage, rule: ClockRule, readings: Mapping[str, str]
) -> Iterator[Gap]:
    name = f"{stage.key}.{rule.key}"
    lasts = length(stage, rule, readings, frozenset())
    begins = trigger(procedure, stage, rule, readings)
    if rule.within is None and not _is_outside_limit(procedure, rule):
        own = lasts is not None and lasts.is_reading
        yield Gap(
            kind=GapKind.TIME,
            open=f"{stage.title} states no time for {rule.promise}.",
            reading=f"Your office takes {lasts.within}."
            if own and lasts
            else "Amends counts no days for it, and shows it as open.",
            suggested=_suggested(rule, str(lasts.within) if lasts else f"{_MANY} working days"),
            clock=name,
            is_choice=own,
        )
    if rule.from_ is None and lasts is not None:
        how = rule.counting or procedure.counting
        counted = counted_from(lasts.within, how)
        first = f"{counted} {begins.words.when}" if begins else ""
        yield Gap(
            kind=GapKind.START,
            open=f"It does not say from when the {lasts.within} of the {rule.title.lower()} run.",
            reading=f"Your office counts {first}." if first else "Nobody has said from when.",
            suggested=f"The {lasts.within} are counted {first or f'{counted} [what happened]'}.",
            clock=name,
            is_choice=bool(first),
        )


def _suggested(rule: ClockRule, within: str) -> str:
    if rule.owed_by:
        return f"You have {within} for this: {_small(rule.step)}."
    return f"You have {rule.promise} within {within}."


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _is_outside_limit(procedure: Procedure, rule: ClockRule) -> bool:
    """Return whether the promise is told as the limit of the outside body already."""
    body = procedure.outside_body
    return bool(rule.owed_by) and rule.until == Kind.REFERRED and body is not None


def _pause(procedure: Procedure) -> Iterator[Gap]:
    if procedure.pause is None:
        yield Gap(
            kind=GapKind.PAUSE,
            open="It does not say that days stand still while the office waits for somebody.",
            reading="There is no pause: a date that has begun to run stands.",
            suggested="While we wait for something that we have asked you for, the days do not "
            "count; we tell you when they begin to count again.",
        )


def _holidays(procedure: Procedure, holidays: str) -> Iterator[Gap]:
    if procedure.calendar_source or not _counts_working_days(procedure):
        return
    named = holidays or f"the public holidays of {procedure.calendar}"
    yield Gap(
        kind=GapKind.HOLIDAYS,
        open="It counts working days and does not say whose holidays are left out.",
        reading=f"Your office leaves out weekends, {named} and its own closures.",
        suggested=f"Working days are Monday to Friday, without {named} and days on which we are "
        "closed.",
        is_choice=True,
    )


def _counts_working_days(procedure: Procedure) -> bool:
    written = [
        time
        for stage in procedure.stages
        for rule in stage.clocks
        for time in (
            rule.within,
            *(rule.reading.times if rule.reading else ()),
            *(instead.within for instead in rule.instead),
            *(limit.within for limit in rule.also),
        )
        if time
    ]
    return any(is_worked(read_duration(time).unit) for time in written)


def _counting(procedure: Procedure) -> Iterator[Gap]:
    how = procedure.counting
    if how.because:
        yield Gap(
            kind=GapKind.COUNTING,
            open="How days are counted is a reading, and not the policy's own word.",
            reading=how.because,
            suggested=f"Day 1 is {how.first_day.value} on which something happens.".replace(
                "the same day on", "the day on"
            ),
            is_choice=True,
        )
    elif how == PLAIN and any(rule.within for stage in procedure.stages for rule in stage.clocks):
        yield Gap(
            kind=GapKind.COUNTING,
            open="It does not say which day is day 1, or what holds for a complaint that comes on "
            "a day off.",
            reading="The day after is day 1, and a complaint counts as received on the day on "
            "which it came.",
            suggested="Day 1 is the day after; what reaches us on a day off counts as received on "
            "that day.",
        )


def _substitute(procedure: Procedure) -> Iterator[Gap]:
    body = procedure.outside_body
    outside = {body.name, body.full_name} if body else set()
    within = [stage for stage in procedure.stages if stage.answered_by not in outside]
    who = [stage.answered_by for stage in within if not stage.substitutes and stage.clocks]
    if who:
        named = procedure.organisation.split()
        usual = listed([_with_article(name, named) for name in dict.fromkeys(who)], "or")
        yield Gap(
            kind=GapKind.SUBSTITUTE,
            open=f"It names nobody who stands in for {usual}, who may be away, or complained "
            "about.",
            reading="Amends lets anybody handle a case, and asks how near they are to it.",
            suggested=f"If a complaint is about {usual}, or they are away, [name or role] answers "
            "it.",
        )


def _with_article(name: str, proper: Sequence[str]) -> str:
    """Return "the manager" for "Manager"; what begins with a `proper` name stays as it is."""
    if name.partition(" ")[0].rstrip(",") in proper:
        return name
    if name.lower().startswith(("the ", "a ", "an ")):
        return _small(name)
    return f"the {_small(name) if name[1:].islower() else name}"


def _limits(procedure: Procedure) -> Iterator[Gap]:
    rules = [rule for stage in procedure.stages for rule in stage.clocks if rule.owed_by]
    openings = {*procedure.stages[0].openings, Kind.RAISED, Kind.RECEIVED}
    if not any(rule.until in openings for rule in rules):
        yield Gap(
            kind=GapKind.LIMIT,
            open="It sets no time within which somebody has to complain.",
            reading="Amends takes a complaint however long ago its cause was.",
            suggested=f"Please complain within {_MANY} months of what happened; we may take a "
            "later complaint where there is a good reason.",
        )


def _outside_body(procedure: Procedure) -> Iterator[Gap]:
    body = procedure.outside_body
    if body is None:
        yield Gap(
            kind=GapKind.OUTSIDE_BODY,
            open="It names nobody to whom a complainant can go after the office.",
            reading="Letters of the office name nobody.",
            suggested="If you are not satisfied with our last answer, you can go to [name and "
            "address].",
        )
    elif body.time_limit is None:
        yield Gap(
            kind=GapKind.OUTSIDE_BODY,
            open=f"It does not say until when a complainant can go to {body.name}.",
            reading="Amends counts no days for it.",
            suggested=f"You can go to {body.name} within {_MANY} months of our last answer.",
        )


def _names(procedure: Procedure) -> Iterator[Gap]:
    if procedure.confidentiality.source is None:
        withheld = Identity.WITHHELD in procedure.confidentiality.choices
        yield Gap(
            kind=GapKind.CONFIDENTIALITY,
            open="It does not say whether a complainant can stay unnamed.",
            reading="A complainant may ask the office to name them to nobody else."
            if withheld
            else "Every complainant is named.",
            suggested="If you do not want us to tell others who you are, say so, and we will not.",
            is_choice=True,
        )


def _outcomes(procedure: Procedure) -> Iterator[Gap]:
    outcomes = procedure.outcomes
    if outcomes.source is None or outcomes.note:
        words = listed(outcomes.words, "or")
        yield Gap(
            kind=GapKind.OUTCOMES,
            open=outcomes.note or "It has no words for what the office finds.",
            reading=f"The office finds each point {words}.",
            suggested=f"We tell you for each point of your complaint whether it is {words}.",
            is_choice=True,
        )


def _papers(procedure: Procedure) -> Iterator[Gap]:
    """What it does not say of itself: how long things are kept, its date, what it refers to."""
    if procedure.retention is None:
        yield Gap(
            kind=GapKind.RETENTION,
            open="It does not say how long a complaint is kept.",
            reading="Amends deletes nothing.",
            suggested=f"We keep a complaint for {_MANY} years after it was closed, and then delete "
            "it.",
        )
    if procedure.in_force_from is None:
        yield Gap(
            kind=GapKind.DATE,
            open="It carries no date.",
            reading="It counts from the day on which your office adopts it.",
            suggested="This policy holds for complaints received on or after [date].",
        )
    if missing := procedure.source.not_in_our_copy:
        yield Gap(
            kind=GapKind.COPY,
            open=f"It refers to {listed([f'the {name}' for name in missing])}, which Amends does "
            "not hold.",
            reading="What stands there is known to nobody here.",
            suggested="No sentence is needed: ask for a copy, and keep it with the policy.",
        )
