"""Where something was written, and what is wrong with it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: `file` relative to the folder that was read, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        # line 0 is a place without lines: an environment variable
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in written material: never an exception, always with its place.

    `check` is the name of the rule that found it (a function in `bot.knowledge.checks`, or
    `yaml` and `shape` for what the decoder refuses); `on` is the id of the record, "" outside one.
    """

    mark: Mark
    text: str
    check: str
    severity: Literal["error", "warning"] = "error"
    on: str = ""

    def __str__(self) -> str:
        return f"{self.mark}: {self.severity}: {self.text}"
