"""YAML files as people write them, in pieces whose place is known: what the property tests edit.

A file is a head, the bytes of one record, and a tail. The strategies know what every record says, so
that the tests need not believe the code they test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

WORDS = [
    "strike",
    "nine",
    "ایران",
    "پاکستان",
    "بلوچستان",
    "\u200fسراوان\u200e",
    "Jaish-al-Adl",
    "Ağrı",
    "🚀",
    "no",
    "12:30",
    "0123",
]
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
ODD = st.lists(
    st.sampled_from([*WORDS, "it's", '"so"', "a: b", "# no comment", "{", "]", "- x", "&a", "*b", "|", "%", "@"]),
    min_size=1,
    max_size=4,
).map(" ".join)
COMMENTS = st.sampled_from(["# a remark", "#", "# events: {", "# - 'open", "# نکته", "#  two:   # twice"])
Value = str | list[Any] | dict[str, Any]


@dataclass(frozen=True)
class Written:
    """A record as lines (from its key on, at column 0) and as the value it says."""

    id: str
    lines: tuple[str, ...]
    value: dict[str, Value]
    anchors: tuple[str, ...] = ()

    def at(self, column: int, line_break: str) -> str:
        """Give its text at a column, without a last line break."""
        return line_break.join(" " * column + line if line else line for line in self.lines)


@st.composite
def scalars(draw: st.DrawFn, step: int) -> tuple[list[str], str]:
    """Draw a text and a way to write it: the rest of the key's line, then the lines below it."""
    indent = " " * (2 * step)
    match draw(st.sampled_from(["plain", "single", "double", "wrapped", "literal", "folded", "empty"])):
        case "plain":
            text = draw(PLAIN)
            return [f" {text}"], text
        case "single":
            text = draw(ODD)
            return [" '" + text.replace("'", "''") + "'"], text
        case "double":
            text = draw(ODD)
            return [' "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'], text
        case "wrapped":
            parts = draw(st.lists(PLAIN, min_size=2, max_size=3))
            left = draw(st.sampled_from([indent, indent + " ", " " * (step + 1)]))
            return [f' "{parts[0]}', *(f"{left}{part}" for part in parts[1:-1]), f'{left}{parts[-1]}"'], " ".join(parts)
        case "literal":
            parts = draw(
                st.lists(ODD | st.just(""), min_size=1, max_size=4).filter(lambda parts: parts[0] and parts[-1])
            )
            head = draw(st.sampled_from([" |", " |-", " |+", f" |{step}", f" |{step}- # head"]))
            return [head, *(indent + part if part else "" for part in parts)], "\n".join(parts)
        case "folded":
            parts = draw(st.lists(PLAIN, min_size=1, max_size=3))
            return [draw(st.sampled_from([" >", " >-", " >+"])), *(indent + part for part in parts)], " ".join(parts)
        case _:
            return [draw(st.sampled_from(["", ' ""', " ''"]))], ""


@st.composite
def fields(draw: st.DrawFn, key: str, step: int, anchor: str, alias: str) -> tuple[list[str], Value, bool, bool]:
    """Draw one field: its lines at column 0, its value, and whether it sets the anchor or uses the alias."""
    one, two = " " * step, " " * (2 * step)
    match draw(st.sampled_from(["text", "text", "flow", "list", "list at key", "mapping", "anchor", "alias"])):
        case "flow":
            items = draw(st.lists(PLAIN.map(lambda text: text.replace(":", "")), max_size=3))
            between = draw(st.sampled_from([", ", ",", f",\n{two}", f", # why\n{two}"]))
            return f"{one}{key}: [{between.join(items)}]".split("\n"), items, False, False
        case "list" | "list at key" as kind:
            items = draw(st.lists(PLAIN, min_size=1, max_size=3))
            left = one if kind == "list at key" else two
            return [f"{one}{key}:", *(f"{left}- {item}" for item in items)], items, False, False
        case "mapping":
            inner = draw(st.dictionaries(st.sampled_from(["women", "men", "کودکان"]), PLAIN, min_size=1, max_size=3))
            return (
                [f"{one}{key}:", *(f"{two}{name}: {text}" for name, text in inner.items())],
                dict(inner),
                False,
                False,
            )
        case "anchor" if anchor:
            text = draw(PLAIN)
            return [f"{one}{key}: &{anchor} {text}"], text, True, False
        case "alias" if alias:
            return [f"{one}{key}: *{alias}"], "", False, True
        case _:
            lines, text = draw(scalars(step))
            return [f"{one}{key}:{lines[0]}", *lines[1:]], text, False, False


@st.composite
def records(draw: st.DrawFn, id: str) -> Written:
    """Draw a record: fields in many styles, with comments and blank lines among them."""
    step = draw(st.integers(1, 4))
    if draw(st.integers(0, 5)) == 0:
        inner = draw(
            st.dictionaries(
                st.sampled_from(["title", "date"]), st.sampled_from(["a", "ایران", "2024-01-16"]), max_size=2
            )
        )
        text = ", ".join(f"{key}: {value}" for key, value in inner.items())
        return Written(id, (f"{id}: {{{text}}}" + draw(st.sampled_from(["", "  # behind"])),), dict(inner))
    anchor = f"in-{id}"
    lines = [f"{id}:" + draw(st.sampled_from(["", " ", "   # behind the key"]))]
    value: dict[str, Value] = {}
    anchored = ""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True))
    for name in names:
        if draw(st.integers(0, 3)) == 0:
            # Further in, it would be part of a block text above it.
            lines.append(" " * draw(st.integers(1, step)) + draw(COMMENTS))
        alias = anchor if anchored else ""
        written, said, sets, uses = draw(fields(name, step, "" if anchored else anchor, alias))
        lines.extend(written)
        value[name] = anchored if uses else said
        anchored = str(said) if sets else anchored
        if draw(st.integers(0, 3)) == 0:
            lines.append("")
    while not lines[-1]:
        lines.pop()
    return Written(id, tuple(lines), value, (anchor,) if anchored else ())


@dataclass(frozen=True)
class File:
    """A file around one record of its section `events`."""

    head: str
    record: Written
    tail: str
    column: int
    line_break: str
    mark: bytes
    shared: bool
    """Whether something in the tail repeats an anchor of the record."""
    neighbours: dict[str, dict[str, Value]]

    @property
    def written(self) -> str:
        """The record's own text in its place."""
        return self.record.at(self.column, self.line_break)

    def around(self, middle: str) -> bytes:
        """Give the bytes of the file with another text in the record's place."""
        return self.mark + (self.head + middle + self.tail).encode()


@st.composite
def files(draw: st.DrawFn) -> File:
    """Draw a file: neighbours, comments between, document markers, another section before and behind."""
    line_break = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    column = draw(st.integers(1, 4))
    ids = draw(st.permutations(["one", "two", "three"]))
    before, middle, behind = draw(records(ids[0])), draw(records(ids[1])), draw(records(ids[2]))
    parts: list[str] = []
    parts += draw(st.sampled_from([[], ["# سرآغاز", ""], ["---"], ["%YAML 1.1", "---", ""]]))
    parts += draw(st.sampled_from([[], ["other: &top {x: {y: z}}"], ["other:", "# events:", "  a: '", "   open'", ""]]))
    parts.append(draw(st.sampled_from(["events:", "events:   # what happened", '"events":', "events: &all"])))
    between = [
        line
        for line in draw(st.lists(COMMENTS.map(lambda comment: " " * column + comment) | st.just(""), max_size=3))
        if line or draw(st.booleans())
    ]
    neighbours: dict[str, dict[str, Value]] = {}
    if draw(st.booleans()):
        neighbours[before.id] = before.value
        parts += [before.at(column, line_break), *between]
    tail: list[str] = []
    shared = False
    if draw(st.booleans()):
        neighbours[behind.id] = behind.value
        tail += [*between, behind.at(column, line_break)]
    if middle.anchors and draw(st.integers(0, 3)) == 0:
        shared = True
        tail += [f"{' ' * column}last:", f"{' ' * (column + 2)}x: *{middle.anchors[0]}"]
    tail += draw(st.sampled_from([[], [""], ["# the end"], ["", "more:", "  m: {n: o}"], ["..."], ["# پایان", ""]]))
    ends = "".join(line_break + line for line in tail)
    head = "".join(part + line_break for part in parts)
    return File(
        head, middle, ends, column, line_break, draw(st.sampled_from([b"", b"\xef\xbb\xbf"])), shared, neighbours
    )
