"""The tables, as the code queries them; `migrations` makes them, and a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC on both engines; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store it in UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give it with its zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


METADATA = MetaData()
LONGEST_ID = 200
"""Characters of an id that a platform gives; theirs have up to 30."""

# `sqlite_autoincrement`: an id is never given twice, not even after a deletion: buttons in old messages carry it.

proposals = Table(
    "proposals",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("record", String(40), nullable=False),
    Column("changes", JSON, nullable=False),
    Column("wrong", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("who", String(LONGEST_ID), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_by", String(LONGEST_ID), nullable=False),
    Column("decided_at", Moment),
    Column("reason", Text, nullable=False),
    Column("revision", Integer),
    Column("replaces", Integer),
    Column("told", Boolean, nullable=False),
    Index("proposals_by_state", "state", "id"),
    sqlite_autoincrement=True,
)

revisions = Table(
    "revisions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(40), nullable=False),
    Column("who", String(LONGEST_ID), nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("proposal", Integer),
    Column("undoes", Integer),
    Column("state", String(10), nullable=False),
    Index("revisions_by_state", "state", "id"),
    sqlite_autoincrement=True,
)

changes = Table(
    "changes",
    METADATA,
    Column("revision", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("file", Text, nullable=False),
    Column("section", String(20), nullable=False),
    Column("record", String(40), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("hash_before", String(16), nullable=False),
    Column("hash_after", String(16), nullable=False),
    Index("changes_by_record", "record", "revision"),
)

gaps = Table(
    "gaps",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(40), nullable=False),
    Column("folded", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("closest", Boolean, nullable=False),
    Index("gaps_by_words", "topic", "folded", unique=True),
    sqlite_autoincrement=True,
)

votes = Table(
    "votes",
    METADATA,
    Column("topic", String(40), primary_key=True),
    Column("entry", String(40), primary_key=True),
    Column("knowledge", String(12), primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

settings = Table(
    "settings",
    METADATA,
    Column("platform", String(20), primary_key=True),
    Column("server", String(LONGEST_ID), primary_key=True),
    Column("chosen", JSON, nullable=False),
    Column("who", String(LONGEST_ID), nullable=False),
    Column("at", Moment, nullable=False),
)

syncs = Table(
    "syncs",
    METADATA,
    Column("application", String(LONGEST_ID), primary_key=True),
    Column("scope", String(LONGEST_ID), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("platform", String(20), primary_key=True),
    Column("id", String(LONGEST_ID), primary_key=True),
    Column("expires", Moment, nullable=False),
    Index("events_by_expiry", "expires"),
)

rates = Table(
    "rates",
    METADATA,
    Column("command", String(20), primary_key=True),
    Column("caller", String(32), primary_key=True),
    Column("paid", BigInteger, nullable=False),
    Index("rates_by_time", "paid"),
)
"""`paid` is in milliseconds since 1970: both engines add numbers alike, and times not."""

secrets = Table(
    "secrets",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", String(64), nullable=False),
)
"""Random keys of this database: one blinds people."""
