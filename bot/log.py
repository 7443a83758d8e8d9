"""Log lines: the library logs through `logging`; here it is decided where they go and how they look.

One line a call, on the logger CALLS: command, platform, outcome, milliseconds, knowledge hash, call
id. Never the words a person typed, never a token. structlog draws the lines; it is imported only
when logging is set up, so that one-shot commands do not pay for it.
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

CALLS = "bot.calls"


def set_up(level: str = "INFO", form: Literal["auto", "text", "json"] = "auto") -> None:
    """Send all log lines to standard error: text on a terminal, JSON otherwise, unless told."""
    import structlog  # 120 ms: only a long-running process needs it

    renderer: structlog.typing.Processor
    if form == "text" or (form == "auto" and sys.stderr.isatty()):
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    else:
        renderer = structlog.processors.JSONRenderer()
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def quiet() -> None:
    """Show only what went wrong: for one-shot commands, whose answer is the output."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr)
