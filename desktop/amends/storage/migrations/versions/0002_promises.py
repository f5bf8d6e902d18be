"""The list of promises, open case by open case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make the tables, and have every open case derived again, by which they are filled."""
    op.create_table(
        "promises",
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("clock", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("letter", sa.String, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("stream", "clock"),
    )
    op.create_index("ix_promises_due", "promises", ["due", "stream", "clock"])
    op.create_table(
        "promise_totals",
        sa.Column("due", sa.Date, primary_key=True),
        sa.Column("promises", sa.Integer, nullable=False),
    )
    op.execute("UPDATE inbox SET stale_on = '1990-01-01' WHERE closed = 0")
