"""A letter to start from, and what the tests ask of a finished PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from amends_reports.content import (
    Heading,
    Items,
    Letter,
    Letterhead,
    Paragraph,
    Rows,
    Run,
)
from amends_reports.house_style import MM, HouseStyle
from amends_reports.letter import write_letter
from amends_reports.preview import page_count

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
STYLE = HouseStyle(FONTS)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 2 + "Bergerdorf"  # 80 letters, no space
SENTENCE = "The recording shows the remark at 41 minutes, and that nobody in the group objected. "

OUTCOME = Letter(
    letterhead=Letterhead("Active X Backs", ("info@activexbacks.example", "0131 496 0000")),
    recipient=("Asha Bhatt", "12 Example Street", "Edinburgh EH1 1AA"),
    dated="24 November 2026",
    reference="2026-034",
    salutation="Dear Asha Bhatt",
    subject="Our decision on your complaint",
    body=(
        Paragraph(
            (
                Run("You complained on 4 November about the live webinar of 3 November. It is "),
                Run("partly upheld", bold=True),
                Run(". This letter sets out what I found and what we will do about it."),
            )
        ),
        Heading("1. The tutor mocked a question in front of the group: upheld"),
        Paragraph.of("It fell short of our conduct standard, and we apologise for it."),
        Heading("What we will do"),
        Rows(
            ("Action", "By"),
            (
                ("Written apology from the tutor", "10 December 2026"),
                ("Webinar conduct training for all tutors", "29 January 2027"),
            ),
            row_headers=True,
        ),
        Heading("If you are not satisfied"),
        Paragraph(
            (
                Run("You may go to CIMSPA: "),
                Run("info@cimspa.co.uk", link="mailto:info@cimspa.co.uk"),
                Run(". Please send them:"),
            )
        ),
        Items(((Run("this letter, and"),), (Run("your complaint."),)), numbered=True),
    ),
    closing="Yours sincerely",
    signatory=("Jo Mackay", "Clinical Director"),
    footer="Active X Backs Ltd, registered in Scotland",
)


def with_body(*blocks):
    return replace(OUTCOME, body=blocks)


def pdf_of(letter, style=STYLE, *, draft=False):
    out = io.BytesIO()
    write_letter(letter, out, style, draft=draft)
    return out.getvalue()


def run_tool(tool, *arguments):
    """Run a program of the system's, and return what it prints."""
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=True)
    return done.stdout


def spoken(pdf, folder):
    """Return the letter as a screen reader has it: pairs of a tag and its words, in order."""
    file = folder / "spoken.pdf"
    file.write_bytes(pdf)
    parts: list = []
    for line in run_tool("pdfinfo", "-struct-text", file).splitlines():
        words = re.fullmatch(r'\s*"(.*)"', line)
        tag = re.match(r"\s*([A-Z]\w*)( \(\w+\))?:?$", line)
        if words:
            parts[-1][1] += words[1]
        elif tag:
            parts.append([tag[1], ""])
    return [(tag, words) for tag, words in parts if words]


def page_words(pdf, page):
    """Return the words of a page, decoration included, as they are drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(
            line.rstrip() for line in document[page].get_textpage().get_text_range().splitlines()
        )


def last_page_words(pdf):
    return page_words(pdf, page_count(pdf) - 1)


def words_within(pdf, left, top, right, bottom):
    """Return the first page's words in a rectangle, in millimetres from its left and top edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        height = page.get_height()
        return page.get_textpage().get_text_bounded(
            left * MM, height - bottom * MM, right * MM, height - top * MM
        )


def type_sizes(pdf, page):
    """Return the sizes of all type on a page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        count = text.count_chars()
        written = [at for at in range(count) if not pdfium.FPDFText_IsGenerated(text, at)]
        return {round(pdfium.FPDFText_GetFontSize(text, at), 1) for at in written}


def right_edge(pdf, page):
    """Return how far right anything is written on a page, in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        return max(text.get_charbox(index)[2] for index in range(text.count_chars())) / MM
