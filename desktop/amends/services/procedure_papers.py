"""A procedure on paper: what it does not say, on one page, and two versions side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from amends.domain.comparison import Comparison, Difference
from amends.domain.dates_in_words import full
from amends.domain.durations import NOT_STATED
from amends.domain.explanation import quoted
from amends.domain.gaps import Gap
from amends.domain.procedure import Procedure
from amends.domain.promise_clauses import Clause
from amends_reports.content import Block, Heading, Paragraph, Rows
from amends_reports.house_style import HouseStyle

_OPEN: Final = ("What is open", "What holds for now", "A sentence for the policy")
_NARROW_MM: Final = 16
_IN_WORDS: Final[Mapping[Difference, str]] = {
    Difference.ADDED: "Added",
    Difference.REMOVED: "Removed",
    Difference.CHANGED: "Changed",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who prints a paper, and when."""

    office: str
    today: date

    def __str__(self) -> str:
        return f"{self.office}, {full(self.today)}" if self.office else full(self.today)


def gaps_pdf(procedure: Procedure, each: Sequence[Gap], stamp: Stamp, resources: Path) -> bytes:
    """Return one page on what a policy leaves open, or more where that is very much."""
    rows = tuple((gap.open, _holds(gap), gap.suggested) for gap in each)
    body: tuple[Block, ...] = (
        (Rows(_OPEN, rows, row_headers=False),)
        if rows
        else (Paragraph.of("Nothing that Amends asks for is left open."),)
    )
    note = (
        "What is marked “our reading” is the office's own choice, and not the policy's word. The "
        "sentences are suggestions; what stands in square brackets is for the office to fill in."
    )
    title = f"What the {procedure.title.lower()} does not say"
    return _pdf(title, procedure.source.document, (*body, Paragraph.of(note)), stamp, resources, 1)


def comparison_pdf(
    titles: tuple[str, str], comparison: Comparison, stamp: Stamp, resources: Path
) -> bytes:
    """Return what differs between two procedures, which are named by `titles`, as a table."""
    before, after = titles
    body: list[Block] = []
    part = ""
    rows: list[tuple[str, str, str]] = []
    for change in comparison.changes:
        if change.clause.part != part:
            body += _table(part, rows, titles)
            part, rows = change.clause.part, []
        how = _IN_WORDS[change.difference]
        clause = f"{change.clause.title}. {how}."
        rows.append((clause, _cell(change.before), _cell(change.after)))
    body += _table(part, rows, titles)
    title = f"{before}, and {after}"
    return _pdf(title, f"{comparison}.", tuple(body), stamp, resources, None)


def _table(part: str, rows: list[tuple[str, str, str]], titles: tuple[str, str]) -> list[Block]:
    head = ("Clause", *titles)
    return [Heading(part), Rows(head, tuple(rows), row_headers=True)] if rows else []


def _holds(gap: Gap) -> str:
    return f"{gap.reading} (our reading)" if gap.is_choice else gap.reading


def _cell(clause: Clause | None) -> str:
    """Return what a clause says, and the policy's words for it; a dash where there is none."""
    if clause is None:
        return "–"
    said = f"{clause.words} (a reading)" if clause.is_reading else clause.words
    if clause.source in {"", NOT_STATED}:
        return said
    return f"{said}\n{quoted(clause.source)}"


def _pdf(
    title: str,
    subtitle: str,
    body: tuple[Block, ...],
    stamp: Stamp,
    resources: Path,
    pages: int | None,
) -> bytes:
    from amends_reports.report import Report, report_pdf  # reportlab loads with the first paper

    style = HouseStyle(fonts=resources / "fonts", margin_side=_NARROW_MM, margin_top=_NARROW_MM)
    return report_pdf(Report(title, subtitle, body, footer=str(stamp)), style, pages=pages)
