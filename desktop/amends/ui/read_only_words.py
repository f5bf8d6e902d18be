"""Why nothing may be changed here, in words: one sentence for each reason."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import full, short
from amends.domain.read_only import (
    HasLeft,
    IsAway,
    LeavesOfficeAlone,
    OnlyReads,
    ReadOnly,
    WasGivenBack,
)

translate = QCoreApplication.translate


@singledispatch
def read_only_words(_why: ReadOnly) -> str:
    """Return the sentence that stands wherever something rests for that reason."""
    return translate("read-only", "Nothing can be changed here now.")


@read_only_words.register
def _(_why: OnlyReads) -> str:
    return translate("read-only", "You may read this office, not change it.")


@read_only_words.register
def _(_why: LeavesOfficeAlone) -> str:
    return translate("read-only", "A decision-maker changes the office itself.")


@read_only_words.register
def _(why: HasLeft) -> str:
    words = translate("read-only", "You have not been of this office since {day}.")
    return words.format(day=full(why.on))


@read_only_words.register
def _(why: IsAway) -> str:
    words = translate("read-only", "The office is with {name} until {day}.")
    return words.format(name=why.name, day=short(why.until))


@read_only_words.register
def _(why: WasGivenBack) -> str:
    words = translate("read-only", "This office was given back on {day}.")
    return words.format(day=short(why.on))
