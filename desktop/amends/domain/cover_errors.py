"""What can go wrong where an office is passed to somebody else, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from amends.domain.errors import AmendsError


class OfficeIsHeldError(AmendsError):
    """Whoever holds the office for somebody else cannot do this with it."""

    def __init__(self, until: date) -> None:
        super().__init__(f"this waits until the office is back: it is held until {until}")
        self.until = until


class OfficeIsHereError(AmendsError):
    """The office is with nobody else, so that it can be neither given nor taken back."""

    def __init__(self) -> None:
        super().__init__("the office is here, and with nobody else")


class NotASealedOfficeError(AmendsError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} holds no sealed office")
        self.file = file


class SealedOfficeBrokenError(AmendsError):
    """The sealed file is not what was written: cut off, damaged or changed."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is damaged, or not whole")
        self.file = file


class SealedOfficeUnlikeError(AmendsError):
    """The sealed file is of another office."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is of another office")
        self.file = file


class SealedOfficeOlderError(AmendsError):
    """The sealed file holds nothing that is not in the office already."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} holds nothing newer than the office here")
        self.file = file


class OfficeForkedError(AmendsError):
    """The record in the file goes on otherwise than the one here."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"the record in {file} does not continue the one here")
        self.file = file
