"""Where in a text each section and record begins and ends, to the character; nothing of it is changed.

It walks libyaml's events a second time, for what the tree of `bot.decode` does not keep: where values
end. All offsets are characters of the text (without a byte order mark).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""
_COMMENT = re.compile(r"[ \t]*#")


@dataclass(slots=True)
class Entry:
    """A key of a mapping with its value: `start` is the key's first character, `end` lies after the value's last."""

    key: str
    start: int
    flow: bool
    """Whether the mapping around it is written in braces."""
    end: int = 0
    value: int = -1
    """Where the value begins, its anchor included."""
    style: str = ""
    """How the value is written: "block", "flow", "text", "alias", or "" for none."""
    entries: list[Entry] = field(default_factory=list)
    """Of a section: its records; of a record: nothing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The keys of a text's top mapping, and one level of keys below them."""

    text: str
    entries: list[Entry]
    style: str
    """How the top mapping is written: "block", "flow", or "" for an empty text."""
    comments: bool
    """Whether there is any comment."""
    anchors: dict[str, int]
    """Anchor → where it stands; of two with one name, the last."""
    aliases: list[tuple[str, int]]
    """The anchor each alias names, and where it stands."""

    def find(self, *keys: str) -> Entry | None:
        """Find the entry under a key, or under two."""
        entries, found = self.entries, None
        for key in keys:
            found = next((entry for entry in entries if entry.key == key), None)
            if found is None:
                return None
            entries = found.entries
        return found

    def record(self, section: str, id: str) -> Entry | None:
        """Find a record; the header stands alone in its section, and is called `topic` too."""
        return self.find(section) if section == id == "topic" else self.find(section, id)

    def lines(self, entry: Entry) -> tuple[int, int] | None:
        """Where a block entry's own lines begin and end, the last line break not counted.

        Comments behind the value belong to it if they are indented deeper than its key. None if
        something else stands on its first line.
        """
        start = self.line_start(entry.start)
        indent = self.text[start : entry.start]
        if indent.strip(" "):
            return None
        end = position = self.line_end(entry.end)
        while (found := BREAK.match(self.text, position)) is not None:
            line, position = found.end(), self.line_end(found.end())
            comment = _COMMENT.match(self.text, line, position)
            if comment is not None and comment.end() - 1 - line > len(indent):
                end = position
            elif self.text[line:position].strip() or line == position == len(self.text):
                break
        return start, end

    def line_start(self, position: int) -> int:
        """Where the line of a character begins."""
        start = 0
        for found in BREAK.finditer(self.text, max(position - 4_000, 0), position):
            start = found.end()
        if start == 0 and position > 4_000:  # a line longer than any person writes
            start = max((found.end() for found in BREAK.finditer(self.text, 0, position)), default=0)
        return start

    def line_end(self, position: int) -> int:
        """Where the line of a character ends, its break not counted."""
        found = BREAK.search(self.text, position)
        return found.start() if found else len(self.text)


def outline(text: str) -> Outline:
    """Find the sections and records of a text.

    Raises:
        yaml.YAMLError: it is no YAML. Whatever `read_yaml` accepted is.
    """
    return _Walk(text).walk()


class _Walk:
    """One pass over the events; `frames` are the collections that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out = Outline(text, [], "", False, {}, [])
        self.style = ""
        self.comments = False
        self.last = 0
        """After the last character that belongs to a value or key."""
        self.frames: list[list[Any]] = []
        """[is a mapping, in braces, waits for a value, the entry being filled]."""

    def walk(self) -> Outline:
        next_event = _LOADER(self.text).get_event
        event: Any
        while type(event := next_event()) is not yaml.StreamEndEvent:
            match event:
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close(event)
                case yaml.ScalarEvent():
                    self.scalar(event)
                case yaml.AliasEvent():
                    self.alias(event)
        self.gap(len(self.text))
        return Outline(self.text, self.out.entries, self.style, self.comments, self.out.anchors, self.out.aliases)

    def gap(self, start: int) -> None:
        """Look at what stands between two tokens: only there can a comment be."""
        self.comments = self.comments or "#" in self.text[self.last : start]

    def open(self, event: Any) -> None:
        start, flow = event.start_mark.index, bool(event.flow_style)
        self.gap(start)
        self.anchor(event, start)
        style = "flow" if flow else "block"
        entry: Entry | None = None
        if not self.frames:
            self.style = style
        elif (frame := self.frames[-1])[0]:
            entry = frame[3]
            if entry is not None:
                entry.value, entry.style = start, style
        if flow:
            self.last = max(self.last, event.end_mark.index)
        self.frames.append([type(event) is yaml.MappingStartEvent, flow, False, None])

    def close(self, event: Any) -> None:
        if self.frames.pop()[1]:
            self.gap(event.start_mark.index)
            self.last = event.end_mark.index
        self.filled()

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if start == end:  # no value is written: the place may lie far behind the colon or hyphen it belongs to
            written = self.text[self.last : end].rstrip()
            end = self.last + len(written) if written.endswith((":", "-")) else self.last
            self.value(end, end, "", event.value)
            return
        self.gap(start)
        self.anchor(event, start)
        if event.style in {"|", ">"}:
            end = self.block_end(start, end)
        # An anchor alone is no value yet: `events: &all`.
        self.value(start, end, "text" if event.value or event.style else "", event.value)

    def alias(self, event: Any) -> None:
        start = event.start_mark.index
        self.gap(start)
        self.out.aliases.append((event.anchor, start))
        self.value(start, event.end_mark.index, "alias", f"*{event.anchor}")

    def block_end(self, start: int, end: int) -> int:
        """Where a block text ends. Blank lines behind it are nobody's, even if it says `+`: the loader drops them."""
        return start + len(self.text[start:end].rstrip("\r\n\x85\u2028\u2029 \t"))

    def anchor(self, event: Any, start: int) -> None:
        if event.anchor:
            self.out.anchors[event.anchor] = start

    def value(self, start: int, end: int, style: str, text: str) -> None:
        """Take a key or a value that is no collection."""
        self.last = max(self.last, end)
        if not self.frames or not (frame := self.frames[-1])[0]:
            return
        if frame[2]:
            if frame[3] is not None:
                frame[3].value, frame[3].style = start, style
            self.filled()
            return
        frame[2] = True
        depth = len(self.frames)
        if depth > 2 or any(not one[0] for one in self.frames):
            return
        frame[3] = Entry(text, start, bool(frame[1]), end)
        holder = self.out.entries if depth == 1 else self.frames[0][3].entries
        holder.append(frame[3])

    def filled(self) -> None:
        """Close the entry whose value has just ended."""
        if self.frames and (frame := self.frames[-1])[0] and frame[2]:
            if frame[3] is not None:
                frame[3].end = self.last
            frame[2], frame[3] = False, None
