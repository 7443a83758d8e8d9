"""INSERT … ON CONFLICT, which both engines have and SQLAlchemy spells once for each."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database


def insert_or(database: Database, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Begin an insert that may say what to do when the row is there already."""
    return postgresql.insert(table) if database.is_postgres else sqlite.insert(table)
