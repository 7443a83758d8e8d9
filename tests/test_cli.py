"""The contracts of the command line, through the real program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import join_lines

ROOT = Path(__file__).parents[1]


def run(*arguments: str, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        check=False,
        timeout=60,
    )


def test_say_answers_a_command() -> None:
    """A line that begins with a slash is a command; the answer ends with its sources."""
    done = run("say", "/who jaish-al-adl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Jaish al-Adl" in done.stdout
    assert "[1]" in done.stdout


def test_say_joins_words() -> None:
    """Words after a command need no quotes."""
    assert run("say", "/who", "Army", "of", "Justice").stdout == run("say", "/who Army of Justice").stdout


def test_say_takes_a_question() -> None:
    """A line without a slash is asked."""
    done = run("say", "--format", "json", "How many people died in Pakistan's strike on Iran?")
    assert json.loads(done.stdout)["command"] == "ask"


def test_say_prints_json() -> None:
    """`--format json` prints the one object that scripts rely on."""
    reply = json.loads(run("say", "/who jaish-al-adl", "--format", "json").stdout)
    assert {
        "outcome",
        "command",
        "arguments",
        "text",
        "blocks",
        "entities",
        "events",
        "claims",
        "citations",
        "knowledge",
    } <= set(reply)
    assert (reply["outcome"], reply["command"], reply["arguments"]) == ("answer", "who", {"entity": "jaish-al-adl"})
    assert "jaish-al-adl" in reply["entities"]
    first = reply["citations"][0]
    assert {"number", "source", "file", "part", "publisher", "reliability", "flags", "url"} <= set(first)
    assert first["number"] == 1
    assert {"topic", "version", "hash"} == set(reply["knowledge"])


def test_say_reads_lines() -> None:
    """`say -` answers each line of standard input with one line of JSON, an error among them included."""
    done = run("say", "-", "--format", "json", stdin="/timeline\n\n/nonsense\n/sources casualties\n")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["command"] for reply in replies] == ["timeline", "nonsense", "sources"]
    assert [reply["outcome"] for reply in replies] == ["answer", "usage", "answer"]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("say", "/nonsense"), 2),
        (("say", "/timeline", "colour:red"), 2),
        (("say", "/who"), 2),
        (("say", "/who zzzzqqq"), 0),
        (("say",), 2),
        (("nonsense",), 2),
        (("say", "/timeline", "--format", "xml"), 2),
        (("say", "/timeline", "--knowledge", "no-such-folder"), 2),
        (("--config", "no-such.yaml", "say", "/timeline"), 2),
        (("--version",), 0),
        (("--help",), 0),
        (("schema",), 0),
        (("check",), 0),
        (("check", "no-such-folder"), 1),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    """0 done, 1 problems found, 2 wrong usage or configuration."""
    done = run(*arguments)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr


def test_broken_knowledge_is_refused_with_its_place(tmp_path: Path) -> None:
    """Faulty files end a one-shot command with the fault's place and exit code 1."""
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "a.yaml").write_text("topic:\n  tittle: A\n")
    done = run("say", "/timeline", "--knowledge", str(tmp_path))
    assert done.returncode == 1
    assert "topic/a.yaml:2:3: error: unknown key 'tittle'; did you mean 'title'?" in done.stderr


def test_check_prints_one_line_a_problem(tmp_path: Path) -> None:
    """`check` prints file:line:column: severity: text, in both formats the same problems."""
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "a.yaml").write_text("topic: {title: A}\nevents:\n  a: {title: B, date: nope, kind: war}\n")
    done = run("check", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.startswith("topic/a.yaml:3:23: error: 'date'")
    found = json.loads(run("check", str(tmp_path), "--format", "json").stdout)
    assert [found[0]["line"], found[0]["column"]] == [3, 23]


def test_config_faults_have_their_line(tmp_path: Path) -> None:
    """A misspelt setting is refused with its line and the word that was meant."""
    config = tmp_path / "config.yaml"
    config.write_text("knowledge:\n  fodler: here\n")
    done = run("--config", str(config), "say", "/timeline")
    assert done.returncode == 2
    assert f"{config}:2:3: error: unknown key 'fodler'; did you mean 'folder'?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("/who", "jaish-al-adl"), ["/who jaish-al-adl"]),
        (("/who jaish-al-adl",), ["/who jaish-al-adl"]),
        (("/timeline", "/topics"), ["/timeline", "/topics"]),
        (("/who", "Army of Justice"), ['/who "Army of Justice"']),
        (("why", "did", "iran", "strike"), ["why did iran strike"]),
        (("why did iran strike", "who is baloch"), ["why did iran strike", "who is baloch"]),
        (("/timeline", "from:2024-01-16"), ["/timeline from:2024-01-16"]),
    ],
)
def test_arguments_become_lines(arguments: tuple[str, ...], lines: list[str]) -> None:
    """A slash begins a line, other words continue it, quoted questions stand alone."""
    assert lines == join_lines(arguments)


def test_schema_is_the_shipped_one() -> None:
    """Editors are given the schema that the loader keeps."""
    assert (ROOT / "knowledge" / "schema.json").read_text(encoding="utf-8") == run("schema").stdout
