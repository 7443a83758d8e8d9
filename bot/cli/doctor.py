"""`explainer-bot doctor`: everything that has to be right before the bot can answer, looked at one by one.

Platforms are asked as their SDKs would ask them, at the addresses that the SDKs would use. Nothing is changed.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp

from bot.backup.databases import check_sqlite
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart, Unavailable
from bot.knowledge.load import load
from bot.store.database import Database, address, connect, reason

PATIENCE = 10.0
"""Seconds that a platform may take to answer."""
SKEW = 60.0
"""Seconds that a clock may be off; Slack refuses signatures five minutes old."""
ROOM = 100 * 1024 * 1024
"""Bytes that should be free where the database lies."""

DISCORD = "https://discord.com/api/v10"
SLACK = "https://slack.com/api/"
INVITE = "https://discord.com/oauth2/authorize?client_id={id}&scope=bot+applications.commands&permissions=0"
PRIVILEGED = (1 << 12 | 1 << 13, 1 << 14 | 1 << 15, 1 << 18 | 1 << 19)
"""Flags of an application: presences, members, message content, granted or limited (Discord, "Application flags")."""

SLACK_SCOPES_WHERE = "OAuth & Permissions → Scopes, then install the app again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to do about it."""

    state: Literal["ok", "warning", "wrong"]
    what: str
    advice: str = ""

    def __str__(self) -> str:
        sign = {"ok": "✓", "warning": "!", "wrong": "✗"}[self.state]
        return f"{sign} {self.what}" + (f"\n    {self.advice}" if self.advice else "")


async def examine(config: Config, environment: Environment) -> AsyncIterator[Finding]:
    """Look at everything, in the order in which a start needs it."""
    for finding in (*_knowledge(config), *_data(config)):
        yield finding
    yield await _database(config, environment)
    for finding in _port(config, environment):
        yield finding
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        if environment.discord_token:
            async for finding in _discord(session, config, environment):
                yield finding
        if environment.slack_bot_token:
            async for finding in _slack(session, environment):
                yield finding
    if not (environment.discord_token or environment.slack_bot_token or environment.slack_client_id):
        yield Finding("wrong", "no platform has a token", "Set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN.")


def _knowledge(config: Config) -> Iterator[Finding]:
    folder = Path(config.knowledge.folder)
    loaded = load(folder)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if loaded.knowledge is None or errors:
        first = str(errors[0]) if errors else "it holds no topic"
        yield Finding("wrong", f"knowledge in {folder}: {first}", "explainer-bot check lists every problem.")
        return
    warnings = len(loaded.problems)
    topics, usual = loaded.knowledge.topics, config.knowledge.topic
    if usual is not None and usual not in topics:
        advice = f"There is only: {', '.join(topics)}. Set knowledge.topic to one of these, or leave it out."
        yield Finding("wrong", f"knowledge in {folder}: there is no topic {usual!r}", advice)
        return
    held = "1 topic" if len(topics) == 1 else f"{len(topics)} topics"
    told = f"knowledge in {folder}: {held}, {warnings} warnings"
    yield Finding("warning" if warnings else "ok", told, "explainer-bot check lists them." if warnings else "")
    if not os.access(folder, os.W_OK):
        advice = "Moderators can read and propose, but nothing can be accepted in chat until this user may write there."
        yield Finding("warning", f"{folder} is read-only for user {os.getuid()}", advice)


def _data(config: Config) -> Iterator[Finding]:
    folder = Path(config.store.folder)
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        advice = "Give this user the folder, set EXPLAINER_STORE_FOLDER, or use PostgreSQL."
        yield Finding("wrong", f"data folder {folder} cannot be written by user {os.getuid()}", advice)
        return
    free = shutil.disk_usage(there).free
    room = f"data folder {folder}: {free // 1_000_000} MB free"
    yield Finding("ok" if free > ROOM else "warning", room, "" if free > ROOM else "Make room.")


async def _database(config: Config, environment: Environment) -> Finding:
    url = environment.database_url
    named = "DATABASE_URL" if url else "SQLite in the data folder"
    logging.getLogger("bot.store").setLevel(logging.CRITICAL)  # what it would log is what we find
    try:
        at = address(url.get_secret_value() if url else None, Path(config.store.folder))
        if at.get_backend_name() == "sqlite":
            return _sqlite(Path(at.database or ""))
        database = Database(connect(at))
        try:
            async with database.read():
                pass
        finally:
            await database.close()
    except CannotStart as error:
        return Finding("wrong", f"database: {error}")
    except Unavailable as error:
        cause = getattr(error.__cause__, "orig", None) or error.__cause__ or error
        advice = "Is the server up, and are name, user and password in DATABASE_URL right?" if url else ""
        return Finding("wrong", f"database: it does not answer ({reason(cause)})", advice)
    return Finding("ok", f"database: {named} answers")


def _sqlite(file: Path) -> Finding:
    """Look through the file.

    Raises:
        CannotStart: it is damaged.
    """
    if not file.exists():
        return Finding("ok", f"database: SQLite in {file.parent}, will be made at the first start")
    check_sqlite(file)
    return Finding("ok", f"database: SQLite in {file.parent}, sound")


def _port(config: Config, environment: Environment) -> Iterator[Finding]:
    port = environment.port or config.http.port
    if not port:
        yield Finding("ok", "no web server: set PORT for health and figures")
        return
    with socket.socket(socket.AF_INET6 if ":" in config.http.host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((config.http.host, port))
        except OSError as error:
            advice = "If a bot is running that is its own port, and all is well; else choose another PORT."
            yield Finding("warning", f"{config.http.host} port {port}: {error.strerror}", advice)
            return
    yield Finding("ok", f"{config.http.host} port {port} is free")


async def _discord(session: aiohttp.ClientSession, config: Config, environment: Environment) -> AsyncIterator[Finding]:
    assert environment.discord_token is not None
    base = (environment.discord_api_base or DISCORD).rstrip("/")
    headers = {"Authorization": f"Bot {environment.discord_token.get_secret_value()}"}
    try:
        async with session.get(f"{base}/oauth2/applications/@me", headers=headers) as answer:
            told = await answer.json(content_type=None) if answer.status == 200 else {}
            status, date = answer.status, answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        yield Finding("warning", f"Discord cannot be reached: {type(error).__name__}", "The token was not tried.")
        return
    if status != 200:
        advice = "Developer portal → your application → Bot → Reset Token; put the new one into DISCORD_TOKEN."
        yield Finding("wrong", f"Discord does not accept DISCORD_TOKEN (it said {status})", advice)
        return
    yield Finding("ok", f"Discord accepts the token of {told.get('name', 'the application')}")
    flags = int(told.get("flags") or 0)
    if any(flags & flag for flag in PRIVILEGED):
        advice = "Developer portal → Bot → Privileged Gateway Intents: turn them off; this bot uses none."
        yield Finding("warning", "the application has privileged intents", advice)
    if told.get("bot_public") and not config.review.servers:
        advice = "Bot → Public Bot: turn it off; or name the servers that decide on the knowledge under review.servers."
        yield Finding("warning", "anyone may add the bot to a server of their own, and moderate it from there", advice)
    if taken := told.get("interactions_endpoint_url"):
        advice = "With discord.transport: gateway, empty it: General Information → Interactions Endpoint URL."
        yield Finding("warning", f"Discord sends interactions to {taken}", advice)
    for finding in _clock("Discord", date):
        yield finding
    advice = "Open it, choose a server, press Authorise. It asks for no permission: answers need none."
    yield Finding("ok", f"invite link: {INVITE.format(id=told.get('id', ''))}", advice)


async def _slack(session: aiohttp.ClientSession, environment: Environment) -> AsyncIterator[Finding]:
    assert environment.slack_bot_token is not None
    base = (environment.slack_api_url or SLACK).rstrip("/")
    bot, scopes, date = await _ask_slack(session, f"{base}/auth.test", environment.slack_bot_token.get_secret_value())
    if bot is None:
        yield Finding("warning", f"Slack cannot be reached: {date}", "The tokens were not tried.")
        return
    if not bot.get("ok"):
        advice = "OAuth & Permissions → Bot User OAuth Token; install the app again if there is none."
        yield Finding("wrong", f"Slack does not accept SLACK_BOT_TOKEN ({bot.get('error')})", advice)
        return
    yield Finding("ok", f"Slack accepts the bot token: {bot.get('user', 'the bot')} in {bot.get('team', '?')}")
    if scopes is not None:
        from bot.adapters.slack.manifest import SCOPES

        granted = {scope.strip() for scope in scopes.split(",")}
        missing = [scope for scope, _ in SCOPES if scope not in granted]
        if missing:
            yield Finding("wrong", f"Slack scopes missing: {', '.join(missing)}", SLACK_SCOPES_WHERE)
        else:
            yield Finding("ok", f"Slack scopes: all {len(SCOPES)} are granted")
    for finding in _clock("Slack", date):
        yield finding
    if environment.slack_mode == "http":
        advice = "Event Subscriptions, Interactivity and each slash command point at https://YOUR-HOST/slack/events."
        yield Finding("ok", "Slack calls us over signed HTTP", advice)
    elif environment.slack_app_token:
        token = environment.slack_app_token.get_secret_value()
        app, _, _ = await _ask_slack(session, f"{base}/apps.connections.open", token)
        if app is not None and app.get("ok"):
            yield Finding("ok", "Slack accepts the app token: Socket Mode is on")
        elif app is not None:
            advice = "Basic Information → App-Level Tokens, scope connections:write; and turn on Socket Mode."
            yield Finding("wrong", f"Slack does not accept SLACK_APP_TOKEN ({app.get('error')})", advice)


async def _ask_slack(
    session: aiohttp.ClientSession, where: str, token: str
) -> tuple[Mapping[str, Any] | None, str | None, str | None]:
    """Call a method; give its answer, the scopes and the date. Without an answer: None, None and why."""
    try:
        async with session.post(where, headers={"Authorization": f"Bearer {token}"}) as answer:
            told = await answer.json(content_type=None)
            return dict(told), answer.headers.get("X-OAuth-Scopes"), answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError, ValueError, TypeError) as error:
        return None, None, type(error).__name__


def _clock(who: str, date: str | None) -> Iterator[Finding]:
    """Compare this machine's clock with the platform's."""
    if not date:
        return
    off = time.time() - parsedate_to_datetime(date).timestamp()
    if abs(off) > SKEW:
        advice = "Set the clock (timedatectl set-ntp true): signed requests are refused when it is off."
        yield Finding("wrong", f"this clock is {off:+.0f} s off {who}'s", advice)
    else:
        yield Finding("ok", f"this clock agrees with {who}'s")
