"""What a server or workspace chose for itself, over what the configuration says for all."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.config import ServerConfig
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.desk.desk import Desk
    from bot.store.store import Store

log = logging.getLogger(__name__)


async def read_servers(desk: Desk, store: Store) -> None:
    """Take over every server's choices."""
    chosen = {where: _over(desk, own) for where, own in (await store.settings.all()).items()}
    desk.servers.clear()
    desk.servers.update(chosen)


async def choose(desk: Desk, platform: str, server: str, changed: Mapping[str, Any | None], who: str) -> ServerConfig:
    """Change some settings of a server; the other replicas are told.

    Raises:
        UserError: a value is not allowed.
    """
    try:
        ServerConfig.model_validate({key: value for key, value in changed.items() if value is not None})
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        raise UserError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}.") from error
    store = await desk.store()
    own = await store.settings.choose(platform, server, changed, who=who, at=datetime.now(UTC))
    desk.servers[platform, server] = _over(desk, own)
    await store.announcements.announce("settings")
    return desk.servers[platform, server]


async def forget_server(desk: Desk, platform: str, server: str) -> None:
    """Delete what a server chose: it has removed the bot."""
    await (await desk.store()).settings.forget(platform, server)
    desk.servers.pop((platform, server), None)


def _over(desk: Desk, own: Mapping[str, Any]) -> ServerConfig:
    """Lay a server's choices over the configuration; what an older version stored and none knows now is left out."""
    usual = desk.config.servers.model_dump()
    known = {key: value for key, value in own.items() if key in usual}
    try:
        return ServerConfig.model_validate({**usual, **known})
    except ValidationError:
        log.warning("the stored settings of a server are not valid any more: the configuration's hold there")
        return desk.config.servers
