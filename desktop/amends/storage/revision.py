"""Which version of the schema an office's database has, told without loading Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from amends.domain.errors import OfficeDamagedError, OfficeTooNewError
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.tables import OLDER_REVISIONS, REVISION


def is_older(database: Database, folder: Path) -> bool:
    """Return whether the database's schema is an older version's.

    Raises where it is a newer version's, or where none is noted.
    """
    with database.reading() as connection:
        revision = _revision(connection)
    if revision is None:
        raise OfficeDamagedError(folder, DATABASE_FILE)
    if revision not in OLDER_REVISIONS | {REVISION}:
        raise OfficeTooNewError(folder)
    return revision != REVISION


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
