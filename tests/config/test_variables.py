"""Settings by environment variable are judged as those of the file are, and go before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Config, load_config


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    """A variable sets one key; the others of its section stay as the file has them."""
    file = tmp_path / "config.yaml"
    file.write_text("log: {level: ERROR, format: text}\n")
    config = load_config(file, variables={"EXPLAINER_LOG_LEVEL": "DEBUG", "EXPLAINER_HTTP_PORT": "8080"})
    assert isinstance(config, Config)
    assert (config.log.level, config.log.format, config.http.port) == ("DEBUG", "text", 8080)


def test_a_list_is_written_as_yaml(tmp_path: Path) -> None:
    """A list stands in brackets; its ids stay text."""
    config = load_config(tmp_path / "none", variables={"EXPLAINER_SERVERS_CHANNELS": "[C1, 0123]"})
    assert isinstance(config, Config)
    assert config.servers.channels == ("C1", "0123")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("EXPLAINER_LOG_LEVLE", "INFO", "unknown key 'levle'; did you mean 'level'?"),
        ("EXPLAINER_LOG_LEVEL", "LOUD", "'level' cannot be 'LOUD': it is 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("EXPLAINER_HTTP_PORT", "http", "'port' cannot be 'http': it is a whole number"),
        ("EXPLAINER_HTTP_PORT", "99999", "'port' cannot be '99999': it is 65535 or less"),
        ("EXPLAINER_SERVERS_CHANNELS", "C1", "'channels' must be a list"),
    ],
)
def test_a_fault_stands_under_its_name(name: str, value: str, told: str) -> None:
    """A wrong value and a misspelt key are told as in a file, under the variable's name."""
    problems = load_config(Path("no-such.yaml"), variables={name: value})
    assert isinstance(problems, list)
    assert [str(problem) for problem in problems] == [f"{name}: error: {told}"]


@pytest.mark.parametrize(
    "name", ["EXPLAINER_BOT_PORT_8080_TCP", "EXPLAINER_SERVICE_HOST", "EXPLAINER_LOG", "OTHER_LOG_LEVEL"]
)  # fmt: skip
def test_other_variables_are_somebody_elses(name: str) -> None:
    """What names no section of ours is left alone: Kubernetes sets variables named after every service."""
    assert Config.model_validate({}) == load_config(Path("no-such.yaml"), variables={name: "tcp://10.0.0.1:8080"})
