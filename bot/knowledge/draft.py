"""A topic while it is being read: its records, and the place of every value in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.decode import Mark, Problem
from bot.decode.records import Step, find, find_key, mark_of
from bot.knowledge.comparison import Comparison
from bot.knowledge.model import Claim, Correction, Entity, Event, Header, Question, Record, Source
from bot.knowledge.nodes import Nodes
from bot.knowledge.provenance import Provenance


@dataclass(slots=True)
class Draft:
    """What the checks look at. Records that were refused are missing here but stay `declared`."""

    id: str
    header: Header | None = None
    header_mark: Mark | None = None
    """Where `topic:` begins; None if no file has it."""
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    declared: dict[str, dict[str, Mark]] = field(default_factory=dict)
    """section → id → where it stands, refused records included."""
    nodes: Nodes = field(init=False)
    """(section, id) → the record's node and the file it stands in."""
    whole: bool = True
    """False if a file or section was refused as a whole: whatever seems to be missing may stand there."""
    provenance: Provenance = field(init=False)
    comparisons: tuple[Comparison, ...] = ()

    def __post_init__(self) -> None:
        self.nodes = Nodes(self.declared)
        self.provenance = Provenance(self.sources, self.entities)

    def section(self, name: str) -> dict[str, Any]:
        """Give the records of one section."""
        section: dict[str, Any] = getattr(self, name)
        return section

    def records(self) -> Iterator[Record]:
        """Every record that was understood."""
        for name in ("sources", "entities", "events", "claims", "questions", "corrections"):
            yield from self.section(name).values()

    def exists(self, section: str, id: str) -> bool:
        """Whether something stands under this id, even if it was refused for other reasons."""
        return id in self.declared.get(section, {})

    def understood(self, *sections: str) -> bool:
        """Whether nothing of these sections was refused, so that what is not there is not written."""
        return self.whole and all(len(self.section(name)) == len(self.declared.get(name, ())) for name in sections)

    def mark(self, record: Record | Header, *path: Step, key: bool = False) -> Mark:
        """Where a value of a record stands, or its key; the record itself if the path leads nowhere."""
        if isinstance(record, Header):
            if self.header_mark is None:
                return Mark("topic.yaml")
            file = self.header_mark.file
            node, own = self.nodes.root(file).items["topic"], self.header_mark
        else:
            node, file = self.nodes[record.section, record.id]
            own = record.mark
        found = find_key(node, path) if key else find(node, path)
        return own if found is node and not isinstance(record, Header) else mark_of(found, file)

    def error(self, record: Record | Header, text: str, *path: Step, key: bool = False) -> Problem:
        """Report a fault that keeps the topic from being served."""
        return Problem(self.mark(record, *path, key=key), text, "", "error", _id(record))

    def warning(self, record: Record | Header, text: str, *path: Step, key: bool = False) -> Problem:
        """Report a weakness that moderators should look at."""
        return Problem(self.mark(record, *path, key=key), text, "", "warning", _id(record))


def _id(record: Record | Header) -> str:
    return "topic" if isinstance(record, Header) else record.id
