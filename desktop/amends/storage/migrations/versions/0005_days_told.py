"""The days in which lists tell how far something is: working days, school days, or plain ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Add it, and have every open case derived again, by which it is filled."""
    for table in ("inbox", "promises"):
        days = sa.Column("told_in", sa.String, nullable=False, server_default="working days")
        op.add_column(table, days)
    op.execute("UPDATE inbox SET stale_on = '1990-01-01' WHERE closed = 0")
