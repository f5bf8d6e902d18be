"""Make a sample office: a whole office folder with made-up complaints around today."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import CaseClosed
from amends.domain.events.office_events import Letterhead
from amends.domain.streams import case_stream
from amends.services.desk import Desk, Moment
from amends.services.ground import Ground, read_ground
from amends.services.inbox_rows import refresh_row
from amends.services.log_complaint import opening
from amends.services.progress import Progress
from amends.services.sample_cast import read_cast
from amends.services.sample_stories import Author, Story
from amends.services.set_up_office import Plan, set_up_office
from amends.storage.unit import Unit

DEFAULT_CASES: Final = 24
OFFICE_OPENS: Final = time(9, tzinfo=UTC)

LETTERHEAD: Final = Letterhead(
    name="Active X Backs (sample)",
    address=("1 Sample Street", "Edinburgh", "EH1 1AA"),
    email="complaints@example.org",
    phone="0131 000 0000",
    signatory="Alex Sample",
    signatory_role="Clinical Director",
)


def make_sample_office(
    folder: Path,
    passphrase: str,
    moment: Moment,
    resources: Path,
    *,
    cases: int = DEFAULT_CASES,
    seed: int = 1,
    progress: Progress,
) -> Desk:
    """Create an office with `cases` made-up cases in `folder`, and return it open.

    Raises what setting up an office raises, and `CancelledError` where `progress` stops it.
    """
    plan = Plan(letterhead=LETTERHEAD, procedure="active-x-backs", readings={}, sample=True)
    desk = set_up_office(folder, passphrase, plan, moment, resources)
    raw = (resources / "sample_office" / "complaints.toml").read_text("utf-8")
    with desk.store.transaction() as unit:
        ground = read_ground(unit)
        author = Author(read_cast(raw), seed, ground.days, moment.today)
        for number, story in enumerate(author.stories(cases)):
            progress(number, cases)
            stream = case_stream(author.id())
            _record(desk, unit, ground, stream, story)
            refresh_row(unit, stream, moment.today, ground)
    return desk


def _record(desk: Desk, unit: Unit, ground: Ground, stream: str, story: Story) -> None:
    """Record a story day by day, as an office would have done."""
    first_day = story[0][0]
    version = ground.office.version(ground.office.procedure, first_day)
    opened = opening(version, unit.next_reference(first_day.year), first_day)
    seq = 0
    for day, events in story:
        told = [_as_counted(event, ground) for event in events]
        new = told if seq else [opened, *told]
        now = datetime.combine(day, OFFICE_OPENS)
        unit.events.append(stream, seq, new, now=now, person=desk.store.person)
        seq += len(new)


def _as_counted(event: AnyEvent, ground: Ground) -> AnyEvent:
    """Return the event; a closing says by what the office counted then."""
    return replace(event, office_seq=ground.seq) if isinstance(event, CaseClosed) else event
