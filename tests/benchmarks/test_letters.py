"""Letters that can be read aloud, beside WeasyPrint's and beside reportlab's that cannot."""

from __future__ import annotations

import io
from html import escape
from statistics import median

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from amends_reports.content import Heading, Items, Letter, Rows, words
from amends_reports.content import Paragraph as ContentParagraph
from amends_reports.fonts import load_fonts
from tests.benchmarks.ratios import Comparison, compare
from tests.reports.samples import FONTS, OUTCOME, pdf_of

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

LETTERS = 20  # a round
ROUNDS = 5
WEASYPRINT_TIMES = 2
MOST_TIMES_UNTAGGED = 3


def html_of(letter: Letter) -> str:
    """Return the letter's words as a page of plain HTML, in the same typeface."""
    lines = [*letter.letterhead.lines, *letter.recipient, letter.dated, letter.reference]
    body = "".join(map(_html_block, letter.body))
    return (
        f"<html lang='{letter.language}'><head><title>{escape(letter.subject)}</title><style>"
        f"@font-face {{ font-family: Letter; src: url('file://{FONTS}/NotoSans-Regular.ttf') }}"
        "@page { size: A4; margin: 20mm 25mm } body { font: 11pt/1.36 Letter }"
        "td, th { text-align: left; border-bottom: 0.5pt solid #C9C5BC }"
        f"</style></head><body><p>{escape(letter.letterhead.name)}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in lines)}<p>{escape(letter.salutation)}</p>"
        f"<h1>{escape(letter.subject)}</h1>{body}<p>{escape(letter.closing)}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in letter.signatory)}</body></html>"
    )


def _html_block(block) -> str:
    match block:
        case Heading():
            return f"<h2>{escape(block.text)}</h2>"
        case Items():
            items = "".join(f"<li>{escape(_joined(runs))}</li>" for runs in block.items)
            return f"<ol>{items}</ol>"
        case Rows():
            head = "".join(f"<th>{escape(cell)}</th>" for cell in block.header)
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
                for row in block.rows
            )
            return f"<table><tr>{head}</tr>{rows}</table>"
    return f"<p>{escape(''.join(words(block)))}</p>"


def untagged(letter: Letter) -> bytes:
    """Set the same words as reportlab sets them when nobody asks for tags."""
    style = ParagraphStyle("body", fontName=load_fonts(FONTS).regular, fontSize=11, leading=15)
    lines = [letter.letterhead.name, *letter.letterhead.lines, *letter.recipient]
    lines += [letter.dated, letter.reference, letter.salutation, letter.subject]
    parts: list[Flowable] = [Paragraph(escape(line), style) for line in lines]
    for block in letter.body:
        parts += _stock_block(block, style)
    parts += [Paragraph(escape(letter.closing), style), Spacer(0, 40)]
    parts += [Paragraph(escape(line), style) for line in letter.signatory]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(parts)
    return out.getvalue()


def _stock_block(block, style) -> list:
    match block:
        case Rows():
            rows = [
                [Paragraph(escape(cell), style) for cell in row]
                for row in (block.header, *block.rows)
            ]
            return [Table(rows)]
        case Items():
            return [Paragraph(escape(_joined(runs)), style) for runs in block.items]
        case Heading() | ContentParagraph():
            return [Paragraph(escape("".join(words(block))), style)]
    raise TypeError(block)


def _joined(runs) -> str:
    return "".join(run.text for run in runs)


def many(write):
    def way() -> None:
        for _ in range(LETTERS):
            write()

    return way


def told(comparison: Comparison) -> str:
    ours, theirs = (LETTERS / median(times) for times in (comparison.ours, comparison.theirs))
    return f"{ours:.0f} and {theirs:.0f} letters a second, {comparison}"


def test_letters_come_at_least_twice_as_fast_as_from_weasyprint(capsys):
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))  # type: ignore[arg-type]
    page = html_of(OUTCOME)

    def theirs() -> bytes:
        return weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")

    with pikepdf.open(io.BytesIO(theirs())) as made, made.open_metadata() as told_of:
        assert told_of["pdfuaid:part"] == "1"
    comparison = compare(many(lambda: pdf_of(OUTCOME)), many(theirs), ROUNDS)
    with capsys.disabled():
        print(f"\ntagged letters, and WeasyPrint's: {told(comparison)}")
    assert comparison.ratio >= WEASYPRINT_TIMES


def test_a_tagged_letter_takes_less_than_three_times_as_long_as_an_untagged_one(capsys):
    comparison = compare(many(lambda: pdf_of(OUTCOME)), many(lambda: untagged(OUTCOME)), ROUNDS)
    with capsys.disabled():
        print(f"\ntagged letters, and untagged by reportlab: {told(comparison)}")
    assert comparison.ratio >= 1 / MOST_TIMES_UNTAGGED
