"""The time of day until which something due in hours is in time, in both lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Add it, and have every open case derived again, by which it is filled."""
    for table in ("inbox", "promises"):
        time = sa.Column("due_time", sa.String, nullable=False, server_default="")
        op.add_column(table, time)
    op.execute("UPDATE inbox SET stale_on = '1990-01-01' WHERE closed = 0")
