"""Check a whole office without changing it: whether it still is what was recorded.

The record comes first (the pages of the database, every chain, the noted head), then what follows
from it (the inbox, the promises, the search), then the evidence. Where the record itself does not
hold, nothing is derived from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from amends.domain.cover import fold_cover
from amends.domain.errors import OfficeDamagedError
from amends.domain.keeping_errors import HeadBrokenError, RecordShortenedError
from amends.domain.streams import CASES, OFFICE
from amends.services.check_words import (
    HEAD_BROKEN,
    HEAD_MISSING,
    PRINTED_GONE,
    TOTALS,
    UNREADABLE,
    copy_knows_more,
    head_short,
    loose,
    pages,
    pinned,
    place_words,
    silent,
    structure,
    whereabouts,
)
from amends.services.fingerprint import printed
from amends.services.ground import read_ground
from amends.services.kept_files import check_file, files_of
from amends.services.progress import Progress
from amends.services.projections import case_problem, rows_without_a_case
from amends.services.take_seat import read_member
from amends.storage import office as storage
from amends.storage.backup import COPIES_FOLDER, copies_in
from amends.storage.database import DATABASE_FILE
from amends.storage.office import OpenOffice
from amends.storage.rows import Head
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: problems in words, none where all is well, and what was looked at.

    `whereabouts` says with whom the office is, or was; "" where it was never passed on, or where
    the record does not hold.
    """

    problems: tuple[str, ...]
    entries: int
    fingerprint: str
    cases: int
    files: int
    whereabouts: str = ""

    @property
    def printed(self) -> str:
        """The fingerprint of the record as it is printed: how many entries, and the chain."""
        return printed(Head(self.entries, self.fingerprint))


def check_folder(
    folder: Path, passphrase: str, today: date, progress: Progress, known: Head | None = None
) -> Verdict:
    """Check the office in `folder`, of which nothing is written, not even beside it.

    `known` is a head that was printed. Raises what `storage.look_into` raises where the office
    cannot be opened, and what `progress` raises.
    """
    try:
        with storage.look_into(folder, passphrase) as office:
            return check_office(office, today, progress, known)
    except OfficeDamagedError as error:
        if error.part != DATABASE_FILE:
            raise
        return Verdict((UNREADABLE,), 0, "", 0, 0)


def check_office(
    office: OpenOffice, today: date, progress: Progress, known: Head | None = None
) -> Verdict:
    """Check an office that is open. Raises what `progress` raises."""
    check = _Check(office, today, progress)
    try:
        with office.reading() as unit:
            check.record(unit, known)
            if not check.problems:
                check.find(unit)
                check.what_follows(unit)
    except (OfficeDamagedError, TypeError, ValueError):  # or a column that holds nonsense
        check.problems.append(UNREADABLE)
    check.evidence()
    return check.verdict()


@dataclass(slots=True)
class _Check:
    """A check on its way, and what it has found so far."""

    office: OpenOffice
    today: date
    progress: Progress
    problems: list[str] = field(default_factory=list)
    head: Head = field(default_factory=lambda: Head(0, ""))
    labels: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)  # blob: digest, whose it is
    cases: int = 0
    where: str = ""
    _done: int = 0
    _total: int = 1

    def record(self, unit: Unit, known: Head | None) -> None:
        """Check the record itself; the first thing that fails may make the rest unreadable."""
        if damaged := unit.checks.damaged_pages():
            self.problems.append(pages(damaged))
            return
        if faults := unit.checks.faults_of_structure():
            self.problems.append(structure(faults))
        streams = list(unit.events.streams())
        self.cases = sum(stream.startswith(CASES) for stream in streams)
        self._total = len(streams) + self.cases
        self._name_cases(unit)
        self.head = Head(*unit.events.office_fingerprint())
        for place in unit.checks.broken_places(self._step):
            self.problems.append(place_words(place, self._name(place.stream)))
        for stream, seq in unit.checks.silent_entries():
            self.problems.append(silent(seq, self._name(stream)))
        if rows := unit.checks.loose_rows():
            self.problems.append(loose(rows))
        self.problems += [pinned(digest) for digest in unit.checks.changed_pins()]
        self._heads(unit, known)

    def find(self, unit: Unit) -> None:
        """Find out with whom the office is."""
        cover = fold_cover(unit.events.read(OFFICE))
        held_for = read_member(unit, cover.passed_by).name if cover.passed_by else ""
        self.where = whereabouts(cover, held_for, self.today)

    def what_follows(self, unit: Unit) -> None:
        """Derive each case again, and compare with what is kept; note which files it names."""
        rows, ground = dict(unit.inbox.streams()), read_ground(unit)
        for stream in unit.events.streams(CASES):
            self._step()
            stale_on = rows.pop(stream, None)
            name = self._name(stream)
            problem = case_problem(unit, stream, self.today, stale_on, ground, name)
            self.problems += filter(None, [problem])
            for file in files_of(unit.events.read(stream)):
                self.files[file.blob] = file.digest, f"{file.name} ({name})"
        self.problems += rows_without_a_case(unit, rows)
        if not (unit.inbox.totals_hold() and unit.promises.totals_hold()):
            self.problems.append(TOTALS)

    def evidence(self) -> None:
        """Open each file that a case names, and compare it with what was recorded."""
        self._total += len(self.files)
        for blob, (digest, whose) in self.files.items():
            self._step()
            problem = check_file(self.office.evidence, blob, digest, whose, self._still_going)
            self.problems += filter(None, [problem])

    def verdict(self) -> Verdict:
        self.progress(self._total, self._total)
        entries, fingerprint = self.head.entries, self.head.fingerprint
        problems, files = tuple(self.problems), len(self.files)
        return Verdict(problems, entries, fingerprint, self.cases, files, self.where)

    def _heads(self, unit: Unit, known: Head | None) -> None:
        """Look for what was noted elsewhere: beside the database, in its copies, and on paper."""
        try:
            if self.office.compare_head() is None and self.head.entries:
                self.problems.append(HEAD_MISSING)
        except HeadBrokenError:
            self.problems.append(HEAD_BROKEN)
        except RecordShortenedError as error:
            self.problems.append(head_short(error.noted, error.found))
        for copy in copies_in(self.office.folder / COPIES_FOLDER):
            head = self.office.head_of_copy(copy.folder)
            if head is not None and not unit.events.holds(head):
                self.problems.append(copy_knows_more(copy.folder.name))
        if known is not None and not unit.events.holds(known):
            self.problems.append(PRINTED_GONE)

    def _name_cases(self, unit: Unit) -> None:
        for stream, _stale_on in unit.inbox.streams():
            if (row := unit.inbox.row(stream)) is not None:
                self.labels[stream] = row.label

    def _name(self, stream: str) -> str:
        """Return what people call a stream: a case by its reference."""
        if stream in self.labels:
            return f"case {self.labels[stream]}"
        return "the office's own entries" if stream == OFFICE else stream

    def _step(self) -> None:
        self.progress(min(self._done, self._total), self._total)
        self._done += 1

    def _still_going(self) -> None:
        """Let a large file be stopped within."""
        self.progress(min(self._done, self._total), self._total)
