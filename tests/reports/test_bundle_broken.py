from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from amends_reports.bundle_content import Pdf
from amends_reports.preview import page_count
from tests.reports.bundles import (
    ONLY,
    assert_sound,
    bundle,
    changed,
    jpeg,
    look,
    only,
    pdf,
    words_of,
    written,
)


def test_a_source_that_asks_for_a_password_has_a_slip_sheet():
    lock = pikepdf.Encryption(user="secret", owner="other")
    found, placed = only(changed(pdf("hidden"), lambda _: None, encryption=lock))
    assert placed.refusal == "password"
    words = words_of(found, ONLY)
    assert "It is protected by a password." in words
    assert "ab" * 32 in words  # its facts, to find it among the originals


def test_a_source_that_only_forbids_changes_is_shown():
    lock = pikepdf.Encryption(user="", owner="other")
    found, placed = only(changed(pdf("shown"), lambda _: None, encryption=lock))
    assert placed.refusal is None
    assert "shown" in words_of(found, ONLY)


@pytest.mark.parametrize("source", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", jpeg(), pdf()[:300]])
def test_what_is_no_pdf_has_a_slip_sheet(source, tmp_path):
    found, placed = only(source)
    assert placed.refusal in {"damaged", "no pages"}
    assert "is not shown as pages" in words_of(found, ONLY)
    assert_sound(found, tmp_path)


def test_a_pdf_without_pages_has_a_slip_sheet():
    def empty(opened):
        del opened.pages[0]

    assert only(changed(pdf(), empty))[1].refusal == "no pages"


def test_a_pdf_with_too_many_pages_has_a_slip_sheet():
    def multiply(opened):
        opened.pages.extend([opened.pages[0]] * 5_000)

    assert only(changed(pdf(), multiply))[1].refusal == "too many pages"


def test_a_damaged_pdf_is_repaired_and_told_of(tmp_path):
    whole = pdf("still here")
    found, placed = only(whole[: whole.rindex(b"xref")])
    assert placed.notes == ("repaired",)
    assert "still here" in words_of(found, ONLY)
    assert "compare with the original" in " ".join(words_of(found, 2).split())
    assert_sound(found, tmp_path)


def test_a_stream_that_breaks_off_does_not_break_the_bundle(tmp_path):
    def break_off(opened):
        page = opened.pages[0].obj
        data = page.Contents.read_bytes() + b" " + bytes(range(33, 90)) * 99
        page.Contents = opened.make_stream(b"")
        page.Contents.write(zlib.compress(data)[:-20], filter=Name.FlateDecode)

    assert_sound(only(changed(pdf("half"), break_off, compress_streams=False))[0], tmp_path)


def test_a_stream_that_cannot_be_unpacked_at_all_loses_its_page(tmp_path):
    def spoil(opened):
        drawing = look(opened)
        drawing.write(b"\xff\xfe no base 85", filter=Name.ASCII85Decode)
        opened.pages[0].obj.Resources.XObject = Dictionary(D=drawing)

    found, placed = only(changed(pdf(), spoil, compress_streams=False))
    assert placed.notes == ("lost page",)
    assert_sound(found, tmp_path)


def test_a_page_that_cannot_be_read_says_so_and_the_others_stay(tmp_path):
    def nest(opened):
        deep = Dictionary()
        for _ in range(200):
            deep = Dictionary(Deeper=deep)
        opened.pages[1].obj.Resources = Dictionary(ExtGState=Dictionary(Deep=deep))

    found, placed = only(changed(pdf("first", "second", "third"), nest))
    assert placed.notes == ("lost page",)
    assert "This page of the file could not be read." in words_of(found, ONLY + 1)
    assert "third" in words_of(found, ONLY + 2)
    assert_sound(found, tmp_path)


def test_a_source_that_changed_meanwhile_loses_pages_and_no_numbers(tmp_path):
    versions = iter([pdf("one", "two"), pdf("one"), pdf("one", "two"), b"gone"])

    def source():
        return io.BytesIO(next(versions))

    found, (first, second, last) = written(bundle(Pdf(source), Pdf(source), pdf("last")))
    assert first.notes == ()
    assert second.refusal is None
    assert page_count(found) == last.first_page
    assert "last" in words_of(found, last.first_page)
    assert_sound(found, tmp_path)


def test_a_page_that_unpacks_to_more_than_any_honest_one_is_lost():
    def bomb(opened):
        page = opened.pages[0].obj
        huge = opened.make_stream(bytes(140_000_000))
        page.Contents = Array([huge, huge])

    assert only(changed(pdf(), bomb))[1].notes == ("lost page",)


def test_pages_that_point_at_each_other_come_to_an_end(tmp_path):
    def loop(opened):
        page = opened.pages[0].obj
        drawing = look(opened, b"/Me Do")
        drawing.Resources = Dictionary(XObject=Dictionary(Me=drawing, Page=page))
        page.Resources.XObject = Dictionary(Me=drawing)

    assert_sound(only(changed(pdf(), loop))[0], tmp_path)


def test_every_byte_may_be_wrong(tmp_path):
    whole = changed(pdf("one", "two"), lambda opened: opened.Root.update({"/Lang": "en"}))
    for at in range(0, len(whole), 41):
        found, _placed = only(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
        assert words_of(found, page_count(found), foot=True).endswith(f"Page {page_count(found)}")
    assert_sound(found, tmp_path)
