"""What an edit changes, as people read it: field by field, and line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.decode import Mapping, plain, read_yaml


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after: `field` is its path (`of_whom.women`); None where it is not written."""

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.field}: + {self.after}"
        if self.after is None:
            return f"{self.field}: - {self.before}"
        return f"{self.field}: {self.before} → {self.after}"


def fields_of(text: str) -> dict[str, str]:
    """Flatten the text of a record: path → value, lists of plain values in one, `[1]` for an item that has fields."""
    root, _ = read_yaml(text.encode(), "")
    record = next(iter(root.items.values()), None) if isinstance(root, Mapping) else None
    return dict(_flat(plain(record), "")) if record is not None else {}


def field_changes(before: str, after: str) -> tuple[FieldChange, ...]:
    """Compare two texts of one record, in the order of the fields; "" is no record."""
    old, new = fields_of(before), fields_of(after)
    names = list(dict.fromkeys([*old, *new]))
    changed = (FieldChange(name, old.get(name), new.get(name)) for name in names)
    return tuple(change for change in changed if change.before != change.after)


def line_changes(name: str, before: bytes, after: bytes) -> str:
    """Give a unified difference of a file, three lines around every change."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    return "\n".join(difflib.unified_diff(old, new, f"{name} (before)", f"{name} (after)", lineterm=""))


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _flat(inner, f"{path}.{key}" if path else str(key))
        case list() if any(isinstance(item, dict | list) for item in value):
            for number, item in enumerate(value, 1):
                yield from _flat(item, f"{path}[{number}]")
        case list():
            yield path, ", ".join(" ".join(item.split()) for item in value)
        case str():
            yield path, " ".join(value.split())
        case _:
            yield path, ""
