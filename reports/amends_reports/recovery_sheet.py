"""The recovery sheet on paper: one page, with the code that opens the office in large type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportlab.platypus.flowables import Flowable, Spacer

from amends_reports.archive import Facts
from amends_reports.content import Items, Run
from amends_reports.fonts import load_fonts
from amends_reports.house_style import MM, HouseStyle
from amends_reports.own_pages import RunningHead, build_pages
from amends_reports.printable import in_one_line, shown
from amends_reports.setting import Setter
from amends_reports.structure import Element

_LONGEST_NAME = 90  # so that it stays one page, whatever an office is called
_CODE_POINTS = 26
_GROUPS_A_LINE = 4

_PURPOSE = (
    "The code on this sheet opens the office when nobody remembers a passphrase. It is the only "
    "way back in: without it, what is in the office is lost for good."
)
_WARNING = (
    "Whoever has this sheet and the office’s folder can read everything in it: every complaint, "
    "every file."
)
_KEEPING = (
    (
        "On paper, under lock and key, away from the computer: in a safe, or in a sealed envelope "
        "with somebody you trust."
    ),
    "Not in the office’s folder, not in an e-mail, not in a photograph.",
    (
        "If it gets lost, or somebody has seen it who should not, make a new one: in Amends under "
        "“Office and policy”. From then on this sheet is worthless."
    ),
)
_STEPS = (
    "Open Amends and choose the office’s folder.",
    "Choose “I have forgotten my passphrase”.",
    (
        "Type the code. Dashes, spaces and capital letters make no difference. There is no letter "
        "I, L, O or U in it: 0 is a nought and 1 is a one."
    ),
    "Choose a new passphrase.",
)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What differs from sheet to sheet; `made_on` is in words, ready to print."""

    office: str
    made_on: str
    groups: tuple[str, ...]


def write_recovery_sheet(content: SheetContent, out: BinaryIO, style: HouseStyle) -> None:
    """Write the page as PDF; equal content gives equal bytes."""
    setter = Setter(style, Element("Document"))
    office = in_one_line(shown(content.office, load_fonts(style.fonts)), _LONGEST_NAME)
    parts = list(_parts(content, office, setter))
    facts = Facts("Recovery sheet", office, "en-GB")
    out.write(build_pages(parts, setter, RunningHead("", setter), facts).pdf)


def _parts(content: SheetContent, office: str, setter: Setter) -> Iterator[Flowable]:
    style = setter.style
    muted = replace(style.body, colour=style.muted)
    yield setter.line(office, style.letterhead)
    yield Spacer(0, 6 * MM)
    yield setter.heading("Recovery sheet", 1)
    yield setter.line(f"Made on {content.made_on}. Every earlier sheet is worthless.", muted)
    yield setter.line(_PURPOSE, style.body)
    yield setter.heading("The code", 2)
    yield Spacer(0, 2 * MM)
    yield from _code(content.groups, setter)
    yield Spacer(0, 4 * MM)
    yield setter.line(_WARNING, replace(style.body, bold=True))
    yield setter.heading("Where to keep it", 2)
    yield from setter.blocks([Items(tuple((Run(text),) for text in _KEEPING))])
    yield setter.heading("How to use it", 2)
    yield from setter.blocks([Items(tuple((Run(text),) for text in _STEPS), numbered=True)])


def _code(groups: tuple[str, ...], setter: Setter) -> Iterator[Flowable]:
    """Set the code in two lines, the first ending with a dash that says that it goes on."""
    look = replace(
        setter.style.body, size=_CODE_POINTS, leading=_CODE_POINTS * 1.5, bold=True, after=0
    )
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    for number, line in enumerate(lines, 1):
        goes_on = " -" if number < len(lines) else ""
        yield setter.line(" - ".join(line) + goes_on, look)
