from __future__ import annotations

import io
import struct

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from amends_reports.bundle_content import Jpeg
from amends_reports.jpeg import NotJpegError, read_jpeg, without_metadata
from tests.reports.bundles import (
    ONLY,
    assert_sound,
    bundle_of,
    ink_box,
    jpeg,
    near,
    only,
    pdf,
    picture_of,
)


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


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("entry", "orientation"),
    [
        ((0x0112, 3, 1, 6), 6),
        ((0x0112, 3, 1, 9), 1),
        ((0x0112, 4, 1, 6), 1),
        ((0x0110, 3, 1, 6), 1),
    ],
)
def test_which_way_is_up_is_read_in_either_order_of_bytes(order, entry, orientation):
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    tiff = mark + struct.pack(f"{order}IHHHIHH", 8, 1, *entry, 0)
    body = b"Exif\0\0" + tiff
    plain = without_metadata(jpeg())
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    assert read_jpeg(plain[:2] + segment + plain[2:]).orientation == orientation
    cut = segment[:2] + (22).to_bytes(2, "big") + body[:20]  # within its first entry
    assert read_jpeg(plain[:2] + cut + plain[2:]).orientation == 1


@given(st.data())
def test_no_bytes_are_too_strange(data):
    whole = jpeg(progressive=data.draw(st.booleans()))
    at = data.draw(st.integers(0, len(whole)))
    strange = (
        whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + data.draw(st.integers(0, 9)) :]
    )
    try:
        picture = read_jpeg(strange)
    except NotJpegError:
        return
    assert read_jpeg(picture.data).data == picture.data
    assert without_metadata(picture.data) == picture.data
