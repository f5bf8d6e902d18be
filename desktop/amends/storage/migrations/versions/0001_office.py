"""Everything that an office holds: the log, what is derived from it, drafts, and pinned files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    """Make every table."""
    _create_log()
    _create_inbox()
    _create_desk()
    _refuse_changes()


def _create_log() -> None:
    op.create_table(
        "events",
        sa.Column("office_seq", sa.Integer, nullable=False, unique=True),
        sa.Column("id", sa.Uuid, nullable=False, unique=True),
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("stream_seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True)),
        sa.Column("zone", sa.String),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.Column("body_digest", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("stream", "stream_seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bodies",
        sa.Column("id", sa.Uuid, sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office_chain",
        sa.Column("office_seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("stream", sa.String, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("answered_by", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("next_due", sa.Date),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("sort_key", sa.String, nullable=False),
        sa.Column("stale_on", sa.Date),
        sa.Column("label_key", sa.String, nullable=False),
        sa.Column("search_text", sa.Text, nullable=False),
    )
    op.create_index("ix_inbox_all", "inbox", ["sort_key", "stream"])
    op.create_index("ix_inbox_by_closed", "inbox", ["closed", "sort_key", "stream"])
    op.create_index("ix_inbox_stale_on", "inbox", ["stale_on", "stream"])
    op.create_index("ix_inbox_label_key", "inbox", ["label_key", "stream"])
    op.create_table(
        "due_totals",
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("next_due", sa.String, nullable=False),
        sa.Column("cases", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("closed", "next_due"),
    )


def _create_desk() -> None:
    op.create_table(
        "drafts",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "pins",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reference_counters",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )


def _refuse_changes() -> None:
    """Let the database itself hold that what is recorded stays; a body may be erased whole."""
    for table, verb in (
        ("events", "UPDATE"),
        ("events", "DELETE"),
        ("bodies", "UPDATE"),
        ("office_chain", "UPDATE"),
        ("office_chain", "DELETE"),
        ("pins", "UPDATE"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are recorded, never changed'); END"
        )
