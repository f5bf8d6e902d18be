"""Words that are planted where nobody looks must be nowhere in a bundle, packed or unpacked."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from amends_reports.bundle_content import Jpeg
from tests.reports.bundles import attached, bundle_of, changed, everything_in, jpeg, pdf

PLANTED = "Quetzalcoatl"
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Keywords>{PLANTED}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def is_told(found):
    """Tell whether the planted word is anywhere, in any of the ways a PDF or a camera writes it."""
    whole = everything_in(found)
    ways = [PLANTED.encode(each) for each in ("ascii", "utf-16-be", "utf-16-le")]
    ways += [way.hex().encode() for way in ways] + [way.hex().upper().encode() for way in ways]
    return any(way in whole for way in ways)


def information(opened):
    opened.docinfo.Author = opened.docinfo.Title = String(PLANTED)


def metadata(opened):
    opened.Root.Metadata = opened.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)


def page_metadata(opened):
    page = opened.pages[0].obj
    page.Metadata = opened.make_stream(XMP)
    page.PieceInfo = Dictionary(Program=Dictionary(Private=String(PLANTED)))


def comment(opened):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 20, 20]))
    note.T = note.Contents = note.NM = note.Subj = String(PLANTED)
    popup = opened.make_indirect(Dictionary(Subtype=Name.Popup, T=String(PLANTED)))
    note.Popup = popup
    opened.pages[0].obj.Annots = Array([opened.make_indirect(note), popup])


def shown_comment(opened):
    drawing = opened.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    drawing.Metadata = opened.make_stream(XMP)
    drawing.PieceInfo = Dictionary(Private=String(PLANTED))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 20, 20]))
    note.T = String(PLANTED)
    note.AP = Dictionary(N=drawing)
    opened.pages[0].obj.Annots = Array([opened.make_indirect(note)])


def link(opened):
    action = Dictionary(S=Name.URI, URI=String(f"https://{PLANTED}.example"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 20, 20]), A=action)
    opened.pages[0].obj.Annots = Array([opened.make_indirect(note)])


def attachment(opened):
    opened.attachments[f"{PLANTED}.txt"] = attached(opened, PLANTED.encode())


def bookmark(opened):
    with opened.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(PLANTED, 0))


def structure(opened):
    element = Dictionary(Type=Name.StructElem, S=Name.P, Alt=String(PLANTED))
    opened.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)
    opened.pages[0].obj.StructParents = 0
    properties = Dictionary(MCID=0, ActualText=String(PLANTED))
    opened.pages[0].obj.Resources.Properties = Dictionary(MC0=properties)


def layer(opened):
    group = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String(PLANTED)))
    group.Usage = Dictionary(CreatorInfo=Dictionary(Creator=String(PLANTED)))
    opened.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())
    member = Dictionary(Type=Name.OCMD, OCGs=Array([group]))
    opened.pages[0].obj.Resources.Properties = Dictionary(A=group, B=member)


def picture(opened, pack=bytes, filters=Name.DCTDecode):
    data = pack(b"some programs write this before it" + with_metadata())
    image = opened.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=80, Height=50)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    image.write(data, filter=filters)
    image.Metadata = opened.make_stream(XMP)
    opened.pages[0].obj.Resources.XObject = Dictionary(Im0=image)


def packed_picture(opened):
    picture(opened, zlib.compress, Array([Name.FlateDecode, Name.DCTDecode]))


def way_back(opened):
    information(opened)
    metadata(opened)
    state = Dictionary(Type=Name.ExtGState, Catalog=opened.Root, Page=opened.pages[0].obj)
    comment(opened)
    opened.pages[0].obj.Resources.ExtGState = Dictionary(G=opened.make_indirect(state))


def program(opened):
    action = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{PLANTED}')"))
    opened.Root.OpenAction = action
    opened.Root.AA = Dictionary(WC=action)
    opened.pages[0].obj.AA = Dictionary(O=action)


def form(opened):
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=Array([0, 0, 9, 9]))
    field.T = field.TU = field.V = String(PLANTED)
    field = opened.make_indirect(field)
    opened.Root.AcroForm = Dictionary(Fields=Array([field]))
    opened.pages[0].obj.Annots = Array([field])


PLACES = (
    *(information, metadata, page_metadata, comment, shown_comment, link, attachment, bookmark),
    *(structure, layer, picture, packed_picture, way_back, program, form),
)


def with_metadata():
    """Return a photograph that tells of its owner in every way that it can."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x9286] = PLANTED
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg())) as image:
        image.save(out, "JPEG", exif=exif, comment=PLANTED.encode(), xmp=XMP)
    head, data = out.getvalue()[:2], out.getvalue()[2:]
    profile = b"ICC_PROFILE\0\1\1" + PLANTED.encode()
    press = b"Photoshop 3.0\0" + PLANTED.encode()
    for marker, body in ((0xE2, profile), (0xED, press), (0xEF, PLANTED.encode())):
        head += bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body
    return head + data + b"a film follows: " + PLANTED.encode()


@pytest.mark.parametrize("plant", PLACES)
def test_a_pdf_tells_nothing_but_its_pages(plant):
    source = changed(pdf("what it shows"), plant)
    assert is_told(source)
    assert not is_told(bundle_of(source))


def test_a_photograph_tells_nothing_but_its_picture():
    assert is_told(bundle_of(changed(pdf(PLANTED), lambda _: None)))  # we would see it
    assert not is_told(bundle_of(Jpeg(with_metadata())))


def test_the_bundles_own_description_names_the_case_and_nobody():
    with pikepdf.open(io.BytesIO(bundle_of(changed(pdf(), information)))) as opened:
        assert dict(opened.docinfo.items()) == {
            "/Title": "Complaint about the live webinar (2026-034)",
            "/Creator": "Amends",
        }
        assert set(opened.Root.keys()) == {
            *("/Type", "/Pages", "/Outlines", "/PageMode", "/PageLabels", "/Lang"),
            "/ViewerPreferences",
        }
        for page in opened.pages:
            kept = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots"}
            assert set(page.obj.keys()) <= kept
