"""The real process follows its files: what is saved is served, what is broken is not, and nothing ends it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from tests.service.process import ROOT, Running, running
from tests.service.test_web import address, get, values

FAULTS = ("explainer_problems", "error")
RELOADS = ("explainer_reloads_total",)


def until(bot: Running, name: tuple[str, ...], right: Callable[[float], bool]) -> None:
    """Wait until a figure of /metrics is right."""
    for _ in range(300):
        if right(values(bot).get(name, -1)):
            return
        time.sleep(0.1)
    raise AssertionError((name, bot.output))


def test_a_process_follows_its_files(tmp_path: Path) -> None:
    """A good save, a broken one, a lost folder: the log and /metrics say so, and calls are answered all along."""
    knowledge = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    file = knowledge / "iran-pakistan-2024" / "events.yaml"
    whole = file.read_text(encoding="utf-8")
    with running("tests.service.rehearsal", "steady", cwd=tmp_path, env={"PORT": "0"}) as bot:
        bot.wait_for("steady: serving")
        question = (f"{address(bot)}/steady/ask", b"/event iran-strike")
        time.sleep(1)  # the watch begins after the first look at the files
        file.write_text(whole.replace("Iran strikes", "Iran attacks"), encoding="utf-8")
        bot.wait_for("knowledge reloaded")
        until(bot, RELOADS, lambda count: count == 1)
        file.write_text(whole.replace("title:", "titel:"), encoding="utf-8")
        assert "iran-pakistan-2024/events.yaml:5:3: error:" in bot.wait_for("is not reloaded")
        until(bot, FAULTS, lambda count: count > 0)
        assert '"answer"' in get(*question)[1]
        shutil.rmtree(knowledge)
        bot.wait_for("is no folder")
        assert '"answer"' in get(*question)[1]
        shutil.copytree(ROOT / "knowledge", knowledge)
        until(bot, RELOADS, lambda count: count > 1)  # half of the files may be a knowledge too
        until(bot, FAULTS, lambda count: count == 0)
        assert bot.stop()[0] == 0
