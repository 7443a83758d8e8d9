"""What the log may not hold: tokens, and the words a person typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import log
from bot.app import App
from bot.commands import COMMANDS, Command, Context, User
from bot.commands.command import command
from bot.commands.types import QuestionParam
from bot.reply import Reply
from tests.service.process import running
from tests.service.test_web import address, get

TYPED = "zebra-crossing lawn mower 4711081547"
SECRETS = {
    "DISCORD_TOKEN": "not.a.real/token",
    "SLACK_BOT_TOKEN": "xoxb-12345-abcdefghij",
    "SLACK_APP_TOKEN": "xapp-1-A0-abcdefghij",
    "SLACK_SIGNING_SECRET": 'sign"ing\\secret',
    "DATABASE_URL": "postgresql://bot:p%40ssw0rd@db/bot",
}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """A stream to log to; logging is left as it was found."""
    root, names = logging.getLogger(), ("", "bot", "aiohttp.access")
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in names}
    stream = io.StringIO()
    yield stream
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_secret_is_written(lines: io.StringIO, form: log.Form) -> None:
    """Whoever logs a token, in a message, an extra or an exception, as text or JSON: it is hidden."""
    log.set_up("INFO", form, SECRETS.values(), stream=lines)
    somebody = logging.getLogger("some.library")
    for secret in SECRETS.values():
        somebody.warning("connecting with %s", secret)
        somebody.warning("connecting", extra={"headers": {"Authorization": f"Bearer {secret}"}})
        try:
            raise ConnectionError(f"{secret} was refused")
        except ConnectionError:
            somebody.exception("failed")
    text = lines.getvalue()
    assert text.count(log.HIDDEN) >= 3 * len(SECRETS)
    assert [secret for secret in SECRETS.values() if secret in text] == []
    assert "p@ssw0rd" not in text
    assert "ssw0rd" not in text


@pytest.mark.parametrize(
    "token",
    [
        "xoxb-99999999999-unknownunknown",
        "xapp-1-A0B1C2-0123456789-abcdef",
        "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        "postgresql://explainer:hunter22@db.example/explainer",
    ],
)
def test_what_looks_like_a_token_is_hidden(lines: io.StringIO, token: str) -> None:
    """A token that is not ours, of another workspace say, is known by its form."""
    log.set_up("INFO", "json", stream=lines)
    logging.getLogger("some.library").warning("got %s here", token)
    said = json.loads(lines.getvalue())["event"]
    assert log.HIDDEN in said
    assert token not in said
    assert "hunter22" not in said


async def test_no_question_is_written(lines: io.StringIO, app: App) -> None:
    """No call leaves the words of its asker in the log, whatever comes of it, even at DEBUG."""
    log.set_up("DEBUG", "json", stream=lines)
    for name in ["ask", "who", "sources", "timeline", "event", "trace", "help", TYPED]:
        for moderator in (False, True):
            line = f"/{name} {TYPED}"
            await app.answer(app.parse(line), User("U-4711081547-id", moderator, "slack", "T-4711-server"))
            app.complete(name, "entity", TYPED)
    text = lines.getvalue()
    assert text.count('"event": "call"') == 16
    assert [word for word in (*TYPED.split(), "U-4711081547-id", "T-4711-server") if word in text] == []


async def test_a_bug_is_written_without_the_words(lines: io.StringIO, app: App) -> None:
    """The trace of a bug names files and lines; its message, which may quote the asker, is left out."""

    @command("broken", "Fails")
    async def broken(ctx: Context, text: QuestionParam) -> Reply:
        """Fail with the words in two messages."""
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"cannot read {text}") from error

    assert isinstance(broken, Command)
    log.set_up("INFO", "json", stream=lines)
    faulty = App(app.snapshot, commands={**COMMANDS, "broken": broken})
    assert (await faulty.answer(faulty.parse(f"/broken {TYPED}"))).outcome == "error"
    text = lines.getvalue()
    assert "test_log.py" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert [word for word in TYPED.split() if word in text] == []


def test_an_sdk_never_logs_at_debug(lines: io.StringIO) -> None:
    """At DEBUG an SDK writes down whole messages: DEBUG is for our own loggers."""
    log.set_up("DEBUG", "json", stream=lines)
    logging.getLogger("slack_bolt.AsyncApp").debug("body: %s", TYPED)
    logging.getLogger("discord.gateway").debug("frame: %s", TYPED)
    logging.getLogger("bot.adapters.slack").debug("our own")
    assert [json.loads(line)["event"] for line in lines.getvalue().splitlines()] == ["our own"]


def test_calls_are_counted_below_their_level(lines: io.StringIO) -> None:
    """With the level at WARNING no call is written, but its record is still made, for /metrics."""
    log.set_up("WARNING", "json", stream=lines)
    assert logging.getLogger(log.CALLS).isEnabledFor(logging.INFO)
    logging.getLogger(log.CALLS).info("call")
    assert lines.getvalue() == ""


def test_the_whole_process_writes_neither(tmp_path: Path) -> None:
    """The real process, with every secret set and questions asked over HTTP, writes none of them anywhere."""
    env = {**SECRETS, "SLACK_MODE": "http", "PORT": "0", "EXPLAINER_LOG_LEVEL": "DEBUG"}
    with running("tests.service.rehearsal", "steady", "refused", "shaky", cwd=tmp_path, env=env) as bot:
        bot.wait_for("steady: serving")
        where = address(bot)
        for line in (TYPED, f"/who {TYPED}", f"/ask {TYPED}", f"/{TYPED}"):
            assert get(f"{where}/steady/ask", line.encode())[0] == 200
        pages = [get(f"{where}/{page}")[1] for page in ("readyz", "metrics")]
        assert bot.stop()[0] == 0
        told = "\n".join([bot.output, *pages])
        assert [word for word in (*TYPED.split()[1:], *SECRETS.values()) if word in told] == []
        assert "zebra" not in told


def test_a_lost_connection_is_one_line(lines: io.StringIO) -> None:
    """Libraries log all frames of a fault of the network; a bug keeps its own."""
    log.set_up("INFO", "text", stream=lines)
    for error in (ConnectionRefusedError("nobody listens"), ValueError("a bug")):
        try:
            raise error
        except (OSError, ValueError):
            logging.getLogger("discord.shard").exception("attempting a reconnect")
    first, second = lines.getvalue().split("attempting a reconnect")[1:]
    assert "because=nobody listens" in first.replace("'", "")
    assert "Traceback" not in first
    assert "Traceback" in second
