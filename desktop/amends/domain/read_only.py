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
