"""A stream's bytes as the bundle takes them over: as they are, but whole and without metadata."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from pikepdf import Array, Name, QpdfRuntimeError, Stream, StreamDecodeLevel
from pikepdf.settings import set_qpdf_limits

from amends_reports.jpeg import without_metadata
from amends_reports.pdf_file import Bytes

_JPEG: Final = b"\xff\xd8\xff"
_CHUNK: Final = 1 << 14  # which unpacks to 16 MB at most
_STEP: Final = 1 << 8
_MOST: Final = 1 << 28  # bytes: what unpacks to more is not unpacked to the end

_UNPACKED_BY_QPDF: Final = {
    *("/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"),
}
_LONG: Final = {
    "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode",
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/RL": "/RunLengthDecode",
    "/DCT": "/DCTDecode",
}

# For the whole process, but nobody else in it unpacks PDF: no few bytes shall fill the memory.
set_qpdf_limits(
    flate_max_memory=_MOST,
    png_max_memory=_MOST,
    run_length_max_memory=_MOST,
    tiff_max_memory=_MOST,
    max_stream_filters=8,
)


class TooLargeError(ValueError):
    """A page's content that unpacks to more than any honest page."""


def stream_bytes(stream: Stream) -> Bytes:
    """Return the compressed bytes; what breaks off is mended, so that readers see what they saw.

    Otherwise every checker would call the whole bundle damaged. Raises what pikepdf raises at
    streams that cannot be unpacked at all.
    """
    data = memoryview(stream.get_raw_stream_buffer())
    filters = [_LONG.get(each, each) for each in _filters(stream)]
    if filters == ["/DCTDecode"]:
        return _picture(bytes(data))
    if filters == ["/FlateDecode", "/DCTDecode"]:
        return zlib.compress(_picture(b"".join(_salvaged(data))))
    if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        return data if _unpacks(data) else zlib.compress(b"".join(_salvaged(data)))
    if filters and set(filters) <= _UNPACKED_BY_QPDF:
        _try_to_unpack(stream)
    return data


def joined(contents: Sequence[Stream]) -> bytes:
    """Return a page's content, unpacked, where the file has it in parts."""
    parts, left = [], _MOST
    for part in contents:
        parts.append(part.read_bytes())
        left -= len(parts[-1])
        if left < 0:
            raise TooLargeError
    return b"\n".join(parts)


def _filters(stream: Stream) -> list[str]:
    found = stream.get("/Filter", Array())
    filters = found.as_list() if isinstance(found, Array) else [found]
    if not all(isinstance(each, Name) for each in filters):
        raise TypeError("a filter has no name")
    return [str(each) for each in filters]


def _picture(data: bytes) -> bytes:
    """Return a JPEG without metadata, and without what some programs put before it."""
    return without_metadata(data[max(data.find(_JPEG), 0) :])


def _try_to_unpack(stream: Stream) -> None:
    with suppress(QpdfRuntimeError):  # larger than we let it unpack, which is no fault
        stream.read_bytes(StreamDecodeLevel.specialized)


def _unpacks(data: Bytes) -> bool:
    """Tell whether the data unpacks to its end, without keeping what comes out."""
    inflate, unpacked = zlib.decompressobj(), 0
    try:
        for part in _unpacked_by(inflate, data, _CHUNK):
            unpacked += len(part)
            if unpacked > _MOST:
                return True
    except zlib.error:
        return False
    return inflate.eof


def _salvaged(data: Bytes) -> Iterator[bytes]:
    """Yield what can be unpacked, in small steps, so that little is lost at the break."""
    left = _MOST
    with suppress(zlib.error):
        for part in _unpacked_by(zlib.decompressobj(), data, _STEP):
            yield part
            left -= len(part)
            if left < 0:
                return


def _unpacked_by(inflate: zlib._Decompress, data: Bytes, step: int) -> Iterator[bytes]:
    for start in range(0, len(data), step):
        if inflate.eof:
            return
        yield inflate.decompress(data[start : start + step])
