"""Files into a case and out of it, byte for byte."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Final

from amends.domain.characters import whole_text
from amends.domain.errors import FileNotReadableError
from amends.domain.events.case_events import EvidenceAdded
from amends.services.attachments import File
from amends.services.desk import Desk
from amends.services.whole_files import write_whole

UNKNOWN_TYPE: Final = "application/octet-stream"


def read_file(path: Path, origin: str = "") -> File:
    """Return a file from outside, to be added to a case. Raises `FileNotReadableError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadableError(path, error.strerror or str(error)) from error
    media_type, _encoding = mimetypes.guess_type(path.name)
    return File(whole_text(path.name), media_type or UNKNOWN_TYPE, data, origin)


def save_evidence(desk: Desk, evidence: EvidenceAdded, target: Path) -> None:
    """Write the file to `target`, byte for byte.

    Raises `EvidenceMissingError`, and `FileNotWrittenError`; no half file is left.
    """
    write_whole(target, desk.store.evidence.read(evidence.blob))
