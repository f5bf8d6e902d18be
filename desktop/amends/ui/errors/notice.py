"""How an error is put into words: each kind has its own, and what has none is a bug."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial, singledispatch
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import full
from amends.domain.errors import AmendsError

_CONTEXT: Final = "errors"
translate = QCoreApplication.translate

_Row = tuple[object, object]  # both marked for translation
Words = Mapping[type[AmendsError], _Row]
"""An area's errors: what happened, that nothing was lost where that could be feared, what to do.

Braces name a fact of the error, such as "{folder}" or "{file.name}". Days are written out, and
several words are set apart by commas.
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, and what the user can do about it."""

    text: str
    hint: str


@singledispatch
def describe(_error: Exception) -> Notice:
    """Put an error into the user's words. Unregistered types are bugs, and say so."""
    return Notice(
        translate("errors", "Something went wrong in Amends, and this last step was not saved."),
        translate(
            "errors",
            "Everything saved before is still there. Close Amends and open it again. "
            "If it happens again, please report it; the log in your data folder says what happened "
            "and holds no case text.",
        ),
    )


def describe_by(words: Words) -> None:
    """Let every error of a table be described by its row."""
    for kind, row in words.items():
        describe.register(kind, partial(_by_row, row))


def _by_row(row: _Row, error: AmendsError) -> Notice:
    facts = {name: _written(fact) for name, fact in vars(error).items()}
    text, hint = (translate(_CONTEXT, str(words)).format(**facts) for words in row)
    return Notice(text, hint)


def _written(fact: object) -> object:
    if isinstance(fact, date):
        return full(fact)
    return ", ".join(fact) if isinstance(fact, tuple) else fact
