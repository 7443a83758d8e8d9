"""The golden files' own rules: compare by default, write and tidy up when asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TEST = """
import pytest

@pytest.mark.parametrize("name", ["one", "two"])
def test_it(golden, name):
    golden(f"{name}.txt", name)

def test_maybe(golden):
    pytest.skip("not today")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one test file, with goldens that are stale or missing."""
    tests = tmp_path / "tests"
    for folder in ("reply/test_a", "reply/test_gone", "reply/notes"):
        (tests / "golden" / folder).mkdir(parents=True)
        (tests / "golden" / folder / "stale.txt").touch()
    (tests / "reply").mkdir()
    (tests / "reply" / "test_a.py").write_text(TEST, encoding="utf-8")
    (tests / "conftest.py").write_text('pytest_plugins = ["tests.golden_files"]\n', encoding="utf-8")
    shutil.copy(Path(__file__).with_name("golden_files.py"), tests)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> int:
    """Run its tests and give the exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, check=False).returncode


def goldens(project: Path) -> list[str]:
    """What stands in its golden folder."""
    folder = project / "tests" / "golden"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.txt"))


def test_a_missing_golden_fails(project: Path) -> None:
    """Without the switch nothing is written or deleted."""
    before = goldens(project)
    assert run(project) == pytest.ExitCode.TESTS_FAILED
    assert goldens(project) == before


def test_update_writes_and_tidies(project: Path) -> None:
    """The switch writes what tests give, and deletes the goldens of tests that are gone, but nothing else."""
    (project / "tests" / "reply" / "test_a.py").write_text(TEST.partition("def test_maybe")[0], encoding="utf-8")
    assert run(project, "--update") == pytest.ExitCode.OK
    assert goldens(project) == ["reply/notes/stale.txt", "reply/test_a/one.txt", "reply/test_a/two.txt"]
    assert run(project) == pytest.ExitCode.OK


@pytest.mark.parametrize("arguments", [[], ["-k", "one"], ["tests/reply/test_a.py::test_it"]])
def test_update_keeps_what_it_cannot_judge(project: Path, arguments: list[str]) -> None:
    """Where a test was skipped or left out, its goldens stay."""
    assert run(project, "--update", *arguments) == pytest.ExitCode.OK
    assert "reply/test_a/stale.txt" in goldens(project)
    assert "reply/test_a/one.txt" in goldens(project)
