"""The README shows what the program really prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.test_cli import run

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(
    r"```\n\$ explainer-bot (?P<line>[^\n|]*?)(?P<head> \| head -c (?P<count>\d+))?\n(?P<shown>.*?)```", re.DOTALL
)

HASH = re.compile(r"\([0-9a-f]{12}\)$", re.MULTILINE)
"""The stamp at the end changes with every word of the knowledge; what is said need not."""


def printed(match: re.Match[str]) -> str:
    """Run the command of a block and give what a reader would see under it."""
    output = run(*shlex.split(match["line"])).stdout
    return output if match["head"] is None else output[: int(match["count"])] + "…\n"


def test_the_readme_shows_the_real_output(request: pytest.FixtureRequest) -> None:
    """Each block that begins with a command ends with its output; `pytest --update` writes them anew."""
    text = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 3
    if request.config.getoption("--update"):
        head = "```\n$ explainer-bot {}{}\n{}```"
        text = BLOCK.sub(lambda match: head.format(match["line"], match["head"] or "", printed(match)), text)
        README.write_text(text, encoding="utf-8")
    for match in BLOCK.finditer(text):
        assert HASH.sub("", match["shown"]) == HASH.sub("", printed(match)), match["line"]
