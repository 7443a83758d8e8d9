"""Golden files: long outputs that tests compare with, one folder for each test file.

    def test_it(golden):
        golden("who.txt", render_text(WHO))

`pytest --update` writes what the tests give and deletes the files that no test asked for. Look at the
difference before you commit it: it is the change in what readers see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FOLDER = TESTS / "golden"

Golden = Callable[[str, str], None]


class Goldens:
    """What one run asked for, and the test files of which it cannot tell all."""

    def __init__(self, update: bool) -> None:
        self.update = update
        self.asked: set[Path] = set()
        self.unsure: set[Path] = set()

    def compare(self, file: Path, text: str) -> None:
        """Compare a text with a file, or write it there."""
        self.asked.add(file)
        if self.update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        expected = file.read_bytes().decode() if file.exists() else ""
        assert text == expected, f"{file.relative_to(TESTS.parent)} differs; `pytest --update` accepts the new text"

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Tests left out by -k or -m might have asked for files."""
        self.unsure.update(folder_of(item.path) for item in items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """So might tests that were skipped or failed."""
        if report.outcome != "passed":
            self.unsure.add(folder_of(TESTS.parent / report.nodeid.partition("::")[0]))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Delete the goldens that nothing asks for any more."""
        if not self.update or any("::" in argument for argument in session.config.args):
            return
        ran = {folder_of(item.path) for item in session.items} - self.unsure
        for folder in [folder for folder in FOLDER.rglob("test_*") if folder.is_dir()]:
            orphaned = not (TESTS / folder.relative_to(FOLDER).with_suffix(".py")).exists()
            if orphaned or folder in ran:
                remove_stale(folder, self.asked)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch."""
    parser.addoption("--update", action="store_true", help="write golden files anew and delete stale ones")


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no file asked for."""
    config.pluginmanager.register(Goldens(bool(config.getoption("--update"))), "goldens")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with its golden file; with --update, write the file."""
    goldens = request.config.pluginmanager.get_plugin("goldens")
    assert isinstance(goldens, Goldens)
    return lambda name, text: goldens.compare(folder_of(request.path) / name, text)


def folder_of(test_file: Path) -> Path:
    """`tests/reply/test_text.py` keeps its goldens in `tests/golden/reply/test_text/`."""
    return FOLDER / test_file.relative_to(TESTS).with_suffix("") if test_file.is_relative_to(TESTS) else FOLDER


def remove_stale(folder: Path, asked: set[Path]) -> None:
    """Delete the files of a folder that were not asked for, and the folder if it is left empty."""
    for file in folder.iterdir():
        if file.is_file() and file not in asked:
            file.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
