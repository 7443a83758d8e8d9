"""The sorts of arguments: how each is read from raw text and completed while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from bot.commands.command import Param, ParamType
from bot.commands.context import Choice, Context
from bot.errors import Ambiguous, NotFound, UserError
from bot.knowledge.dates import When, parse_when
from bot.knowledge.model import Claim, Entity, Event, Record
from bot.knowledge.topic import Topic
from bot.reply import Button, Call
from bot.search import Match, Subject

R = TypeVar("R", bound=Record)
MAX_CHOICES = 25
"""Discord's limit for one autocomplete answer; Slack allows 100."""
MAX_CHOICE = 100
"""Discord's limit for a choice's name and for its value, in characters."""


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A record and how it was found: `note` is "" when the asker named it exactly."""

    record: R
    note: str = ""


class RecordType(ParamType[Found[R]], Generic[R]):
    """A record of one or more sections, by id, any name or any spelling."""

    completes = True

    def __init__(self, name: str, sections: Iterable[str], leads_to: dict[str, str]) -> None:
        self.name = name
        self.sections = frozenset(sections)
        self.leads_to = leads_to
        """Section → the command that explains its records: where a candidate's button goes."""

    def convert(self, ctx: Context, text: str) -> Found[R]:
        """Find the record meant, or raise with the nearest candidates."""
        resolution = ctx.index.names.find(text, self.sections)
        match = resolution.match
        if match is not None:
            record: R = getattr(ctx.topic, match.section)[match.id]
            return Found(record, _how(text, match, ctx.topic))
        candidates = [button for candidate in resolution.candidates if (button := self._button(ctx, candidate))]
        shown = text if len(text) <= 80 else text[:79] + "…"
        if resolution.ask:
            raise Ambiguous(f"“{shown}” could be several. Which one do you mean?", candidates)
        near = " The nearest names they have:" if candidates else ""
        raise NotFound(f"Our sources have nothing under “{shown}”.{near}", candidates)

    def write(self, value: Found[R]) -> str:
        """Name the record by its id."""
        return value.record.id

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer names that begin with, or hold a word that begins with, what was typed."""
        found = ctx.index.completion.complete(text, self.sections, MAX_CHOICES)
        return [Choice(suggestion.id, suggestion.label[:MAX_CHOICE]) for suggestion in found]

    def _button(self, ctx: Context, candidate: Match) -> Button | None:
        command = self.leads_to.get(candidate.section)
        if command is None:
            return None
        record = getattr(ctx.topic, candidate.section)[candidate.id]
        return Button(label_of(record), ctx.call(command, **{_MAIN[command]: candidate.id}))


_MAIN = {"who": "entity", "event": "event", "trace": "claim", "sources": "subject"}


def label_of(record: Record) -> str:
    """Name a record on a button or in a list."""
    match record:
        case Entity(name=name):
            return name
        case Event(title=title):
            return title
        case _:
            return getattr(record, "ask", None) or getattr(record, "title", None) or record.id


def _how(text: str, match: Match, topic: Topic) -> str:
    """Say how a name was matched, unless it was written just so."""
    if match.how in {"id", "exact"} or text.casefold() == match.name.casefold():
        return ""
    label = label_of(getattr(topic, match.section)[match.id])
    how = {"alias": "another name", "short": "short form", "role": "by role", "nearest": "nearest name"}.get(
        match.how, match.how
    )
    return f"{text} → {label} ({how})"


class SubjectType(ParamType[Subject]):
    """Everyday words for a matter, an event, a name or a source."""

    name = "subject"
    completes = True
    sections = frozenset({"events", "entities", "sources"})

    def convert(self, ctx: Context, text: str) -> Subject:
        """Find what is asked about, or raise with what there is."""
        subject = ctx.index.subjects.resolve(text)
        if subject is not None:
            return subject
        found = ctx.index.names.find(text, self.sections)
        buttons = [
            Button(label_of(getattr(ctx.topic, match.section)[match.id]), ctx.call("sources", subject=match.id))
            for match in found.candidates
        ]
        shown = text if len(text) <= 80 else text[:79] + "…"
        raise NotFound(
            f"Our sources have nothing on “{shown}”. Try casualties, dates, why, weapons or a name.", buttons
        )

    def write(self, value: Subject) -> str:
        """Name the source, or the subject as it was understood."""
        return value.source or value.call

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer everyday subjects first, then events, names and sources."""
        folded = text.strip().casefold()
        words = [Choice(word, word) for word in ctx.index.subjects.words if word.startswith(folded)]
        found = ctx.index.completion.complete(text, self.sections, MAX_CHOICES)
        named = [Choice(suggestion.id, suggestion.label[:MAX_CHOICE]) for suggestion in found]
        return [*words, *named][:MAX_CHOICES]


class QuestionType(ParamType[str]):
    """A question in plain words, taken as it was typed."""

    name = "question"
    completes = True
    free_text = True

    def convert(self, ctx: Context, text: str) -> str:
        """Keep the words."""
        return text

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer curated questions; the value is the question itself, cut to what a choice carries."""
        found = ctx.index.completion.complete(text, frozenset({"questions"}), MAX_CHOICES)
        return [Choice(suggestion.label[:MAX_CHOICE], suggestion.label[:MAX_CHOICE]) for suggestion in found]


class DateType(ParamType[When]):
    """A date in EDTF or words."""

    name = "date"

    def convert(self, ctx: Context, text: str) -> When:
        """Read the date."""
        try:
            return parse_when(text)
        except ValueError as error:
            raise UserError(f"“{text[:60]}” {error}.") from error


class PageType(ParamType[int]):
    """A page number from 1."""

    name = "page"

    def convert(self, ctx: Context, text: str) -> int:
        """Read the number; a page past the end is shown as the last one."""
        if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) == 0:
            raise UserError(f"“{text[:60]}” is not a page: give a number from 1.")
        return int(text)


class TopicType(ParamType[Topic]):
    """A topic by id or title."""

    name = "topic"
    completes = True

    def convert(self, ctx: Context, text: str) -> Topic:
        """Find the topic, or raise with those there are."""
        topics = ctx.snapshot.knowledge.topics
        folded = text.casefold()
        for topic in topics.values():
            if folded in {topic.id, topic.header.title.casefold()}:
                return topic
        buttons = [Button(topic.header.title, Call("timeline", {"topic": topic.id})) for topic in topics.values()]
        raise NotFound(f"There is no topic “{text[:80]}”.", buttons)

    def write(self, value: Topic) -> str:
        """Name the topic by its id."""
        return value.id

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer topics whose id or title holds what was typed."""
        folded = text.strip().casefold()
        return [
            Choice(topic.id, topic.header.title[:MAX_CHOICE])
            for topic in ctx.snapshot.knowledge.topics.values()
            if folded in topic.id or folded in topic.header.title.casefold()
        ][:MAX_CHOICES]


class CommandType(ParamType[str]):
    """The name of a command, with or without its slash."""

    name = "command"
    completes = True
    closed = True

    def convert(self, ctx: Context, text: str) -> str:
        """Find the command's name."""
        name = text.lstrip("/").casefold()
        if name not in ctx.commands:
            raise NotFound(f"There is no command “{text[:60]}”.", [Button("All commands", Call("help"))])
        return name

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer commands by prefix."""
        prefix = text.lstrip("/").casefold()
        return [
            Choice(name, f"/{name}: {command.description}"[:MAX_CHOICE])
            for name, command in ctx.commands.items()
            if name.startswith(prefix)
        ]


_ENTITY: RecordType[Entity] = RecordType("entity", ["entities"], {"entities": "who"})
_EVENT: RecordType[Event] = RecordType("event", ["events"], {"events": "event"})
_CLAIM: RecordType[Claim] = RecordType("claim", ["claims"], {"claims": "trace"})
_ABOUT: RecordType[Entity | Event] = RecordType("about", ["entities", "events"], {"entities": "who", "events": "event"})

EntityParam = Annotated[Found[Entity], _ENTITY, "a person, group, place or body, in any spelling"]
EventParam = Annotated[Found[Event], _EVENT, "the event, by its title"]
ClaimParam = Annotated[Found[Claim], _CLAIM, "the claim, by its id"]
AboutParam = Annotated[Found[Entity | Event] | None, _ABOUT, "only events with this name in them"]
SubjectParam = Annotated[Subject | None, SubjectType(), "casualties, dates, why, a place, a name or a source"]
QuestionParam = Annotated[str, QuestionType(), "your question in plain words"]
FromParam = Annotated[When | None, DateType(), "only events from this day on"]
ToParam = Annotated[When | None, DateType(), "only events up to this day"]
PageParam = Annotated[int, PageType(), "which page"]
CommandParam = Annotated[str | None, CommandType(), "the command to explain"]

TOPIC = Param("topic", TopicType(), "another topic than the usual one", required=False)
"""What every command about a topic takes; the app reads it and hands the handler that topic."""
