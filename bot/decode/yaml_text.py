"""YAML text to a tree, within fixed bounds: no input crashes it or makes it eat memory.

It reads libyaml's event stream instead of PyYAML's composed nodes: one loop without recursion (the
C composer overruns the stack on deep nesting), no guessing of types, and repeated keys, aliases and
depth are judged while reading.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any

import yaml

from bot.decode.mark import Mark, Problem
from bot.decode.tree import Mapping, Node, Scalar, Sequence

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 400_000
"""Values in one file, those repeated by aliases included: what an alias bomb runs into."""

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_UNPRINTABLE = re.compile("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Refused(Exception):
    """Never leaves this file: it carries one Problem out of the loop."""

    def __init__(self, line: int, column: int, text: str) -> None:
        super().__init__(text)
        self.line, self.column, self.text = line, column, text


def read_yaml(data: bytes, file: str) -> tuple[Mapping | None, list[Problem]]:
    """Read one YAML document whose top is a mapping.

    Args:
        data: the bytes of the file; UTF-8, with or without a byte order mark.
        file: the name to put in every Mark.

    Returns:
        The tree, or None for an empty or unreadable file, and the problems found on the way.
    """
    problems: list[Problem] = []

    def refuse(line: int, column: int, text: str) -> None:
        problems.append(Problem(Mark(file, line + 1, column + 1), text, "yaml"))

    if len(data) > MAX_BYTES:
        refuse(0, 0, f"is larger than {MAX_BYTES // 1024 // 1024} MiB: split it into several files")
        return None, problems
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start)
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        refuse(line, column, f"is not UTF-8 (byte 0x{data[error.start]:02x}): save the file as UTF-8")
        return None, problems
    try:
        root = _Builder(refuse).build(_LOADER(text).get_event)
    except (_Refused, yaml.YAMLError, ValueError, RecursionError) as error:
        refuse(*_fault(error, text))
        return None, problems
    if root is not None and not isinstance(root, Mapping):
        refuse(root.line, root.column, "must begin with a section such as 'events:'")
        return None, problems
    return root, problems


def _fault(error: Exception, text: str) -> tuple[int, int, str]:
    """Say in which line and column, and why, reading stopped."""
    if bad := _UNPRINTABLE.search(text):  # YAML refuses these too, but says neither where they stand nor which they are
        line = text.count("\n", 0, bad.start())
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1)
        return line, column, f"contains the control character U+{ord(bad.group()):04X}: remove it"
    match error:
        case _Refused():
            return error.line, error.column, error.text
        case yaml.MarkedYAMLError():
            line, column = _place(error, text)
            return line, column, f"is not valid YAML: {error.problem or error.context}{_opened(error, line)}"
        case _:
            return 0, 0, f"is not valid YAML: {' '.join(str(error).split())[:200]}"


def _place(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int]:
    """Where YAML went wrong; what is missing at the end of a file is missing in its last line."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return 0, 0
    lines = text.rstrip().split("\n")
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _opened(error: yaml.MarkedYAMLError, line: int) -> str:
    """Say in which earlier line the list, mapping or text began that went wrong."""
    if not error.context or error.context_mark is None or error.context_mark.line >= line:
        return ""
    return f" ({error.context} that began in line {error.context_mark.line + 1})"


class _Builder:
    """Turns parse events into a tree; `refuse` reports what can be reported without stopping.

    A file of a large topic has tens of thousands of events: what is done for each of them is kept short.
    """

    def __init__(self, refuse: Callable[[int, int, str], None]) -> None:
        self.refuse = refuse
        self.root: Node | None = None
        self.parent: Mapping | Sequence | None = None
        """The collection that is open."""
        self.key: Scalar | None = None
        """The key in the open mapping that waits for its value."""
        self.around: list[tuple[Mapping | Sequence | None, Scalar | None, int, str | None]] = []
        """For every open collection: parent and key as they were, the number of values before it, its anchor."""
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        """An anchor's node and the number of values in it; None while that is open."""
        self.values = 0
        self.documents = 0

    def build(self, next_event: Callable[[], Any]) -> Node | None:
        others: dict[type, Callable[[Any], None]] = {
            yaml.MappingStartEvent: self.start,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        scalar, stream_end = yaml.ScalarEvent, yaml.StreamEndEvent
        while (kind := type(event := next_event())) is not stream_end:
            if kind is scalar:
                self.scalar(event)
            elif kind in others:
                others[kind](event)
        return self.root

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            mark = event.start_mark
            raise _Refused(mark.line, mark.column, "holds a second document: remove '---'")

    def scalar(self, event: Any) -> None:
        mark = event.start_mark
        if event.tag is not None:
            raise _Refused(mark.line, mark.column, f"the tag {event.tag!r} is not used here: remove it")
        if event.style == '"' and (bad := _UNPRINTABLE.search(event.value)):
            raise _Refused(
                mark.line, mark.column, f"contains the control character U+{ord(bad.group()):04X}: remove it"
            )
        node = Scalar(event.value, mark.line, mark.column)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self.add(node)

    def start(self, event: Any) -> None:
        mark = event.start_mark
        if event.tag is not None:
            raise _Refused(mark.line, mark.column, f"the tag {event.tag!r} is not used here: remove it")
        if len(self.around) >= MAX_DEPTH:
            raise _Refused(mark.line, mark.column, f"is nested deeper than {MAX_DEPTH} levels")
        self.only_text_as_key(mark)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.around.append((self.parent, self.key, self.values, event.anchor))
        kind = Mapping if type(event) is yaml.MappingStartEvent else Sequence
        self.parent, self.key = kind(mark.line, mark.column), None

    def end(self, _event: Any) -> None:
        node = self.parent
        assert node is not None
        self.parent, self.key, before, anchor = self.around.pop()
        if anchor:
            self.anchors[anchor] = (node, self.values - before + 1)
        self.add(node)

    def alias(self, event: Any) -> None:
        anchored = self.anchors.get(event.anchor)
        mark = event.start_mark
        if anchored is None:
            known = event.anchor in self.anchors
            text = "contains itself" if known else "names no anchor of this file"
            raise _Refused(mark.line, mark.column, f"the alias *{event.anchor} {text}")
        node, values = anchored
        if not isinstance(node, Scalar):
            self.only_text_as_key(mark)
        self.add(node, values)

    def only_text_as_key(self, mark: Any) -> None:
        """Refuse a list or mapping where a mapping waits for its next key."""
        if isinstance(self.parent, Mapping) and self.key is None:
            raise _Refused(mark.line, mark.column, "a key must be plain text")

    def add(self, node: Node, values: int = 1) -> None:
        """Hang a finished node into the collection that is open, as a key, a value or an item.

        `values` are those not counted yet: the node itself, and through an alias all that it repeats.
        """
        self.values += values
        if self.values > MAX_VALUES:
            raise _Refused(node.line, node.column, f"holds more than {MAX_VALUES} values, aliases counted in full")
        parent, key = self.parent, self.key
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent is None:
            self.root = node
        elif key is not None:
            self.key = None
            if key.value in parent.items:
                first = parent.keys[key.value].line + 1
                self.refuse(key.line, key.column, f"the key {key.value!r} stands here again (first in line {first})")
            else:
                parent.keys[key.value] = key
                parent.items[key.value] = node
        elif isinstance(node, Scalar):  # only_text_as_key refused everything else
            if node.value == "<<":
                raise _Refused(node.line, node.column, "merge keys (<<) are not read: write the values out")
            self.key = node
