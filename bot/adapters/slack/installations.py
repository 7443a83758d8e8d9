"""Workspaces that installed the app, in our database: the SDK's own tables, with tokens that only our key opens.

Law: one row a workspace, no user tokens, nothing left after an uninstall or a revocation.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from sqlalchemy import MetaData, Table, Text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.config import StoreConfig
from bot.config.environment import Environment
from bot.errors import CannotStart
from bot.store.database import address, connect

SECRETS = ("bot_token", "bot_refresh_token")


class Installations(AsyncSQLAlchemyInstallationStore):
    """The SDK's store, which keeps tokens in clear text, with them encrypted."""

    def __init__(self, client_id: str, engine: AsyncEngine, cipher: MultiFernet) -> None:
        super().__init__(client_id, engine)
        self._cipher = cipher

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        """Make the SDK's table with room for encrypted tokens: 60 characters become 180."""
        table = super().build_bots_table(metadata, table_name)
        for name in SECRETS:
            table.c[name].type = Text()
        return table

    async def async_save(self, installation: Installation) -> None:
        """Keep the bot of an installation, in place of any earlier one; the installer's own tokens are not kept."""
        bot = installation.to_bot()
        await self.async_delete_bot(enterprise_id=bot.enterprise_id, team_id=bot.team_id)
        await self.async_save_bot(bot)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a bot with its tokens encrypted; the one that was given stays as it is."""
        await super().async_save_bot(_with(bot, {name: self._locked(getattr(bot, name)) for name in SECRETS}))

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Give the bot of a workspace, with its tokens readable.

        Raises:
            InvalidToken: they were encrypted with another key.
        """
        bot = await super().async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return None if bot is None else _with(bot, {name: self._opened(getattr(bot, name)) for name in SECRETS})

    def _locked(self, secret: str | None) -> str | None:
        return None if secret is None else self._cipher.encrypt(secret.encode()).decode()

    def _opened(self, secret: str | None) -> str | None:
        return None if secret is None else self._cipher.decrypt(secret.encode()).decode()


def cipher_of(environment: Environment) -> MultiFernet:
    """Read SLACK_ENCRYPTION_KEY: one Fernet key, or several with commas, of which the first encrypts.

    Raises:
        CannotStart: it is missing or no key.
    """
    how = "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
    if environment.slack_encryption_key is None:
        raise CannotStart(
            f"SLACK_ENCRYPTION_KEY is not set: many workspaces' tokens are kept encrypted. Make one: {how}"
        )
    try:
        return MultiFernet([Fernet(key) for key in environment.slack_encryption_key.get_secret_value().split(",")])
    except ValueError:
        raise CannotStart(f"SLACK_ENCRYPTION_KEY is no Fernet key. Make one: {how}") from None


def engine_of(environment: Environment, store: StoreConfig) -> AsyncEngine:
    """Open the database that everything else is remembered in.

    Raises:
        CannotStart: DATABASE_URL is wrong, or the data folder cannot be made.
        Unavailable: the database does not answer.
    """
    url = environment.database_url
    engine = connect(address(url.get_secret_value() if url else None, Path(store.folder)))
    # The SDK reads before it writes: on SQLite such a transaction has to wait for its turn at once.
    return engine.execution_options(writing=True)


def _with(bot: Bot, changed: dict[str, str | None]) -> Bot:
    kept = bot.to_dict()
    return Bot(**{**{key: value for key, value in kept.items() if key not in changed}, **changed})


__all__ = ["Installations", "InvalidToken", "cipher_of", "engine_of"]
