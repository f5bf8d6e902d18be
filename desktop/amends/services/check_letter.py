"""Check a letter before it is finished: what it must say, and what cannot be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amends.domain.errors import LetterTemplateError
from amends.domain.letter_kinds import LetterKind
from amends.services.letter_drafts import LetterInHand
from amends.services.letter_fit import unfit
from amends.services.letter_page import page_of
from amends.services.letter_template import MustSay, Stated
from amends.services.letter_text import (
    blocks_of,
    folded_text,
    holds,
    looks_like_markup,
    looks_unfilled,
    plain,
    texts_of,
)
from amends.services.withheld_names import WithheldNames
from amends_reports.errors import Reason

if TYPE_CHECKING:
    from amends_reports.fonts import Fonts


class Verdict(StrEnum):
    """How one line of the checklist stands; a note never keeps a letter from being finished."""

    DONE = "done"
    MISSING = "missing"
    TO_CONFIRM = "to-confirm"
    CONFIRMED = "confirmed"
    NOTE = "note"


class Place(StrEnum):
    """Where a line of the checklist can be mended; some only in the case or the settings."""

    RECIPIENT = "recipient"
    SALUTATION = "salutation"
    SUBJECT = "subject"
    TEXT = "text"
    OFFICE = "office"
    CASE = "case"


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
    from amends_reports.fonts import load_fonts  # reportlab loads with the first letter

    fonts = load_fonts(resources / "fonts")
    return (
        *_fitting(in_hand),
        *_said(in_hand, fonts),
        *_addressed(in_hand),
        *_telling(in_hand),
        *_unprintable(in_hand, fonts),
        *_doubtful(in_hand),
    )


def _fitting(in_hand: LetterInHand) -> Iterator[Item]:
    """Say what the case lacks for such a letter; no word that is typed can mend that."""
    if why := unfit(in_hand.view, in_hand.kind):
        yield Item(
            "fit", f"this letter does not fit the case now: {why}", Verdict.MISSING, Place.CASE
        )


def _said(in_hand: LetterInHand, fonts: Fonts) -> Iterator[Item]:
    texts = [folded_text(text) for text in texts_of(blocks_of(in_hand.draft.text))]
    for must in in_hand.template.head.must_say:
        if must.when and not _fact(in_hand, must.when):
            continue
        words = in_hand.template.merged(must.words, in_hand.facts).strip(" :")
        listed = _fact(in_hand, must.each) if must.each else ()
        lacking = _lacking(must.key, words, listed, texts, fonts)
        yield lacking or Item(must.key, words, _verdict(in_hand, must, " ".join(texts), fonts))


def _lacking(
    key: str, words: str, listed: object, texts: Sequence[str], fonts: Fonts
) -> Item | None:
    """Return the line that names what is undecided, or what no paragraph says; None for neither."""
    assert isinstance(listed, tuple)
    undecided = [it.name for it in listed if not it.words]
    unsaid = [it.name for it in listed if not _stands(it, texts, fonts)]
    if undecided:
        words = f"{words}; still to be decided in the case: {_named_shortly(undecided)}"
    if unsaid:
        words = f"{words}; missing: {_named_shortly(unsaid)}"
    if not undecided and not unsaid:
        return None
    return Item(key, words, Verdict.MISSING, Place.TEXT if unsaid else Place.CASE)


def _fact(in_hand: LetterInHand, name: str) -> object:
    if name not in in_hand.facts:
        raise LetterTemplateError(in_hand.template.file, f"'{name}' is undefined")
    return in_hand.facts[name]


def _verdict(in_hand: LetterInHand, must: MustSay, text: str, fonts: Fonts) -> Verdict:
    """Return whether the text holds what it must; what the office has not said, nobody can find."""
    merged = [in_hand.template.merged(it, in_hand.facts) for it in must.contains]
    needed = [_printable(words, fonts) for words in merged]
    is_judged = must.each or (needed and all(needed))
    if is_judged and all(holds(text, part) for parts in needed for part in parts):
        return Verdict.DONE
    if is_judged and not must.confirm:
        return Verdict.MISSING
    confirmed = must.key in in_hand.draft.confirmed
    return Verdict.CONFIRMED if confirmed else Verdict.TO_CONFIRM


def _stands(said: Stated, texts: Sequence[str], fonts: Fonts) -> bool:
    """Return whether a paragraph or an item says it; what is undecided nobody can say."""
    needed = [part for words in said.words for part in _printable(words, fonts)]
    return not said.words or any(all(holds(text, it) for it in needed) for text in texts)


def _printable(words: str, fonts: Fonts) -> list[str]:
    """Return the words as they are looked for; those around what the writer has to put in words.

    A letter cannot be asked to say what no font here can print.
    """
    faulty = "".join({character for character, _reason in fonts.faults(words)})
    if not faulty:
        return [folded] if (folded := folded_text(words)) else []
    parts = re.split(f"[{re.escape(faulty)}]", words)
    return [folded for part in parts if (folded := folded_text(part).strip(_BESIDE_WORDS))]


def _named_shortly(names: Sequence[str]) -> str:
    """Return the first of the names, as a line of the checklist has room for."""
    shown = [f"“{_cut(' '.join(name.split()))}”" for name in names[:_SPELLED_OUT]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


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


def _telling(in_hand: LetterInHand) -> Iterator[Item]:
    """Say what would tell the outside body who complained, where they are not to be named."""
    if in_hand.kind is not LetterKind.COVER:
        return
    names = WithheldNames(in_hand.view.case, in_hand.view.log)
    draft = in_hand.draft
    places = {
        Place.SALUTATION: draft.salutation,
        Place.SUBJECT: draft.subject,
        Place.TEXT: plain(blocks_of(draft.text)),
    }
    for place, text in places.items():
        if names.told_in(text):
            words = f"no name of the complainant, who is not to be named{_told(text, names)}"
            yield Item(f"names-{place}", words, Verdict.MISSING, place)


def _told(text: str, names: WithheldNames) -> str:
    """Return the words that tell, where single ones do."""
    telling = [word for word in dict.fromkeys(re.findall(r"\w+", text)) if names.told_in(word)]
    return f"; please take out {_named_shortly(telling)}" if telling else ""


def _unprintable(in_hand: LetterInHand, fonts: Fonts) -> Iterator[Item]:
    """Return one line for each place and reason; a whole text in another script is one fault."""
    found: dict[tuple[str, Reason], dict[str, None]] = {}
    for where, text in page_of(in_hand, finished=False).texts():
        for character, reason in fonts.faults(text):
            found.setdefault((_named(where), reason), {})[character] = None
    for (name, reason), characters in found.items():
        words = f"{_spelled(list(characters))} in the {name}: {_BECAUSE[reason]}"
        place = _PLACES.get(name, Place.OFFICE)
        yield Item(f"{name}-{reason}", words, Verdict.MISSING, place)


_SPELLED_OUT: Final = 3
_LONGEST_NAME: Final = 80
_BESIDE_WORDS: Final = " .,:;-–"
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
