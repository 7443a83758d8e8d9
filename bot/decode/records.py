"""A tree to a pydantic model; what pydantic refuses becomes Problems in plain words, at their marks."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from bot.decode.mark import Mark, Problem
from bot.decode.tree import Mapping, Node, Sequence, plain

Step = str | int
M = TypeVar("M", bound=BaseModel)

NEAR = 70.0
"""How alike (0 to 100) two words must be for one to be suggested in place of the other."""


def mark_of(node: Node, file: str) -> Mark:
    """Where a node begins, with line and column from 1."""
    return Mark(file, node.line + 1, node.column + 1)


def find(node: Node, path: tuple[Step, ...]) -> Node:
    """Follow keys and indexes as far as they lead; a missing key ends at the node that lacks it."""
    for step in path:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def find_key(node: Node, path: tuple[Step, ...]) -> Node:
    """Like `find`, but end at the key itself rather than at its value."""
    parent = find(node, path[:-1])
    if path and isinstance(parent, Mapping) and path[-1] in parent.keys:
        return parent.keys[str(path[-1])]
    return find(node, path)


def validate(model: type[M], node: Node, file: str, given: AnyMapping[str, Any], on: str = "") -> M | list[Problem]:
    """Build `model` from a tree.

    Args:
        given: fields the loader provides; a person may not write them. A `mark` among them is where
            the record's own key stands.
        on: the id of the record, for the Problems.

    Returns:
        The model, or every problem pydantic found, each where it was written.
    """
    written = plain(node)
    problems: list[Problem] = []
    if isinstance(written, dict):
        for key in written:
            if key in given:
                text = _unknown(key, model, given) + (": the id is the key above" if key == "id" else "")
                problems.append(Problem(mark_of(find_key(node, (key,)), file), text, "shape", on=on))
        written.update(given)
    try:
        record = model.model_validate(written)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=True):
            place, text = _fault(detail, model, node, given, on)
            mark = given["mark"] if place is node and "mark" in given else mark_of(place, file)
            problems.append(Problem(mark, text, "shape", on=on))
        return problems
    return problems or record


def _fault(detail: Any, model: type[BaseModel], node: Node, given: AnyMapping[str, Any], on: str) -> tuple[Node, str]:
    """Find the place of one pydantic error, and say it in plain words."""
    loc = detail["loc"]
    match detail["type"]:
        case "missing":
            holder = next((step for step in reversed(loc[:-1]) if isinstance(step, str)), on)
            return find(node, loc[:-1]), f"{holder!r} needs {loc[-1]!r}" if holder else f"needs {loc[-1]!r}"
        case "extra_forbidden":
            return find_key(node, loc), _unknown(str(loc[-1]), _model_at(model, loc[:-1]), given)
        case _ if loc and loc[-1] == "[key]":
            return find_key(node, loc[:-1]), _sentence("the key", detail)
        case _:
            name = next((repr(step) for step in reversed(loc) if isinstance(step, str)), repr(on) if on else "'topic'")
            return find(node, loc), _sentence(name, detail)


def _unknown(key: str, model: type[BaseModel] | None, given: AnyMapping[str, Any]) -> str:
    names = [name for name in model.model_fields if name not in given] if model else []
    return f"unknown key {key!r}{did_you_mean(key, names) if key not in given else ''}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """End a sentence with the nearest known word, if one is near."""
    words = list(known)
    loosely = (
        _loosely if len(words) < 100 else None
    )  # keys; thousands of ids are all spelt the same way, and must be quick
    best = process.extractOne(word, words, scorer=fuzz.ratio, processor=loosely, score_cutoff=NEAR)
    return f"; did you mean {best[0]!r}?" if best else ""


def _loosely(word: str) -> str:
    return word.lower().replace(" ", "_").replace("-", "_")


def _sentence(name: str, detail: Any) -> str:
    """Say in plain words what pydantic refused about a value."""
    value, context = detail["input"], detail.get("ctx", {})
    if value == "":
        return f"{name} is empty: give it a value or remove the line"
    shown = repr(value if len(value) <= 60 else value[:57] + "…") if isinstance(value, str) else "a list or mapping"
    match detail["type"]:
        case "literal_error":
            options = [option.strip("'") for option in context["expected"].replace(" or ", ", ").split(", ")]
            return f"{name} cannot be {shown}: it is {context['expected']}{did_you_mean(str(value), options)}"
        case "form":
            return f"{name} cannot be {shown}: {detail['msg']}"
        case "value_error":
            return f"{name} {context['error']}"
        case "string_too_long":
            return f"{name} is longer than {context['max_length']} characters"
        case "too_short":
            return f"{name} is empty: give it a value or remove the line"
        case "string_type":
            return f"{name} must be a text"
        case "model_type" | "dict_type":
            return f"{name} must hold keys and values"
        case "tuple_type":
            return f"{name} must be a list"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"{name} cannot be {shown}: it is a whole number"
        case "greater_than_equal":
            return f"{name} cannot be {shown}: it is {context['ge']} or more"
        case "less_than_equal":
            return f"{name} cannot be {shown}: it is {context['le']} or less"
        case _:
            return f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _model_at(model: type[BaseModel], loc: tuple[Step, ...]) -> type[BaseModel] | None:
    """Find the model that governs a place inside another."""
    current: type[BaseModel] | None = model
    for step in loc:
        if current is not None and isinstance(step, str) and step in current.model_fields:
            current = next(_models(current.model_fields[step].annotation), None)
    return current


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)
