"""Completion of a line being typed: command names, `key:` options and their values, curated questions.

Values come from App.complete, so a terminal offers just what Discord and Slack offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.app import App
from bot.commands import Command
from bot.reply.call import quote
from bot.reply.plain import clean

# The last word of a line, if it is an option: its key, and its value with or without an opening quotation mark.
_OPTION = re.compile(r'(?:^|\s)(?P<key>[a-z][a-z_]*):(?P<value>"(?:[^"\\]|\\.)*|[^\s"]*)$')
_KEYS = re.compile(r"(?:^|\s)([a-z][a-z_]*):")


class LineCompleter(Completer):
    """Completes what stands left of the cursor."""

    def __init__(self, app: App) -> None:
        self.app = app

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - the signature is prompt_toolkit's
    ) -> Iterator[Completion]:
        """Offer what could stand here, the best first."""
        text = document.text_before_cursor.lstrip()
        name, space, rest = text.removeprefix("/").partition(" ")
        command = self.app.commands.get(name if text.startswith("/") else "ask")
        if not text.startswith("/"):
            if command is not None and len(text) > 1:
                yield from self._main(command, text)
        elif not space:
            yield from self._names(name)
        elif command is not None:
            yield from self._arguments(command, rest)

    def _names(self, prefix: str) -> Iterator[Completion]:
        for name, command in self.app.commands.items():
            if name.startswith(prefix):
                yield Completion(f"{name} ", -len(prefix), f"/{name}", clean(command.description))

    def _arguments(self, command: Command, rest: str) -> Iterator[Completion]:
        option = _OPTION.search(rest)
        if option is not None and option["key"] in command.option_names:
            typed = option["value"]
            for choice in self.app.complete(command.name, option["key"], typed.removeprefix('"')):
                yield _completion(f"{quote(choice.value)} ", typed, choice.label, choice.value)
            return
        words = _KEYS.split(rest, maxsplit=1)[0].lstrip()
        values = self._main(command, words) if len(words) == len(rest.lstrip()) else iter(())
        keys = self._keys(command, rest, filled=bool(words.rpartition(" ")[0]))
        # The main argument comes first where it is needed; where it may be left out, so may its many values.
        needed = command.main is not None and command.main.required
        yield from chain(values, keys) if needed or words else chain(keys, values)

    def _main(self, command: Command, words: str) -> Iterator[Completion]:
        """Complete leading words: names may hold spaces, so all of them count."""
        if command.main is not None:
            for choice in self.app.complete(command.name, command.main.name, words):
                yield _completion(choice.value, words, choice.label, choice.value)

    def _keys(self, command: Command, rest: str, filled: bool) -> Iterator[Completion]:
        word = re.split(r"\s", rest)[-1]
        used = set(_KEYS.findall(rest))
        for param in command.params:
            given = param.name in used or (param is command.main and filled)
            if not given and param.name.startswith(word):
                yield Completion(f"{param.name}:", -len(word), f"{param.name}:", clean(param.description))


def _completion(text: str, typed: str, label: str, value: str) -> Completion:
    shown = clean(label)
    return Completion(text, -len(typed), shown, "" if value == label else clean(value))
