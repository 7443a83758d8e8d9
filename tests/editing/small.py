"""A small knowledge on disk for tests that write, and edits of it."""

from __future__ import annotations

from pathlib import Path

from bot.editing import Edit, Prepared, Replace, Slice, locate, prepare

TOPIC = """\
topic: {title: A small topic}
sources:
  paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B}
entities:
  north: {type: government, name: Northland, party: yes, read_in: paper}
"""
EVENTS = """\
# What happened.
events:
  strike:
    title: Northland strikes   # neutral
    date: 2024-01-16
    kind: bombing
    by: north

claims:
"""


def small_knowledge(folder: Path, claims: int = 3) -> Path:
    """Write a topic called `small` with some claims c0, c1, … that each count deaths in a matter of its own."""
    topic = folder / "small"
    topic.mkdir(parents=True)
    (topic / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    (topic / "events.yaml").write_text(EVENTS + "".join(claim(number, 0) for number in range(claims)), encoding="utf-8")
    return folder


def claim(number: int, killed: int) -> str:
    """Give the lines of a claim."""
    return (
        f"  c{number}:\n    about: strike\n    aspect: Matter {number}\n    said_by: north\n    read_in: paper\n"
        f"    # counted\n    killed: {killed}\n\n"
    )


def there(folder: Path, id: str, section: str = "claims") -> Slice:
    """Find a record that must be there."""
    found = locate(folder, "small", section, id)
    assert isinstance(found, Slice), found
    return found


def count(found: Slice) -> int:
    """Read a claim's count from its text."""
    return int(found.text.partition("killed:")[2])


def killed(folder: Path, id: str, to: int | None = None) -> Replace:
    """Make the edit of somebody who looks at a claim once and gives it another count, one more unless told."""
    found = there(folder, id)
    to = count(found) + 1 if to is None else to
    lines = [line if "killed:" not in line else f"  killed: {to}" for line in found.text.split("\n")]
    return Replace("small", "claims", id, found.hash, "\n".join(lines))


def prepared(folder: Path, *edits: Edit) -> Prepared:
    """Prepare edits that must be accepted."""
    found = prepare(folder, edits)
    assert isinstance(found, Prepared), found
    return found
