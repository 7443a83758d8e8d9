"""The bench of every topic as a table: each figure with n, its interval and its bar, for both halves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.context import Context, Snapshot
from bot.decode import Problem
from bot.evaluation.cases import Cases, Half, load_cases
from bot.evaluation.figures import Figure
from bot.evaluation.names import NameResult, measure_names, without_other_scripts
from bot.evaluation.questions import QuestionResult, measure_questions

HALVES: tuple[Half, ...] = ("tuning", "test")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one half of one topic."""

    topic: str
    half: Half
    figure: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured, what went wrong case by case, and faults in the bench itself."""

    rows: tuple[Row, ...]
    misses: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def missed_bars(self) -> tuple[Row, ...]:
        """The figures of the test half that do not keep to their bar."""
        return tuple(row for row in self.rows if row.half == "test" and not row.figure.reached)


def evaluate(snapshot: Snapshot, folder: Path, halves: Iterable[Half] = HALVES) -> Report:
    """Measure every topic that has an `eval` folder, in the halves asked for.

    Misses are listed for the tuning half only: whoever reads those of the test half has spent it.
    """
    rows: list[Row] = []
    halves = tuple(halves)
    misses: list[str] = []
    problems: list[Problem] = []
    for topic in snapshot.knowledge.topics.values():
        place = folder / "eval" if topic.id == folder.resolve().name else folder / topic.id / "eval"
        cases, found = load_cases(place)
        problems.extend(found)
        ctx = Context(snapshot, topic)
        for half in halves:
            figures, wrong = _measure(ctx, cases, half)
            rows.extend(Row(topic.id, half, figure) for figure in figures if figure.n)
            if half == "tuning":
                misses.extend(wrong)
    return Report(tuple(rows), tuple(misses), tuple(problems))


def _measure(ctx: Context, cases: Cases, half: Half) -> tuple[list[Figure], list[str]]:
    latin = without_other_scripts(ctx.topic)
    names, named = measure_names(ctx.index.names, [case for case in cases.names if case.half == half], latin)
    questions, asked = measure_questions(ctx, [case for case in cases.questions if case.half == half])
    return [*names, *questions], [*filter(None, map(_name_miss, named)), *filter(None, map(_question_miss, asked))]


def _name_miss(result: NameResult) -> str:
    if result.right:
        return ""
    return f"name      {result.case.style:14} {result.case.text}: {result.found or 'nothing'}, not {result.case.entity}"


def _question_miss(result: QuestionResult) -> str:
    if result.result in {"right", "silent"}:
        return ""
    meant = ", ".join(result.case.accept) or "nothing"
    return f"{result.result:9} {result.case.style:14} {result.case.text}: {', '.join(result.shown)}, not {meant}"


def table(report: Report) -> Iterator[str]:
    """Draw the figures, one line each."""
    heading = ("", "")
    for row in report.rows:
        if (row.topic, row.half) != heading:
            heading = (row.topic, row.half)
            yield f"\n{row.topic}, {row.half} half"
        figure = row.figure
        low, high = figure.interval
        bar = "" if figure.bar is None else f"{'at most' if figure.at_most else 'at least'} {figure.bar:.0%}"
        verdict = "" if figure.reached else "MISSED"
        share = f"{figure.share:6.1%}  {figure.hits:>4} of {figure.n:<4}  {low:.1%} to {high:.1%}"
        yield f"  {figure.name:45} {share:40} {bar:13} {verdict}".rstrip()


def report_object(report: Report) -> list[dict[str, Any]]:
    """Give the figures as plain data."""
    return [
        {
            "topic": row.topic,
            "half": row.half,
            "figure": row.figure.name,
            "share": round(row.figure.share, 4),
            "hits": row.figure.hits,
            "n": row.figure.n,
            "interval": [round(bound, 4) for bound in row.figure.interval],
            "bar": row.figure.bar,
            "reached": row.figure.reached,
        }
        for row in report.rows
    ]
