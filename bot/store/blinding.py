"""Who a person is, made unknowable: a hash under a random key of this database."""

from __future__ import annotations

import hashlib
import secrets as random

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import secrets
from bot.store.upsert import insert_or


class Blinding:
    """Gives the same sign for the same person, in this database only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._key: bytes | None = None

    async def blind(self, who: str) -> str:
        """Turn `platform:user id` into 32 hexadecimal digits that lead nobody back."""
        if self._key is None:
            # Its name is from when only votes were blinded; another one would let everybody vote again.
            fresh = insert_or(self._database, secrets).values(name="voters", value=random.token_hex(32))
            async with self._database.write() as connection:
                await connection.execute(fresh.on_conflict_do_nothing())
                stored = await connection.execute(select(secrets.c.value).where(secrets.c.name == "voters"))
                self._key = bytes.fromhex(stored.scalar_one())
        return hashlib.blake2b(who.encode(), key=self._key, digest_size=16).hexdigest()
