"""The docstring of a test is the file it is about: the fixture `problems` loads it and says what is wrong.

A docstring holds a sentence, an empty line, and YAML. The YAML is written, without its indentation, to
`test.yaml`, so that its first line is line 1 of that file. Beside it lies `base.yaml` with the small
topic below, in which nothing is wrong; what the test writes under an id of the base takes its place.
"""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from bot.decode import Mapping, read_yaml
from bot.knowledge.checks import upkeep
from bot.knowledge.load import load

BASE: dict[str, dict[str, str]] = {
    "sources": {
        "paper": "{publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B}",
        "wire": "{publisher: The Wire, date: 2024-02-01, kind: wire, reliability: A}",
    },
    "entities": {
        "north": "{type: government, name: Northland, party: yes, read_in: paper}",
        "south": "{type: government, name: Southmark, party: yes, read_in: paper}",
        "agency": "{type: media, name: State Agency, speaks_for: north, read_in: paper}",
        "village": "{type: place, name: Green Village, country: south, read_in: paper}",
    },
    "events": {
        "strike": "{title: Northland strikes, date: 2024-01-16, kind: bombing, by: north, place: village}",
    },
    "claims": {
        "struck": "{about: strike, said_by: source itself, read_in: [paper, wire], statement: A strike fell.}",
        "two-dead": "{about: strike, said_by: south, read_in: paper, killed: 2}",
        "aim": "{about: strike, said_by: agency, read_in: wire, motive: It was an answer.}",
    },
    "questions": {
        "toll": "{ask: How many died?, answer: 'Southmark says that two people died [two-dead].'}",
    },
}
HEADER = "topic: {title: A small topic}\n"
TODAY = date(2024, 3, 1)


def small_topic(folder: Path, yaml: str) -> Path:
    """Write the base and a test's own YAML into a folder."""
    root, _ = read_yaml(yaml.encode(), "test.yaml")
    own = root.items if root else {}
    text = "" if "topic" in own else HEADER
    for section, records in BASE.items():
        written = own.get(section)
        taken = set(written.items) if isinstance(written, Mapping) else set()
        lines = [f"  {id}: {record}\n" for id, record in records.items() if id not in taken]
        text += f"{section}:\n{''.join(lines)}" if lines else ""
    (folder / "base.yaml").write_text(text, encoding="utf-8")
    (folder / "test.yaml").write_text(yaml, encoding="utf-8")
    return folder


@pytest.fixture
def problems(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is wrong with the YAML of the test's docstring, as `check` prints it.

    A test that is named `test_<check>__fails…` must meet that check, and `test_<check>__passes…` must not.
    """
    monkeypatch.setattr(upkeep, "today", lambda: TODAY)
    _, _, yaml = inspect.cleandoc(request.function.__doc__ or "").partition("\n\n")
    found = load(small_topic(tmp_path, yaml + "\n")).problems
    if name := re.fullmatch(r"test_(\w+?)__(fails|passes)(?:_\w+)?", request.function.__name__):
        assert any(problem.check == name[1] for problem in found) == (name[2] == "fails"), found
    return [str(problem) for problem in found]
