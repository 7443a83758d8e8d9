"""The prompt: a conversation with the bot, line by line, with history and completion.

Law: it offers what the platforms offer, from the same completers, and keeps nothing but the last reply and
the lines typed. A line that begins with `/` is a command, a number presses a button, anything else asks.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.adapters.terminal import is_rich, show
from bot.app import App
from bot.commands import User
from bot.reply import Buttons, Call, Pager, Reply

if TYPE_CHECKING:
    from prompt_toolkit.history import History

LEAVING = frozenset({"quit", "exit", "/quit", "/exit"})
WELCOME = "Ask anything, or /help. Tab completes, Ctrl-D leaves."


def chat(app: App, user: User | None = None) -> None:
    """Talk until the asker leaves. Without a terminal on both sides, lines are read and answered plainly."""
    user = user or User()
    if sys.stdin.isatty() and is_rich(sys.stdout):
        asyncio.run(_and_close(app, talk(app, user)))
    else:
        asyncio.run(_and_close(app, _read(app, user, sys.stdin)))


async def _and_close(app: App, talking: Coroutine[Any, Any, None]) -> None:
    """Talk, then let the database go, if anything opened it."""
    try:
        await talking
    finally:
        if app.desk is not None:
            await app.desk.close()


def choose(app: App, line: str, last: Reply | None) -> Call:
    """Understand a line: the button of the last reply with that number, its other pages, or what the app reads."""
    line = line.strip()
    number = int(line) if line.isascii() and line.isdigit() and len(line) <= 4 else 0
    for block in last.blocks if last else ():
        match block:
            case Buttons(buttons) if 0 < number <= len(buttons):
                return buttons[number - 1].call
            case Pager(next=Call() as turn) if line.casefold() == "next":
                return turn
            case Pager(previous=Call() as turn) if line.casefold() == "back":
                return turn
            case _:
                continue
    return app.parse(line)


def history_file() -> Path:
    """Where typed lines are kept: the user's folder for state, as the XDG base directories have it."""
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    return (state if state.is_absolute() else Path.home() / ".local" / "state") / "explainer-bot" / "history"


async def talk(app: App, user: User) -> None:
    """Ask at a prompt that completes and remembers, and draw what is answered."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.formatted_text import FormattedText

    from bot.adapters.terminal.completion import LineCompleter
    from bot.adapters.terminal.render import print_reply

    session: PromptSession[str] = PromptSession(
        FormattedText([("bold ansicyan", "› ")]),
        completer=LineCompleter(app),
        history=_history(),
        # A list of names of the topic is of more use than the last lines, and it stays small on a phone.
        complete_while_typing=True,
        reserve_space_for_menu=6,
        placeholder=FormattedText([("ansibrightblack", WELCOME)]),
    )
    last: Reply | None = None
    while True:
        try:
            line = await session.prompt_async()
        except KeyboardInterrupt:  # it empties the line, as in a shell
            continue
        except EOFError:
            return
        if line.strip().casefold() in LEAVING:
            return
        if line.strip():
            last = await app.answer(choose(app, line, last), user)
            sys.stdout.write("\n")
            print_reply(last, sys.stdout, numbered=True)


async def _read(app: App, user: User, lines: Iterable[str]) -> None:
    last: Reply | None = None
    for line in lines:
        if line.strip().casefold() in LEAVING:
            return
        if line.strip():
            if last is not None:
                sys.stdout.write("\n")
            last = await app.answer(choose(app, line, last), user)
            show(last, sys.stdout)


def _history() -> History:
    """Lines typed before, in a file that only this user may read; in memory where no file can be kept."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    file = history_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        file.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
