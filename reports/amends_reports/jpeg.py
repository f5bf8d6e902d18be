"""A JPEG as its markers tell: size, colours, which way is up; and its bytes without its metadata.

The picture is decoded to see that it can be, never to be changed: a page shows exactly what the
camera wrote. What cameras and phones write beside it goes: place, owner, thumbnails, a second
picture, a film.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from PIL import Image

Colours = Literal[1, 3, 4]  # grey; red, green and blue; cyan, magenta, yellow and black

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_EXIF, _ADOBE, _COMMENT = 0xE1, 0xEE, 0xFE
_METADATA = {*range(0xE1, 0xEE), 0xEF, _COMMENT}  # all APPn but JFIF and Adobe's, which show
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what a PDF can show
_OTHER_FRAMES = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
# Within a scan, FF is followed by 0 where it is data, or by a marker that only restarts the count.
_SCAN_ENDS = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_ORIENTATION = 0x0112


class NotJpegError(ValueError):
    """Bytes that are no JPEG, or no whole one, or none that a PDF can show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG's facts, and its bytes without metadata.

    `orientation` is 1 for upright, and otherwise as in EXIF. `is_inverted` says that 0 is full ink,
    as Adobe writes it.
    """

    width: int
    height: int
    colours: Colours
    orientation: int
    is_inverted: bool
    data: bytes


class _Segment(NamedTuple):
    marker: int
    start: int  # of the marker
    body: int
    end: int


def read_jpeg(data: bytes) -> Picture:
    """Return the picture in `data`. Raises `NotJpegError`."""
    size: tuple[int, int, Colours] | None = None
    orientation, is_inverted = 1, False
    kept = bytearray(b"\xff\xd8")
    for marker, start, body, end in _segments(data):
        if marker in _FRAMES:
            size = _frame(data[body:end])
        elif marker in _OTHER_FRAMES:
            raise NotJpegError(f"frame {marker:X}")
        elif marker == _EXIF and orientation == 1:
            orientation = _orientation(data[body:end])
        elif marker == _ADOBE:
            is_inverted = data[body : body + 5] == b"Adobe"
        if marker not in _METADATA:
            kept += data[start:end]
    if size is None:
        raise NotJpegError("no frame")
    return Picture(*size, orientation, is_inverted and size[2] == 4, bytes(kept))


def can_be_shown(picture: Picture) -> bool:
    """Tell whether the picture decodes, at an eighth of its size, which needs little memory."""
    try:
        with Image.open(io.BytesIO(picture.data), formats=["JPEG"]) as image:
            image.draft("L", (1, 1))
            image.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def without_metadata(data: bytes) -> bytes:
    """Return the bytes that make the picture; what is no whole JPEG stays as it is."""
    try:
        segments = list(_segments(data))
    except NotJpegError:
        return data
    kept = (data[start:end] for marker, start, _body, end in segments if marker not in _METADATA)
    return b"\xff\xd8" + b"".join(kept)


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield what follows the start, up to and with the end; a scan comes with its data."""
    if data[:2] != b"\xff\xd8":
        raise NotJpegError("no start")
    position = 2
    while True:
        start = position
        while data[position + 1 : position + 2] == b"\xff":
            position += 1  # fill bytes
        if data[position : position + 1] != b"\xff" or position + 2 > len(data):
            raise NotJpegError(f"no marker at {position}")
        marker, body = data[position + 1], position + 2
        if marker == _END:
            yield _Segment(marker, start, body, body)
            return
        position = _end(data, marker, body)
        yield _Segment(marker, start, body + 2, position)


def _end(data: bytes, marker: int, body: int) -> int:
    if body + 2 > len(data):
        raise NotJpegError("cut off")
    end = body + int.from_bytes(data[body : body + 2], "big")
    if marker == _SCAN:
        found = _SCAN_ENDS.search(data, end)
        end = found.start() if found else len(data) + 1
    if not body + 2 <= end <= len(data):
        raise NotJpegError("cut off")
    return end


def _frame(body: bytes) -> tuple[int, int, Colours]:
    if len(body) < 6:
        raise NotJpegError("cut off")
    bits, height, width, colours = struct.unpack_from(">BHHB", body)
    if bits != 8 or not width or not height or colours not in (1, 3, 4):
        raise NotJpegError(f"{bits} bits, {width} x {height}, {colours} colours")
    return width, height, colours


def _orientation(body: bytes) -> int:
    """Return what EXIF says of which way is up; 1 where it says nothing that makes sense."""
    if body[:6] != b"Exif\0\0":
        return 1
    tiff = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for entry in range(directory + 2, directory + 2 + 12 * count, 12):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
