"""A hand-over on its way to the disk: the bundle, the bag around it, and both read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from amends.domain.errors import HandOverRefusedError
from amends.services.bag import Bag
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.fingerprint import fingerprint
from amends.services.hand_over_bundle import bundle_of
from amends.services.hand_over_chronology import CHRONOLOGY_FILE, chronology, chronology_csv
from amends.services.hand_over_contents import Contents, archive_name
from amends.services.hand_over_policy import policy_files
from amends.services.hand_over_record import case_json
from amends.services.hand_over_steps import FileKind, Steps
from amends.services.progress import Progress
from amends.services.verify_bag import verify_bag
from amends.storage.durable_files import sync_file
from amends.storage.left_behind import draft_beside
from amends_reports.house_style import HouseStyle

_PIECE: Final = 1 << 20
_PAGES_A_LOOK: Final = 20  # so that the looking can be stopped within a long bundle
_EVERYWHERE: Final = (-20_000.0, -20_000.0, 20_000.0, 20_000.0)
_NAMES_SOMEBODY: Final = "it would name the complainant, who is not to be named"


@dataclass(frozen=True, slots=True)
class Writing:
    """One hand-over of a case as it was read. What `progress` raises, stops it."""

    desk: Desk
    view: CaseView
    contents: Contents
    steps: Steps
    progress: Progress

    def write(self, draft: Path) -> None:
        """Write all of it to `draft`, and read it back.

        Raises `HandOverRefusedError` where it is not what it should be.
        """
        if self.steps.kind is FileKind.PDF:
            self._write_bundle(draft)
        else:
            self._write_archive(draft)
        self.progress(self.steps.total, self.steps.total)

    def _write_archive(self, draft: Path) -> None:
        with ExitStack() as clean_up:
            pdf = clean_up.enter_context(draft_beside(self.desk.store.folder, draft.parent))
            pages = self._write_bundle(pdf)
            with draft.open("wb") as out:
                self._write_bag(out, pdf, pages)
                sync_file(out)
        pause = partial(self.progress, self.steps.packed, self.steps.total)
        verdict = verify_bag(draft, pause)
        if not verdict.is_as_written:
            raise HandOverRefusedError(next(iter(verdict.sentences())))

    def _write_bundle(self, pdf: Path) -> dict[int, int]:
        """Write the bundle, check it, and return on which page each document begins."""
        from amends_reports.bundle import write_bundle  # reportlab loads with the first bundle
        from amends_reports.bundle_check import check_bundle

        style = HouseStyle(fonts=self.desk.resources / "fonts")
        bundle = bundle_of(self.desk, self.view, self.contents)
        with pdf.open("wb") as out:
            placed = write_bundle(bundle, out, style, self._pages_done)
            sync_file(out)
        self._pages_done(self.steps.pages_written, self.steps.pages_written)
        if problems := check_bundle(pdf):
            raise HandOverRefusedError(problems[0])
        if self.contents.names.is_needed:
            self._look_for_names(pdf)
        return {each.number: each.first_page for each in placed}

    def _look_for_names(self, pdf: Path) -> None:
        """Refuse pages that tell a name after all: read back, whatever was meant."""
        from amends_reports.preview import page_count, texts_at

        pages = range(page_count(pdf))
        for first in pages[::_PAGES_A_LOOK]:
            self._pages_done(self.steps.pages_written, self.steps.pages_written)
            some = pages[first : first + _PAGES_A_LOOK]
            texts = texts_at(pdf, [(page, _EVERYWHERE) for page in some])
            self._refuse_names("\n".join(texts))

    def _refuse_names(self, text: str) -> None:
        if self.contents.names.told_whole_in(text):
            raise HandOverRefusedError(_NAMES_SOMEBODY)

    def _write_bag(self, out: BinaryIO, pdf: Path, pages: dict[int, int]) -> None:
        name = f"amends-{archive_name(self.view.case.reference)}"
        evidence = self.desk.store.evidence
        with Bag(out, name) as bag:
            with pdf.open("rb") as file:
                bag.add("data/bundle.pdf", iter(lambda: file.read(_PIECE), b""), pdf.stat().st_size)
            for done, item in enumerate(self.contents.items, self.steps.pages_checked):
                self.progress(done, self.steps.total)
                bag.add(
                    item.path,
                    evidence.chunks(item.original.blob),
                    evidence.size(item.original.blob),
                )
            for path, content in self._data(pages):
                bag.add(path, [content], len(content))
            bag.finish(self._facts())

    def _data(self, pages: dict[int, int]) -> Iterator[tuple[str, bytes]]:
        """Return what programs read: the record, what happened when, the policy's own file."""
        policies = policy_files(self.desk, self.view)
        for _path, policy in policies:
            self._refuse_names(policy.decode(errors="replace"))
        lines = chronology(self.view, self.contents)
        yield "data/case.json", case_json(self.view, self.contents)
        yield CHRONOLOGY_FILE, chronology_csv(lines, pages)
        yield from policies

    def _facts(self) -> dict[str, str]:
        """Return what the bag says of itself."""
        head = self.view.ground.office.letterhead
        return {
            "Source-Organization": head.name if head else "",
            "External-Identifier": self.view.case.reference,
            "Bagging-Date": self.view.today.isoformat(),
            "Bag-Software-Agent": "Amends",
            "Record-Fingerprint": fingerprint(self.desk),
        }

    def _pages_done(self, done: int, total: int) -> None:
        """Report a step of the bundle: its steps are the first of ours."""
        self.progress(min(done, total), self.steps.total)


def remove(file: Path) -> None:
    """Take a file away, where that is possible."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
