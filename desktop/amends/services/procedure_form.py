"""The parts of a procedure file that offices change most, as fields of a form over its text.

The text is the one truth: a field shows what stands there, and an answer changes that place alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from amends.domain.counting import ClosedDay, FirstDay, LastDay
from amends.domain.durations import NOT_STATED
from amends.domain.errors import ProcedureFileError
from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS
from amends.domain.letter_kinds import LetterKind
from amends.domain.toml_edits import with_value, without_table
from amends.domain.toml_file import parse_toml, text_of
from amends.domain.toml_lines import Path

_A_TIME: Final = "Such as “20 working days”, or “not stated”."
_A_LIMIT: Final = "Such as “6 months”, or “not stated”."
_A_DAY: Final = "Such as “1 Aug 2026”, or “not stated”."

Answer = str | date | tuple[str, ...]

_OUTSIDE: Final = ("outside_body", "name")
# What the table begins with once a name is given: all of its keys that cannot be left out.
_NEW_BODY: Final[Mapping[str, str | tuple[str, ...]]] = {
    "name": "",
    "full_name": "",
    "address": (),
    "email": "",
    "phone": "",
    "condition": "",
    "time_limit": NOT_STATED,
    "source": "",
}


class Shape(Enum):
    """How an answer is given."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    CHOICE = "choice"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: where its answer stands in the file, what it asks, and what stands there now.

    `key` names the place as a mistake does; `is_optional` lets an empty answer take the key away.
    """

    path: Path
    label: str
    text: str
    shape: Shape = Shape.LINE
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_optional: bool = False

    @property
    def key(self) -> str:
        key = ""
        for step in self.path:
            key += f"[{step}]" if isinstance(step, int) else f".{step}" if key else step
        return key


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `level` is 2 for a part of the group before it."""

    title: str
    asked: tuple[Asked, ...]
    level: int = 1


def form_of(text: str) -> tuple[Group, ...]:
    """Return the form for a text. Raises `ProcedureFileError` where it is not TOML."""
    return tuple(_groups(_tree(text)))


def answered(text: str, asked: Asked, answer: Answer) -> str:
    """Return the text with an answer in its place.

    Raises `ValueNotPlacedError` where that cannot be done by a form, and `ValueError` where the
    text is not TOML.
    """
    if asked.is_optional and answer == "":
        return with_value(text, asked.path, None)
    if asked.path == _OUTSIDE and _OUTSIDE[0] not in tomllib.loads(text):
        for key, value in _NEW_BODY.items():
            text = with_value(text, (_OUTSIDE[0], key), value)
    changed = with_value(text, asked.path, answer)
    if asked.path[-1] == "from" and answer != NOT_STATED:  # what is stated needs no reading
        return without_table(changed, (*asked.path[:-1], "reading"))
    return changed


def title_in(text: str) -> str:
    """Return "The Short Company: Complaints procedure" where the text says so, else ""."""
    try:
        tree = _tree(text)
    except ProcedureFileError:
        return ""
    named = [tree.get("organisation"), tree.get("title")]
    return ": ".join(it for it in named if isinstance(it, str) and it)


def _tree(text: str) -> dict[str, Any]:
    """Return what the text holds, if it can be read in no time. Raises `ProcedureFileError`."""
    return parse_toml(text_of(text.encode("utf-8", "surrogatepass"), ""), "")


def _groups(tree: Mapping[str, Any]) -> Iterator[Group]:
    line = _Fields(tree, ())
    yield Group(
        "The policy",
        (
            line("title", "Its name"),
            line("organisation", "Whose it is"),
            line.inner("source")("document", "Its full name, as on the document"),
            line.inner("source")("address", "Where it can be read", is_optional=True),
            line("in_force_from", "In force from", Shape.DAY, _A_DAY),
            line("retention", "How long a complaint is kept", help_=_A_LIMIT),
        ),
    )
    kinds = _kinds(tree)
    for number, stage in enumerate(_tables(tree, "stage")):
        fields = _Fields(stage, ("stage", number))
        name = fields("title", "").text
        yield Group(
            name or f"Stage {number + 1}",
            (
                fields("title", "What it is called"),
                fields("answered_by", "Who answers"),
                fields("when", "When it is entered", Shape.LONG, is_optional=True),
                fields("source", "The policy's words for it", Shape.LONG),
            ),
        )
        for place, clock in enumerate(_tables(stage, "clock")):
            inner = _Fields(clock, ("stage", number, "clock", place))
            yield _clock(inner, name, kinds)
    yield _counting(_Fields(_table(tree, "counting"), ("counting",)))
    yield _outside(_Fields(_table(tree, "outside_body"), ("outside_body",)))


def _clock(fields: _Fields, stage: str, kinds: tuple[tuple[str, str], ...]) -> Group:
    letters = (("", "No letter"), *((kind.value, kind.words) for kind in LetterKind))
    return Group(
        f"{stage}: {fields('title', '').text}",
        (
            fields("title", "What is promised"),
            fields("within", "Within", help_=_A_TIME),
            fields("from", "Its days run from when", Shape.CHOICE, choices=kinds),
            fields(
                "letter",
                "The letter that keeps it",
                Shape.CHOICE,
                choices=letters,
                is_optional=True,
            ),
            fields("source", "The policy's words for it", Shape.LONG),
        ),
        level=2,
    )


def _counting(fields: _Fields) -> Group:
    def choice(key: str, label: str, *choices: tuple[str, str]) -> Asked:
        return fields(key, label, Shape.CHOICE, choices=choices, is_optional=True)

    return Group(
        "How days are counted",
        (
            choice(
                "first_day",
                "Day 1 is",
                ("", "the day after"),
                (FirstDay.SAME_DAY.value, "the day itself"),
            ),
            choice(
                "received_when_closed",
                "What comes on a day off counts as received",
                ("", "on that day"),
                (ClosedDay.NEXT_WORKING_DAY.value, "on the next working day"),
            ),
            choice(
                "last_day",
                "A last day that is a day off",
                ("", "stays where it falls"),
                (LastDay.NEXT_WORKING_DAY.value, "moves to the next working day"),
                (LastDay.WORKING_DAY_BEFORE.value, "moves to the working day before"),
            ),
        ),
    )


def _outside(fields: _Fields) -> Group:
    title = "Who can look at it after the office"
    if not fields.is_there:
        nobody = "Leave it empty where the policy names nobody."
        return Group(title, (fields("name", "Short name", help_=nobody, is_optional=True),))
    return Group(
        title,
        (
            fields("name", "Short name"),
            fields("full_name", "Full name"),
            fields("address", "Postal address", Shape.LINES),
            fields("email", "E-mail"),
            fields("phone", "Phone"),
            fields("condition", "When a complainant may go there", Shape.LONG),
            fields("time_limit", "Until when", help_=_A_LIMIT),
            fields("source", "The policy's words for it", Shape.LONG),
        ),
    )


class _Fields:
    """Makes the fields of one table."""

    def __init__(self, table: Mapping[str, Any], place: Path) -> None:
        self._table, self._place = table, place

    def __call__(
        self,
        key: str,
        label: str,
        shape: Shape = Shape.LINE,
        help_: str = "",
        *,
        choices: tuple[tuple[str, str], ...] = (),
        is_optional: bool = False,
    ) -> Asked:
        text = _as_text(self._table.get(key, ""))
        if choices and text and text not in {value for value, _words in choices}:
            choices = (*choices, (text, text))
        path = (*self._place, key)
        return Asked(path, label, text, shape, help_, choices, is_optional)

    @property
    def is_there(self) -> bool:
        """Whether the table stands in the file."""
        return bool(self._table)

    def inner(self, key: str) -> _Fields:
        """Return what makes the fields of a table in this one."""
        return _Fields(_table(self._table, key), (*self._place, key))


def _as_text(held: object) -> str:
    """Return a value as the form shows it, "" where it is none that a form asks for."""
    match held:
        case str():
            return held
        case date():
            return held.isoformat()
        case list():
            return "\n".join(it for it in held if isinstance(it, str))
        case _:
            return ""


def _kinds(tree: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return every event from which days can run, with its words, after “not stated”."""
    own = tuple(
        (str(event["key"]), str(event.get("when", event["key"])))
        for event in _tables(tree, "event")
        if "key" in event
    )
    known = tuple((kind.value, KIND_WORDS[kind].when) for kind in Kind)
    return ((NOT_STATED, "not stated"), *known, *own)


def _table(tree: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = tree.get(key, {})
    return found if isinstance(found, Mapping) else {}


def _tables(tree: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = tree.get(key, [])
    if not isinstance(found, list) or not all(isinstance(it, Mapping) for it in found):
        return []
    return found
