from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest

from amends_reports.bundle_check import check_bundle
from amends_reports.bundle_content import Bundle, BundleWording, Happening, Pdf, SlipSheet, Text
from amends_reports.house_style import LARGE_PRINT, US_LETTER
from amends_reports.preview import page_count
from tests.reports.bundles import (
    COVER,
    FULL,
    bundle,
    bundle_of,
    document,
    jpeg,
    pdf,
    stamps_of,
    strip,
    words_of,
    written,
)
from tests.reports.samples import STYLE, run_tool


def index_of(found):
    """Return the numbers that the index prints, by the words before them."""
    pages = range(2, page_count(found) + 1)
    front = [page for page in pages if words_of(found, page, foot=True) == f"Page {page}"]
    words = "\n".join(words_of(found, page) for page in front)
    rows = re.findall(r"Document number (\d+)\s.*?Evidence\s+(\d+)\s", words, re.DOTALL)
    return {int(number): int(page) for number, page in rows}


def target(mark):
    """Return the object to which a bookmark leads."""
    return mark.destination[0].objgen


def checked(found, tmp_path):
    file = tmp_path / "bundle.pdf"
    file.write_bytes(found)
    return check_bundle(file)


@pytest.mark.parametrize("style", [STYLE, replace(STYLE, page=US_LETTER, scale=LARGE_PRINT)])
def test_the_printed_number_is_the_viewers_on_every_page(style):
    found, _placed = written(FULL, style)
    assert stamps_of(found) == list(range(1, page_count(found) + 1))
    with pikepdf.open(io.BytesIO(found)) as opened:
        labels = [str(page.label) for page in opened.pages]
    assert labels == [str(number) for number in range(1, page_count(found) + 1)]


def test_the_index_names_the_first_page_of_each_document(tmp_path):
    found, placed = written(FULL)
    assert index_of(found) == {each.number: each.first_page for each in placed}
    for number, words in (
        (1, "From: Asha Bhatt"),
        (2, "first of two"),
        (3, "It is a film, which no page can show."),
    ):
        page = index_of(found)[number]
        assert words in words_of(found, page)
        assert words_of(found, page, foot=True) == f"Document {number} · Page {page}"
    assert checked(found, tmp_path) == ()


def test_a_hundred_documents_are_where_the_index_says(tmp_path):
    sources = [pdf(*[f"paper {number}"] * (number % 7 + 1)) for number in range(100)]
    found, placed = written(bundle(*sources))
    assert page_count(found) == placed[-1].first_page + placed[-1].pages - 1
    assert index_of(found) == {each.number: each.first_page for each in placed}
    for each in placed[::9]:
        assert f"paper {each.number - 1}" in words_of(found, each.first_page)
    assert checked(found, tmp_path) == ()


def test_a_front_that_grows_by_its_own_numbers_still_tells_them_right(tmp_path):
    many = tuple(Happening(f"{number}", "x" * 70, number % 9 + 1) for number in range(240))
    found, placed = written(bundle(*[pdf(*["p"] * 12)] * 9, chronology=many))
    assert placed[0].first_page >= 10
    assert index_of(found) == {each.number: each.first_page for each in placed}
    assert checked(found, tmp_path) == ()


def test_poppler_pdfium_and_qpdf_agree(tmp_path):
    file = tmp_path / "bundle.pdf"
    file.write_bytes(written(FULL)[0])
    assert f"Pages:           {page_count(file)}\n" in run_tool("pdfinfo", file)
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", file)


def test_every_document_and_part_has_a_bookmark():
    found, placed = written(FULL)
    with pikepdf.open(io.BytesIO(found)) as opened, opened.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        marks = {mark.title: numbers[target(mark)] for mark in outline.root}
    titles = ["Complaint about the live webinar", "Index", "Chronology"]
    titles += ["How each deadline was counted", "Findings", "Held back"]
    assert list(marks)[:6] == titles
    assert [marks[f"{each.number}. Document number {each.number}"] for each in placed] == [
        each.first_page for each in placed
    ]


def test_the_cover_says_whose_case_it_is_and_what_is_held_back():
    words = words_of(written(FULL)[0], 1)
    for said in (
        "Complaint about the live webinar",
        "2026-034",
        "Asha Bhatt",
        "Active X Backs complaints procedure, version 2",
        "8 January 2027",
        "No. 9: The complainant's identity is withheld.",
        "Documents: 3.",
    ):
        assert said in words
    assert "Nothing" in words_of(bundle_of(pdf()), 1)


def test_the_chronology_refers_to_pages():
    found, placed = written(FULL)
    words = words_of(found, 3)
    assert words.startswith("2026-034 · Complaint about the live webinar\r\nChronology")
    assert re.search(rf"The complaint came in\s+{placed[0].first_page}\s", words)
    assert re.search(rf"The outcome was sent\s+{placed[1].first_page}\s", words)
    assert "A name was given in confidence\r\n" in words  # held back, so it has no page


def test_counted_days_stand_as_weeks():
    words = " ".join(words_of(written(FULL)[0], 4).split())
    assert "Mon Tue Wed Thu Fri Sat Sun 17 Nov received 18 Nov 1 19 Nov 2 20 Nov 3" in words
    assert "15 Dec 20 · due" in words


def test_a_strip_longer_than_a_page_goes_on():
    found = bundle_of(strips=(strip(400),))
    assert page_count(found) > 4
    assert "due" in words_of(found, page_count(found))


def test_a_text_keeps_its_lines_its_indent_and_says_what_cannot_be_printed():
    lines = ("  two in", "", "a\tb", "bell \x07 \U0001f600 \u202eevil", "<b>&amp;")
    found, (placed,) = written(bundle(Text(lines)))
    assert placed.notes == ("characters",)
    words = words_of(found, 3)
    assert "bell [U+0007] [U+1F600] [U+202E]evil" in words
    assert "<b>&amp;" in words
    assert "[U+0007]" in words_of(found, 2)  # the index explains it


def test_a_text_may_be_fetched_when_it_is_wanted():
    found = bundle_of(Text(lambda: (f"line {number}" for number in range(3))))
    assert "line 2" in words_of(found, 3)


def test_an_email_of_three_pages_has_three_pages():
    found, placed = written(FULL)
    assert placed[0].pages == 3
    assert "Line 129 of the e-mail" in words_of(found, placed[0].first_page + 2)


def test_a_text_beyond_all_measure_has_a_slip_sheet():
    lines = ("x" * 1_000 for _ in range(2_000))
    found, (placed,) = written(bundle(Text(lambda: lines)))
    assert placed.refusal == "too long"
    assert "Its text is too long to be printed." in words_of(found, 3)


def test_a_slip_sheet_says_what_is_known_of_the_file():
    found, placed = written(FULL)
    words = words_of(found, placed[2].first_page)
    for said in ("webinar.mp4", "video/mp4", "1,234,567 bytes", "ab" * 32, "Asha Bhatt, by e-mail"):
        assert said in words
    assert "4 November 2026" in words


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("<b>&amp;</b> ]]> \\ ) (", "<b>&amp;</b> ]]> \\ ) ("),
        ("invoice\u202efdp.exe", "invoice[U+202E]fdp.exe"),
        ("bell\x07, null\x00", "bell[U+0007], null[U+0000]"),
        ("حقوق", "[U+062D][U+0642][U+0648][U+0642]"),
        ("half \ud800", "half [U+D800]"),
        ("../../etc/passwd", "../../etc/passwd"),
    ],
)
def test_no_title_keeps_a_bundle_from_being_made(title, printed, tmp_path):
    hostile = (
        document(1, Pdf(pdf()), title),
        document(2, SlipSheet(title), title),
        document(3, Text((title,)), title),
    )
    cover = replace(COVER, title=title, reference=title, prepared_by=title)
    found, _placed = written(Bundle(cover, hostile, (Happening(title, title, 1),)))
    assert printed in words_of(found, 2)
    assert printed in words_of(found, 5)
    assert checked(found, tmp_path) == ()
    with pikepdf.open(io.BytesIO(found)) as opened, opened.open_outline() as outline:
        assert outline.root[-1].title == f"3. {printed}"


def test_a_title_of_ten_thousand_letters_finds_room(tmp_path):
    found = written(Bundle(COVER, (document(1, SlipSheet("no"), "long " * 2_000),)))[0]
    assert checked(found, tmp_path) == ()


def test_equal_bundles_give_equal_bytes(tmp_path):
    content = replace(FULL, documents=(*FULL.documents, document(4, Pdf(pdf("again")))))
    assert written(content)[0] == written(replace(content))[0]
    assert written(content)[0] != written(FULL)[0]
    file = tmp_path / "again.pdf"
    file.write_bytes(pdf("again"))
    for source in (file, lambda: file.open("rb")):
        other = replace(content, documents=(*FULL.documents, document(4, Pdf(source))))
        assert written(other)[0] == written(content)[0]


def test_bytes_depend_on_no_clock_and_no_hash_seed():
    script = (
        "from tests.reports.bundles import *; from hashlib import sha256;"
        "print(sha256(written(FULL)[0]).hexdigest())"
    )
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(written(FULL)[0]).hexdigest()


class StoppedError(Exception):
    pass


def test_progress_counts_up_and_every_step_may_stop_the_work():
    steps = []
    written(FULL, progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[0] == (0, 6)
    assert steps[-1] == (6, 6)
    for stop in range(len(steps)):
        left = iter(range(stop))

        def progress(_done, _total, left=left):
            if next(left, None) is None:
                raise StoppedError

        with pytest.raises(StoppedError):
            written(FULL, progress=progress)


def test_a_long_document_can_be_stopped_within():
    calls = []

    def progress(done, _total):
        calls.append(done)
        if calls.count(1) == 4:  # at its third stop within the only document
            raise StoppedError

    with pytest.raises(StoppedError):
        written(bundle(pdf(*["p"] * 200)), progress=progress)


def test_one_source_is_open_at_a_time():
    opened: list = []

    class Watched(io.BytesIO):
        def close(self):
            opened.remove(self)
            super().close()

    def source():
        opened.append(Watched(pdf()))
        assert len(opened) == 1
        return opened[-1]

    written(bundle(Pdf(source), Pdf(source), Pdf(source)))
    assert opened == []


def test_a_missing_source_is_the_callers_to_see(tmp_path):
    with pytest.raises(FileNotFoundError):
        written(bundle(Pdf(tmp_path / "gone.pdf")))


def test_two_documents_cannot_share_a_number():
    with pytest.raises(ValueError, match="number of its own"):
        Bundle(COVER, (document(1, SlipSheet("")), document(1, SlipSheet(""))))


def test_the_words_can_be_of_another_language():
    words = BundleWording(stamp="Seite {page}", document_stamp="Nr. {document}, Seite {page}")
    found = bundle_of(pdf(), wording=words)
    assert words_of(found, 1, foot=True) == "Seite 1"
    assert words_of(found, 3, foot=True) == "Nr. 1, Seite 3"


def test_an_empty_bundle_is_a_cover_and_an_index(tmp_path):
    found = bundle_of()
    assert page_count(found) == 2
    assert checked(found, tmp_path) == ()


def test_the_check_sees_what_is_wrong(tmp_path):
    found, _placed = written(FULL)
    assert checked(b"no PDF", tmp_path) != ()
    assert checked(jpeg(), tmp_path) != ()
    moved = io.BytesIO()
    with pikepdf.open(io.BytesIO(found)) as opened:
        opened.pages.insert(3, opened.pages[4])
        opened.save(moved)
    problems = checked(moved.getvalue(), tmp_path)
    assert any("leads to page" in problem for problem in problems)
    assert any("is stamped" in problem for problem in problems)


def test_the_check_sees_a_line_that_is_missing(tmp_path):
    cut = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(FULL)[0])) as opened:
        del opened.pages[1].obj.Annots
        opened.save(cut)
    assert "no line of the index leads to “3. Document number 3”" in checked(
        cut.getvalue(), tmp_path
    )
