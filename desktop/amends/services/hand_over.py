"""Hand a case over: one plain ZIP with a bag in it, checked before it is there, and recorded."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO, Final

from amends.domain.case import Case
from amends.domain.errors import FileNotWrittenError
from amends.domain.events.base import required
from amends.domain.events.case_events import HandedOver
from amends.domain.happenings import Kind
from amends.domain.people import identity_words
from amends.domain.points import points_found
from amends.services.bag import Bag
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.hand_over_bundle import bundle_of
from amends.services.hand_over_contents import Contents, archive_name, sort_out
from amends.services.hand_over_record import case_json
from amends.services.progress import Progress
from amends.services.read_case import read_case
from amends.services.recording import record
from amends.services.verify_bag import verify_bag
from amends.storage.durable_files import sync_file, sync_folder
from amends_reports.house_style import HouseStyle

_PIECE: Final = 1 << 20
_EVERYWHERE: Final = (-20_000.0, -20_000.0, 20_000.0, 20_000.0)
_NAMES_SOMEBODY: Final = "it would name the complainant, who is not to be named"


def readiness(view: CaseView) -> tuple[str, ...]:
    """Return what speaks against handing the case over now, and what would be held back."""
    contents = sort_out(view)
    return (*_still_open(view.case), *_held_back(view.case, contents))


def hand_over(
    desk: Desk,
    stream: str,
    target: Path,
    to: str,
    purpose: str,
    moment: Moment,
    progress: Progress,
) -> Changed:
    """Write the hand-over to `target`, and record to whom it goes, why, and its SHA-256.

    Raises `FileNotWrittenError`, `EvidenceMissingError`, `CaseChangedError`, `FieldMissingError`
    without a recipient or a purpose, and what `progress` raises. Nothing is left behind then, and
    nothing is recorded.
    """
    to, purpose = required("recipient", to), required("purpose", purpose)
    view = read_case(desk, stream, moment.today)
    contents = sort_out(view)
    work = _Work(desk, view, contents, progress)
    try:
        with ExitStack() as clean_up:
            draft = _draft(target.parent, clean_up)
            work.write(draft, target)
            event = HandedOver(
                happened_on=moment.today,
                to=to,
                purpose=purpose,
                contents=tuple(f"{it.number}. {it.title}" for it in contents.items),
                held_back=tuple(map(str, contents.held)),
                digest=_digest(draft),
            )
            draft.replace(target)
            clean_up.callback(_remove, target)  # a file that is not recorded must not be there
            sync_folder(target.parent)
            changed = record(desk, stream, view.seq, [event], moment)
            clean_up.pop_all()
    except OSError as error:
        raise FileNotWrittenError(target, error.strerror or str(error)) from error
    return changed


class _Work:
    """One hand-over on its way to the disk; a document counts once as pages, once as it is."""

    def __init__(self, desk: Desk, view: CaseView, contents: Contents, progress: Progress) -> None:
        self._desk, self._view, self._contents = desk, view, contents
        self._progress = progress
        self._total = 3 * len(contents.items) + 1

    def write(self, draft: Path, target: Path) -> None:
        """Write the archive to `draft`, and read it back. Raises `FileNotWrittenError`."""
        with ExitStack() as clean_up:
            pdf = _draft(target.parent, clean_up)
            problems = self._write_bundle(pdf)
            if not problems:
                with draft.open("wb") as out:
                    self._write_bag(out, pdf)
                    sync_file(out)
                problems = verify_bag(draft)
        if problems:
            raise FileNotWrittenError(target, problems[0])
        self._progress(self._total, self._total)

    def _write_bundle(self, pdf: Path) -> tuple[str, ...]:
        """Write the bundle, and return what is wrong with it."""
        from amends_reports.bundle import write_bundle  # reportlab loads with the first bundle
        from amends_reports.bundle_check import check_bundle

        style = HouseStyle(fonts=self._desk.resources / "fonts")
        bundle = bundle_of(self._desk, self._view, self._contents)
        with pdf.open("wb") as out:
            write_bundle(bundle, out, style, self._pages_done)
        return check_bundle(pdf) or self._names_in(pdf)

    def _names_in(self, pdf: Path) -> tuple[str, ...]:
        """Return whether a page tells a name after all: read back, whatever was meant."""
        from amends_reports.preview import page_count, texts_at

        if not self._contents.names.is_needed:
            return ()
        pages = [(page, _EVERYWHERE) for page in range(page_count(pdf))]
        told = any(map(self._contents.names.told_whole_in, texts_at(pdf, pages)))
        return (_NAMES_SOMEBODY,) if told else ()

    def _write_bag(self, out: BinaryIO, pdf: Path) -> None:
        name = f"amends-{archive_name(self._view.case.reference)}"
        with Bag(out, name) as bag:
            with pdf.open("rb") as file:
                bag.add("data/bundle.pdf", iter(lambda: file.read(_PIECE), b""), pdf.stat().st_size)
            for done, item in enumerate(self._contents.items, 2 * len(self._contents.items)):
                self._progress(done, self._total)
                bag.add(item.path, *self._original(item.original.blob))
            told = case_json(self._view, self._contents)
            bag.add("data/case.json", [told], len(told))
            bag.finish(self._facts())

    def _facts(self) -> dict[str, str]:
        """Return what the bag says of itself."""
        head = self._view.ground.office.letterhead
        return {
            "Source-Organization": head.name if head else "",
            "External-Identifier": self._view.case.reference,
            "Bagging-Date": self._view.today.isoformat(),
            "Bag-Software-Agent": "Amends",
        }

    def _original(self, blob: str) -> tuple[list[bytes], int]:
        pieces = list(self._desk.store.evidence.chunks(blob))
        return pieces, sum(map(len, pieces))

    def _pages_done(self, done: int, total: int) -> None:
        self._progress(min(done, total), self._total)


def _still_open(case: Case) -> Iterator[str]:
    points = points_found(case)
    if not points:
        yield "The points of the complaint are not set out yet."
    for number, point in enumerate(points, 1):
        if not point.finding:
            yield f"Point {number} has no finding yet."
    if case.happened(Kind.ACKNOWLEDGED) is None:
        yield "The receipt was never sent."
    if case.happened(Kind.OUTCOME_SENT) is None:
        yield "The outcome was not sent yet."
    for letter in case.letters:
        if letter.letter not in case.sent_letters:
            yield f"A letter is finished but not sent ({letter.letter_kind})."


def _held_back(case: Case, contents: Contents) -> Iterator[str]:
    if not contents.names.is_needed:
        return
    count = len(contents.held)
    things = "1 thing is" if count == 1 else f"{count} things are"
    yield f"{identity_words(case.identity)}: {things} held back, since redaction is not there yet."
    for held in contents.held:
        yield f"Held back: {held}. {held.reason}"


def _draft(folder: Path, clean_up: ExitStack) -> Path:
    """Return a new, empty file in the folder, which goes with `clean_up`."""
    handle, name = tempfile.mkstemp(prefix=".amends-", suffix=".part", dir=folder)
    os.close(handle)
    draft = Path(name)
    clean_up.callback(_remove, draft)
    return draft


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
