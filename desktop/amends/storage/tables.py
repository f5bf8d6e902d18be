"""The tables of the office's database, as the newest migration leaves them.

Only queries are built from these. A new office is made by the migrations, which know nothing of
this file; a test holds the two together.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)

# The newest migration, and those before it, so that opening need not load Alembic.
REVISION: Final = "0005"
OLDER_REVISIONS: Final = frozenset({"0001", "0002", "0003", "0004"})


class Instant(TypeDecorator[datetime]):
    """A point in time: taken with any zone, kept and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return `value` in UTC. Raises `ValueError` where it does not say its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return `value` as UTC, which SQLite does not note."""
        return value and value.replace(tzinfo=UTC)


metadata = MetaData()

# Kept in the order of streams, so that a case is read from neighbouring pages however large the
# office grows. No column holds personal data: what a person wrote is in `bodies` alone.
events = Table(
    "events",
    metadata,
    Column("office_seq", Integer, nullable=False, unique=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("stream", String, nullable=False),
    Column("stream_seq", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("happened_at", Instant),
    Column("zone", String),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", Uuid, nullable=False),
    Column("body_digest", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("stream", "stream_seq"),
    sqlite_with_rowid=False,
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", Uuid, ForeignKey("events.id"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

office_chain = Table(
    "office_chain",
    metadata,
    Column("office_seq", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("stream", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("title", String, nullable=False),
    Column("step", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("answered_by", String, nullable=False),
    Column("who", String, nullable=False),
    Column("next_due", Date),
    Column("closed", Boolean, nullable=False),
    Column("sort_key", String, nullable=False),
    Column("stale_on", Date),
    Column("label_key", String, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("due_time", String, nullable=False, server_default=""),
    Column("told_in", String, nullable=False, server_default="working days"),
    Index("ix_inbox_all", "sort_key", "stream"),
    Index("ix_inbox_by_closed", "closed", "sort_key", "stream"),
    Index("ix_inbox_stale_on", "stale_on", "stream"),
    Index("ix_inbox_label_key", "label_key", "stream"),
)

# `next_due` is a date as ISO has it, empty where nothing is due: part of a key cannot be null.
due_totals = Table(
    "due_totals",
    metadata,
    Column("closed", Boolean, nullable=False),
    Column("next_due", String, nullable=False),
    Column("cases", Integer, nullable=False),
    PrimaryKeyConstraint("closed", "next_due"),
)


def _of_promise() -> list[Column[str]]:
    """Return the columns that say what is promised, whether it is due or stands still."""
    names = ("stream", "clock", "label", "title", "what", "origin", "owner", "letter")
    return [Column(name, String, nullable=False) for name in names]


# A row is one clock of an open case, as "stage.clock", by which the office owes something.
promises = Table(
    "promises",
    metadata,
    *_of_promise(),
    Column("due", Date, nullable=False),
    Column("due_time", String, nullable=False, server_default=""),
    Column("told_in", String, nullable=False, server_default="working days"),
    PrimaryKeyConstraint("stream", "clock"),
    Index("ix_promises_due", "due", "stream", "clock"),
)

promise_totals = Table(
    "promise_totals",
    metadata,
    Column("due", Date, primary_key=True),
    Column("promises", Integer, nullable=False),
)

# A row is one clock of an open case that stands still since that day, with what is left of it.
paused_promises = Table(
    "paused_promises",
    metadata,
    *_of_promise(),
    Column("since", Date, nullable=False),
    Column("left", String, nullable=False),
    PrimaryKeyConstraint("stream", "clock"),
    Index("ix_paused_promises_since", "since", "stream", "clock"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("saved_at", Instant, nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("digest", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

reference_counters = Table(
    "reference_counters",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)
