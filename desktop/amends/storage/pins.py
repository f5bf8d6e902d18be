"""The files that cases run under, such as procedures, kept by what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, insert, select

from amends.domain.errors import OfficeDamagedError
from amends.storage.tables import pins


class Pins:
    """Reads and writes within the caller's transaction; what is pinned never changes."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def pin(self, raw: bytes) -> str:
        """Keep `raw`, once, and return its SHA-256 as 64 hex digits."""
        digest = hashlib.sha256(raw).hexdigest()
        known = select(pins.c.digest).where(pins.c.digest == digest)
        if self._connection.scalar(known) is None:
            self._connection.execute(insert(pins).values(digest=digest, bytes=raw))
        return digest

    def read(self, digest: str) -> bytes:
        """Return the bytes pinned as `digest`.

        Raises `OfficeDamagedError` where they are not there, or are not what was pinned.
        """
        raw: bytes | None = self._connection.scalar(
            select(pins.c.bytes).where(pins.c.digest == digest)
        )
        if raw is None or hashlib.sha256(raw).hexdigest() != digest:
            raise OfficeDamagedError(self._folder, f"pinned file {digest}")
        return raw
