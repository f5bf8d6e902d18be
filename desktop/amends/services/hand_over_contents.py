"""What goes into a hand-over and what is held back: every document under its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from amends.domain.dates_in_words import full
from amends.domain.events.case_events import EvidenceAdded, LetterFinished
from amends.domain.events.corrections import EventCorrected
from amends.domain.events.folding import standing
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.letter_recipient import ON_FILE
from amends.services.withheld_names import WithheldNames, names_secret_person

Original = LetterFinished | EvidenceAdded

MAY_NAME: Final = "The complainant is not to be named, and this file may name them."
LETTER_NAMES: Final = (
    "The complainant is not to be named, and the letter is addressed to them or tells their name."
)
WORDS_NAME: Final = "The complainant is not to be named, and these words name them."

_LONGEST_STEM: Final = 60


@dataclass(frozen=True, slots=True)
class Item:
    """A document that goes in; `path` is where its original lies in the bag's data."""

    number: int
    title: str
    path: str
    original: Original


@dataclass(frozen=True, slots=True)
class Held:
    """What stays out; `original` is None for words."""

    number: int
    what: str
    reason: str
    original: Original | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, "" for words."""
        return self.original.digest if self.original else ""

    def __str__(self) -> str:
        return f"{self.number}. {self.what}"


@dataclass(frozen=True, slots=True)
class Contents:
    items: tuple[Item, ...]
    held: tuple[Held, ...]
    names: WithheldNames

    def number_of(self, original: Original) -> int | None:
        """Return the number of a letter or file, held back or not.

        Two files may hold the same bytes under two names, so that their digest does not tell.
        """
        every: tuple[Item | Held, ...] = (*self.items, *self.held)
        return min((it.number for it in every if it.original == original), default=None)


def sort_out(view: CaseView) -> Contents:
    """Return what goes in and what is held back, numbered as recorded; words come last."""
    names = WithheldNames(view.case, view.log)
    items: list[Item] = []
    held: list[Held] = []
    facts = [fact for _entry, fact in standing(view.log) if isinstance(fact, Original)]
    for number, fact in enumerate(facts, 1):
        if reason := _reason(fact, names):
            what = f"{_kind(fact)} of {full(fact.happened_on)}"
            held.append(Held(number, what, reason, fact))
        else:
            items.append(_item(number, fact, view))
    words = enumerate(_telling_entries(view, names), len(facts) + 1)
    held += [Held(number, f"Words recorded on {full(day)}", WORDS_NAME) for number, day in words]
    return Contents(tuple(items), tuple(held), names)


def is_email(file: EvidenceAdded) -> bool:
    return file.media_type == "message/rfc822" or file.name.lower().endswith(".eml")


def archive_name(name: str) -> str:
    """Return a name in ASCII that every system takes, its ending kept; never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    stem = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:_LONGEST_STEM].strip("-") or "file"
    ending = re.sub(r"[^A-Za-z0-9]", "", ending)[:10].lower()
    return f"{stem}.{ending}" if ending else stem


def _reason(fact: Original, names: WithheldNames) -> str:
    """Return why a document is held back, "" where it may go in.

    No file from outside can be searched with certainty: a name may stand in a picture.
    """
    if not names.is_needed:
        return ""
    if isinstance(fact, EvidenceAdded):
        return MAY_NAME
    told = "\n".join((*fact.addressee, fact.subject, fact.text))
    return LETTER_NAMES if _is_to_secret_person(fact) or names.told_in(told) else ""


def _is_to_secret_person(letter: LetterFinished) -> bool:
    """Return whether the letter goes to somebody whose address would give them away."""
    is_to_somebody = any(line.strip() for line in letter.addressee)
    to_others = letter.letter_kind is LetterKind.COVER or letter.addressee == (ON_FILE,)
    return is_to_somebody and not to_others


def _kind(fact: Original) -> str:
    if isinstance(fact, LetterFinished):
        return f"Letter ({fact.letter_kind.words})"
    return "E-mail" if is_email(fact) else "File"


def _item(number: int, fact: Original, view: CaseView) -> Item:
    if isinstance(fact, EvidenceAdded):
        name, title = archive_name(fact.name), " ".join(fact.name.split()) or "File"
    else:
        state = "" if fact.letter in view.case.sent_letters else ", not sent"
        name, title = f"{fact.letter_kind}.pdf", f"Letter: {fact.letter_kind.words}{state}"
    return Item(number, title, f"data/native/{number:03}-{name}", fact)


def _telling_entries(view: CaseView, names: WithheldNames) -> Iterator[date]:
    """Return the day of each entry whose words are held back; the naming itself goes without
    saying, and a letter or a file is listed as such.
    """
    if not names.is_needed:
        return
    for entry in view.log:
        fact = entry.event.corrected if isinstance(entry.event, EventCorrected) else entry.event
        if isinstance(fact, Original) or names_secret_person(fact):
            continue
        told = msgspec.to_builtins(entry.event)
        if names.shown_all(told) != told:
            yield entry.event.happened_on
