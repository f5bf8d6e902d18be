"""The files that a case names, and whether each is still what was recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from amends.domain.errors import EvidenceMissingError, FileNotReadableError
from amends.domain.events import Recorded
from amends.domain.events.case_events import EvidenceAdded, LetterFinished
from amends.services.check_words import file_changed, file_missing, file_not_read
from amends.storage.evidence import EvidenceFolder


class KeptFile(NamedTuple):
    """What is kept of a file, under what people call it."""

    name: str
    blob: str
    digest: str


def files_of(log: Iterable[Recorded]) -> Iterator[KeptFile]:
    """Return every file that the entries name, those of withdrawn entries too."""
    for entry in log:
        match entry.event:
            case EvidenceAdded() as added:
                yield KeptFile(added.name, added.blob, added.digest)
            case LetterFinished() as letter:
                yield KeptFile(letter.subject, letter.blob, letter.digest)
            case _:
                pass


def check_file(
    folder: EvidenceFolder, blob: str, digest: str, whose: str, step: Callable[[], object]
) -> str | None:
    """Return what is wrong with a file, None where nothing is; `step` is called on the way."""
    found = hashlib.sha256()
    try:
        for chunk in folder.chunks(blob):
            found.update(chunk)
            step()
    except EvidenceMissingError:
        return file_missing(whose)
    except FileNotReadableError as error:
        return file_not_read(whose, error.reason)
    return None if found.hexdigest() == digest else file_changed(whose)
