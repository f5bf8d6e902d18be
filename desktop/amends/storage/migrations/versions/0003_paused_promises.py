"""The promises whose clocks stand still, each in a row of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the table, and have every open case derived again, by which it is filled."""
    op.create_table(
        "paused_promises",
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("clock", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("letter", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("left", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("stream", "clock"),
    )
    op.create_index("ix_paused_promises_since", "paused_promises", ["since", "stream", "clock"])
    op.execute("UPDATE inbox SET stale_on = '1990-01-01' WHERE closed = 0")
