"""Versions and policies in words: what a move changes, what a second policy asks for, what stands
as told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from amends.domain.case_times import paused_words
from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import full, short
from amends.domain.office import Office
from amends.domain.procedure import Procedure
from amends.domain.versions import Version
from amends.services.case_view import CaseView
from amends.services.move_case import MovedClock

translate = QCoreApplication.translate


def version_title(version: Version, procedure: Procedure, office: Office) -> str:
    """Return "Complaints (Rowan College), version 2, from 1 May 2026 on"."""
    same = [it for it in office.versions if it.procedure == version.procedure]
    if len(same) == 1:
        return procedure.called
    number = same.index(version) + 1
    if version.since is None:
        words = translate("versions", "{title}, version {number}")
        return words.format(title=procedure.called, number=number)
    words = translate("versions", "{title}, version {number}, from {day} on")
    return words.format(title=procedure.called, number=number, day=full(version.since))


def move_sentences(moved: Iterable[MovedClock], today: date) -> tuple[str, ...]:
    """Return what a move would change, a clock each; that nothing would is said as well."""
    told = tuple(sentence for it in moved if it.is_another for sentence in _told(it, today))
    return told or (translate("versions", "No clock and no date would be another."),)


def join_sentences(clocks: Iterable[Clock], today: date) -> tuple[str, ...]:
    """Return what the office would owe by a second policy as well."""
    owed = (clock for clock in clocks if not clock.owed_by)
    return tuple(f"{clock.title}: {_when(clock, today)}" for clock in owed)


def drift_words(clock: Clock, view: CaseView) -> str:
    """Return that a date stands as told, and what is counted today; "" where that is the same."""
    if clock.told_on is None or clock.counted is None or clock.due is None:
        return ""
    causes, today = view.drift(clock), view.today
    words = translate(
        "versions",
        "Your letter of {letter} said {due}, and that stands. Counted today it would be {counted}.",
    )
    if causes:
        words = translate(
            "versions",
            "Your letter of {letter} said {due}, and that stands. Counted today it would be "
            "{counted}, because of {causes}.",
        )
    return words.format(
        letter=short(clock.told_on, today),
        due=short(clock.due, today),
        counted=short(clock.counted, today),
        causes=" and ".join(causes),
    )


def pinned_words(clock: Clock, today: date) -> str:
    """Return that a day was agreed, and why; "" where none was."""
    if clock.pinned is None:
        return ""
    words = translate("versions", "{day} was agreed, and nothing moves it: {reason}")
    reason = clock.pinned_because.strip()
    said = words.format(day=short(clock.pinned, today), reason=reason)
    return said if said.endswith(".") else f"{said}."


def version_due_words(view: CaseView, held: Version) -> str:
    """Return that the case runs under another version than the day of receipt asks for."""
    day = view.case.came_in_on
    assert day is not None
    words = translate(
        "versions",
        "It came in on {day}, when another version of your policy was in force than the one that "
        "this case runs under.",
    )
    if held.since is not None:
        words = translate(
            "versions",
            "It came in on {day}, when the version of your policy from {since} was in force. This "
            "case runs under another one.",
        )
    since = short(held.since, view.today) if held.since else ""
    return words.format(day=short(day, view.today), since=since)


def _told(moved: MovedClock, today: date) -> Iterator[str]:
    before, after = moved.before, moved.after
    if before is None or after is None:
        clock = after or before
        assert clock is not None
        words = (
            translate("versions", "New: {clock}, {when}")
            if before is None
            else translate("versions", "Falls away: {clock}, {when}")
        )
        yield words.format(clock=clock.title, when=_when(clock, today))
        return
    why = ", ".join(_otherwise(before, after))
    yield f"{_dates(before, after, today)} ({why})" if why else _dates(before, after, today)


def _dates(before: Clock, after: Clock, today: date) -> str:
    if after.counted is not None and before.due == after.due:
        words = translate("versions", "{clock}: {due} stays as told; counted it would be {counted}")
        return words.format(
            clock=after.title, due=_when(after, today), counted=short(after.counted, today)
        )
    if (before.due, before.state) == (after.due, after.state):
        words = translate("versions", "{clock}: {due} stays")
        return words.format(clock=after.title, due=_when(after, today))
    words = translate("versions", "{clock}: {before} becomes {after}")
    return words.format(clock=after.title, before=_when(before, today), after=_when(after, today))


def _otherwise(before: Clock, after: Clock) -> Iterator[str]:
    """Return in what the two differ: how long, and from when."""
    if before.within != after.within:
        unstated = translate("versions", "no time stated")
        words = translate("versions", "{after} instead of {before}")
        yield words.format(after=after.within or unstated, before=before.within or unstated)
    begins = before.trigger, after.trigger
    if all(begins) and begins[0] != begins[1]:
        words = translate("versions", "counted from when {event}")
        yield words.format(event=begins[1].words.when if begins[1] else "")
    if before.counting != after.counting:
        yield translate("versions", "the days are counted otherwise")


def _when(clock: Clock, today: date) -> str:
    if clock.state is State.PAUSED:
        return paused_words(clock)
    if clock.stopped is not None:
        words = translate("versions", "done {day}")
        if clock.state is State.MET_LATE:
            words = translate("versions", "done late on {day}")
        elif clock.state is State.ENDED:
            words = translate("versions", "ended {day}")
        return words.format(day=short(clock.stopped, today))
    return short(clock.due, today) if clock.due else translate("versions", "no date yet")
