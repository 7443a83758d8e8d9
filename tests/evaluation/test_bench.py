"""The bench itself: which half a case belongs to, how sure a share is, what a faulty file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.context import Context, Snapshot
from bot.evaluation import Figure, load_cases, measure_questions
from bot.evaluation.cases import QuestionCase, half_of
from bot.evaluation.report import evaluate, report_object, table
from bot.knowledge.load import load


def test_half_follows_from_the_text() -> None:
    """The last digit of the SHA-256 decides, so that nobody can move a case."""
    assert half_of("a") == "test"  # …bb
    assert half_of("b") == "test"  # …9d
    assert half_of("e") == "tuning"  # …ea
    halves = [half_of(str(number)) for number in range(1_000)]
    assert 400 < halves.count("tuning") < 600


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596), (0, 0, 0.0, 1.0)],
)
def test_interval(hits: int, n: int, low: float, high: float) -> None:
    """Wilson's interval, also at the ends."""
    assert Figure("share", hits, n).interval == pytest.approx((low, high), abs=0.001)


def test_bars() -> None:
    """A bar is a least or a most."""
    assert Figure("share", 8, 10, 0.8).reached
    assert not Figure("share", 7, 10, 0.8).reached
    assert Figure("share", 1, 50, 0.02, at_most=True).reached
    assert not Figure("share", 2, 50, 0.02, at_most=True).reached
    assert Figure("share", 0, 10).reached


def test_faulty_files(tmp_path: Path) -> None:
    """What is not understood is told with its line; what is understood is kept."""
    folder = tmp_path / "eval"
    folder.mkdir()
    (folder / "cases.yaml").write_text(
        "names:\n  - {text: Oslo, entity: none, style: stranger}\n  - {text: '', entity: none, style: stranger}\n"
        "questions:\n  - {text: why, accept: one, style: sentence, disputed: yes}\nmore: 3\n",
        encoding="utf-8",
    )
    cases, problems = load_cases(folder)
    assert [case.entity for case in cases.names] == [None]
    assert [(case.accept, case.disputed) for case in cases.questions] == [(("one",), True)]
    assert len(problems) == 2
    assert load_cases(tmp_path / "nothing")[0].names == ()


TOPICS = Path(__file__).parent.parent / "topics"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """The second, small topic."""
    loaded = load(TOPICS)
    assert loaded.knowledge is not None
    assert [str(problem) for problem in loaded.problems] == []
    return Snapshot.of(loaded.knowledge)


def test_report(snapshot: Snapshot) -> None:
    """A row for each figure and half; misses of the tuning half only; the same as plain data."""
    report = evaluate(snapshot, TOPICS)
    assert report.problems == ()
    assert {row.half for row in report.rows} == {"tuning", "test"}
    lines = list(table(report))
    assert any("names found" in line for line in lines)
    assert len(report_object(report)) == len(report.rows)
    spent = {case.text for case in load_cases(TOPICS / "cannery-fire" / "eval")[0].questions if case.half == "test"}
    assert not [miss for miss in report.misses for text in spent if f" {text}:" in miss]
    assert {row.half for row in evaluate(snapshot, TOPICS, ["tuning"]).rows} == {"tuning"}


def test_a_card_counts_by_the_claims_it_shows(snapshot: Snapshot) -> None:
    """An answer put together from claims is right if it shows a claim that was asked for."""
    ctx = Context(snapshot, snapshot.knowledge.topics["cannery-fire"])
    asked = ctx.index.questions.ask("toll of the blaze at the union's cannery?")
    assert asked.tier in {"answer", "closest", "not_covered"}
    case = QuestionCase(text="death toll of the fire", accept=("how-many-died",), style="keyword", disputed=True)
    figures, results = measure_questions(ctx, [case])
    assert [result.result for result in results] == ["right"]
    assert figures[0].hits == 1
