"""What passed the checks once is not checked again, until a byte of it changes; and only when in a hurry."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import vetted
from bot.knowledge.load import load

SOUND = "topic: {title: A}\nsources:\n  a: {publisher: B, date: unknown, kind: wire, reliability: B}\n"
FAULTY = SOUND + "questions:\n  q: {ask: Who?}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A topic of one sound file, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "knowledge" / "topic").mkdir(parents=True)
    (tmp_path / "knowledge" / "topic" / "a.yaml").write_text(SOUND, encoding="utf-8")
    return tmp_path / "knowledge"


def test_a_pass_is_remembered(folder: Path, tmp_path: Path) -> None:
    """A quick load leaves a mark, and the next one finds it."""
    loaded = load(folder, quick=True)
    assert loaded.knowledge is not None
    assert vetted.passed(loaded.knowledge.topics["topic"].hash)
    assert load(folder, quick=True).knowledge is not None
    assert len(list((tmp_path / "cache").rglob("*-*"))) >= 1


def test_a_changed_file_is_checked(folder: Path) -> None:
    """A fault written after the pass is found, quick or not, and leaves no mark."""
    load(folder, quick=True)
    (folder / "topic" / "a.yaml").write_text(FAULTY, encoding="utf-8")
    for quick in (True, True, False):
        loaded = load(folder, quick=quick)
        assert loaded.knowledge is None
        assert "question_has_content" in {problem.check for problem in loaded.problems}


def test_a_full_load_always_checks(folder: Path) -> None:
    """Without the hurry the warnings come too, whatever was passed before."""
    load(folder, quick=True)
    assert {"sources_are_used"} <= {problem.check for problem in load(folder).problems}


def test_a_closed_cache_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nothing can be remembered, everything is checked each time."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        loaded = load(folder, quick=True)
        assert loaded.knowledge is not None
        assert not vetted.passed(loaded.knowledge.topics["topic"].hash)


def test_old_marks_go(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many marks are kept."""
    monkeypatch.setattr(vetted, "KEPT", 2)
    for number in range(5):
        vetted.remember(f"contents{number}")
    assert len(list((tmp_path / "cache" / "explainer-bot" / "vetted").iterdir())) == 2


def test_a_cache_that_cannot_be_looked_into_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's home, or an impossible path: everything is checked, and nothing fails."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/" + "a" * 300)
    assert load(folder, quick=True).knowledge is not None
    assert not vetted.passed("any")
