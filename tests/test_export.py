"""`explainer-bot export` loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.cli import cli
from bot.knowledge.load import load
from bot.knowledge.topic import Topic

SHIPPED = Path(__file__).parents[1] / "knowledge"
TOPIC = "iran-pakistan-2024"


def export(*arguments: str) -> str:
    """Run the command; it must succeed."""
    result = CliRunner().invoke(cli, ["export", *arguments], standalone_mode=False)
    assert result.exception is None, result.output
    return result.stdout


def said(topic: Topic) -> dict[str, object]:
    """Give all that a topic says, but for the places where it is written."""
    dumped = {record.id: record.model_dump(exclude={"mark"}) for record in topic.records()}
    return {"header": topic.header.model_dump(), **dumped}


def test_the_yaml_is_knowledge_again(tmp_path: Path) -> None:
    """Loaded as a topic of its own, the export says what the files say."""
    (tmp_path / TOPIC).mkdir()
    (tmp_path / TOPIC / "all.yaml").write_text(export(TOPIC, "--format", "yaml", "--knowledge", str(SHIPPED)))
    again, first = load(tmp_path), load(SHIPPED)
    assert again.knowledge is not None, again.problems
    assert first.knowledge is not None
    assert said(again.knowledge.topics[TOPIC]) == said(first.knowledge.topics[TOPIC])


def test_the_json_holds_every_record(tmp_path: Path) -> None:
    """With topic, version and hash, as texts."""
    stream = json.loads(export("--knowledge", str(SHIPPED)))
    loaded = load(SHIPPED)
    assert loaded.knowledge is not None
    topic = loaded.knowledge.topics[TOPIC]
    assert (stream["topic"], stream["version"], stream["hash"]) == (TOPIC, topic.header.version, topic.hash)
    ids = {id for section, records in stream["sections"].items() if section != "topic" for id in records}
    assert ids == {record.id for record in topic.records()}
    assert stream["sections"]["claims"]["pakistan-strike-nine"]["killed"] == "9"


def test_faults_end_it(tmp_path: Path) -> None:
    """A topic that is not there, and knowledge with errors."""
    runner = CliRunner()
    missing = runner.invoke(cli, ["export", "other", "--knowledge", str(SHIPPED)])
    assert missing.exit_code == 2
    assert TOPIC in missing.output
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a.yaml").write_text("claims: 1\n")
    assert runner.invoke(cli, ["export", "--knowledge", str(tmp_path)]).exit_code == 1
