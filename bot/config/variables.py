"""Any setting by an environment variable: `EXPLAINER_LOG_LEVEL=DEBUG` is `log: {level: DEBUG}`.

A variable goes before the file, and is judged as the file is, by the same models; its faults stand under its name.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping

from pydantic import BaseModel

from bot.decode import Mapping, Mark, Node, Problem, Scalar, read_yaml, validate

PREFIX = "EXPLAINER_"


def overlay(root: Mapping, variables: AnyMapping[str, str], config: type[BaseModel]) -> list[Problem]:
    """Put what the variables say into the tree of a config file; give the problems with them.

    A name is EXPLAINER_, a section, `_` and a key, in capitals. A value is text; one that begins with `[` or
    `{` is read as YAML. Variables of other sections are somebody else's: Kubernetes makes some up by itself.
    """
    problems: list[Problem] = []
    for name in sorted(variables):
        section, _, key = name.removeprefix(PREFIX).lower().partition("_")
        if not name.startswith(PREFIX) or section not in config.model_fields or not key:
            continue
        value, faults = _value(variables[name].strip(), name)
        if value is None and not faults:
            continue
        if value is not None:
            alone = validate(config, _under(section, _under(key, value)), name, {})
            faults = faults + (alone if isinstance(alone, list) else [])
        problems.extend(Problem(Mark(name, 0, 0), fault.text, "config") for fault in faults)
        if value is not None and not faults:
            _put(root, section, key, value)
    return problems


def _value(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    if not text:
        return None, []
    if text[0] not in "[{":
        return Scalar(text, 0, 0), []
    root, problems = read_yaml(f"value: {text}".encode(), name)
    return root.items.get("value") if root else None, problems


def _under(key: str, node: Node) -> Mapping:
    holder = Mapping(0, 0)
    holder.keys[key], holder.items[key] = Scalar(key, 0, 0), node
    return holder


def _put(root: Mapping, section: str, key: str, value: Node) -> None:
    """Set one key of one section. A section that is no mapping is left as it is: the file's own fault."""
    if section not in root.items:
        root.keys[section], root.items[section] = Scalar(section, 0, 0), Mapping(0, 0)
    holder = root.items[section]
    if isinstance(holder, Mapping):
        holder.keys[key], holder.items[key] = Scalar(key, 0, 0), value
