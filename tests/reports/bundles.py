"""Bundles to start from, sources of every kind, and what the tests ask of a finished bundle."""

from __future__ import annotations

import io
import re
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pypdfium2
from pikepdf import Array, Name
from PIL import Image, ImageChops, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from amends_reports.bundle import write_bundle
from amends_reports.bundle_content import (
    Bundle,
    Cover,
    Day,
    DayStrip,
    Document,
    Fact,
    FileFacts,
    Happening,
    HeldBack,
    Pdf,
    Section,
    SlipSheet,
    Text,
)
from amends_reports.content import Heading, Paragraph
from amends_reports.house_style import MM
from amends_reports.preview import page_count
from amends_reports.stamp import FOOT
from tests.reports.samples import STYLE, run_tool

COVER = Cover(
    title="Complaint about the live webinar",
    reference="2026-034",
    parties=(Fact("Complainant", "Asha Bhatt"), Fact("About", "A tutor")),
    procedure="Active X Backs complaints procedure, version 2",
    prepared_by="Active X Backs",
    date="8 January 2027",
)
FILE = FileFacts("webinar.mp4", "video/mp4", 1_234_567, "ab" * 32, "Asha Bhatt, by e-mail")


def pdf(*pages, width=595, height=842):
    """Return a PDF with a line of words on each page, near its top and its bottom left."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    for words in pages or ("one page",):
        canvas.drawString(20, height - 30, words)
        canvas.drawString(20, 2, f"foot of {words}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(source, change, **options):
    """Return a PDF after `change` has seen it, open in pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as opened:
        change(opened)
        opened.save(out, deterministic_id=not options, **options)
    return out.getvalue()


def attached(opened, data):
    """Return a file to be attached to an open PDF; the clock is kept out of it."""
    none = dict.fromkeys(("filename", "mime_type", "creation_date", "mod_date"), "")
    return pikepdf.AttachedFileSpec(opened, data, **none)


def jpeg(width=80, height=50, orientation=1, mode="RGB", **options):
    """Return a photograph, red where its top left is, and grey elsewhere."""
    image = Image.new(
        mode, (width, height), {"RGB": (99, 99, 99), "CMYK": (9, 9, 9, 99)}.get(mode, 99)
    )
    corner = (width // 4, height // 4)
    ImageDraw.Draw(image).rectangle(((0, 0), corner), {"RGB": (255, 0, 0)}.get(mode, 0))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "marked owner"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95, **options)
    return out.getvalue()


def document(number, content, title="", **more):
    title = title or f"Document number {number}"
    return Document(number, title, "4 November 2026", "Evidence", content, **more)


def bundle(*contents, **more):
    """Return a bundle of these contents; a source alone stands for a PDF."""
    documents = tuple(
        document(number, Pdf(content) if isinstance(content, bytes) else content, file=FILE)
        for number, content in enumerate(contents, 1)
    )
    return Bundle(COVER, documents, **more)


def strip(days=29):
    first = date(2026, 11, 17)
    counted = [Day(first, note="received")]
    for offset in range(1, days):
        day = first + timedelta(offset)
        number = None if day.weekday() > 4 else sum(each.number is not None for each in counted) + 1
        counted.append(Day(day, number, "" if number else "weekend", is_due=offset == days - 1))
    return DayStrip("Why Tuesday 15 December?", "Within 20 working days.", tuple(counted), "GB-SCT")


FULL = replace(
    bundle(
        Text(("From: Asha Bhatt", "", *(f"Line {number} of the e-mail" for number in range(130)))),
        pdf("first of two", "second of two"),
        SlipSheet("It is a film, which no page can show."),
    ),
    chronology=(
        Happening("3 November 2026", "The webinar"),
        Happening("4 November 2026", "The complaint came in", 1),
        Happening("24 November 2026", "The outcome was sent", 2),
        Happening("1 December 2026", "A name was given in confidence", 9),
    ),
    strips=(strip(), strip(90)),
    sections=(Section("Findings", (Heading("One"), Paragraph.of("Upheld."))),),
    held_back=(HeldBack(9, "E-mail", "The complainant's identity is withheld."),),
)


def written(content, style=STYLE, progress=None):
    """Return the bundle's bytes, and where its documents are."""
    out = io.BytesIO()
    placed = write_bundle(content, out, style, *([progress] if progress else []))
    return out.getvalue(), placed


def bundle_of(*contents, **more):
    return written(bundle(*contents, **more))[0]


def words_of(found, page, *, foot=None):
    """Return the words on a page, counted from 1: all, or those above its foot, or the stamp.

    What hangs over the edge of a source's page is hidden, but a reader of words still finds it.
    """
    with closing(pypdfium2.PdfDocument(found)) as opened:
        sheet = opened[page - 1]
        width, height = sheet.get_size()
        bottom, top = {None: (0, height), True: (0, FOOT), False: (FOOT, height)}[foot]
        words = sheet.get_textpage().get_text_bounded(0, bottom, width, top).strip()
        return words.splitlines()[-1] if foot else words


ONLY = 3  # the page of the only document: after cover and index


def only(source):
    """Return the bundle of one document, and where and how that is shown."""
    found, (placed,) = written(bundle(source))
    assert placed.first_page == ONLY
    return found, placed


def assert_sound(found, tmp_path):
    file = tmp_path / "bundle.pdf"
    file.write_bytes(found)
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", file)
    assert f"Pages:           {page_count(found)}\n" in run_tool("pdfinfo", file)


def ink_box(page):
    """Return the box in which a page is not white, its foot left out."""
    above = page.crop((0, 0, page.width, page.height - round(FOOT / 2)))  # 36 dots per inch
    return ImageChops.invert(above).getbbox()


def near(colour, other):
    return all(abs(one - two) < 20 for one, two in zip(colour, other, strict=True))


def each_page(change):
    def on(opened):
        for page in opened.pages:
            change(page.obj)

    return on


def look(opened, content=b"0 1 0 rg 0 0 10 10 re f", **entries):
    return opened.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]), **entries
    )


def corner(source):
    """Return where a page of evidence has ink, in tenths: left, top, right and bottom."""
    page = picture_of(only(source)[0], ONLY)
    sides = (page.width, page.height - FOOT / 2) * 2
    return [round(10 * at / side) for at, side in zip(ink_box(page), sides, strict=True)]


CORNER = pdf("", width=400, height=600)  # with a black square where its top left is


def stamps_of(found):
    """Return the number that is printed at the foot of every page."""
    with closing(pypdfium2.PdfDocument(found)) as opened:
        count = len(opened)
    feet = [words_of(found, page, foot=True) for page in range(1, count + 1)]
    assert all(re.fullmatch(r"(Document \d+ · )?Page \d+", foot) for foot in feet)
    return [int(foot.rpartition(" ")[2]) for foot in feet]


def size_of(found, page):
    """Return a page's size in millimetres."""
    with closing(pypdfium2.PdfDocument(found)) as opened:
        return tuple(round(side / MM) for side in opened[page - 1].get_size())


def picture_of(found, page, dots=36):
    """Return a page as a picture."""
    with closing(pypdfium2.PdfDocument(found)) as opened:
        return opened[page - 1].render(scale=dots / 72).to_pil().convert("RGB")


def everything_in(found):
    """Return a PDF's bytes, and after them every stream of it unpacked."""
    parts = [found]
    with pikepdf.open(io.BytesIO(found)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                parts += [each.read_raw_bytes(), *_unpacked(each)]
    return b"\n".join(parts)


def _unpacked(stream):
    filters = [str(each) for each in stream.get("/Filter", Array()).wrap_in_array()]
    if filters == ["/FlateDecode", "/DCTDecode"]:
        yield zlib.decompress(stream.read_raw_bytes())
    elif "/DCTDecode" not in filters:
        yield stream.read_bytes()
