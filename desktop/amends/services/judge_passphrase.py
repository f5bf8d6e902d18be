"""Judge how well a passphrase can be guessed, by zxcvbn, while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

_JUDGED_CHARACTERS: Final = 72  # it takes no more; what comes after can only be better


class Strength(StrEnum):
    """How many guesses it takes: fewer than a million, than a hundred million, than 10 billion."""

    EASY = "easily guessed"
    FAIR = "can be guessed"
    GOOD = "good"
    STRONG = "strong"


class Weakness(StrEnum):
    """What the largest part of it is, as far as that can be told."""

    NONE = ""
    COMMON_PASSWORD = "a common password"  # noqa: S105
    COMMON_WORD = "a common word"
    NAME = "a name"
    KNOWN = "about the office"
    KEYS = "keys side by side"
    REPEATED = "repeated"
    IN_A_ROW = "in a row"
    DATE = "a date"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`weakness` says why it can be guessed; a good or strong passphrase has none."""

    strength: Strength
    weakness: Weakness = Weakness.NONE


def judge_passphrase(passphrase: str, known: Iterable[str] = ()) -> Judgement:
    """Return how well `passphrase` can be guessed by somebody who also tries `known` words.

    It refuses nothing: that is `check_passphrase`, which asks for ten characters.
    """
    from zxcvbn import zxcvbn  # a megabyte of word lists, loaded with the first key

    typed = passphrase[:_JUDGED_CHARACTERS]
    if not typed.strip():
        return Judgement(Strength.EASY, Weakness.SHORT)
    words = [part for text in known for part in (text, *text.split()) if len(part) > 2]
    found = zxcvbn(typed, user_inputs=words)
    strength = _strength(int(found["score"]))
    if strength in {Strength.GOOD, Strength.STRONG}:
        return Judgement(strength)
    parts: list[dict[str, Any]] = found["sequence"]
    longest = max(parts, key=lambda part: len(str(part["token"])))
    return Judgement(strength, _weakness(longest))


def _strength(score: int) -> Strength:
    return (Strength.EASY, Strength.EASY, Strength.FAIR, Strength.GOOD, Strength.STRONG)[score]


def _weakness(part: dict[str, Any]) -> Weakness:
    if part["pattern"] != "dictionary":
        patterns = {
            "spatial": Weakness.KEYS,
            "repeat": Weakness.REPEATED,
            "sequence": Weakness.IN_A_ROW,
            "date": Weakness.DATE,
            "regex": Weakness.DATE,  # a year, the only one there is
        }
        return patterns.get(part["pattern"], Weakness.SHORT)
    lists = {
        "passwords": Weakness.COMMON_PASSWORD,
        "user_inputs": Weakness.KNOWN,
        "surnames": Weakness.NAME,
        "male_names": Weakness.NAME,
        "female_names": Weakness.NAME,
    }
    return lists.get(part["dictionary_name"], Weakness.COMMON_WORD)
