"""A whole process from start to end: what it serves, what it survives, how it stops."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from tests.service.process import running

REHEARSAL = "tests.service.rehearsal"
PORT = {"PORT": "0"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_the_calls_in_flight(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and SIGINT: every platform finishes what it has begun, and the process ends with 0."""
    with running(REHEARSAL, "steady", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("steady: serving")
        code, seconds = bot.stop(number)
        assert (code, seconds < 10) == (0, True), bot.output
        assert "steady: finished its call" in bot.lines
        assert '"command": "who"' in bot.output
        assert '"event": "stopped"' in bot.lines[-1]


def test_a_refused_platform_does_not_stop_the_other(tmp_path: Path) -> None:
    """With one wrong token the other platform serves; the log says what to do about the first."""
    with running(REHEARSAL, "refused", "unset", "steady", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("steady: serving")
        assert "refused is out of service: the token is wrong: make a new one" in bot.output
        assert "unset is out of service: unset: set its token" in bot.output
        assert bot.stop()[0] == 0


def test_with_every_platform_refused_it_ends(tmp_path: Path) -> None:
    """When nothing is left in service the process ends with 2: starting it again would not help."""
    with running(REHEARSAL, "refused", "unset", cwd=tmp_path, env=PORT) as bot:
        assert bot.process.wait(30) == 2
        bot.wait_for("No platform is left in service")


def test_a_failed_platform_is_started_again(tmp_path: Path) -> None:
    """A platform that cannot be reached is tried again after a wait, while the other one serves."""
    with running(REHEARSAL, "shaky", "steady", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("steady: serving")
        bot.wait_for("shaky: serving")
        assert bot.output.count("shaky cannot be reached: no route to the platform") == 2
        assert "Traceback" not in bot.output
        assert bot.stop()[0] == 0


def test_a_failure_while_stopping_is_the_end(tmp_path: Path) -> None:
    """A platform that fails while it is told to stop is not started again."""
    with running(REHEARSAL, "sulking", "steady", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("steady: serving")
        assert bot.stop()[0] == 0
        assert "sulking failed: RuntimeError('the socket is gone')" in bot.output
        assert "steady: finished its call" in bot.output


@pytest.mark.slow
def test_nothing_hangs_on_for_ever(tmp_path: Path) -> None:
    """A platform that will not stop is left behind before Docker's ten seconds are over, and the code says so."""
    with running(REHEARSAL, "stuck", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("stuck: serving")
        code, seconds = bot.stop()
        assert (code, seconds < 10) == (1, True)
        assert "giving up" in bot.lines[-1]


def test_a_second_signal_is_an_order(tmp_path: Path) -> None:
    """Who presses Ctrl-C twice does not wait."""
    with running(REHEARSAL, "stuck", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("stuck: serving")
        bot.process.send_signal(signal.SIGINT)
        bot.wait_for("finishing what is under way")
        time.sleep(0.1)
        assert bot.stop(signal.SIGINT)[0] == 130


def test_it_starts_twice_in_a_row(tmp_path: Path) -> None:
    """A start leaves nothing behind that the next one would trip over."""
    for _ in range(2):
        with running(REHEARSAL, "steady", cwd=tmp_path, env=PORT) as bot:
            bot.wait_for("steady: serving")
            assert bot.stop()[0] == 0


def test_every_line_is_json_when_nobody_watches(tmp_path: Path) -> None:
    """Away from a terminal each line of the log is one JSON object with a time, a level and an event."""
    with running(REHEARSAL, "steady", "refused", "shaky", cwd=tmp_path, env=PORT) as bot:
        bot.wait_for("shaky: serving")
        bot.stop()
        lines = [json.loads(line) for line in bot.lines if line.startswith("{")]
        assert [line for line in lines if not {"timestamp", "level", "event", "logger"} <= set(line)] == []
        calls = [line for line in lines if line["event"] == "call"]
        assert {"command", "platform", "outcome", "ms", "knowledge", "call_id"} <= set(calls[0])
