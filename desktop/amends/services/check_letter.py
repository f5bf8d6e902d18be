"""Check a letter before it is finished: what it must say, and what cannot be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from amends.services.letter_drafts import LetterInHand
from amends.services.letter_page import page_of
from amends.services.letter_template import MustSay
from amends.services.letter_text import blocks_of, looks_like_markup, looks_unfilled, plain
from amends_reports.errors import Reason


class Verdict(StrEnum):
    """How one line of the checklist stands; a note never keeps a letter from being finished."""

    DONE = "done"
    MISSING = "missing"
    TO_CONFIRM = "to-confirm"
    CONFIRMED = "confirmed"
    NOTE = "note"


class Place(StrEnum):
    """Where a line of the checklist can be mended; the office's details stand under settings."""

    RECIPIENT = "recipient"
    SALUTATION = "salutation"
    SUBJECT = "subject"
    TEXT = "text"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist, in words that can be read aloud."""

    key: str
    words: str
    verdict: Verdict
    place: Place = Place.TEXT

    @property
    def stands_open(self) -> bool:
        """Whether the letter cannot be finished while this stands so."""
        return self.verdict in {Verdict.MISSING, Verdict.TO_CONFIRM}


def check_letter(in_hand: LetterInHand, resources: Path) -> tuple[Item, ...]:
    """Return the checklist of the draft as it stands, in the order of the template."""
    return (
        *_said(in_hand),
        *_addressed(in_hand),
        *_unprintable(in_hand, resources),
        *_doubtful(in_hand),
    )


def _said(in_hand: LetterInHand) -> Iterator[Item]:
    text = _folded(plain(blocks_of(in_hand.draft.text)))
    for must in in_hand.template.head.must_say:
        words = in_hand.template.merged(must.words, in_hand.facts)
        yield Item(must.key, words.strip(" :"), _verdict(in_hand, must, text))


def _verdict(in_hand: LetterInHand, must: MustSay, text: str) -> Verdict:
    """Return whether the text holds what it must; what the office has not said, nobody can find."""
    if must.each:
        return _verdict_on_each(in_hand.facts[must.each], text)
    needed = [_folded(in_hand.template.merged(it, in_hand.facts)) for it in must.contains]
    if must.confirm or not all(needed):
        confirmed = must.key in in_hand.draft.confirmed
        return Verdict.CONFIRMED if confirmed else Verdict.TO_CONFIRM
    return Verdict.DONE if all(_holds(text, words) for words in needed) else Verdict.MISSING


def _verdict_on_each(listed: object, text: str) -> Verdict:
    """Return whether the text holds each of the words; an empty one is still to be found out."""
    assert isinstance(listed, tuple)
    held = all(words and _holds(text, _folded(words)) for words in listed)
    return Verdict.DONE if held else Verdict.MISSING


def _addressed(in_hand: LetterInHand) -> Iterator[Item]:
    draft = in_hand.draft
    if not any(line.strip() for line in draft.recipient):
        yield Item("recipient", "who the letter is for", Verdict.MISSING, Place.RECIPIENT)
    if not draft.salutation.strip():
        words = "a salutation, such as “Dear Maria Ferreira”"
        yield Item("salutation", words, Verdict.MISSING, Place.SALUTATION)
    if not draft.subject.strip():
        yield Item("subject", "what the letter is about", Verdict.MISSING, Place.SUBJECT)
    if not draft.text.strip():
        yield Item("text", "what there is to say", Verdict.MISSING)


def _unprintable(in_hand: LetterInHand, resources: Path) -> Iterator[Item]:
    """Return one line for each place and reason; a whole text in another script is one fault."""
    from amends_reports.fonts import load_fonts  # reportlab loads with the first letter

    fonts = load_fonts(resources / "fonts")
    found: dict[tuple[str, Reason], dict[str, None]] = {}
    for where, text in page_of(in_hand, finished=False).texts():
        for character, reason in fonts.faults(text):
            found.setdefault((_named(where), reason), {})[character] = None
    for (name, reason), characters in found.items():
        words = f"{_spelled(list(characters))} in the {name}: {_BECAUSE[reason]}"
        place = _PLACES.get(name, Place.OFFICE)
        yield Item(f"{name}-{reason}", words, Verdict.MISSING, place)


_SPELLED_OUT: Final = 3
_PLACES: Final = {
    "recipient": Place.RECIPIENT,
    "salutation": Place.SALUTATION,
    "subject": Place.SUBJECT,
    "text": Place.TEXT,
}
_BECAUSE: Final[dict[Reason, str]] = {
    "no glyph": "no font here can print this. Please write it in words",
    "right to left": (
        "this script runs from right to left, which Amends cannot print yet. "
        "Please write it in Latin letters"
    ),
    "control character": "this is invisible and cannot be printed. Please delete it",
}


def _spelled(characters: list[str]) -> str:
    shown = [_with_name(character) for character in characters[:_SPELLED_OUT]]
    if (more := len(characters) - len(shown)) > 0:
        return f"{', '.join(shown)} and {more} more"
    return ", ".join(shown)


def _with_name(character: str) -> str:
    code_point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}({f'{name}, ' if name else ''}{code_point})"


def _named(where: str) -> str:
    """Return what the screen calls a place of the page, such as "text" for "body 3"."""
    return "text" if where.startswith("body") else where.rstrip(" 0123456789")


def _doubtful(in_hand: LetterInHand) -> Iterator[Item]:
    text = in_hand.draft.text
    for blank in looks_unfilled(text):
        words = f"“{blank}” looks like a blank that nobody filled in; it is printed as it stands"
        yield Item(f"blank-{blank}", words, Verdict.NOTE)
    for markup in looks_like_markup(text):
        words = f"“{markup}” is printed as it stands, not as formatting"
        yield Item(f"markup-{markup}", words, Verdict.NOTE)


def _holds(text: str, words: str) -> bool:
    """Return whether the words stand in the text on their own: 24 November holds no 4 November."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
