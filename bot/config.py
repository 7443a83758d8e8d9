"""What we are told: `config.yaml`, read with the same care as knowledge; every fault has its line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.decode import Mark, Problem, read_yaml, validate


class KnowledgeConfig(BaseModel):
    """Where the knowledge lies, and which topic is meant when none is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = "knowledge"
    topic: str | None = None


class LogConfig(BaseModel):
    """How much is logged, and in which form: text on a terminal, JSON otherwise, unless told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["auto", "text", "json"] = "auto"


class Config(BaseModel):
    """Every setting. Secrets are not among them: they come from the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    knowledge: Annotated[KnowledgeConfig, Field(default_factory=KnowledgeConfig)]
    log: Annotated[LogConfig, Field(default_factory=LogConfig)]


def load_config(path: Path, *, required: bool = False) -> Config | list[Problem]:
    """Read a config file. A missing file means the defaults, unless it was asked for by name."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if required:
            return [Problem(Mark(str(path)), "does not exist", "config")]
        return Config.model_validate({})
    except OSError as error:
        return [Problem(Mark(str(path)), f"cannot be read: {error.strerror}", "config")]
    root, problems = read_yaml(data, str(path))
    if problems or root is None:
        return problems or Config.model_validate({})
    return validate(Config, root, str(path), {})
