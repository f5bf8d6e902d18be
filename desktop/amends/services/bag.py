"""A BagIt bag (RFC 8493) in one plain ZIP: written piece by piece, nothing put aside on the disk.

The packing is plain, too: files as they are, in the order in which they came, all of one day. So a
receiver who packs them again has the same bytes, by which any change shows.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final, Self

BAGIT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS: Final = ("sha256", "sha512")

_DAY: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


class Bag:
    """A bag being written; its files lie in a folder of its name. Leaving it ends the ZIP."""

    def __init__(self, out: BinaryIO, name: str) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self._name = name
        self._digests: dict[str, dict[str, str]] = {}
        self._bytes = self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failed: object) -> None:
        self._zip.close()

    def add(self, path: str, pieces: Iterable[bytes], size: int) -> None:
        """Write a file of that many bytes; payload has a path that begins with "data/"."""
        hashes = {name: hashlib.new(name) for name in ALGORITHMS}
        with self._zip.open(entry(f"{self._name}/{path}", size), "w") as file:
            for piece in pieces:
                file.write(piece)
                for each in hashes.values():
                    each.update(piece)
        self._digests[path] = {name: each.hexdigest() for name, each in hashes.items()}
        if path.startswith("data/"):
            self._files, self._bytes = self._files + 1, self._bytes + size

    def finish(self, facts: Mapping[str, str]) -> None:
        """Write what makes the files a bag. Without it, the ZIP is none."""
        oxum = {"Payload-Oxum": f"{self._bytes}.{self._files}"}
        info = "".join(f"{key}: {' '.join(it.split())}\n" for key, it in {**facts, **oxum}.items())
        payload = dict(self._digests)
        self._add_text("bagit.txt", BAGIT)
        self._add_text("bag-info.txt", info.encode())
        for name in ALGORITHMS:
            self._add_text(f"manifest-{name}.txt", _manifest(payload, name))
        tags = {path: it for path, it in self._digests.items() if path not in payload}
        for name in ALGORITHMS:
            self._add_text(f"tagmanifest-{name}.txt", _manifest(tags, name))

    def _add_text(self, path: str, text: bytes) -> None:
        self.add(path, [text], len(text))


def entry(path: str, size: int) -> zipfile.ZipInfo:
    """Return how a file is entered in the ZIP: by its name and size, and nothing else."""
    info = zipfile.ZipInfo(path, _DAY)
    info.file_size = size
    info.external_attr = _READABLE
    info.create_system = _UNIX
    return info


def _manifest(digests: Mapping[str, Mapping[str, str]], algorithm: str) -> bytes:
    lines = (f"{it[algorithm]}  {path}\n" for path, it in digests.items())
    return "".join(lines).encode()
