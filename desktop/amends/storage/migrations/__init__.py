"""Bring an office's database to the newest schema.

Alembic is loaded when this runs and not before: opening an office compares its revision with
`tables.REVISION`, and finds nothing to do.
"""

from __future__ import annotations

from sqlalchemy import Connection


def migrate(connection: Connection, revision: str = "head") -> None:
    """Take the database up to `revision`, the newest by default, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "amends:storage/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
