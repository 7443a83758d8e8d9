"""The example configuration says everything there is to set, and says it right."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from bot.config import Config, load_config

EXAMPLE = Path(__file__).parents[1] / "config.example.yaml"


def keys(model: type[BaseModel]) -> set[str]:
    """List every setting of a model and of the models in it."""
    found = set(model.model_fields)
    for field in model.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= keys(field.annotation)
    return found


def test_the_example_is_valid_and_shows_the_defaults() -> None:
    """Copied as it is, the example changes nothing."""
    assert Config.model_validate({}) == load_config(EXAMPLE, required=True)


def test_the_example_shows_every_setting() -> None:
    """Each key stands in the example, commented out or not, and no other does."""
    shown = set(re.findall(r"^\s*(?:# )?([a-z_]+):(?: |$)", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert keys(Config) == shown


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    """Without a config file the bot runs as the example says; one that was named must exist."""
    assert Config.model_validate({}) == load_config(tmp_path / "config.yaml")
    problems = load_config(tmp_path / "config.yaml", required=True)
    assert isinstance(problems, list)
    assert "does not exist" in str(problems[0])
