"""What the environment tells us: secrets, each also as a file, and addresses. Nothing of it is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

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


class Environment(BaseModel):
    """Tokens, keys and addresses. A secret's repr is masked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

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
    port: int | None = None


def read_environment(variables: Mapping[str, str]) -> Environment | list[Problem]:
    """Read what we need of the process's environment; an empty variable is as good as none.

    Every problem names its variable and never shows a value.
    """
    values, problems = {}, []
    for name in Environment.model_fields:
        variable = name.upper()
        if text := variables.get(variable, "").strip():
            values[name] = text
        if variable in SECRETS and (file := variables.get(f"{variable}_FILE", "").strip()):
            if text:
                problems.append(
                    Problem(Mark(variable), f"is set, and so is {variable}_FILE: set one of them", "config")
                )
                continue
            try:
                values[name] = Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is not text"
                problems.append(
                    Problem(Mark(f"{variable}_FILE"), f"names a file that cannot be read: {reason}", "config")
                )
    try:
        environment = Environment.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        problems.extend(Problem(Mark(str(fault["loc"][0]).upper()), fault["msg"], "config") for fault in faults)
    else:
        if not problems:
            return environment
    return problems
