from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageOps

from amends_reports.bundle_content import Jpeg, Pdf
from amends_reports.preview import page_count
from amends_reports.stamp import FOOT
from tests.reports.bundles import (
    attached,
    bundle,
    bundle_of,
    changed,
    jpeg,
    pdf,
    picture_of,
    size_of,
    words_of,
    written,
)
from tests.reports.samples import run_tool

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


def each_page(change):
    def on(opened):
        for page in opened.pages:
            change(page.obj)

    return on


def ink_box(page):
    """Return the box in which a page is not white, its foot left out."""
    above = page.crop((0, 0, page.width, page.height - round(FOOT / 2)))  # 36 dots per inch
    return ImageChops.invert(above).getbbox()


def corner(source):
    """Return where a page of evidence has ink, in tenths: left, top, right and bottom."""
    page = picture_of(only(source)[0], ONLY)
    sides = (page.width, page.height - FOOT / 2) * 2
    return [round(10 * at / side) for at, side in zip(ink_box(page), sides, strict=True)]


def near(colour, other):
    return all(abs(one - two) < 20 for one, two in zip(colour, other, strict=True))


CORNER = pdf("", width=400, height=600)  # with a black square where its top left is


def with_square(opened):
    page = opened.pages[0].obj
    page.Contents = opened.make_stream(b"0 g 0 500 100 100 re f")


# --- turned, cropped, scaled ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turn", "size", "place"),
    [
        (0, (141, 212), [0, 0, 3, 2]),
        (90, (212, 141), [8, 0, 10, 3]),
        (180, (141, 212), [7, 8, 10, 10]),
        (270, (212, 141), [0, 7, 2, 10]),
        (-90, (212, 141), [0, 7, 2, 10]),
        (450, (212, 141), [8, 0, 10, 3]),
    ],
)
def test_a_turned_page_is_upright_and_its_stamp_too(turn, size, place):
    source = changed(
        changed(CORNER, with_square), each_page(lambda page: page.update({"/Rotate": turn}))
    )
    found, _placed = only(source)
    assert size_of(found, ONLY) == size
    assert words_of(found, ONLY, foot=True) == "Document 1 · Page 3"
    assert corner(source) == pytest.approx(place, abs=1)


def test_a_turn_and_a_crop_may_be_inherited():
    def inherit(opened):
        page = opened.pages[0].obj
        page.Parent.Rotate, page.Parent.CropBox = 90, Array([100, 100, 400, 300])
        page.Parent.MediaBox = page.MediaBox
        page.Parent.Resources = page.Resources
        del page.MediaBox, page.Resources
        for key in ("/Rotate", "/CropBox"):
            if key in page:
                del page[key]

    source = changed(pdf("inherited"), inherit)
    assert size_of(only(source)[0], ONLY) == (71, 106)


def test_what_was_cropped_away_stays_hidden():
    def crop(page):
        page.CropBox = Array([0, 0, 595, 400])  # the words stand above it

    picture = picture_of(only(changed(pdf("words " * 20), each_page(crop)))[0], ONLY)
    upper = picture.crop((0, 0, picture.width, picture.height // 2))
    assert ImageChops.invert(upper).getbbox() is None


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ([0, 0, 842, 1191], (297, 420)),  # A3
        ([0, 0, 1191, 842], (420, 297)),
        ([0, 0, 1684, 2384], (297, 420)),  # A1
        ([0, 0, 14_400, 14_400], (297, 297)),
        ([0, 0, 14_400, 72], (420, 30)),
        ([595, 842, 0, 0], (210, 297)),  # its corners the wrong way round
        ([-100, -100, 200, 300], (106, 141)),
        ([0, 0, 10, 10], (50, 30)),
        ([0, 0, 0, 0], (216, 279)),  # nonsense is US Letter, as every viewer takes it
        ([5, 5], (216, 279)),
        (["a", "b", "c", "d"], (216, 279)),
        ([0, 0, 10**12, 10**12], (216, 279)),
    ],
)
def test_a_page_keeps_its_size_up_to_a3(box, size, tmp_path):
    values = Array([String(each) if isinstance(each, str) else each for each in box])
    source = changed(pdf(), each_page(lambda page: page.update({"/MediaBox": values})))
    found, _placed = only(source)
    assert size_of(found, ONLY) == size
    assert words_of(found, ONLY, foot=True).endswith("Page 3")
    assert_sound(found, tmp_path)


def test_a_page_may_count_in_larger_units():
    source = changed(
        pdf(width=100, height=100), each_page(lambda page: page.update({"/UserUnit": 3}))
    )
    assert size_of(only(source)[0], ONLY) == (106, 106)


def test_the_stamp_covers_nothing():
    found, _placed = only(pdf("whole", width=300, height=300))
    above = words_of(found, ONLY, foot=False)
    assert "whole" in above
    assert "foot of whole" in above


def test_content_in_parts_is_joined():
    def part(opened):
        page = opened.pages[0].obj
        first, last = opened.make_stream(b"0 g 0 500"), opened.make_stream(b"100 100 re f")
        page.Contents = Array([first, last])

    assert corner(changed(CORNER, part))[:2] == [0, 0]


def test_content_that_leaves_its_state_behind_does_not_move_the_stamp():
    def leave(opened):
        page = opened.pages[0].obj
        page.Contents = opened.make_stream(b"Q Q q q 5 0 0 5 90 90 cm 1 0 0 rg")

    found, _placed = only(changed(pdf(), leave))
    assert words_of(found, ONLY, foot=True) == "Document 1 · Page 3"


def test_pages_that_share_their_content_share_it_in_the_bundle():
    def share(opened):
        opened.pages[0].obj.Contents = opened.make_stream(b"%" + bytes(range(1, 10)) * 100_000)
        for _ in range(20):
            opened.pages.append(opened.pages[0])

    assert len(bundle_of(changed(pdf(), share), pdf())) < 2_000_000


def test_layers_that_are_off_stay_off():
    def hide(opened):
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("Asha's secret layer")))
        opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = opened.pages[0].obj
        page.Resources.Properties = Dictionary(Hidden=layer)
        page.Contents = opened.make_stream(b"/OC /Hidden BDC 0 g 0 0 400 600 re f EMC")

    found, _placed = only(changed(CORNER, hide))
    picture = picture_of(found, ONLY)
    assert picture.getpixel((50, 50)) == (255, 255, 255)
    assert b"secret layer" not in found


# --- what lies on a page -------------------------------------------------------------------------


def look(opened, content=b"0 1 0 rg 0 0 10 10 re f", **entries):
    return opened.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]), **entries
    )


def annotated(**entries):
    def annotate(opened):
        note = Dictionary(
            Type=Name.Annot,
            Rect=Array([0, 500, 100, 600]),
            AP=Dictionary(N=look(opened)),
            T=String("marked author"),
        )
        note.update({f"/{key}": value for key, value in entries.items()})
        note = opened.make_indirect(note)
        opened.pages[0].obj.Annots = Array([note])
        opened.Root.AcroForm = Dictionary(Fields=Array([note]))

    return changed(CORNER, annotate)


@pytest.mark.parametrize("kind", ["Stamp", "FreeText", "Highlight", "Ink", "Widget", "Square"])
def test_what_an_annotation_shows_is_drawn(kind):
    picture = picture_of(only(annotated(Subtype=Name("/" + kind)))[0], ONLY)
    assert picture.getpixel((20, 20)) == (0, 255, 0)


@pytest.mark.parametrize(
    ("kind", "flags"), [("Stamp", 2), ("Stamp", 32), ("Link", 0), ("Popup", 0)]
)
def test_what_an_annotation_hides_stays_hidden(kind, flags):
    picture = picture_of(only(annotated(Subtype=Name("/" + kind), F=flags))[0], ONLY)
    assert picture.getpixel((20, 20)) == (255, 255, 255)


def test_words_of_a_comment_that_do_not_show_are_told_of():
    found, placed = only(annotated(Subtype=Name.Text, Contents=String("I was there")))
    assert placed.notes == ("comment",)
    assert "comments that do not show on paper" in " ".join(words_of(found, 2).split())
    assert b"I was there" not in found


def test_a_form_without_looks_is_drawn_and_told_of(tmp_path):
    def fill(opened):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = opened.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("field"),
                V=String("typed in"),
                DA=String("/Helv 12 Tf 0 g"),
                Rect=Array([50, 400, 250, 420]),
            )
        )
        opened.Root.AcroForm = Dictionary(
            Fields=Array([field]),
            NeedAppearances=True,
            DR=Dictionary(Font=Dictionary(Helv=opened.make_indirect(font))),
            DA=String("/Helv 12 Tf 0 g"),
        )
        opened.pages[0].obj.Annots = Array([field])

    found, placed = only(changed(pdf(), fill))
    assert placed.notes == ("form",)
    assert "typed in" in words_of(found, ONLY)
    assert_sound(found, tmp_path)


def test_a_signature_is_shown_and_told_of():
    source = annotated(Subtype=Name.Widget, FT=Name.Sig, V=Dictionary(Type=Name.Sig, Name="Asha"))
    found, placed = only(source)
    assert placed.notes == ("signature",)
    assert picture_of(found, ONLY).getpixel((20, 20)) == (0, 255, 0)


def test_programs_and_attached_files_are_told_of():
    def arm(opened):
        opened.attachments["a.txt"] = attached(opened, b"attached words")
        opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

    found, placed = only(changed(pdf(), arm))
    assert placed.notes == ("attachment", "program")
    assert b"attached words" not in found
    assert b"JavaScript" not in found


# --- sources that are not what they should be ----------------------------------------------------


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


# --- photographs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright(orientation):
    source = jpeg(600, 400, orientation)
    found, _placed = only(Jpeg(source))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(source)))
    page = picture_of(found, ONLY)
    shown = page.crop(ink_box(page)).resize(upright.size)
    assert (page.width > page.height) == (upright.width > upright.height)
    for x, y in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        place = (int(x * upright.width), int(y * upright.height))
        assert near(shown.getpixel(place), upright.getpixel(place))


def test_a_photograph_keeps_its_compressed_bytes():
    source = jpeg(600, 400)
    with pikepdf.open(io.BytesIO(only(Jpeg(source))[0])) as opened:
        data = opened.pages[ONLY - 1].resources.XObject.P.read_raw_bytes()
    assert source.endswith(data[20:])  # all behind the markers that were left out
    assert Image.open(io.BytesIO(data)).tobytes() == Image.open(io.BytesIO(source)).tobytes()


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_photograph_may_be_grey_or_of_printers_inks(mode, tmp_path):
    found, _placed = only(Jpeg(jpeg(600, 400, mode=mode)))
    page = picture_of(found, ONLY)
    dark = page.getpixel((page.width // 2, page.height // 2))
    assert all(60 < part < 200 for part in dark)
    assert_sound(found, tmp_path)


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}])
def test_photographs_of_every_common_kind_are_shown(options, tmp_path):
    found, placed = only(Jpeg(jpeg(300, 200, **options)))
    assert placed.refusal is None
    assert_sound(found, tmp_path)


def test_a_small_picture_is_not_blown_up():
    page = picture_of(only(Jpeg(jpeg(96, 96)))[0], ONLY)
    left, _top, right, _bottom = ink_box(page)
    assert right - left == pytest.approx(36, abs=2)  # an inch


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        (b"", "not a JPEG"),
        (pdf(), "not a JPEG"),
        (jpeg()[:-300], "not a JPEG"),
        (jpeg()[:100], "not a JPEG"),
        (
            jpeg().replace(b"\xff\xc0\x00\x11\x08\x00\x32", b"\xff\xc0\x00\x11\x08\xff\xff"),
            "damaged",
        ),
        (
            jpeg().replace(b"\xff\xc0\x00\x11\x08\x00\x32", b"\xff\xc3\x00\x11\x08\x00\x32"),
            "not a JPEG",
        ),
    ],
)
def test_what_is_no_photograph_has_a_slip_sheet(source, refusal):
    assert only(Jpeg(source))[1].refusal == refusal


def test_a_picture_of_too_many_pixels_has_a_slip_sheet():
    size = b"\xff\xc0\x00\x11\x08\x00\x32\x00\x50"
    bomb = jpeg().replace(size, b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff")
    assert only(Jpeg(bomb))[1].refusal == "too large"


def test_a_photograph_may_lie_in_a_file(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(jpeg())
    assert bundle_of(Jpeg(file)) == bundle_of(Jpeg(jpeg()))
