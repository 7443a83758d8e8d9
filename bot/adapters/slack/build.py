"""Bolt as we use it: built from what the environment tells, for one workspace or for many."""

from __future__ import annotations

import logging
from urllib.parse import urljoin

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.slack.installations import Installations, cipher_of
from bot.adapters.slack.manifest import SCOPES
from bot.adapters.slack.post import retries
from bot.adapters.slack.web import INSTALL, REDIRECT
from bot.adapters.slack.workspaces import ManyWorkspaces
from bot.config import SlackConfig
from bot.config.environment import Environment
from bot.errors import CannotStart

STATE = 600
"""Seconds an installer has between leaving for Slack and coming back."""


def client_of(environment: Environment, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Make the one client, with retries, on the one session."""
    token = environment.slack_bot_token.get_secret_value() if environment.slack_bot_token else None
    return AsyncWebClient(
        token=token,
        session=session,
        retry_handlers=retries(),
        logger=logging.getLogger("slack.web"),
        base_url=environment.slack_api_url or AsyncWebClient.BASE_URL,
    )


def bolt_of(
    client: AsyncWebClient, authorize: AsyncAuthorize, secret: str | None, flow: AsyncOAuthFlow | None
) -> AsyncApp:
    """Make Bolt: the answer goes inside the acknowledgement (`process_before_response`).

    Args:
        client: for what Bolt itself sends.
        authorize: who we are in the workspace of a request.
        secret: the signing secret; None where requests come by socket and are not signed.
        flow: where workspaces install the app.
    """
    log = logging.getLogger("slack.bolt")
    log.setLevel(logging.ERROR)  # it reads SLACK_BOT_TOKEN by itself, and warns that it does not use it
    bolt = AsyncApp(
        client=AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=retries()),
        logger=log,
        process_before_response=True,
        authorize=authorize,  # type: ignore[arg-type]  # Bolt also takes its own class, as it is
        oauth_flow=flow,
        signing_secret=secret or "",
        request_verification_enabled=secret is not None,
        ssl_check_enabled=secret is not None,
        user_facing_authorize_error_message="This app is not installed in this workspace.",
    )
    log.setLevel(logging.NOTSET)
    return bolt


async def flow_of(
    environment: Environment, config: SlackConfig, client: AsyncWebClient, engine: AsyncEngine
) -> tuple[AsyncOAuthFlow, ManyWorkspaces]:
    """Make what installs workspaces, and what knows them; their tables are made if they are not there.

    Raises:
        CannotStart: the client's id or secret is missing, or the key that tokens are encrypted with.
    """
    if environment.slack_client_id is None or environment.slack_client_secret is None:
        raise CannotStart(
            "For one workspace set SLACK_BOT_TOKEN; for many set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET "
            "(Basic Information, App Credentials)."
        )
    secret = environment.slack_client_secret.get_secret_value()
    installations = Installations(environment.slack_client_id, engine, cipher_of(environment))
    states = AsyncSQLAlchemyOAuthStateStore(STATE, engine)
    async with engine.begin() as connection:
        for metadata in (installations.metadata, states.metadata):
            await connection.run_sync(metadata.create_all)
    settings = AsyncOAuthSettings(
        client_id=environment.slack_client_id,
        client_secret=secret,
        scopes=[scope for scope, _ in SCOPES],
        user_scopes=[],
        redirect_uri=f"{config.public_url.rstrip('/')}{REDIRECT}" if config.public_url else None,
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        # Of the same host as the Web API: slack.com, slack-gov.com, or a test's.
        authorization_url=urljoin(client.base_url, "/oauth/v2/authorize"),
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=states,
        state_expiration_seconds=STATE,
    )
    rotator = AsyncTokenRotator(client_id=environment.slack_client_id, client_secret=secret, client=client)
    flow = AsyncOAuthFlow(client=client, logger=logging.getLogger("slack.oauth"), settings=settings)
    return flow, ManyWorkspaces(installations, rotator)
