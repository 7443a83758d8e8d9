"""`explainer-bot health`: what /readyz says, for a container that holds neither curl nor a shell."""

from __future__ import annotations

import http.client

from bot.config import HttpConfig

PATIENCE = 4.0
"""Seconds to wait for an answer; the image's HEALTHCHECK gives up after five."""

EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - names what is listened on, binds nothing


def ask(http_config: HttpConfig, port: int | None, *, alive: bool) -> tuple[bool, str]:
    """Ask the process that listens where the settings say; give whether it is well, and what it said."""
    number = http_config.monitor_port or port or http_config.port
    if not number:
        return False, "There is no web server to ask: set PORT, or port under http in config.yaml."
    connection = http.client.HTTPConnection(
        EVERYWHERE.get(http_config.host, http_config.host), number, timeout=PATIENCE
    )
    try:
        connection.request("GET", "/healthz" if alive else "/readyz")
        response = connection.getresponse()
        return response.status == 200, response.read().decode().strip()
    except OSError as error:
        return False, f"Port {number} does not answer: {error.strerror or type(error).__name__}."
    finally:
        connection.close()
