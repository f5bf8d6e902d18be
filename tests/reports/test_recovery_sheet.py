"""The recovery sheet: one page, accessible, the same each time, whatever the office is called."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest

from amends_reports.house_style import US_LETTER
from amends_reports.recovery_sheet import SheetContent, write_recovery_sheet
from tests.reports.samples import LONG_NAME, STYLE
from tests.reports.verapdf import PROFILES, verdicts

pytestmark = pytest.mark.xdist_group("verapdf")

GROUPS = ("7K3QX", "M0ZP4", "WD19C", "TTG5E", "0V8NR", "J2H6B", "YSAFQ")
SHEET = SheetContent("Active X Backs", "21 November 2026", GROUPS)
OFFICES = {
    "usual": "Active X Backs",
    "none": "",
    "long": LONG_NAME * 40,
    "arabic": "مكتب الشكاوى 🐦",
    "markup": "<b>&amp;</b> ]]> \\ ) (",
}


def pdf_of(sheet, style=STYLE):
    out = io.BytesIO()
    write_recovery_sheet(sheet, out, style)
    return out.getvalue()


@pytest.mark.parametrize("style", [STYLE, replace(STYLE, page=US_LETTER)])
@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_it_is_one_page_with_the_whole_code(office, style):
    document = pypdfium2.PdfDocument(pdf_of(replace(SHEET, office=office), style))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    assert [group for group in GROUPS if group not in text] == []
    document.close()


def test_equal_sheets_are_equal_bytes():
    assert pdf_of(SHEET) == pdf_of(SHEET)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    for name, office in OFFICES.items():
        (folder / f"{name}.pdf").write_bytes(pdf_of(replace(SHEET, office=office)))
    return verdicts(folder.iterdir(), tmp_path_factory.mktemp("classes"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", OFFICES)
def test_it_is_accessible_and_archival(broken, profile, name):
    assert broken[profile, name] == []
