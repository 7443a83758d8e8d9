"""Golden files: long outputs that tests compare with, one folder for each test file.

    def test_it(golden):
        golden("who.txt", render_text(WHO))

`pytest --update` writes what the tests give and deletes the files that no test asked for. Look at the
difference before you commit it: it is the change in what readers see.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FOLDER = TESTS / "golden"

Golden = Callable[[str, str], None]

_ASKED: pytest.StashKey[set[Path]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch."""
    parser.addoption("--update", action="store_true", help="write golden files anew and delete stale ones")


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no file asked for."""
    config.stash[_ASKED] = set()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with its golden file; with --update, write the file."""

    def compare(name: str, text: str) -> None:
        file = folder_of(request.path) / name
        request.config.stash[_ASKED].add(file)
        if request.config.getoption("--update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        expected = file.read_bytes().decode() if file.exists() else ""
        assert text == expected, f"{file.relative_to(TESTS.parent)} differs; `pytest --update` accepts the new text"

    return compare


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Delete the goldens that nothing asks for any more, if all that could ask for them has run and passed."""
    if not session.config.getoption("--update") or exitstatus != pytest.ExitCode.OK:
        return
    chosen = session.config.getoption("keyword") or any("::" in argument for argument in session.config.args)
    ran = set() if chosen else {folder_of(item.path) for item in session.items}
    for folder in FOLDER.rglob("test_*"):
        orphaned = not (TESTS / folder.relative_to(FOLDER).with_suffix(".py")).exists()
        if folder.is_dir() and (orphaned or folder in ran):
            remove_stale(folder, session.config.stash[_ASKED])


def folder_of(test_file: Path) -> Path:
    """`tests/reply/test_text.py` keeps its goldens in `tests/golden/reply/test_text/`."""
    return FOLDER / test_file.relative_to(TESTS).with_suffix("")


def remove_stale(folder: Path, asked: set[Path]) -> None:
    """Delete the files of a folder that were not asked for, and the folder if it is left empty."""
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_file() and file not in asked:
            file.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
