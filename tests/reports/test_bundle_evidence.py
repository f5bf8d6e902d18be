from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops

from tests.reports.bundles import (
    CORNER,
    ONLY,
    assert_sound,
    attached,
    bundle_of,
    changed,
    corner,
    each_page,
    look,
    only,
    pdf,
    picture_of,
    size_of,
    words_of,
)


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


def test_layers_that_are_off_by_default_are_off():
    def hide(opened):
        shown, hidden = (opened.make_indirect(Dictionary(Type=Name.OCG)) for _ in range(2))
        opened.Root.OCProperties = Dictionary(
            OCGs=Array([shown, hidden]), D=Dictionary(BaseState=Name.OFF, ON=Array([shown]))
        )
        page = opened.pages[0].obj
        page.Resources.Properties = Dictionary(One=shown, Two=hidden)
        page.Contents = opened.make_stream(
            b"/OC /One BDC 0 g 0 500 100 100 re f EMC /OC /Two BDC 0 g 0 0 400 600 re f EMC"
        )

    assert corner(changed(CORNER, hide)) == pytest.approx([0, 0, 3, 2], abs=1)


@pytest.mark.parametrize("chosen", ["Metadata", "Parent", "AA", "a b#", "\u00e9"])
def test_a_drawing_may_have_any_name(chosen):
    def draw(opened):
        page = opened.pages[0].obj
        page.Resources.XObject = Dictionary({f"/{chosen}": look(opened, b"0 g 0 0 10 10 re f")})
        called = Name(f"/{chosen}").unparse()
        page.Contents = opened.make_stream(b"10 0 0 10 0 500 cm %b Do" % called)

    assert corner(changed(CORNER, draw)) == pytest.approx([0, 0, 3, 2], abs=1)


def test_a_letter_of_a_drawn_font_may_have_any_name():
    def draw(opened):
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=65,
            LastChar=65,
            Widths=Array([1000]),
            Encoding=Dictionary(Differences=Array([65, Name.AA])),
            CharProcs=Dictionary(AA=opened.make_stream(b"1000 0 d0 0 0 1000 1000 re f")),
            Resources=Dictionary(),
        )
        page = opened.pages[0].obj
        page.Resources.Font = Dictionary(F=opened.make_indirect(font))
        page.Contents = opened.make_stream(b"BT /F 100 Tf 0 500 Td (A) Tj ET")

    assert corner(changed(CORNER, draw)) == pytest.approx([0, 0, 3, 2], abs=1)


def test_a_pages_way_of_blending_comes_along():
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False)
    source = changed(pdf(), each_page(lambda page: page.update({"/Group": group})))
    with pikepdf.open(io.BytesIO(only(source)[0])) as opened:
        assert opened.pages[ONLY - 1].obj.Group == group


# --- what lies on a page -------------------------------------------------------------------------


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


def test_words_of_a_comment_that_are_not_shown_are_told_of():
    found, placed = only(annotated(Subtype=Name.Text, Contents=String("I was there")))
    assert placed.notes == ("comment",)
    assert "comments that are not shown; see" in " ".join(words_of(found, 2).split())
    assert b"I was there" not in found


def test_a_mark_that_only_a_viewer_draws_is_told_of():
    def mark(opened):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 20, 20]))
        opened.pages[0].obj.Annots = Array([opened.make_indirect(note)])

    assert only(changed(pdf(), mark))[1].notes == ("comment",)


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
