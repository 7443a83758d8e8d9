"""Log lines: the library logs through `logging`; here it is decided where they go and how they look.

One line a call, on the logger CALLS: command, platform, outcome, milliseconds, knowledge hash, call
id. Never the words a person typed, never a token. structlog draws the lines; it is imported only
when logging is set up, so that one-shot commands do not pay for it.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, Literal, TextIO
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    import structlog

CALLS = "bot.calls"

WORDLESS = ("bot.app",)
"""Loggers of faults below `App.answer`: the message of such an exception may hold what a person typed."""

SDKS = ("discord", "slack")
"""Loggers of the libraries that hold the connections."""

HIDDEN = "[hidden]"

_TOKENS = (
    r"xox[a-z](?:\.xox[a-z])?-[\w-]{8,}",  # Slack's tokens
    r"xapp-[\w-]{8,}",
    r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}",  # Discord's bot tokens
    r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)",  # user and password in an address
)


Form = Literal["auto", "text", "json"]


def set_up(level: str = "INFO", form: Form = "auto", secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send all log lines to standard error, or another stream: text on a terminal, JSON otherwise, unless told.

    Args:
        level: from which level lines are written. DEBUG is for our own loggers: an SDK at DEBUG writes down whole
            messages and tokens, so that those stay at INFO.
        secrets: values that no line may show, whoever logs it; what looks like a token is hidden as well.
    """
    import structlog  # 120 ms: only a long-running process needs it

    stream = stream or sys.stderr
    renderer: structlog.typing.Processor
    if form == "text" or (form == "auto" and stream.isatty()):
        renderer = structlog.dev.ConsoleRenderer(
            colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    else:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        _without_words,
        _everyday,
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Hiding(formatter, secrets))
    handler.setLevel(level)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel("INFO")
    logging.getLogger("bot").setLevel(min(logging.INFO, logging.getLevelNamesMapping()[level]))
    for chatty in ("aiohttp.access", "alembic.runtime.plugins", "alembic.runtime.migration"):
        logging.getLogger(chatty).setLevel("WARNING")
    logging.captureWarnings(True)


def quiet() -> None:
    """Show only what went wrong: for one-shot commands, whose answer is the output."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr)


class _Hiding(logging.Formatter):
    """A formatter around another one: the last look at a line before it is written."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self.inner = inner
        values = {form for secret in secrets for form in _forms(secret) if len(form) > 3}
        longest_first = sorted(values, key=len, reverse=True)
        self.secret = re.compile("|".join([*map(re.escape, longest_first), *_TOKENS]))

    def format(self, record: logging.LogRecord) -> str:
        return self.secret.sub(HIDDEN, self.inner.format(record))


def _forms(secret: str) -> Iterator[str]:
    """Give a secret as it may stand in a line: as it is, as JSON and Python write it, and its password alone."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    if "://" in secret and (password := urlsplit(secret).password):
        yield password
        yield unquote(password)


def _without_words(logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ARG001 - structlog calls it so
    """Draw the exceptions of WORDLESS loggers without their messages: files, lines, kinds."""
    raised = event.get("exc_info")
    if event.get("logger") in WORDLESS and isinstance(raised, tuple) and raised[1] is not None:
        del event["exc_info"]
        event["exception"] = "\n".join(_trace(raised[1]))
    return event


def _everyday(logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ARG001 - structlog calls it so
    """Draw a fault of the network in one line, where an SDK logs all its frames."""
    raised = event.get("exc_info")
    if str(event.get("logger")).startswith(SDKS) and isinstance(raised, tuple) and isinstance(raised[1], OSError):
        del event["exc_info"]
        event["because"] = str(raised[1]) or type(raised[1]).__name__
    return event


def _trace(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _trace(cause)
    yield "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__
