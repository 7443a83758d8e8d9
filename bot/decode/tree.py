"""A YAML document as values that know their place. Every scalar is text; nothing is guessed.

`NO`, `12:30`, `0123` and `2024-01-16` keep their meaning because the schema types them, not YAML.
"""

from __future__ import annotations

from typing import Any


class Scalar:
    """A piece of text, with its line and column (both from 0, as YAML counts them)."""

    __slots__ = ("column", "line", "value")

    def __init__(self, value: str, line: int, column: int) -> None:
        self.value = value
        self.line = line
        self.column = column


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column


class Mapping:
    """Keys (each a Scalar with its own place) and their nodes, in the order written."""

    __slots__ = ("column", "items", "keys", "line")

    def __init__(self, line: int, column: int) -> None:
        self.keys: dict[str, Scalar] = {}
        self.items: dict[str, Node] = {}
        self.line = line
        self.column = column


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> Any:
    """Give the bare dicts, lists and texts of a tree; its depth was bounded when it was read."""
    if type(node) is Scalar:
        return node.value
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value
