"""How an error is put into words: each kind has its own, and what has none is a bug."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
