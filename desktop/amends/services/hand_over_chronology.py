"""What happened in a case, day by day: for the bundle's pages, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import EvidenceAdded
from amends.domain.events.folding import standing
from amends.services.case_view import CaseView
from amends.services.hand_over_contents import Contents, Original

CHRONOLOGY_FILE: Final = "data/chronology.csv"

# By the tag of the entry; what has no words here is work within the office.
_HAPPENED: Final[Mapping[str, str]] = {
    "raised": "The concern was first raised",
    "received": "The complaint was received",
    "notified": "The outside body told the office of the matter",
    "points-defined": "The points of the complaint were set out",
    "finding-made": "A finding was made on a point",
    "evidence-added": "A file joined the case",
    "letter-finished": "A letter was finished",
    "letter-sent": "A letter was sent",
    "acknowledged": "The receipt was sent",
    "action-plan-made": "An action plan was made",
    "action-plan-sent": "The action plan was sent",
    "action-planned": "Something was promised to put it right",
    "promise-kept": "Something that was promised was done",
    "promise-let-go": "Something that was promised was let go, with a reason",
    "outcome-sent": "The outcome was sent",
    "stage-not-possible": "The stage was found not possible",
    "stage-not-possible-sent": "The complainant was told that the stage is not possible",
    "redirected": "It was found to belong elsewhere",
    "redirect-sent": "The complainant was told where the matter goes",
    "taken-over": "Somebody else took the matter over",
    "referred": "The complaint went to the outside body",
    "outside-body-wrote": "The outside body wrote",
    "handed-over": "The case was handed over",
    "paused": "The days stopped counting",
    "resumed": "The days went on counting",
    "extended": "More time was given",
    "fact-stated": "It was found whether a longer or shorter time holds",
    "occurred": "A step of this policy was taken",
    "scheduled": "A day was set for a step of this policy",
    "letter-arrived": "What the office had sent was received",
    "late-decided": "It was decided whether to take a complaint that came late",
    "procedure-moved": "The case was moved to another version of the policy",
    "procedure-joined": "The complaint was found to fall under a second policy as well",
    "closed": "The case was closed",
    "reopened": "The case was reopened",
    "begun-anew": "The case was reopened, and the policy's times began anew",
}
_HEADER: Final = ("Date", "What happened", "Document", "Page")
_MARK: Final = "\ufeff"  # by which a spreadsheet knows that this is UTF-8
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; `document` is the number of the document that shows it."""

    day: date
    what: str
    document: int | None


def chronology(view: CaseView, contents: Contents) -> tuple[Line, ...]:
    """Return what happened, in the order of days; nothing in it tells what may not be told."""
    facts = [fact for _entry, fact in standing(view.log)]
    facts.sort(key=attrgetter("happened_on"))
    letters: Mapping[object, Original] = {it.letter: it for it in view.case.letters}
    return tuple(_lines(facts, letters, contents))


def chronology_csv(lines: Iterable[Line], pages: Mapping[int, int]) -> bytes:
    """Return the chronology as RFC 4180 has it; `pages` is where each document begins."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADER)
    for line in lines:
        number = line.document
        page = pages.get(number) if number else None
        writer.writerow([line.day.isoformat(), harmless(line.what), number or "", page or ""])
    return (_MARK + out.getvalue()).encode()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _lines(
    facts: Iterable[AnyEvent], letters: Mapping[object, Original], contents: Contents
) -> Iterator[Line]:
    titles = {item.number: item.title for item in contents.items}
    for fact in facts:
        if (what := _HAPPENED.get(fact.kind)) is None:
            continue
        shown = fact if isinstance(fact, Original) else letters.get(getattr(fact, "letter", None))
        number = contents.number_of(shown) if shown is not None else None
        if isinstance(fact, EvidenceAdded) and number in titles:
            what = f"{what}: {titles[number]}"
        yield Line(fact.happened_on, contents.names.shown(what), number)
