"""The cases of a topic's bench, `eval/*.yaml`: what is asked, and what would be right.

Half of the cases may be looked at while tuning; the other half only tests. Which is which follows
from the text alone, so nobody can move a case: the last hexadecimal digit of its SHA-256 is even for
tuning, odd for test.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.decode import Mark, Problem, Sequence, read_yaml, validate

Half = Literal["tuning", "test"]


def half_of(text: str) -> Half:
    """Say to which half a text belongs."""
    return "tuning" if int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) % 2 == 0 else "test"


def _none(value: object) -> object:
    return None if value == "none" else value


def _ids(value: object) -> object:
    return () if value == "none" else [value] if isinstance(value, str) else value


def _yes(value: object) -> object:
    return {"yes": True, "no": False}.get(str(value), value)


class Case(BaseModel):
    """What every case has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=300)]
    style: Annotated[str, Field(pattern="^[a-z-]+$")]

    @property
    def half(self) -> Half:
        """The half it belongs to."""
        return half_of(self.text)


class NameCase(Case):
    """A name as somebody types it, and the entity meant; None for a stranger that must find nothing."""

    entity: Annotated[str | None, BeforeValidator(_none)]
    script: Literal["latin", "arabic"] = "latin"


class QuestionCase(Case):
    """A question, and the records whose page answers it; none if the sources do not say.

    `unknown` names the known unknown that may be given instead. `disputed`: a right answer touches a
    disagreement.
    """

    accept: Annotated[tuple[str, ...], BeforeValidator(_ids)]
    unknown: Annotated[str | None, BeforeValidator(_none)] = None
    disputed: Annotated[bool, BeforeValidator(_yes)] = False


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of one topic, in the order written."""

    names: tuple[NameCase, ...] = ()
    questions: tuple[QuestionCase, ...] = ()


def load_cases(folder: Path) -> tuple[Cases, list[Problem]]:
    """Read every YAML file of a topic's `eval` folder; a topic without one has no cases."""
    names: list[NameCase] = []
    questions: list[QuestionCase] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        root, found = read_yaml(path.read_bytes(), f"{folder.name}/{path.name}")
        problems.extend(found)
        for section, node in root.items.items() if root is not None else ():
            name = f"{folder.name}/{path.name}"
            if section not in {"names", "questions"} or not isinstance(node, Sequence):
                text = f"{section!r} must be 'names' or 'questions' with a list"
                problems.append(Problem(Mark(name, node.line + 1, node.column + 1), text, "eval"))
            elif section == "names":
                _gather(NameCase, node, name, names, problems)
            else:
                _gather(QuestionCase, node, name, questions, problems)
    return Cases(tuple(names), tuple(questions)), problems


C = TypeVar("C", bound=Case)


def _gather(model: type[C], node: Sequence, file: str, cases: list[C], problems: list[Problem]) -> None:
    for item in node.items:
        case = validate(model, item, file, {})
        if isinstance(case, list):
            problems.extend(case)
        else:
            cases.append(case)
