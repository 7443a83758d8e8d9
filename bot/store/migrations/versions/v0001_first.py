"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Make them. Written out, not taken from `tables`: a step says what was, not what is."""
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("record", sa.String(40), nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("wrong", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer),
        sa.Column("replaces", sa.Integer),
        sa.Column("told", sa.Boolean, nullable=False),
        **KEPT,
    )
    op.create_index("proposals_by_state", "proposals", ["state", "id"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("proposal", sa.Integer),
        sa.Column("undoes", sa.Integer),
        sa.Column("state", sa.String(10), nullable=False),
        **KEPT,
    )
    op.create_index("revisions_by_state", "revisions", ["state", "id"])
    op.create_table(
        "changes",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("record", sa.String(40), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("hash_before", sa.String(16), nullable=False),
        sa.Column("hash_after", sa.String(16), nullable=False),
    )
    op.create_index("changes_by_record", "changes", ["record", "revision"])
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("closest", sa.Boolean, nullable=False),
        **KEPT,
    )
    op.create_index("gaps_by_words", "gaps", ["topic", "folded"], unique=True)
    op.create_table(
        "votes",
        sa.Column("topic", sa.String(40), primary_key=True),
        sa.Column("entry", sa.String(40), primary_key=True),
        sa.Column("knowledge", sa.String(12), primary_key=True),
        sa.Column("voter", sa.String(32), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("platform", sa.String(20), primary_key=True),
        sa.Column("server", sa.String(200), primary_key=True),
        sa.Column("chosen", sa.JSON, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "syncs",
        sa.Column("application", sa.String(200), primary_key=True),
        sa.Column("scope", sa.String(200), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("platform", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("expires", MOMENT, nullable=False),
    )
    op.create_index("events_by_expiry", "events", ["expires"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(64), nullable=False),
    )
