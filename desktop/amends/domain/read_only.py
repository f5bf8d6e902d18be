"""Why nothing can be changed in an office, or in a part of it, by whoever has opened it.

A reason is a type of its own, with what is to be said of it; the window puts it into words once,
in `ui/read_only_words.py`. Both come before the first paint, so neither asks for more than Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReadOnly:
    """A reason why something can be read and not changed."""

    def __str__(self) -> str:
        return type(self).__name__


@dataclass(frozen=True)
class OnlyReads(ReadOnly):
    """Whoever has opened the office is a reader in it."""


@dataclass(frozen=True)
class LeavesOfficeAlone(ReadOnly):
    """Whoever has opened the office works in its cases, and decides nothing about the office."""


@dataclass(frozen=True)
class HasLeft(ReadOnly):
    """Whoever has opened the office was withdrawn meanwhile."""

    on: date


@dataclass(frozen=True)
class IsAway(ReadOnly):
    """Somebody else has the office until a day."""

    name: str
    until: date

    def __str__(self) -> str:
        return f"the office is with {self.name} until {self.until}"


@dataclass(frozen=True)
class WasGivenBack(ReadOnly):
    """The office was held here for somebody, and goes on where it came from."""

    on: date

    def __str__(self) -> str:
        return f"the office was given back on {self.on}"
