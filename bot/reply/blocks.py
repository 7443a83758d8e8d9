"""The closed union of blocks. A block says what a thing is; each adapter draws it its own best way.

Text inside blocks is plain: it is data that people wrote, and every renderer escapes it for its
platform. Blocks that state facts about the topic (Paragraph, Items, Fields, Card, Timeline) carry
their citations; Note and Heading are the bot's own words about itself or titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.reply.call import Call
from bot.reply.citation import Citation
from bot.reply.plain import is_web_address


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the line."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A speaker's own words, drawn inside quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A web address under a label. Anything but http and https is refused."""

    text: str
    url: str

    def __post_init__(self) -> None:
        if not is_web_address(self.url):
            raise ValueError(f"not a safe web address: {self.url!r}")


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation at the end of what it backs. Drawn as its number, with its warnings beside it."""

    citation: Citation


Span = str | Strong | Quote | Link | Cite
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the reply or of what follows. `level` 1 stands once, at the top."""

    text: str
    level: Literal[1, 2] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences about the topic, each with its citations behind it."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the bot's own words, by the id that their platform knows them by; there they are drawn by name."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.id} on {self.platform.capitalize()}"


@dataclass(frozen=True, slots=True)
class Note:
    """The bot's own words: how it understood, what it does not have, what to do next."""

    text: str
    kind: Literal["info", "warning"] = "info"
    person: Person | None = None
    """Whom the text names, as `str(person)`."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of statements, each with its citations."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands under it."""

    label: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Fields:
    """Short labelled facts."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One speaker's account on a card.

    `standing` is how the account stands today (disputed, reported, earlier count, refuted …);
    `note` says why, in an editor's words.
    """

    speaker: str
    value: str
    citations: tuple[Citation, ...]
    claim: str
    detail: str = ""
    side: str = ""
    standing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One matter, every speaker side by side. `basis` counts articles, origins and voices."""

    title: str
    kind: Literal["disputed", "several", "single"]
    rows: tuple[CardRow, ...]
    basis: str
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the timeline. `disputed` says, with citations, what about its date is contested."""

    when: str
    title: str
    event: str
    citations: tuple[Citation, ...]
    place: str = ""
    actors: str = ""
    disputed: Spans = ()
    unverified: bool = False
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One field of a record before and after; "" where it is not written."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What an edit changes in one record, as people read it. It shows written text and states nothing itself."""

    title: str
    rows: tuple[DiffRow, ...]
    person: Person | None = None
    """Whom the title names, as `str(person)`."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are in something longer, and how to turn the page."""

    page: int
    pages: int
    previous: Call | None = None
    next: Call | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A Call under a label; pressing it asks the bot that."""

    label: str
    call: Call


@dataclass(frozen=True, slots=True)
class Buttons:
    """What one may want to ask next, the most useful first."""

    buttons: tuple[Button, ...]


Block = Heading | Paragraph | Note | Items | Fields | Card | Timeline | Diff | Pager | Buttons


def cited(block: Block) -> Iterator[Citation]:
    """Give the citations of a block in the order in which a reader meets them."""
    match block:
        case Paragraph(spans):
            yield from _of(spans)
        case Items(items):
            for spans in items:
                yield from _of(spans)
        case Fields(fields):
            for field in fields:
                yield from _of(field.spans)
        case Card(rows=rows):
            for row in rows:
                yield from row.citations
        case Timeline(entries):
            for entry in entries:
                yield from entry.citations
                yield from _of(entry.disputed)
        case Heading() | Note() | Diff() | Pager() | Buttons():
            return


def _of(spans: Spans) -> Iterator[Citation]:
    return (span.citation for span in spans if isinstance(span, Cite))
