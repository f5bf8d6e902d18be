"""What is being written and not yet recorded, kept so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from amends.storage.tables import drafts

_LAST_CHARACTER = "\U0010ffff"


class Drafts:
    """Reads and writes within the caller's transaction; a draft's bytes are its writer's own."""

    def __init__(self, connection: Connection, check: Callable[[], object]) -> None:
        """`check` raises where nothing can be kept, since the office goes on elsewhere."""
        self._connection = connection
        self._check = check

    def put(self, key: str, raw: bytes, now: datetime) -> None:
        """Keep `raw` under `key`, in place of what was there."""
        self._check()
        values = {"bytes": raw, "saved_at": now}
        changed = update(drafts).where(drafts.c.key == key).values(values)
        if not self._connection.execute(changed).rowcount:
            self._connection.execute(insert(drafts).values(key=key, **values))

    def get(self, key: str) -> bytes | None:
        """Return what is kept under `key`."""
        return self._connection.scalar(select(drafts.c.bytes).where(drafts.c.key == key))

    def remove(self, key: str) -> None:
        """Forget what is kept under `key`, if anything is."""
        self._check()
        self._connection.execute(delete(drafts).where(drafts.c.key == key))

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys that start with `prefix`, in order."""
        query = (
            select(drafts.c.key)
            .where(drafts.c.key >= prefix, drafts.c.key < prefix + _LAST_CHARACTER)
            .order_by(drafts.c.key)
        )
        return list(self._connection.scalars(query))
