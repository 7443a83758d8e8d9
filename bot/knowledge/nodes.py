"""The tree below every record: where a Problem inside one gets its line and column from."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping

from bot.decode import Mapping, Mark, Node, read_yaml

Place = tuple[Node, str]
"""A node and the file it stands in."""


class Nodes(dict[tuple[str, str], Place]):
    """(section, id) → the record's place. A file whose tree is not at hand is read again when somebody asks."""

    def __init__(self, declared: AnyMapping[str, AnyMapping[str, Mark]]) -> None:
        super().__init__()
        self.files: AnyMapping[str, bytes] = {}
        """The bytes of every file, to be read again."""
        self._declared = declared
        self._roots: dict[str, Mapping | None] = {}

    def put(self, file: str, root: Mapping | None) -> None:
        """Keep the tree of a file that was read just now."""
        self._roots[file] = root

    def root(self, file: str) -> Mapping:
        """Give the top of a file that was understood."""
        if file not in self._roots:
            self._roots[file] = read_yaml(self.files[file], file)[0]
        root = self._roots[file]
        assert root is not None, file
        return root

    def __missing__(self, key: tuple[str, str]) -> Place:
        section, id = key
        file = self._declared[section][id].file
        records = self.root(file).items[section]
        assert isinstance(records, Mapping)
        return records.items[id], file
