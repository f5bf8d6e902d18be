"""What may keep a text from paper. Errors carry facts; the app finds the words."""

from __future__ import annotations

import unicodedata
from typing import Literal

Reason = Literal["no glyph", "right to left", "control character"]


class ReportError(Exception):
    """Base of every expected failure on the way to paper."""


class UnprintableTextError(ReportError):
    """A character that would come out as a box, in the wrong order or not at all.

    `where` is a path into the content: "subject", "recipient 2", "body 3".
    """

    def __init__(self, character: str, where: str, reason: Reason) -> None:
        self.character = character
        self.code_point = f"U+{ord(character):04X}"
        self.name = unicodedata.name(character, "")  # control and private characters have none
        self.where = where
        self.reason = reason
        super().__init__(f"{self.code_point} {self.name} in {where}: {reason}")


class PartTooTallError(ReportError):
    """Something that must stay together is taller than a page, such as a name of many lines."""


class AddressDoesNotFitError(ReportError):
    """An address that would not show whole in the envelope's window, even in its smallest type."""

    def __init__(self, lines: int, needed_mm: float, room_mm: float) -> None:
        super().__init__(f"{lines} lines need {needed_mm:.1f} mm of {room_mm:.1f} mm")
        self.lines = lines
        self.needed_mm = needed_mm
        self.room_mm = room_mm
