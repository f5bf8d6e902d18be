"""One page of evidence on its way into the bundle: what is drawn on it, upright and not too large.

A page keeps its size, up to A3, and is drawn a little smaller on it: its foot is left to the stamp,
which never covers what somebody wrote. What the source turns, crops or scales is done once, here; a
page of the bundle has no rotation and no crop of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from pikepdf import Annotation, Array, Dictionary, Name, Object, Page, Stream

from amends_reports.copier import Copier
from amends_reports.house_style import MM
from amends_reports.jpeg import Colours, Picture
from amends_reports.pdf_file import PdfFile, array_of, name, numbers, reference

_A3: Final = (297 * MM, 420 * MM)
_LEAST: Final = (50 * MM, 30 * MM)  # for a page to be found at all
_SLACK: Final = 1.0  # point: paper sizes are rounded in many ways
_PHOTO_MARGIN: Final = 15 * MM
_A4: Final = (210 * MM, 297 * MM)
_POINTS_A_PIXEL: Final = 72 / 96  # a small picture is not blown up beyond that
_FAR: Final = 1e6  # no coordinate of an honest page lies further out

_UNSEEN: Final = 1 << 1 | 1 << 5  # annotation flags: hidden, no view
_NEVER_DRAWN: Final = {"/Popup", "/Link"}

_COLOURS: Final[dict[Colours, str]] = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
# How the unit square is turned for each of EXIF's ways up.
_TURNS: Final = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it shall be written: its size in points, its content, the drawings in it."""

    width: float
    height: float
    content: bytes
    drawings: dict[str, bytes]
    group: bytes | None = None


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, found: object) -> Self | None:
        """Return a box as the source has it, its corners in order; None where it is none."""
        if not isinstance(found, Array) or len(found) != 4:
            return None
        try:
            values = [float(each) for each in found.as_list()]
        except (TypeError, ValueError):
            return None
        if not all(math.isfinite(each) and abs(each) < _FAR for each in values):
            return None
        x, y, to_x, to_y = values
        return cls(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))

    def within(self, other: Box) -> Box:
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    @property
    def is_area(self) -> bool:
        return self.right - self.left > 0.5 and self.top - self.bottom > 0.5

    @property
    def size(self) -> tuple[float, float]:
        return self.right - self.left, self.top - self.bottom


_LETTER: Final = Box(0, 0, 612, 792)  # what viewers take where the source says nothing sensible


class Placement(NamedTuple):
    """Where the source's own coordinates come to lie on a page of the bundle."""

    width: float
    height: float
    matrix: tuple[float, ...]


def sheet_of(page: Page, copier: Copier, foot: float) -> Sheet:
    """Copy what a page shows, above a foot so high. Raises what pikepdf raises at a broken file.

    Of annotations, form fields among them, the appearance is drawn into the page where it shows on
    a screen: stamps, marks, drawings, text in boxes, what was typed in fields. Everything else
    about them is dropped: authors, dates, the words of pop-up notes, links, programs.
    """
    box = _visible(page)
    width, height, matrix = _placement(box, page, foot)
    drawings: dict[str, bytes] = {}
    parts = [b"q %b cm %b re W n" % (numbers(*matrix), numbers(box.left, box.bottom, *box.size))]
    contents = _contents(page)
    if contents:
        resources = copier.resources(page.obj.get("/Resources"))
        drawings["P"] = reference(copier.form(contents, _form_entries(box, resources)))
        parts.append(b"/P Do")
    for number, (look, placing) in enumerate(_appearances(page, copier)):
        drawings[f"A{number}"] = copier.value(look)
        parts.append(placing.replace(b"/Look", b"/A%d" % number))
    parts.append(b"Q")
    group = page.obj.get("/Group")
    group_copy = copier.value(group) if isinstance(group, Dictionary) else None
    return Sheet(width, height, b"\n".join(parts), drawings, group_copy)


def sheet_of_picture(picture: Picture, file: PdfFile) -> Sheet:
    """Lay a picture upright on a page of A4, upright or lying, in its own compressed bytes."""
    wide, high = picture.width * _POINTS_A_PIXEL, picture.height * _POINTS_A_PIXEL
    if picture.orientation > 4:
        wide, high = high, wide
    width, height = sorted(_A4, reverse=wide > high)
    scale = min((width - 2 * _PHOTO_MARGIN) / wide, (height - 2 * _PHOTO_MARGIN) / high, 1)
    wide, high = wide * scale, high * scale
    place = numbers(wide, 0, 0, high, (width - wide) / 2, (height - high) / 2)
    turn = numbers(*_TURNS[picture.orientation])
    content = b"q %b cm %b cm /P Do Q" % (place, turn)
    return Sheet(width, height, content, {"P": reference(_picture(picture, file))})


def _picture(picture: Picture, file: PdfFile) -> int:
    entries: dict[str, object] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": name(_COLOURS[picture.colours]),
        "BitsPerComponent": 8,
        "Filter": name("DCTDecode"),
    }
    if picture.is_inverted:
        entries["Decode"] = array_of([1, 0] * picture.colours)
    return file.add_stream(entries, picture.data)


def _form_entries(box: Box, resources: bytes) -> dict[str, object]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Form"),
        "BBox": array_of(list(box)),
        "Resources": resources,
    }


def _contents(page: Page) -> list[Stream]:
    found = page.obj.get("/Contents")
    parts = found.as_list() if isinstance(found, Array) else [found]
    return [part for part in parts if isinstance(part, Stream)]


def _appearances(page: Page, copier: Copier) -> Iterator[tuple[Stream, bytes]]:
    """Yield what annotations show, and the content that puts it in its place, as /Look."""
    found = page.obj.get("/Annots")
    turned = _turns(page) * 90
    for thing in found if isinstance(found, Array) else ():
        if not isinstance(thing, Dictionary) or not copier.shows(thing):
            continue
        if str(thing.get("/Subtype")) in _NEVER_DRAWN:
            continue
        annotation = Annotation(thing)
        look = annotation.get_appearance_stream(Name.N)
        placing = annotation.get_page_content_for_appearance(Name.Look, turned, 0, _UNSEEN)
        if placing and isinstance(look, Stream):
            look.Subtype = Name.Form  # some programs forget it, and no viewer minds
            yield look, placing


def _turns(page: Page) -> int:
    return round(_number(page.obj.get("/Rotate"), 0) / 90) % 4


def _visible(page: Page) -> Box:
    """Return what a viewer shows of a page, in the page's own coordinates."""
    media = Box.of(page.obj.get("/MediaBox"))
    if media is None or not media.is_area:
        media = _LETTER
    crop = (Box.of(page.obj.get("/CropBox")) or media).within(media)
    return crop if crop.is_area else media


def _placement(box: Box, page: Page, foot: float) -> Placement:
    """Turn the visible part upright, on a page of its size unless that is larger than A3."""
    turns = _turns(page)
    unit = _number(page.obj.get("/UserUnit"), 1)
    wide, high = box.size if turns % 2 == 0 else box.size[::-1]
    scale = _scale(wide, high, unit if unit > 0 else 1)
    width, height = max(wide * scale, _LEAST[0]), max(high * scale, _LEAST[1])
    scale *= min(1, (height - foot) / (high * scale))
    x, y = (width - wide * scale) / 2, foot + (height - foot - high * scale) / 2
    left, bottom, right, top = (scale * each for each in box)
    matrix = (
        (scale, 0, 0, scale, x - left, y - bottom),
        (0, -scale, scale, 0, x - bottom, y + right),
        (-scale, 0, 0, -scale, x + right, y + top),
        (0, scale, -scale, 0, x + top, y - left),
    )[turns]
    return Placement(width, height, matrix)


def _scale(wide: float, high: float, unit: float) -> float:
    short, long = sorted((wide * unit, high * unit))
    if short <= _A3[0] + _SLACK and long <= _A3[1] + _SLACK:
        return unit
    return unit * min(_A3[0] / short, _A3[1] / long)


def _number(found: object, otherwise: float) -> float:
    try:
        value = float(found) if isinstance(found, Object) else otherwise
    except (TypeError, ValueError):
        return otherwise
    return value if math.isfinite(value) and abs(value) < _FAR else otherwise
