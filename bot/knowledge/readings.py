"""Where a claim was read: a document, perhaps one part of it, and what exactly stands there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """`doc-002#last-bullet`, with an optional note on what exactly the document says there."""

    source: str
    part: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.source}#{self.part}" if self.part else self.source


def parse_reading(ref: str, note: str | None = None) -> Reading:
    """Read `source` or `source#part`."""
    source, hash_sign, part = ref.strip().partition("#")
    if not source or (hash_sign and not part):
        raise ValueError("must be a source, or source#part")
    return Reading(source, part or None, note)


def parse_readings(value: object) -> tuple[Reading, ...]:
    """Read one reference, a list of them, or a mapping from each to what exactly it says."""
    match value:
        case tuple():
            return value
        case str():
            return (parse_reading(value),)
        case list():
            if not all(isinstance(ref, str) for ref in value):
                raise ValueError("must be a list of sources")
            return tuple(parse_reading(ref) for ref in value)
        case dict():
            if not all(isinstance(note, str) for note in value.values()):
                raise ValueError("must say in one text what each source says")
            return tuple(parse_reading(ref, note.strip() or None) for ref, note in value.items())
        case _:
            raise ValueError("must be a source, a list of sources, or source: what it says")


def parse_reasons(value: object) -> object:
    """Read `other-claim: why the two can both stand`; the reason may not be left out."""
    if not isinstance(value, dict) or not all(isinstance(text, str) and text.strip() for text in value.values()):
        raise ValueError("must give a reason for each claim, as claim-id: reason")
    return {key: text.strip() for key, text in value.items()}
