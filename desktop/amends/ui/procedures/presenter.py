"""What the page of the procedures reads and records; it holds no widget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.comparison import Comparison, compare
from amends.domain.errors import AmendsError
from amends.domain.gaps import Gap, gaps
from amends.domain.streams import OFFICE
from amends.services.adopt_procedure import drop_procedure
from amends.services.change_office import office_ground
from amends.services.desk import Changed, Desk
from amends.services.procedure_book import Book, Held, export_procedure, read_book, read_text_file
from amends.services.procedure_drafts import ProcedureDraft, discard_draft, kept_drafts
from amends.services.procedure_papers import Stamp, comparison_pdf, gaps_pdf
from amends.services.progress import Progress
from amends.services.whole_files import write_whole
from amends.ui.procedures.words import name_of, since_words
from amends.ui.session import Session
from amends.ui.tasks import run


class ProceduresPresenter(QObject):
    """Reads the book anew whenever the office has changed."""

    changed = Signal()
    file_read = Signal(str, bytes)  # its name, and what stands in it
    saved = Signal(object)  # Path
    printable = Signal(bytes, str)  # a PDF, and what a printer's queue may show
    failed = Signal(Exception)

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self.session = session
        self._window = window
        session.changed.connect(self._on_changed)
        session.seat_changed.connect(self.changed)
        session.day_changed.connect(self.changed)

    def today(self) -> date:
        return self.session.clock.today()

    def book(self) -> Book:
        """Return all procedures, as they are now."""
        return read_book(self.session.desk)

    def drafts(self) -> tuple[ProcedureDraft, ...]:
        return kept_drafts(self.session.desk)

    def forget_draft(self, name: str) -> None:
        """Keep a draft no more."""
        discard_draft(self.session.desk, name)
        self.changed.emit()

    def gaps(self, held: Held) -> tuple[Gap, ...]:
        """Return what a procedure leaves open, as the office reads it."""
        title = office_ground(self.session.desk).days.calendar.title
        return gaps(held.procedure, held.readings, title)

    def compare(self, before: Held, after: Held) -> Comparison:
        return compare(before.procedure, after.procedure, before.readings, after.readings)

    def drop(self, name: str) -> None:
        """Let no new case run under a policy."""
        try:
            done = drop_procedure(self.session.desk, name, self.session.moment())
        except AmendsError as error:
            self.failed.emit(error)
        else:
            self.session.announce(done)

    def import_file(self, path: Path) -> None:
        """Read a file; `file_read` follows, whatever stands in it."""
        try:
            raw = read_text_file(path)
        except AmendsError as error:
            self.failed.emit(error)
        else:
            self.file_read.emit(path.name, raw)

    def export(self, held: Held, target: Path) -> None:
        """Write a procedure byte for byte; `saved` follows."""
        try:
            export_procedure(self.session.desk, held, target)
        except AmendsError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(target)

    def save_gaps(self, held: Held, target: Path) -> None:
        """Save what a procedure leaves open as PDF; `saved` follows."""
        self._save(self._gaps_paper(held), target)

    def print_gaps(self, held: Held, name: str) -> None:
        """Set what a procedure leaves open for the printer; `printable` follows."""
        self._print(self._gaps_paper(held), name)

    def save_comparison(self, before: Held, after: Held, target: Path) -> None:
        """Save what differs between two procedures as PDF; `saved` follows."""
        self._save(self._comparison_paper(before, after), target)

    def print_comparison(self, before: Held, after: Held, name: str) -> None:
        """Set what differs between two procedures for the printer; `printable` follows."""
        self._print(self._comparison_paper(before, after), name)

    def _gaps_paper(self, held: Held) -> Callable[[], bytes]:
        resources = self.session.desk.resources
        return partial(gaps_pdf, held.procedure, self.gaps(held), self._stamp(), resources)

    def _comparison_paper(self, before: Held, after: Held) -> Callable[[], bytes]:
        titles = tuple(f"{name_of(it)}, {since_words(it)}" for it in (before, after))
        resources, differs = self.session.desk.resources, self.compare(before, after)
        return partial(comparison_pdf, (titles[0], titles[1]), differs, self._stamp(), resources)

    def _print(self, pdf: Callable[[], bytes], name: str) -> None:
        task = run(partial(_set, pdf, name), self._window())
        task.succeeded.connect(self._on_set)
        task.failed.connect(self.failed)

    def _save(self, pdf: Callable[[], bytes], target: Path) -> None:
        task = run(partial(_written, self.session.desk, pdf, target), self._window())
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self.failed)

    def _stamp(self) -> Stamp:
        head = office_ground(self.session.desk).office.letterhead
        return Stamp(head.name if head else "", self.today())

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self.saved.emit(target)

    @Slot(object)
    def _on_set(self, paper: tuple[bytes, str]) -> None:
        self.printable.emit(*paper)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self.changed.emit()


def _written(desk: Desk, pdf: Callable[[], bytes], target: Path, _progress: Progress) -> Path:
    write_whole(desk, target, [pdf()])
    return target


def _set(pdf: Callable[[], bytes], name: str, _progress: Progress) -> tuple[bytes, str]:
    return pdf(), name
