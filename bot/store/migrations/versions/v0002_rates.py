"""How often people call what is limited, shared by all replicas."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rates",
        sa.Column("command", sa.String(20), primary_key=True),
        sa.Column("caller", sa.String(32), primary_key=True),
        sa.Column("paid", sa.BigInteger, nullable=False),
    )
    op.create_index("rates_by_time", "rates", ["paid"])
