"""Look for words in all that lies in a folder, however a program may have written them down."""

from __future__ import annotations

import re
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")

_ZLIB_BEGINS: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST_BYTES: Final = 50_000_000


def files_with(words: Iterable[str], folder: Path) -> list[str]:
    """Return each file or folder that holds one of the words, in its content or in its name."""
    wanted = _wanted(words)
    found = []
    for place in sorted(folder.rglob("*")):
        raw = place.read_bytes() if place.is_file() and not place.is_symlink() else b""
        matches = map(wanted.search, (place.name.encode(), *_readings(raw)))
        found += [f"{place}: {match.group()!r}" for match in matches if match]
    return found


def _wanted(words: Iterable[str]) -> re.Pattern[bytes]:
    """Return what finds the words in any encoding, in base64 only as they were typed."""
    plain, coded = set(), set()
    for word in words:
        for encoding in ENCODINGS:
            raw = word.encode(encoding)
            plain.add(raw)
            coded |= {_inside_base64(raw, skipped) for skipped in range(3)}
    either = (b"(?i:" + b"|".join(map(re.escape, sorted(plain))) + b")", *map(re.escape, coded))
    return re.compile(b"|".join(either))


def _inside_base64(raw: bytes, skipped: int) -> bytes:
    """Return what stays the same of `raw` in base64 after some bytes, whatever comes around it."""
    whole = b64encode(bytes(skipped) + raw)
    return whole[-(-skipped * 4 // 3) : (skipped + len(raw)) * 4 // 3]


def _readings(raw: bytes) -> Iterator[bytes]:
    """Return the bytes as they are, and what is packed in them."""
    yield raw
    for begin in _ZLIB_BEGINS.finditer(raw):
        try:
            unpacked = zlib.decompressobj().decompress(raw[begin.start() :], _MOST_BYTES)
        except zlib.error:
            continue
        yield unpacked
    if zipfile.is_zipfile(BytesIO(raw)):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _readings(archive.read(name))
