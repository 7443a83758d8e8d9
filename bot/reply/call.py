"""What was asked: a command's name and its raw arguments, and their one-line text.

The text form is what a person types (`who jaish al-adl`, `timeline from:2024-01-16`) and what a
button carries, so it must survive a round trip: `parse_call(call.text()) == call`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

BUTTON_LENGTH = 100
"""Discord's limit for a component's custom_id, in characters; Slack's value field allows more."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_TOKEN = re.compile(r'(?:(?P<key>[a-z][a-z_]{0,31}):)?(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>\S+))(?=\s|$)')


@dataclass(frozen=True, slots=True)
class Call:
    """A command to run. `words` fill the command's main argument; `options` name theirs.

    Everything is raw text: the command converts it when it runs, and checks authority then. `main`,
    where it is known, names the option that leading words would fill; it only shortens `line`.
    """

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    main: str = field(default="", compare=False)

    def text(self) -> str:
        """Write the call as one line: `timeline about:iran page:2`."""
        parts = [self.name]
        if self.words:
            parts.append(_words(self.words))
        parts.extend(f"{key}:{quote(value)}" for key, value in self.options.items())
        return " ".join(parts)

    def line(self) -> str:
        """Write the call as a person would type it: `/who jaish-al-adl page:2`."""
        if self.words or not self.options.get(self.main):
            return f"/{self.text()}"
        rest = {key: value for key, value in self.options.items() if key != self.main}
        return f"/{Call(self.name, rest, self.options[self.main]).text()}"

    def button_text(self) -> str:
        """Write the call for a button.

        Raises:
            ValueError: the text is longer than a button can carry; ids are bounded so that calls
                made of ids always fit.
        """
        text = self.text()
        if len(text) > BUTTON_LENGTH:
            raise ValueError(f"a button carries {BUTTON_LENGTH} characters, this call has {len(text)}: {text}")
        return text

    def __hash__(self) -> int:
        return hash(self.text())


def quote(value: str) -> str:
    """Write an option's value so that it is read back as it is."""
    return value if value and not re.search(r'[\s"\\]', value) else _quoted(value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(value: str) -> str:
    """Quote leading words only where they would be read as something else."""
    plain = value == " ".join(value.split()) and not re.search(r'["\\]|(?:^|\s)[a-z][a-z_]{0,31}:\S', value)
    return value if plain else _quoted(value)


def parse_call(line: str, keys: Container[str] | None = None) -> Call:
    """Read one line: a name, leading words, and `key:value` or `key:"two words"` anywhere after it.

    Args:
        line: without the leading slash or mention.
        keys: the options the command knows; any other `word:word` stays among the words, which is
            what a command with a free-text argument wants. None: whatever looks like an option is one.

    An option given twice keeps its last value. Never raises: a first word that cannot be a command's
    name is kept as it is (up to 64 characters), so that it can be told that there is no such command;
    a quotation mark without its pair is an ordinary character.
    """
    line = line.strip()
    match = _NAME.match(line)
    if match is None or (match.end() < len(line) and not line[match.end()].isspace()):
        head, rest = (*line.split(maxsplit=1), "", "")[:2]
        name = head if len(head) <= 64 else ""
    else:
        name, rest = match.group(), line[match.end() :]
    options: dict[str, str] = {}
    words: list[str] = []
    position = 0
    rest = rest.strip()
    while position < len(rest):
        if rest[position].isspace():
            position += 1
            continue
        token = _TOKEN.match(rest, position)
        if token is None or (token["key"] is not None and keys is not None and token["key"] not in keys):
            end = next((i for i in range(position, len(rest)) if rest[i].isspace()), len(rest))
            words.append(rest[position:end])
            position = end
            continue
        value = re.sub(r"\\(.)", r"\1", token["quoted"]) if token["quoted"] is not None else token["bare"]
        if token["key"] is None:
            words.append(value)
        else:
            options[token["key"]] = value
        position = token.end()
    return Call(name, options, " ".join(words))
