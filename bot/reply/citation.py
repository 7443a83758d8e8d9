"""Where a statement was read, numbered in the order in which a reply first mentions it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

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


# A reply asks for these of every citation it has, several times; few sources differ in them.
@lru_cache(maxsize=1_024)
def _warnings(flags: tuple[str, ...]) -> tuple[str, ...]:
    grave = [flag for flag in WARNING_FLAGS if flag in flags]
    return tuple(FLAG_WORDS[flag] for flag in grave if flag != "unreliable" or "ai_generated" not in grave)


@lru_cache(maxsize=4_096)
def _facts(date: str, reliability: str, flags: tuple[str, ...]) -> tuple[str, ...]:
    warned = [f"⚠ {word}" for word in _warnings(flags)]
    others = [FLAG_WORDS.get(flag, flag) for flag in flags if flag not in WARNING_FLAGS]
    return tuple(dict.fromkeys(fact for fact in (date, f"grade {reliability}", *warned, *others) if fact))


@lru_cache(maxsize=1_024)
def _remarks(grade: str, flags: tuple[str, ...]) -> str:
    warned = f"⚠ {', '.join(_warnings(flags))}" if _warnings(flags) else ""
    return ", ".join(part for part in (grade, warned) if part)


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
        return _warnings(self.flags) if self.flags else ()

    @property
    def facts(self) -> tuple[str, ...]:
        """What a list of sources says behind the title: date, grade, every flag, the gravest marked."""
        return _facts(self.date, self.reliability, self.flags)

    def remarks(self, *, graded: bool = False) -> str:
        """What stands in brackets behind its number: `⚠ AI-written`; graded, `E, ⚠ AI-written`."""
        if not self.flags:
            return self.reliability if graded else ""
        return _remarks(self.reliability if graded else "", self.flags)

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
