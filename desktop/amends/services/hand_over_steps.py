"""As which kinds of file a case is handed over, and what is being done at which step of that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path


@unique
class FileKind(StrEnum):
    """What the file is; the value is the ending of its name."""

    PDF = ".pdf"
    ARCHIVE = ".zip"


def kind_of(file: Path) -> FileKind:
    """Return the kind that the name of a file asks for: the PDF alone, else the archive."""
    return FileKind.PDF if file.suffix.lower() == FileKind.PDF else FileKind.ARCHIVE


@unique
class Doing(StrEnum):
    """What a hand-over is doing."""

    READING = "reading"
    WRITING = "writing"
    CHECKING_PAGES = "checking the pages"
    PACKING = "packing"
    CHECKING_ARCHIVE = "checking the archive"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Steps:
    """A document counts once when it is read, once as pages, and once where it is packed."""

    documents: int
    kind: FileKind

    @classmethod
    def of(cls, total: int, kind: FileKind) -> Steps:
        """Return the steps of which there are so many."""
        return cls((total - 1) // 2 if kind is FileKind.PDF else (total - 2) // 3, kind)

    @property
    def pages_written(self) -> int:
        return 2 * self.documents

    @property
    def pages_checked(self) -> int:
        return self.pages_written + 1

    @property
    def packed(self) -> int:
        return self.pages_checked + self.documents

    @property
    def total(self) -> int:
        return self.pages_checked if self.kind is FileKind.PDF else self.packed + 1

    def document(self, done: int) -> int:
        """Return the place of the document in hand, from 1; 0 where all of them are in hand."""
        begins = {Doing.WRITING: self.documents, Doing.PACKING: self.pages_checked}
        doing = self.doing(done)
        if doing is not Doing.READING and doing not in begins:
            return 0
        return done - begins.get(doing, 0) + 1

    def doing(self, done: int) -> Doing:
        """Return what is being done once so many steps are done."""
        ends = (
            (self.documents, Doing.READING),
            (self.pages_written, Doing.WRITING),
            (self.pages_checked, Doing.CHECKING_PAGES),
            (self.packed, Doing.PACKING),
            (self.total, Doing.CHECKING_ARCHIVE),
        )
        if done >= self.total:
            return Doing.RECORDING
        return next(doing for end, doing in ends if done < end)
