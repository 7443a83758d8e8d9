"""Where a statement was read, numbered in the order in which a reply first mentions it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FLAG_WORDS = {
    "ai_generated": "AI-written",
    "unreliable": "unreliable",
    "retracted": "retracted",
    "party": "party to the conflict",
    "undated": "undated",
    "unsigned": "unsigned",
    "dead_link": "dead link",
}
WARNING_FLAGS = ("ai_generated", "unreliable", "retracted")
"""Flags that stand beside every sentence resting on such a source; the others stand in the list."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, or one part of it, as a reader needs to see it. Equal citations share a number."""

    source: str
    part: str | None
    title: str
    publisher: str
    date: str
    reliability: str
    flags: tuple[str, ...]
    file: str | None = None
    url: str | None = None

    def __hash__(self) -> int:
        return hash((self.source, self.part))

    @property
    def warnings(self) -> tuple[str, ...]:
        """The flags a sentence may not be shown without, in words. AI-written says unreliable already."""
        flags = [flag for flag in WARNING_FLAGS if flag in self.flags]
        return tuple(FLAG_WORDS[flag] for flag in flags if flag != "unreliable" or "ai_generated" not in flags)

    @property
    def flag_words(self) -> tuple[str, ...]:
        """All flags, in words."""
        return tuple(FLAG_WORDS.get(flag, flag) for flag in self.flags)

    @property
    def facts(self) -> tuple[str, ...]:
        """What a list of sources says behind the title: date, grade, every flag, the gravest marked."""
        warned = [f"⚠ {word}" for word in self.warnings]
        others = [FLAG_WORDS.get(flag, flag) for flag in self.flags if flag not in WARNING_FLAGS]
        return tuple(dict.fromkeys(fact for fact in (self.date, f"grade {self.reliability}", *warned, *others) if fact))

    def remarks(self, *, graded: bool = False) -> str:
        """What stands in brackets behind its number: `⚠ AI-written`; graded, `E, ⚠ AI-written`."""
        warned = [f"⚠ {', '.join(self.warnings)}"] if self.warnings else []
        return ", ".join([self.reliability, *warned] if graded else warned)

    @property
    def ref(self) -> str:
        """`doc-002` or `doc-002#last-bullet`."""
        return f"{self.source}#{self.part}" if self.part else self.source


def in_row(citations: Iterable[Citation], numbers: Mapping[Citation, int]) -> list[Citation]:
    """Put the citations of one statement in reading order: each once, by number, those with warnings last."""
    return sorted(dict.fromkeys(citations), key=lambda cited: (bool(cited.warnings), numbers[cited]))


def number_citations(citations: list[Citation]) -> dict[Citation, int]:
    """Number distinct citations from 1, in order of first mention."""
    return {citation: number for number, citation in enumerate(dict.fromkeys(citations), start=1)}
