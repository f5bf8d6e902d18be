"""The sheet "If this computer is lost": what to do, where the copies are, and the bare facts.

One page, to be printed and kept away from the computer. It states what the Information
Commissioner's Office asks about in a breach report, and judges nothing.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amends.domain.dates_in_words import full
from amends.services.cases_since import cases_since
from amends.services.copies import (
    Plan,
    copies_within_reach,
    leaves_computer,
    place_in,
    read_plan,
)
from amends.services.desk import Desk, Moment
from amends.services.fingerprint import printed
from amends.services.ground import read_ground
from amends.services.whole_files import write_whole
from amends.storage.keys import computers
from amends.storage.rows import Copy, Head
from amends.storage.unit import Unit
from amends_reports.content import Block, Heading, Items, Paragraph, Rows, Run
from amends_reports.house_style import HouseStyle

if TYPE_CHECKING:
    from amends_reports.report import Report

SHEET_NAME: Final = "If this computer is lost.pdf"
CASES_NAMED: Final = 20

_SEEN: Final = "Write down when the computer was last seen, where, and who noticed that it is gone."
_TELL: Final = "Tell the police if it was stolen, and whoever looks after your computers."
_INSTALL: Final = (
    "On another computer install Amends. On its first page choose Bring back a copy, and a folder "
    "named below."
)
_MISSING: Final = "Enter again what is missing since that copy, from letters, e-mails and notes."
_BEGIN_ANEW: Final = (
    "Look for a copy that somebody made by hand, such as on a stick. Where there is none, install "
    "Amends on another computer, begin a new office, and enter the open cases from letters, "
    "e-mails and notes."
)
_REPORT: Final = (
    "Decide whether this must be reported. The ICO takes reports on 0303 123 1113 and at "
    "ico.org.uk; where a report is due, it is due within 72 hours of when you became aware."
)

_DATA: Final = (
    "What was on it: complaints, with the names and contact details of the people in them, "
    "letters, and evidence. Whether there were health or other special category data, your cases "
    "tell."
)
_PROTECTED: Final = (
    "How it was protected: all of it encrypted with AES-256; the key is locked by a passphrase "
    "(Argon2id), which is not kept on the computer. Files that were saved or handed over from "
    "Amends to other folders are not encrypted."
)
_OPENED_BY: Final = "A copy opens with the passphrase of the day on which it was made."
_TRUSTING: Final = (
    "At least one computer opens the office without the passphrase: whoever can use the account on "
    "it can read the office."
)
_FINGERPRINT: Final = "Fingerprint of the record"
_UNKNOWN: Final = "Whether the office was locked, and who knew the passphrase, you alone can tell."


def loss_sheet(desk: Desk, moment: Moment) -> Report:
    """Return what stands on the sheet, as of now."""
    from amends_reports.report import Report  # reportlab loads with the first paper

    plan = read_plan(desk.store.folder)
    with desk.store.reading() as unit:
        ground, counts = read_ground(unit), unit.inbox.counts()
        head = Head(*unit.events.office_fingerprint())
        missing = _missing(desk, unit, plan, head)
    office = ground.office.letterhead.name if ground.office.letterhead else ""
    facts = _facts(counts.all, head, is_trusting=bool(computers(desk.store.folder)))
    return Report(
        title="If this computer is lost",
        subtitle=" · ".join(filter(None, (office, f"as of {full(moment.today)}"))),
        body=(*_what_to_do(plan), *_where(desk, plan, head), missing, *facts),
        footer=office,
    )


def save_loss_sheet(desk: Desk, moment: Moment, target: Path) -> None:
    """Write the sheet as PDF. Raises `FileNotWrittenError`."""
    from amends_reports.report import report_pdf

    style = HouseStyle(fonts=desk.resources / "fonts")
    write_whole(desk, target, [report_pdf(loss_sheet(desk, moment), style, pages=1)])


def _what_to_do(plan: Plan) -> tuple[Block, ...]:
    again = (_BEGIN_ANEW,) if plan.left_at is None else (_INSTALL, _MISSING)
    steps = (_SEEN, _TELL, *again, _REPORT)
    return Heading("What to do"), Items(tuple((Run(step),) for step in steps), numbered=True)


def _where(desk: Desk, plan: Plan, head: Head) -> tuple[Block, ...]:
    """Return where the copies are, and what each of them has not."""
    office = desk.store.folder
    rows = [("Office (lost with the computer)", str(office), _entries(head.entries))]
    copies = copies_within_reach(plan, office)
    for copy in copies:
        since = f"{_moment(copy.made_at)}; {_entries(head.entries - copy.entries)} made since"
        rows.append((_what(copy, office), str(copy.folder), since))
    away = place_in(plan.place, office) if plan.place else None
    if away and plan.away_made_at and not any(it.folder.parent == away for it in copies):
        rows.append(("Copy that is out of reach today", str(away), _moment(plan.away_made_at)))
    table = Rows(("What", "Where", "How far it goes"), tuple(rows), row_headers=True)
    return Heading("Where the copies are"), table


def _what(copy: Copy, office: Path) -> str:
    if copy.folder.is_relative_to(office):
        return "Copy in the office (lost as well)"
    if not leaves_computer(copy.folder, office):
        return "Copy on the same disk (lost as well)"
    return "Copy elsewhere"


def _missing(desk: Desk, unit: Unit, plan: Plan, head: Head) -> Paragraph:
    """Return what the last copy that left this computer has not: how much, and in which cases."""
    if plan.left_at is None:
        return Paragraph.of(f"No copy has left this computer. {_OPENED_BY}")
    words = f"The last copy that left this computer was made: {_moment(plan.left_at)}."
    if plan.left_entries is not None:
        words += f" Missing since then: {_entries(head.entries - plan.left_entries)}"
        new, older = cases_since(unit, plan.left_entries, desk.store.person)
        labels = sorted(row.label for row in (*new, *older))
        more = len(labels) - CASES_NAMED
        words += f", in {', '.join(labels[:CASES_NAMED])}" if labels else ""
        words += f" and {more} more." if more > 0 else "."
    return Paragraph.of(f"{words} {_OPENED_BY}")


def _facts(cases: int, head: Head, *, is_trusting: bool) -> tuple[Block, ...]:
    count = f"How much: {cases} {'case' if cases == 1 else 'cases'}, {_entries(head.entries)}."
    opened = _TRUSTING if is_trusting else ""
    lines = (_DATA, count, _PROTECTED, opened, _UNKNOWN, f"{_FINGERPRINT}: {printed(head)}")
    items = tuple((Run(line),) for line in lines if line)
    return Heading("Facts for a report"), Items(items)


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{full(local.date())}, {local:%H:%M}"
