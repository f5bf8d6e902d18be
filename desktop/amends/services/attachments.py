"""Files that join a case: stored first, then named by an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from amends.domain.errors import FileNotReadableError
from amends.domain.events.case_events import EvidenceAdded
from amends.services.desk import Desk


@dataclass(frozen=True, slots=True)
class File:
    """A file from outside; `origin` says where it came from.

    One that is large is not held as `data`: it is read at `path`, piece by piece, when it is
    stored.
    """

    name: str
    media_type: str
    data: bytes
    origin: str = ""
    path: Path | None = None
    path_size: int = 0

    @property
    def size(self) -> int:
        """How many bytes it has, or had when it was chosen."""
        return self.path_size if self.path else len(self.data)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open it for reading. Raises `FileNotReadableError`."""
        if self.path is None:
            yield BytesIO(self.data)
            return
        try:
            source = self.path.open("rb")
        except OSError as error:
            raise FileNotReadableError(self.path, error.strerror or str(error)) from error
        with source:
            yield source

    def content(self) -> bytes:
        """Return all that is in it. Raises `FileNotReadableError`."""
        with self.opened() as source:
            try:
                return source.read()
            except OSError as error:
                place = self.path or Path(self.name)
                raise FileNotReadableError(place, error.strerror or str(error)) from error


def stored(
    desk: Desk, file: File, today: date, step: Callable[[int], object] | None = None
) -> EvidenceAdded:
    """Store the file, and return the event that names it.

    `step` is called with the number of bytes that were read, and may raise. Raises
    `NotEnoughRoomError` before anything is written, `EvidenceTooLargeError`,
    `FileNotReadableError`, and `FileNotWrittenError`; nothing is half stored then.
    """
    with file.opened() as source:
        watched = source if step is None else _Watched(source, step)
        kept = desk.store.evidence.add(watched, file.size)
    return EvidenceAdded(
        happened_on=today,
        evidence=uuid4(),
        name=file.name,
        media_type=file.media_type,
        size=kept.size,
        digest=kept.digest,
        blob=kept.blob,
        origin=file.origin,
    )


class _Watched:
    """A source that tells how far it was read."""

    def __init__(self, source: BinaryIO, step: Callable[[int], object]) -> None:
        self._source, self._step = source, step
        self._read = 0
        self.name = getattr(source, "name", "")

    def read(self, size: int, /) -> bytes:
        piece = self._source.read(size)
        self._read += len(piece)
        self._step(self._read)
        return piece
