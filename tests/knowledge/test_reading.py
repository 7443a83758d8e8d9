"""A folder read again says what a fresh load says, whatever was changed in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from bot.knowledge.load import Loaded, load
from bot.knowledge.reading import Reading

SHIPPED = Path(__file__).parents[2] / "knowledge"
TOPIC = "iran-pakistan-2024"


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Make a change that replaces the first of some words in a file."""

    def change(folder: Path) -> None:
        path = folder / TOPIC / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def copy_with_fault(folder: Path) -> None:
    """Write ids a second time, in a file that comes before the first."""
    (folder / TOPIC / "aa.yaml").write_bytes((folder / TOPIC / "documents.yaml").read_bytes())


def copy_back(folder: Path) -> None:
    """Put everything back as it is shipped."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)


CHANGES: list[Callable[[Path], None]] = [
    replace("claims/pakistan-strike.yaml", "credibility: 3", "credibility: 2"),
    replace("events.yaml", "title:", "titel:"),
    replace("events.yaml", "titel:", "title:"),
    replace("entities/media.yaml", "\n  irna:", "\n\n\n  irna:"),
    replace("sources.yaml", "sources:", "sources: ["),
    replace("sources.yaml", "sources: [", "sources:"),
    copy_with_fault,
    lambda folder: (folder / TOPIC / "aa.yaml").unlink(),
    replace("claims/pakistan-strike.yaml", "killed: 9", "killed: 12"),
    replace("claims/pakistan-strike.yaml", "killed: 12", "killed: 9"),
    lambda folder: (folder / TOPIC / "corrections.yaml").unlink(),
    replace("topic.yaml", "reviewed: 2026-11-20", "reviewed: 2020-01-01"),
    lambda folder: (folder / TOPIC / "topic.yaml").unlink(),
    lambda folder: (folder / TOPIC / "notes.yml").touch(),
    shutil.rmtree,
    lambda folder: folder.mkdir(),
    copy_back,
]


def said(loaded: Loaded) -> object:
    """Everything that came of a load."""
    return loaded.knowledge.hash if loaded.knowledge else None, loaded.problems, loaded.accepted


def test_reading_again_finds_what_a_fresh_load_finds(tmp_path: Path) -> None:
    """After each change the problems, with their lines, the accepted warnings and the records are the same."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder)
    reading = Reading(folder)
    serving = None
    for change in [lambda folder: None, *CHANGES]:
        change(folder)
        early = reading.refuse(serving.topics if serving else {})
        again, fresh = reading.warn(), load(folder)
        assert said(again) == said(fresh)
        assert (early.knowledge is None) == (fresh.knowledge is None)
        if again.knowledge is not None and fresh.knowledge is not None:
            mine, theirs = again.knowledge.topics[TOPIC], fresh.knowledge.topics[TOPIC]
            assert (mine.claims, mine.events, mine.status) == (theirs.claims, theirs.events, theirs.status)
            assert (mine.timeline, mine.comparisons) == (theirs.timeline, theirs.comparisons)
            serving = again.knowledge
    assert serving is not None


def test_what_has_not_changed_is_the_same_object(tmp_path: Path) -> None:
    """A topic without a change is given again; in a changed one every record of the other files is."""
    for name in ("one", "two"):
        shutil.copytree(SHIPPED / TOPIC, tmp_path / name)
    reading = Reading(tmp_path)
    first = reading.refuse({}).knowledge
    assert first is not None
    path = tmp_path / "two" / "events.yaml"
    path.write_bytes(path.read_bytes() + b"\n# more\n")
    second = reading.refuse(first.topics).knowledge
    assert second is not None
    assert second.topics["one"] is first.topics["one"]
    assert second.topics["two"] is not first.topics["two"]
    assert second.topics["two"].claims["pakistan-strike-nine"] is first.topics["two"].claims["pakistan-strike-nine"]


def test_what_is_in_service_need_not_be_decoded(tmp_path: Path) -> None:
    """A first look at files that are in service takes their records over, and finds the same warnings."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder)
    replace("claims/pakistan-strike.yaml", "credibility: 3", "credibility: 2")(folder)
    replace("sources.yaml", "    language: en\n", "    url: https://example.org/nowhere\n    language: en\n")(folder)
    serving = load(folder, quick=True).knowledge
    assert serving is not None
    reading = Reading(folder)
    first = reading.refuse(serving.topics).knowledge
    assert first is not None
    assert first.topics[TOPIC] is serving.topics[TOPIC]
    fresh = load(folder)
    assert fresh.problems
    assert said(reading.warn()) == said(fresh)
    replace("events.yaml", "title: ", "title: New ")(folder)
    second = reading.refuse(serving.topics).knowledge
    assert second is not None
    claims = second.topics[TOPIC].claims
    assert all(claims[id] is claim for id, claim in serving.topics[TOPIC].claims.items())
    assert said(reading.warn()) == said(load(folder))
