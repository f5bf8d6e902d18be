"""What a check of an office finds, as a director would say it."""

from __future__ import annotations

from datetime import date
from typing import Final

from amends.domain.cover import Cover, Whereabouts
from amends.domain.dates_in_words import short
from amends.storage.verification import BrokenPlace, Damage

UNREADABLE: Final = (
    "The database cannot be read: it was altered or damaged, or it belongs to another office."
)
HEAD_MISSING: Final = (
    "The file head.json, which notes how far the record had come, is not there. Opening the office "
    "writes it; where it was there before, somebody took it away."
)
HEAD_BROKEN: Final = (
    "The file head.json, which notes how far the record had come, was altered or damaged."
)
PRINTED_GONE: Final = (
    "The printed fingerprint does not belong to this record: something before it was altered, "
    "removed or slipped in since it was printed."
)
TOTALS: Final = "The totals of the inbox or of the promises are not those of its lines."

_PLACES: Final = {
    Damage.ENTRY: "Entry {seq} of {name} was altered, or stands where it was not recorded.",
    Damage.BODY: "What entry {seq} of {name} says was altered.",
    Damage.MISSING: "Before entry {seq} of {name}, one or more entries are missing.",
    Damage.OFFICE: "The order of all entries was altered at number {seq} ({name}).",
    Damage.UNREADABLE: "Entry {seq} of {name} cannot be read: it was altered or damaged.",
}


def place_words(place: BrokenPlace, name: str) -> str:
    """Return a sentence for a place in the record; `name` is what people call its stream."""
    return _PLACES[place.damage].format(seq=place.seq, name=name or "an entry that is gone")


def pages(count: int) -> str:
    """Return what it means that pages of the file are not what was written."""
    what = "One page of the database is" if count == 1 else f"{count} pages of the database are"
    return f"{what} not what was written: the file office.db was altered or damaged."


def structure(count: int) -> str:
    """Return what it means that tables and indexes do not agree."""
    return f"The database contradicts itself in {_counted(count, 'place')}."


def silent(seq: int, name: str) -> str:
    """Return what it means that an entry has no text."""
    return f"What entry {seq} of {name} said was removed."


def loose(count: int) -> str:
    """Return what it means that rows name others that are not there."""
    return f"{_counted(count, 'text')} in the database belong to no entry."


def pinned(digest: str) -> str:
    """Return what it means that a pinned file is another."""
    return f"A policy or calendar that cases run under was altered ({digest[:12]})."


def head_short(noted: int, found: int) -> str:
    """Return what it means that the record does not hold its own head."""
    if found < noted:
        return (
            f"The record was cut short: it had {_counted(noted, 'entry', 'entries')}, and has "
            f"{found}. An older copy may have been put in its place."
        )
    return (
        f"The record was written anew: its entry number {noted} is not the one that was noted when "
        "it was recorded."
    )


def copy_knows_more(copy: str) -> str:
    """Return what it means that a copy holds entries that the office has not, or has otherwise."""
    return f"The copy {copy} holds entries that are no longer there, or were altered since."


def derived(name: str) -> str:
    """Return what it means that a kept line is not what follows from the entries."""
    return f"What the inbox, the promises or the search say of {name} does not follow from it."


def not_derived(name: str) -> str:
    """Return what it means that a case cannot be shown."""
    return f"The dates of {name} cannot be worked out: its policy or calendar is damaged."


def stranger(stream: str) -> str:
    """Return what it means that there is a line without a case."""
    return f"The inbox or the promises have a line for a case that is not there ({stream})."


def file_missing(whose: str) -> str:
    """Return what it means that a file does not open."""
    return f"A file is missing or damaged: {whose}."


def file_changed(whose: str) -> str:
    """Return what it means that a file opens and is another."""
    return f"A file is not the one that was recorded: {whose}."


def file_not_read(whose: str, reason: str) -> str:
    """Return what it means that the computer does not hand a file out."""
    return f"A file could not be read ({reason}): {whose}."


def whereabouts(cover: Cover, held_for: str, today: date) -> str:
    """Return where the office is, "" where it was never anywhere else.

    `held_for` is the name of whoever passed it on.
    """
    until, back_on = short(cover.until, today), short(cover.back_on, today)
    is_late = cover.is_over(today)
    when, late = ("", f" It was to be back on {until}.") if is_late else (f" until {until}", "")
    match cover.where:
        case Whereabouts.AWAY:
            return f"The office is with {cover.name}{when}, and can only be read here.{late}"
        case Whereabouts.HELD:
            return f"The office is held here for {held_for}{when}.{late}"
        case Whereabouts.GIVEN_BACK:
            given = f"The office was given back to {held_for} on {back_on}"
            return f"{given}, and can only be read here."
        case Whereabouts.HERE if cover.name:
            how = " without the sealed file" if cover.without_file else ""
            return f"The office was with {cover.name}, and was taken back{how} on {back_on}."
        case Whereabouts.HERE:
            return ""


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
