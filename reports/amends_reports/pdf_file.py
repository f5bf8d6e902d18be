"""A PDF written from front to back, object by object: nothing is kept but where each one began."""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Mapping
from typing import BinaryIO

Bytes = bytes | memoryview

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_IRREGULAR = re.compile(rb"[^A-Za-z0-9_.+*:-]")
_OFFSET_BYTES = 6  # of a cross-reference: files of up to 256 TB


class PdfFile:
    """Writes objects under numbers that can be told before, so that a page may point ahead."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._position = 0
        self._digest = hashlib.sha256()
        self._offsets = array("Q", [0])  # by object number; 0 where nothing is written yet
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """Return the first of `count` numbers in a row, to be written later."""
        first = len(self._offsets)
        self._offsets.extend([0] * count)
        return first

    def put(self, number: int, body: Bytes) -> int:
        """Write an object under a reserved number, and return the number."""
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n" % number)
        self._write(body)
        self._write(b"\nendobj\n")
        return number

    def add(self, body: Bytes) -> int:
        return self.put(self.reserve(), body)

    def put_stream(self, number: int, entries: Mapping[str, object], data: Bytes) -> int:
        """Write a stream as it is; `entries` names its filters, if it has any."""
        self._offsets[number] = self._position
        head = dictionary({**entries, "Length": len(data)})
        self._write(b"%d 0 obj\n%b\nstream\n" % (number, head))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def add_stream(self, entries: Mapping[str, object], data: Bytes) -> int:
        return self.put_stream(self.reserve(), entries, data)

    def finish(self, root: int, info: int) -> None:
        """Write where everything is. The file's identity follows from what it holds."""
        identity = b"<%b>" % self._digest.hexdigest()[:32].encode()
        number, start = self.reserve(), self._position
        self._offsets[number] = start
        entries = {
            "Type": name("XRef"),
            "Size": len(self._offsets),
            "W": array_of([1, _OFFSET_BYTES, 1]),
            "Root": reference(root),
            "Info": reference(info),
            "ID": array_of([identity, identity]),
            "Filter": name("FlateDecode"),
        }
        self.put_stream(number, entries, zlib.compress(self._cross_references()))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _cross_references(self) -> bytes:
        rows = bytearray()
        for offset in self._offsets:
            rows += bytes([offset > 0]) + offset.to_bytes(_OFFSET_BYTES, "big") + b"\0"
        rows[_OFFSET_BYTES + 1] = 255  # object 0 is free, and for ever
        return bytes(rows)

    def _write(self, data: Bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._position += len(data)


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def name(word: str) -> bytes:
    """Return a name, whatever characters it holds."""
    plain = word.replace("\0", "")  # which no name may hold
    return b"/" + _IRREGULAR.sub(
        lambda found: b"#%02x" % ord(found[0]), plain.encode("utf-8", "surrogateescape")
    )


def text(words: str) -> bytes:
    """Return a text for viewers to show, such as a bookmark's."""
    return b"<FEFF%b>" % words.encode("utf-16-be").hex().upper().encode()


def dictionary(entries: Mapping[str, object]) -> bytes:
    """Return a dictionary; a value is an int, a float, or bytes as they shall stand."""
    return b"<<%b>>" % b" ".join(name(key) + b" " + _value(to) for key, to in entries.items())


def array_of(values: list[int] | list[float] | list[bytes]) -> bytes:
    return b"[%b]" % b" ".join(map(_value, values))


def numbers(*values: float) -> bytes:
    """Return numbers as they stand before an operator."""
    return b" ".join(map(_value, values))


def _value(value: object) -> bytes:
    match value:
        case bytes():
            return value
        case int():
            return b"%d" % value
        case float():
            return (f"{value:.4f}".rstrip("0").rstrip(".") or "0").encode()
    raise TypeError(f"{value!r} has no form in a PDF")
