"""A paper that is no letter: on as few pages as asked for, and fit to be read aloud and kept."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from amends_reports.content import Heading, Paragraph, Rows
from amends_reports.report import Report, report_pdf
from tests.reports.samples import SENTENCE, STYLE
from tests.reports.verapdf import PROFILES, verdicts

pytestmark = pytest.mark.xdist_group("verapdf")  # starting Java costs more than asking it

ROWS = Rows(("One", "Two"), tuple((SENTENCE, f"{number}. {SENTENCE}") for number in range(12)))
SHORT = Report("A title", "below it", (Paragraph.of(SENTENCE),), footer="The office")
LONG = Report("A title", "", (Heading("Part"), ROWS, Paragraph.of(SENTENCE * 6)), footer="X" * 300)
ODD = Report("<b>&</b> \u202e", "🙂", (Paragraph.of("العربية"),), footer="\u0007")
REPORTS = {"short": SHORT, "long": LONG, "odd": ODD}


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, report in REPORTS.items():
        (folder / f"{name}.pdf").write_bytes(report_pdf(report, STYLE))
    return verdicts(folder.iterdir(), tmp_path_factory.mktemp("classes"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_accessible_and_archival(broken, profile, name):
    assert broken[profile, name] == []


def test_the_type_gives_way_to_stay_within_the_pages_and_no_further_than_can_be_read():
    assert len(PdfDocument(report_pdf(LONG, STYLE))) == 2
    assert len(PdfDocument(report_pdf(LONG, STYLE, pages=1))) == 1
    endless = Report("A title", "", (Paragraph.of(SENTENCE * 400),))
    assert len(PdfDocument(report_pdf(endless, STYLE, pages=1))) > 1


def test_what_is_wrong_with_no_letter_is_wrong_with_no_report():
    page = PdfDocument(report_pdf(ODD, STYLE))[0].get_textpage().get_text_range()
    assert "<b>&</b> [U+202E]" in page
