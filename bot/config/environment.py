"""What the environment tells us: secrets, each also as a file, and addresses. Nothing of it is ever shown.

A secret comes from its variable, from the file that NAME_FILE names, or from a file of its name in a folder of
secrets: /run/secrets, where Docker mounts them, or the one systemd names in CREDENTIALS_DIRECTORY.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError, ValidationInfo, create_model, field_validator

from bot.config.http import Port
from bot.decode import Mark, Problem

SECRETS = (
    "DISCORD_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "SLACK_ENCRYPTION_KEY",
    "DATABASE_URL",
)
"""Each may also come as NAME_FILE: the path of a file that holds it, as Docker and Kubernetes mount them."""

FOLDER = Path("/run/secrets")

DATABASES = {"sqlite", "sqlite+aiosqlite", "postgres", "postgresql", "postgresql+asyncpg"}


class Environment(BaseModel):
    """Tokens, keys and addresses. A secret's repr is masked."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    discord_token: SecretStr | None = None
    discord_api_base: str | None = None
    discord_gateway: str | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_encryption_key: SecretStr | None = None
    slack_api_url: str | None = None
    slack_mode: Literal["socket", "http"] = "socket"
    database_url: SecretStr | None = None
    port: Port | None = None

    @field_validator(*(name.lower() for name in SECRETS))
    @classmethod
    def _is_one_word(cls, secret: SecretStr | None) -> SecretStr | None:
        """A space, a quote or a line break came along when it was copied."""
        if secret and re.search(r"\s|^[\"']|[\"']$", secret.get_secret_value()):
            raise ValueError("holds a space, a quote or a line break: paste the value alone")
        return secret

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_of_its_kind(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Slack's tokens say what they are, and are easily mistaken for each other."""
        if info.field_name == "slack_bot_token":
            begins, where = "xoxb-", "OAuth & Permissions → Bot User OAuth Token"
        else:
            begins, where = "xapp-", "Basic Information → App-Level Tokens"
        if secret and not secret.get_secret_value().removeprefix("xoxe.").startswith(begins):
            raise ValueError(f"does not begin with {begins}: take the one under {where}")
        return secret

    @field_validator("discord_api_base", "discord_gateway", "slack_api_url")
    @classmethod
    def _is_an_address(cls, address: str | None, info: ValidationInfo) -> str | None:
        scheme = "ws" if info.field_name == "discord_gateway" else "http"
        if address and (urlsplit(address).scheme not in {scheme, f"{scheme}s"} or not urlsplit(address).netloc):
            raise ValueError(f"is no address: it begins with {scheme}s:// or {scheme}://")
        return address

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, address: SecretStr | None) -> SecretStr | None:
        if address and address.get_secret_value().partition("://")[0] not in DATABASES:
            raise ValueError("names no database we know: postgresql://user:password@host/name, or sqlite:///file")
        return address

    def secrets(self) -> list[str]:
        """Give the values that must never be seen, for whoever has to hide them."""
        held = (getattr(self, name.lower()) for name in SECRETS)
        return [secret.get_secret_value() for secret in held if secret is not None]


def read_environment(
    variables: Mapping[str, str], folders: Sequence[Path] | None = None
) -> Environment | list[Problem]:
    """Read what we need of the process's environment; an empty variable is as good as none.

    A variable goes before a named file, and that before a folder of secrets. Every problem names its
    variable and what to do, and never shows a value.
    """
    if folders is None:
        folders = [FOLDER, *(Path(folder) for folder in [variables.get("CREDENTIALS_DIRECTORY", "")] if folder)]
    given = {name: variables.get(name.upper(), "").strip() for name in Environment.model_fields}
    problems: list[Problem] = []
    values = _folders([folder for folder in folders if folder.is_dir()], problems)
    values |= _files(variables, problems)
    values |= {name: value for name, value in given.items() if value}
    try:
        environment = Environment.model_validate(values)
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            text = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else f"is wrong: {fault['msg'].lower()}"
            problems.append(_problem(str(fault["loc"][0]).upper(), text))
    else:
        problems.extend(_missing(environment))
        if not problems:
            return environment
    return problems


def _problem(variable: str, text: str) -> Problem:
    return Problem(Mark(variable, 0, 0), text, "config")


def _files(variables: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """Read the files that NAME_FILE variables name."""
    values: dict[str, str] = {}
    for name in SECRETS:
        file = variables.get(f"{name}_FILE", "").strip()
        if not file:
            continue
        if variables.get(name, "").strip():
            problems.append(_problem(name, f"is set, and so is {name}_FILE: set one of them"))
            continue
        try:
            values[name.lower()] = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            problems.append(_problem(f"{name}_FILE", f"names a file that cannot be read: {reason}"))
        else:
            if not values[name.lower()]:
                problems.append(_problem(f"{name}_FILE", "names an empty file: write the secret into it"))
    return values


def _folders(folders: Sequence[Path], problems: list[Problem]) -> dict[str, str]:
    """Read the folders of secrets: one file a secret, its name in small letters or capitals."""
    if not folders:
        return {}
    from pydantic_settings import BaseSettings, SecretsSettingsSource  # 40 ms

    texts: dict[str, Any] = {name.lower(): (str | None, None) for name in SECRETS}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            read = SecretsSettingsSource(create_model("Secrets", __base__=BaseSettings, **texts), list(folders))()
        except (OSError, UnicodeDecodeError) as error:
            place = getattr(error, "filename", None) or folders[0]
            reason = error.strerror if isinstance(error, OSError) else "it holds something that is not text"
            problems.append(_problem(str(place), f"cannot be read: {reason}"))
            return {}
    problems.extend(_problem(str(folders[0]), str(warning.message)) for warning in told)
    return {name: value for name, value in read.items() if value}


def _missing(environment: Environment) -> list[Problem]:
    """Say what a platform still needs beside what is there."""
    problems = []
    if environment.slack_bot_token and environment.slack_mode == "socket" and not environment.slack_app_token:
        problems.append(
            _problem(
                "SLACK_APP_TOKEN",
                "is not set, and Socket Mode needs it: make one with the scope connections:write under "
                "Basic Information → App-Level Tokens (or set SLACK_MODE=http)",
            )
        )
    installed = environment.slack_bot_token or environment.slack_client_id
    if installed and environment.slack_mode == "http" and not environment.slack_signing_secret:
        text = "is not set, and SLACK_MODE=http needs it: take it from Basic Information → App Credentials"
        problems.append(_problem("SLACK_SIGNING_SECRET", text))
    if environment.slack_app_token and not installed:
        text = "is not set, but SLACK_APP_TOKEN is: take it from OAuth & Permissions → Bot User OAuth Token"
        problems.append(_problem("SLACK_BOT_TOKEN", text))
    return problems
