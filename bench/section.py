"""What a measurement comes to: a table to read, bars to keep, and every number for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure on, and how often."""

    generated: Path
    shipped: Path
    rounds: int
    starts: int
    """Rounds of process starts, which are short."""
    sample: int
    """Different arguments tried with one command."""


class Bar(NamedTuple):
    """A promise: what was measured stays below the limit, in the same unit.

    Bars are held against CPU time. Nothing measured here waits for anything, so on a free core that is the
    wall clock too; on a busy machine the wall clock shows the neighbours. The tables have both.
    """

    what: str
    measured: float
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.measured < self.limit

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "MISSED"
        return f"{verdict}: {self.what}: {self.measured:.3g} {self.unit} (bar: {self.limit:g} {self.unit})"


@dataclass(frozen=True, slots=True)
class Section:
    """One measurement's outcome."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    bars: list[Bar] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Draw a Markdown table that also reads well on a terminal."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.header))]
        rule = [f"{'-' * (width - 1)}{':' if column else '-'}" for column, width in enumerate(widths)]
        drawn = [_line(self.header, widths), f"| {' | '.join(rule)} |", *(_line(row, widths) for row in self.rows)]
        return "\n".join([f"### {self.title}", "", *drawn])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"
