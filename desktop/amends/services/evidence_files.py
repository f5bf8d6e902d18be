"""Files into a case and out of it, byte for byte."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Final

from amends.domain.characters import whole_text
from amends.domain.errors import FileNotReadableError
from amends.domain.events.case_events import EvidenceAdded
from amends.domain.keeping_errors import EvidenceTooLargeError
from amends.services.attachments import File
from amends.services.desk import Desk
from amends.services.whole_files import write_whole
from amends.storage.evidence import LARGEST_BYTES

UNKNOWN_TYPE: Final = "application/octet-stream"
LARGEST_HELD_BYTES: Final = 16_000_000  # a larger one is left where it is until it is stored


def read_file(path: Path, origin: str = "") -> File:
    """Return a file from outside, to be added to a case.

    Raises `FileNotReadableError` and `EvidenceTooLargeError`.
    """
    media_type, _encoding = mimetypes.guess_type(path.name)
    name, kind = whole_text(path.name), media_type or UNKNOWN_TYPE
    try:
        with path.open("rb") as source:
            data = source.read(LARGEST_HELD_BYTES + 1)
        if len(data) <= LARGEST_HELD_BYTES:
            return File(name, kind, data, origin)
        size = path.stat().st_size
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error
    if size > LARGEST_BYTES:
        raise EvidenceTooLargeError(name, LARGEST_BYTES)
    return File(name, kind, b"", origin, path, size)


def save_evidence(desk: Desk, evidence: EvidenceAdded, target: Path) -> None:
    """Write the file to `target`, byte for byte.

    Raises `EvidenceMissingError`, and `FileNotWrittenError`; no half file is left.
    """
    write_whole(desk, target, desk.store.evidence.chunks(evidence.blob))
