"""Look for words in all that lies in a folder, however a program may have written them down."""

from __future__ import annotations

import re
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")

_ZLIB_BEGINS: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP_BEGINS: Final = re.compile(rb"\x1f\x8b\x08")
_LINE_ENDS: Final = re.compile(rb"[\r\n]+[ \t]*")
_MOST_BYTES: Final = 50_000_000
# Where programs leave files beside the folders that are named to them.
_SHARED: Final = ("/dev/shm", "/tmp", "/var/tmp")


def files_with(words: Iterable[str], folder: Path) -> list[str]:
    """Return each file or folder that holds one of the words, in its content or in its name."""
    wanted = _wanted(words)
    return [it for place in sorted(folder.rglob("*")) for it in _found(wanted, place)]


def shared_files_with(words: Iterable[str], since: float) -> list[str]:
    """Return the same of what lies in the folders that all programs share, if written since."""
    wanted, found = _wanted(words), []
    for folder in filter(Path.is_dir, map(Path, _SHARED)):
        for place in folder.iterdir():
            with suppress(OSError):  # it may be somebody else's, or gone by now
                if place.is_file() and place.stat().st_mtime >= since:
                    found += _found(wanted, place)
    return found


def _found(wanted: re.Pattern[bytes], place: Path) -> list[str]:
    raw = place.read_bytes() if place.is_file() and not place.is_symlink() else b""
    matches = map(wanted.search, (place.name.encode(), *_readings(raw)))
    return [f"{place}: {match.group()!r}" for match in matches if match]


def _wanted(words: Iterable[str]) -> re.Pattern[bytes]:
    """Return what finds the words in any encoding, in base64 only as they were typed.

    They are letters and digits, which stay what they are in a link or an escaped text.
    """
    plain, coded = set(), set()
    for word in words:
        for encoding in ENCODINGS:
            raw = word.encode(encoding)
            plain |= {raw, raw.hex().encode()}
            coded |= {_inside_base64(raw, skipped) for skipped in range(3)}
    either = (b"(?i:" + b"|".join(map(re.escape, sorted(plain))) + b")", *map(re.escape, coded))
    return re.compile(b"|".join(either))


def _inside_base64(raw: bytes, skipped: int) -> bytes:
    """Return what stays the same of `raw` in base64 after some bytes, whatever comes around it."""
    whole = b64encode(bytes(skipped) + raw)
    return whole[-(-skipped * 4 // 3) : (skipped + len(raw)) * 4 // 3]


def _readings(raw: bytes) -> Iterator[bytes]:
    """Return the bytes as they are, in one line, and what is packed in them."""
    yield raw
    if (one_line := _LINE_ENDS.sub(b"", raw)) != raw:
        yield one_line
    for begins, shape in ((_ZLIB_BEGINS, zlib.MAX_WBITS), (_GZIP_BEGINS, zlib.MAX_WBITS | 16)):
        for begin in begins.finditer(raw):
            with suppress(zlib.error):
                yield zlib.decompressobj(shape).decompress(raw[begin.start() :], _MOST_BYTES)
    if zipfile.is_zipfile(BytesIO(raw)):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _readings(archive.read(name))
