"""Hand a case over: as a PDF, or as a ZIP with a bag in it; checked, and then recorded."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from amends.domain.course import outside_body
from amends.domain.errors import FieldMissingError, FileNotWrittenError
from amends.domain.events.base import required
from amends.domain.events.case_events import HandedOver
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.hand_over_contents import Contents, archive_name, sort_out
from amends.services.hand_over_steps import FileKind, Steps
from amends.services.hand_over_writing import Writing, remove
from amends.services.progress import Progress
from amends.services.read_case import read_case
from amends.services.recording import record
from amends.storage.durable_files import sync_folder
from amends.storage.left_behind import draft_beside


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over as somebody asked for it: to whom, why, where the file goes, and what it is."""

    to: str
    purpose: str
    target: Path
    kind: FileKind = FileKind.ARCHIVE


@dataclass(frozen=True, slots=True)
class HandedOverFile:
    """The file as it was written, checked and recorded; `size` is in bytes."""

    path: Path
    size: int
    digest: str
    changed: Changed


def hand_over(
    desk: Desk, stream: str, asked: HandOver, moment: Moment, progress: Progress
) -> HandedOverFile:
    """Write what was asked for, and record to whom it goes, why, and its SHA-256.

    Raises `FileNotWrittenError`, `HandOverRefusedError`, `EvidenceMissingError`,
    `OfficeDamagedError`, `CaseChangedError`, `FieldMissingError` without a recipient or a purpose,
    and what `progress` raises. Nothing is left behind then, and nothing is recorded.
    """
    required("recipient", asked.to)
    required("purpose", asked.purpose)
    view = read_case(desk, stream, moment.today)
    contents = sort_out(view)
    steps = Steps(len(contents.items), asked.kind)
    target = asked.target
    try:
        with ExitStack() as clean_up, ExitStack() as take_back:
            draft = clean_up.enter_context(draft_beside(desk.store.folder, target.parent))
            Writing(desk, view, contents, steps, progress).write(draft)
            event = _event(asked, contents, moment, _digest(draft))
            size = draft.stat().st_size
            if target.exists():
                before = draft_beside(desk.store.folder, target.parent, back_to=target)
                _keep(target, clean_up.enter_context(before), take_back)
            _put(draft, target, take_back)
            changed = record(desk, stream, view.seq, [event], moment)
            take_back.pop_all()
    except OSError as error:
        raise FileNotWrittenError(target, error.strerror or str(error)) from error
    return HandedOverFile(target, size, event.digest, changed)


def usual_receiver(view: CaseView) -> str:
    """Return to whom a case mostly goes, the outside body; "" where there is none."""
    return outside_body(view.case, view.procedure)


def usual_purpose(view: CaseView) -> str:
    """Return why a case mostly goes on. Raises `FieldMissingError` where nobody is named."""
    if not (body := usual_receiver(view)):
        raise FieldMissingError("the outside body of the procedure")
    what = "complaint" if view.case.received_on is not None else "case"
    return f"The {what} goes on to {body}."


def proposed_name(view: CaseView, kind: FileKind) -> str:
    """Return a name for the file that tells nobody's name."""
    return f"Case {archive_name(view.case.reference)}{kind}"


def _keep(target: Path, before: Path, take_back: ExitStack) -> None:
    """Keep what is there; a file that is not recorded must not stand in its place."""
    target.replace(before)
    take_back.callback(before.replace, target)


def _put(draft: Path, target: Path, take_back: ExitStack) -> None:
    """Put the file in its place, until `take_back`."""
    draft.replace(target)
    take_back.callback(remove, target)
    sync_folder(target.parent)


def _event(asked: HandOver, contents: Contents, moment: Moment, digest: str) -> HandedOver:
    return HandedOver(
        happened_on=moment.today,
        to=asked.to.strip(),
        purpose=asked.purpose.strip(),
        contents=tuple(f"{it.number}. {it.title}" for it in contents.items),
        held_back=tuple(map(str, contents.held)),
        digest=digest,
    )


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
