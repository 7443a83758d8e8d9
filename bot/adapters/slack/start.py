"""What is verified before anything is served, so that a wrong setting says so at once: tokens, scopes, the clock."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.manifest import SCOPES
from bot.adapters.slack.post import code_of
from bot.errors import CannotStart

log = logging.getLogger(__name__)

SKEW = 240.0
"""Seconds our clock may be off: signatures five minutes old are refused (docs.slack.dev, "Verifying requests")."""
TOKEN_FAULTS = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in one workspace."""

    team: str
    user: str
    id: str


async def verify_bot(client: AsyncWebClient, *, signed: bool) -> Bot:
    """Ask Slack who the bot token belongs to.

    Args:
        client: with the bot token.
        signed: Slack will call us, so the clock must be right.

    Raises:
        CannotStart: the token is wrong, a scope is missing, or the clock is off.
        OSError: Slack cannot be reached; that may pass.
    """
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise CannotStart(_refused("SLACK_BOT_TOKEN", code_of(error), "xoxb-")) from None
    headers = {key.lower(): str(value) for key, value in dict(answer.headers).items()}
    check_scopes(headers)
    check_clock(headers, signed=signed)
    found = answer.data if isinstance(answer.data, dict) else {}
    if not found.get("bot_id"):
        raise CannotStart("SLACK_BOT_TOKEN is no bot's token: it begins with xoxb-, under OAuth & Permissions.")
    return Bot(found.get("team_id", ""), found.get("user_id", ""), found["bot_id"])


async def verify_app(client: AsyncWebClient, app_token: str) -> str:
    """Ask for a Socket Mode address with the app token; give it, for it is used once.

    Raises:
        CannotStart: the token is wrong, or Socket Mode is off.
    """
    try:
        answer = await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        code = code_of(error)
        if code in {"forbidden_team", "socket_mode_not_enabled", "not_enabled"}:
            raise CannotStart("Socket Mode is off for this app: turn it on under Settings, Socket Mode.") from None
        raise CannotStart(_refused("SLACK_APP_TOKEN", code, "xapp-")) from None
    return str(answer["url"])


def check_scopes(headers: Mapping[str, str]) -> None:
    """Compare the scopes that Slack says the token has with those we need.

    Raises:
        CannotStart: some are missing.
    """
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = [scope for scope, _ in SCOPES if granted and scope not in granted]
    if missing:
        raise CannotStart(
            f"SLACK_BOT_TOKEN lacks {'the scope' if len(missing) == 1 else 'the scopes'} {', '.join(missing)}: "
            "paste the manifest again (explainer-bot manifest), then reinstall the app to the workspace."
        )


def check_clock(headers: Mapping[str, str], *, signed: bool) -> None:
    """Compare our clock with Slack's.

    Raises:
        CannotStart: it is off by so much that every signed request would be refused.
    """
    try:
        skew = time.time() - parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return
    if abs(skew) > SKEW:
        text = f"The clock of this machine is {abs(skew):.0f} seconds {'ahead of' if skew > 0 else 'behind'} Slack's"
        if signed:
            raise CannotStart(f"{text}: every signed request would be refused as stale. Set the clock (NTP).")
        log.warning("slack: %s. Set the clock (NTP).", text)


def _refused(variable: str, code: str, prefix: str) -> str:
    if code == "missing_scope":
        return f"{variable} lacks a scope: reinstall the app to the workspace, or for {variable} make a new token."
    if code == "not_allowed_token_type":
        return f"{variable} holds the wrong kind of token: this one begins with {prefix}."
    if code in TOKEN_FAULTS:
        return f"Slack refuses {variable} ({code}): copy the token that begins with {prefix} again."
    return f"Slack refuses {variable}: {code}."
