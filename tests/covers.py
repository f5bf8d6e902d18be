"""An office that is passed to Sofia Marsh and back, on two computers of one disk."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import NoteAdded
from amends.domain.streams import CASES, OFFICE
from amends.paths import resource
from amends.services.attachments import File, stored
from amends.services.desk import Desk
from amends.services.pass_office import Colleague, give_back, pass_office
from amends.services.recording import record
from amends.services.set_up_office import open_office
from amends.services.take_back import CameBack, look_at_what_came, take_back
from amends.services.take_over import TakenOver, take_over
from amends.storage.rows import Head
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk

SOFIAS: Final = "quiet green rivers"
SOFIA: Final = Colleague(name="Sofia Marsh", passphrase=SOFIAS)
UNTIL: Final = date(2026, 12, 4)  # a Friday


def quiet(done: int, total: int) -> None:
    """Take note of no progress."""


@dataclass(frozen=True)
class Computers:
    """Where things lie: the office at home, Sofia's folder, and the files between them."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def hers(self) -> Path:
        return self.root / "hers"

    @property
    def out(self) -> Path:
        return self.root / "Office 2026-11-21.amends-office"

    @property
    def back(self) -> Path:
        return self.root / "Office back 2026-12-04.amends-office"

    def set_up(self, cases: int = 2) -> None:
        """Make the office at home, with cases and a file in each."""
        with closing(make_desk(self.home).store) as store:
            desk = Desk(store, resource())
            for number in range(cases):
                log(desk, title=f"Complaint {number}")
            case = first_case(desk)
            event = stored(desk, File("scan", "application/pdf", b"scanned" * 60_000), TODAY)
            _record(desk, case, event)

    def open_home(self) -> Desk:
        return open_office(self.home, PASSPHRASE, resource())

    def open_hers(self) -> Desk:
        return open_office(self.hers, SOFIAS, resource())

    def pass_out(self, to: Colleague = SOFIA) -> None:
        with closing(self.open_home().store) as store:
            pass_office(Desk(store, resource()), to, UNTIL, self.out, MOMENT, quiet)

    def take_over(self, passphrase: str = SOFIAS) -> TakenOver:
        return take_over(self.out, passphrase, self.hers, resource(), MOMENT, quiet)

    def give_back(self) -> None:
        desk = self.open_hers()
        with closing(desk.store):
            self.give_back_from(desk)

    def give_back_from(self, desk: Desk) -> None:
        give_back(desk, self.back, MOMENT, quiet)

    def look(self, file: Path | None = None, passphrase: str = PASSPHRASE) -> CameBack:
        return look_at_what_came(self.home, passphrase, file or self.back, resource(), quiet)

    def take_back(self, came: CameBack, passphrase: str = PASSPHRASE) -> Desk:
        return take_back(self.home, passphrase, came, resource(), MOMENT)

    def clear_away(self) -> None:
        """Remove the files and her folder, so that the office can be passed on once more."""
        self.out.unlink(missing_ok=True)
        self.back.unlink(missing_ok=True)
        gone = self.root / "gone"
        shutil.rmtree(gone, ignore_errors=True)
        if self.hers.exists():
            self.hers.rename(gone)  # at once, or a kill would leave a part of an office
        shutil.rmtree(gone, ignore_errors=True)

    def work_at_hers(self) -> str:
        """Let Sofia log a complaint, and note something in an older case; return the new one."""
        with closing(self.open_hers().store) as store:
            desk = Desk(store, resource())
            note_in(desk, first_case(desk), "She rang Sofia.")
            return log(desk, title="While Gavin was away")


def first_case(desk: Desk) -> str:
    """Return the case that was logged first."""
    return _cases(desk)[0]


def last_case(desk: Desk) -> str:
    """Return the case that was logged last."""
    return _cases(desk)[-1]


def note_in(desk: Desk, stream: str, text: str) -> None:
    _record(desk, stream, NoteAdded(happened_on=TODAY, text=text))


def head_of(desk: Desk) -> Head:
    """Return how far the record goes of an office, which is closed."""
    with closing(desk.store), desk.store.reading() as unit:
        return Head(*unit.events.office_fingerprint())


def log_of_office(desk: Desk) -> list[AnyEvent]:
    with desk.store.reading() as unit:
        return [it.event for it in unit.events.read(OFFICE)]


def _cases(desk: Desk) -> list[str]:
    """Return the cases in the order in which they were logged."""
    with desk.store.reading() as unit:
        rows = [unit.inbox.row(it) for it in list(unit.events.streams(CASES))]
    return [stream for _label, stream in sorted((row.label, row.stream) for row in rows if row)]


def _record(desk: Desk, stream: str, event: AnyEvent) -> None:
    with desk.store.reading() as unit:
        seq = unit.events.last_seq(stream)
    record(desk, stream, seq, [event], MOMENT)
