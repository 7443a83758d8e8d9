"""Whatever check is listed is tested both ways and documented, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.knowledge import checks
from bot.knowledge.checks import CHECKS

ROOT = Path(__file__).parents[3]
NAMES = [check.__name__ for check in CHECKS]
TESTS = [
    node.name
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
]
ROW = re.compile(r"^\| `(\w+)` \| (error|warning) \| (\d+) \| (.*?) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/checks.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["fails", "passes"])
@pytest.mark.parametrize("check", NAMES)
def test_a_check_is_tested(check: str, kind: str) -> None:
    """Every check has a test in which it finds something, and one in which it finds nothing."""
    assert [name for name in TESTS if name.startswith(f"test_{check}__{kind}")]


def test_every_check_is_listed() -> None:
    """Every generator of problems in the folder stands in CHECKS, once."""
    written = [
        node.name
        for path in Path(checks.__file__).parent.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if [argument.arg for argument in node.args.args] == ["draft"]
        and ast.unparse(node.returns or node) == "Iterator[Problem]"
    ]
    assert sorted(written) == sorted(NAMES)


def test_every_check_is_documented() -> None:
    """`docs/checks.md` has a row for every check, in the same order, and for nothing else."""
    assert [row[0] for row in ROWS] == NAMES


@pytest.mark.parametrize(("check", "severity", "rule", "text", "mend"), ROWS)
def test_a_row_tells_the_rule(check: str, severity: str, rule: str, text: str, mend: str) -> None:
    """A row gives the rule in the check's own words; rules up to 10 are errors, the others warnings."""
    documented = {known.__name__: known.__doc__ for known in CHECKS}
    assert (text, severity) == (documented.get(check), "error" if int(rule) <= 10 else "warning")
    assert mend.endswith(".")


def test_a_check_is_one_sentence() -> None:
    """The docstring of a check is its rule: one line that ends with a full stop."""
    assert [check.__name__ for check in CHECKS if not re.fullmatch(r"[A-Z`].*\.", check.__doc__ or "")] == []
