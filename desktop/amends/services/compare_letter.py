"""Compare a finished letter with the record: what it says that is recorded otherwise by now.

Only what was recorded since counts, and only what the letter says in the words of the record: what
the writer put otherwise nobody can compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from amends.domain.events.case_events import LetterFinished
from amends.domain.events.folding import standing
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView, counted_by, view_before
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.services.letter_facts import Facts, letter_facts
from amends.services.letter_recipient import recipient_of
from amends.services.letter_template import Stated
from amends.services.letter_text import blocks_of, folded_text, holds, plain

_LONGEST: Final = 160

# What letters say of single facts, by the name of the merge field; "a.b" is a field within one.
_SAYS: Final[Mapping[str, str]] = {
    "received_on": "the complaint was received on {}",
    "response_due": "the answer is due by {}",
    "title": "it is about “{}”",
    "wanted": "this is wanted: “{}”",
    "handler": "{} deals with the complaint",
    "handler_role": "who deals with the complaint is “{}”",
    "organisation": "your office is called {}",
    "signatory": "{} signs",
    "signatory_role": "who signs is “{}”",
    "reach": "you can be reached at {}",
    "outcome": "the complaint is {}",
    "plan.reason": "the reason for the plan is “{}”",
    "plan.due": "the answer comes by {}",
    "plan_replaces": "it takes the place of the plan of {}",
    "stage.reason": "this is why the stage is not possible: “{}”",
    "redirect.goes_to": "the matter goes to “{}”",
    "outside_body.name": "the outside body is {}",
    "outside_body.ways": "the outside body is reached {}",
    "outside_body.time_limit": "the outside body is asked within {}",
    "complainant": "{} complained",
    "notified_on": "the outside body wrote on {}",
    "asked": "the outside body asked for “{}”",
    "asked_by": "the outside body asked for it by {}",
}

# Of which things, one by one, a letter of a kind tells.
_LISTS: Final[Mapping[LetterKind, tuple[str, ...]]] = {
    LetterKind.RECEIPT: ("points", "answers_said"),
    LetterKind.ACTION_PLAN: ("plan_steps", "answers_said"),
    LetterKind.OUTCOME: ("findings", "not_found_yet", "considered_said", "other_actions"),
    LetterKind.ACTION_COMPLETED: ("done_said", "to_come_said"),
    LetterKind.COVER: ("enclosed",),
}
_TELL_OF_SUBJECT: Final = frozenset(
    {LetterKind.RECEIPT, LetterKind.OUTCOME, LetterKind.STAGE_NOT_POSSIBLE}
)


def differences(desk: Desk, view: CaseView, letter: LetterFinished) -> tuple[str, ...]:
    """Return one sentence for each thing in which the letter and the record differ by now."""
    entry = next(entry for entry, fact in standing(view.log) if fact == letter)
    with desk.store.reading() as unit:
        then = view_before(unit, view, entry)
        now = counted_by(unit, view, read_ground(unit))  # the office may count otherwise by now
    now = replace(now, today=letter.happened_on)
    return tuple(dict.fromkeys(_differences(_Said(letter), then, now)))


class _Said:
    """The text of a letter, and whether it says something."""

    def __init__(self, letter: LetterFinished) -> None:
        self.letter = letter
        self._text = folded_text(plain(blocks_of(letter.text)))

    def says(self, words: str) -> bool:
        return bool(needed := folded_text(words)) and holds(self._text, needed)


def _differences(said: _Said, then: CaseView, now: CaseView) -> Iterator[str]:
    kind = said.letter.letter_kind
    before, after = letter_facts(then, kind), letter_facts(now, kind)
    yield from _recipient(said, then, now)
    for name, says in _SAYS.items():
        yield from _single(said, says, _field(before, name), _field(after, name))
    for name in _LISTS.get(kind, ()):
        yield from _listed(said, _items(before, name), _items(after, name))
    subject = "handled_by_subject"
    if kind in _TELL_OF_SUBJECT and after[subject] and not before[subject]:
        yield (
            f"The record now says that {now.handler} deals with the complaint and is also the "
            "person it is about; the letter does not."
        )


def _recipient(said: _Said, then: CaseView, now: CaseView) -> Iterator[str]:
    """Say to whom the letter goes, where that was as recorded."""
    kind = said.letter.letter_kind
    (before, greeting), (after, greeting_now) = recipient_of(then, kind), recipient_of(now, kind)
    if before != after and said.letter.addressee == before:
        yield _changed("it goes to {}", ", ".join(before), ", ".join(after))
    if greeting != greeting_now and said.says(greeting):
        yield _changed("“{}”", greeting, greeting_now)


def _single(said: _Said, says: str, before: str, after: str) -> Iterator[str]:
    if before != after and said.says(before):
        yield _changed(says, before, after)


def _listed(
    said: _Said, before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """Say what of several things is recorded otherwise, is there no more, or came since."""
    gone = [it for it in before if it not in after]
    told = [it for it in gone if all(map(said.says, it))]
    new = [it for it in after if it not in before and not all(map(said.says, it))]
    if len(gone) == len(new):
        for old, other in zip(gone, new, strict=True):
            if old in told:
                yield _changed("“{}”", _joined(old), _joined(other))
        return
    for it in told:
        yield _changed("“{}”", _joined(it), "")
    for it in new:
        yield f"The record now also says “{_cut(_joined(it))}”; the letter does not."


def _changed(says: str, before: str, after: str) -> str:
    words = f"The letter says {says.format(_shown(before))}"
    if not after:
        return f"{words}; the record no longer does."
    if _shown(before) == _shown(after):  # what differs comes later than there is room for
        return f"{words}; the record now says it otherwise."
    quoted = f"“{_shown(after)}”" if "“" in says else _shown(after)
    return f"{words}; the record now says {quoted}."


def _field(facts: Facts, name: str) -> str:
    """Return what a field holds, "" where there is nothing to say."""
    value: object = facts
    for part in name.split("."):
        value = value.get(part, "") if isinstance(value, Mapping) else ""
    return value if isinstance(value, str) else ""


def _items(facts: Facts, name: str) -> list[tuple[str, ...]]:
    """Return the words of each of several things, as far as they are printed."""
    if name == "not_found_yet":
        points = _tuple(facts["findings_said"])
        return [(it.name,) for it in points if isinstance(it, Stated) and not it.words]
    return [tuple(_words(it)) for it in _tuple(facts[name])]


def _words(item: object) -> Iterator[str]:
    match item:
        case Stated():
            yield from item.words or (item.name,)
        case {"what": str(what), "due": str(due), "done_on": str(done_on)}:
            yield from (what, done_on or due)
        case {"said": str(said), "reasons": str(reasons)}:
            yield from (said, reasons)
        case str():
            yield item


def _tuple(value: object) -> tuple[object, ...]:
    assert isinstance(value, tuple)
    return value


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words)


def _shown(words: str) -> str:
    """Return what was recorded, as a line has room for."""
    return _cut(words.rstrip(" ."))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
