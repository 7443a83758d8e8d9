"""What was reached is kept: the test half of the shipped topic, and a topic that nothing was tuned on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.commands.context import Context, Snapshot
from bot.evaluation import Figure, load_cases, measure_names, measure_questions
from bot.evaluation.report import evaluate
from bot.knowledge.load import load

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "knowledge"
BASELINE = SHIPPED / "iran-pakistan-2024" / "eval" / "baseline.json"


def test_no_drop_beyond_noise() -> None:
    """Each figure of the test half stays within the interval of what was recorded."""
    loaded = load(SHIPPED)
    assert loaded.knowledge is not None
    report = evaluate(Snapshot.of(loaded.knowledge), SHIPPED, ["test"])
    now = {row.figure.name: row.figure for row in report.rows}
    for recorded in json.loads(BASELINE.read_text(encoding="utf-8")):
        if recorded["half"] != "test" or recorded["bar"] is None:
            continue
        figure = now[recorded["figure"]]
        low, high = recorded["interval"]
        said = f"{figure.name}: {figure.share:.1%}, recorded {recorded['share']:.1%}"
        assert figure.share <= high if figure.at_most else figure.share >= low, said


@pytest.fixture(scope="module")
def unseen() -> dict[str, Figure]:
    """The figures of the second topic, both halves together: nothing was tuned on either."""
    folder = ROOT / "tests" / "topics"
    loaded = load(folder)
    assert loaded.knowledge is not None
    snapshot = Snapshot.of(loaded.knowledge)
    ctx = Context(snapshot, snapshot.knowledge.topics["cannery-fire"])
    cases, problems = load_cases(folder / "cannery-fire" / "eval")
    assert problems == []
    assert len(cases.names) >= 60
    assert len(cases.questions) >= 60
    names, _ = measure_names(ctx.index.names, cases.names)
    questions, _ = measure_questions(ctx, cases.questions)
    return {figure.name: figure for figure in (*names, *questions)}


@pytest.mark.parametrize(
    ("name", "least"),
    [("names found", 0.90), ("right entry answered or among the closest", 0.90)],
)
def test_an_unseen_topic_is_understood(unseen: dict[str, Figure], name: str, least: float) -> None:
    """Another subject works without touching code."""
    assert unseen[name].share >= least


@pytest.mark.parametrize(
    ("name", "most"),
    [("strangers taken in", 0.05), ("questions answered wrongly", 0.05), ("unanswerable questions answered", 0.10)],
)
def test_an_unseen_topic_is_not_guessed_at(unseen: dict[str, Figure], name: str, most: float) -> None:
    """What is not there is not answered there either."""
    assert unseen[name].share <= most
