"""A record written out as YAML, the way the shipped files are: fields in the schema's order, lists on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from bot.decode import plain, read_yaml
from bot.knowledge.decoded import SECTIONS
from bot.knowledge.model import Header

WIDTH = 110
"""Characters in a line before a text is folded."""


class _Dumper(yaml.SafeDumper):
    """Writes scalars as a person would: dates and `no` without quotation marks, long texts folded."""

    def ignore_aliases(self, _: Any) -> bool:
        """Repeat what is repeated."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML passes it
        """Lists stand two columns in, as everything does."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    long = len(value) > WIDTH - 25 and "\n" not in value
    style = ">" if long else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {}


def record_yaml(section: str, id: str, values: Mapping[str, Any]) -> str:
    """Write a record.

    Args:
        section: "events", "claims", …; "topic" for the header.
        id: its id.
        values: fields to values: texts, numbers, lists, mappings; empty ones are left out. True and
            False are written yes and no.

    Returns:
        `id:` and its fields, ending in a newline; read again it gives the same values.
    """
    model = Header if section == "topic" else SECTIONS[section]
    known = {name: number for number, name in enumerate(model.model_fields)}
    fields = {name: _bare(value) for name, value in values.items() if value not in (None, "", (), [], {})}
    ordered = dict(sorted(fields.items(), key=lambda field: known.get(field[0], len(known))))
    text = _dump({id: ordered}, _Dumper)
    root, problems = read_yaml(text.encode(), id)
    if problems or root is None or plain(root) != {id: ordered}:
        # Folding is not safe for every text (leading spaces, odd signs): then it stands in quotation marks.
        text = _dump({id: ordered}, yaml.SafeDumper)
    return text


def _dump(value: object, dumper: type[yaml.SafeDumper]) -> str:
    text: str = yaml.dump(
        value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None
    )
    return text


def _bare(value: Any) -> Any:
    """Give texts, lists and mappings only: the loader reads everything as text."""
    match value:
        case Mapping():
            return {str(key): _bare(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_bare(inner) for inner in value]
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
