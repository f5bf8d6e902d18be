"""What can go wrong where an office is kept: its record, its copies, and the room for them."""

from __future__ import annotations

from pathlib import Path

from amends.domain.errors import AmendsError


class HeadBrokenError(AmendsError):
    """The note of how far the record had come is not what was written."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is damaged")
        self.file = file


class RecordShortenedError(AmendsError):
    """The record ends earlier than it did, or goes on otherwise: `noted` entries there once were.

    `found` is how many there are now.
    """

    def __init__(self, folder: Path, noted: int, found: int) -> None:
        super().__init__(
            f"the record in {folder} is not the one that was written: {noted} entries were noted, "
            f"and it has {found}"
        )
        self.folder = folder
        self.noted = noted
        self.found = found


class OfficeTooOldError(AmendsError):
    """An office that is only read cannot be brought up to date."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} was made by an older version: open it once, then try again")
        self.folder = folder


class NotEnoughRoomError(AmendsError):
    """A disk has less room than is needed; both in bytes."""

    def __init__(self, folder: Path, needed: int, free: int) -> None:
        super().__init__(f"{folder} has {free:,} bytes free, and {needed:,} are needed")
        self.folder = folder
        self.needed = needed
        self.free = free


class EvidenceTooLargeError(AmendsError):
    def __init__(self, file: str, largest_bytes: int) -> None:
        super().__init__(f"{file} is larger than {largest_bytes:,} bytes")
        self.file = file
        self.largest_bytes = largest_bytes


class NotACopyError(AmendsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a copy of an office, or not a whole one")
        self.folder = folder


class CopyRefusedError(AmendsError):
    """What was written into a place for copies is not what was to be copied."""

    def __init__(self, place: Path) -> None:
        super().__init__(f"the copy in {place} did not stand its check, and was removed")
        self.place = place
