"""The sorts of arguments of commands that change something: records, texts, numbers of proposals and revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from bot.commands.command import ParamType
from bot.commands.context import Choice, Context
from bot.commands.form import LONGEST_FIELD
from bot.commands.types import MAX_CHOICES, Found, RecordType
from bot.errors import NotFound, UserError
from bot.knowledge.model import Record
from bot.reply import Button
from bot.reply.plain import is_web_address

if TYPE_CHECKING:
    from bot.store.records import Proposal

SECTIONS = {
    "event": "events",
    "claim": "claims",
    "source": "sources",
    "entity": "entities",
    "question": "questions",
}
"""What a moderator adds, and the section it stands in."""
LONGEST_WORDS = 1_000
LONGEST_RECORD = 20_000
"""Characters of a record's text; a form holds fewer, a typed line and a file may hold more."""
LONGEST_FILE = 200_000


class WordsType(ParamType[str]):
    """A few sentences."""

    name = "words"
    long = True
    longest = LONGEST_WORDS

    def convert(self, ctx: Context, text: str) -> str:
        """Keep the words."""
        return text.strip()


class ReasonType(WordsType):
    """Why something was decided; asked for wherever there is a form."""

    name = "reason"
    long = False
    in_form = "too"
    longest = 300


class TitleType(ReasonType):
    """What a new record is called; of a question that found nothing, its words."""

    name = "title"

    def draft(self, ctx: Context, arguments: Mapping[str, str]) -> str:
        """Give the question that the answer is written for."""
        gap = ctx.desk.gap_at_hand(int(arguments["gap"])) if arguments.get("gap", "").isdigit() else None
        return gap.question if gap else ""


class LinkType(ParamType[str]):
    """A web address."""

    name = "link"
    in_form = "too"

    def convert(self, ctx: Context, text: str) -> str:
        """Take http and https only."""
        if not is_web_address(text):
            raise UserError("The link is no web address: it begins with https:// and holds no spaces.")
        return text


class NumberType(ParamType[int]):
    """The number of a proposal, a revision or a question in vain."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, ctx: Context, text: str) -> int:
        """Read it, with or without a number sign."""
        digits = text.removeprefix("#")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise UserError(f"“{text[:60]}” is no number of a {self.name}.")
        return int(digits)


class SeenType(ParamType[str]):
    """The hash of the record as the author saw it; a form fills it in."""

    name = "seen"
    hidden = True
    in_form = "too"

    def convert(self, ctx: Context, text: str) -> str:
        """Take sixteen hexadecimal digits."""
        if len(text) != 16 or not set(text) <= set("0123456789abcdef"):
            raise UserError("'seen' is filled in by the form; leave it out.")
        return text

    def draft(self, ctx: Context, arguments: Mapping[str, str]) -> str:
        """Give the hash of what the form shows."""
        return _drafted(ctx, arguments)[1]


class RecordTextType(ParamType[str]):
    """A record as YAML."""

    name = "text"
    long = True
    in_form = "always"
    longest = LONGEST_RECORD

    def convert(self, ctx: Context, text: str) -> str:
        """Keep it as it is; line breaks become newline signs."""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def draft(self, ctx: Context, arguments: Mapping[str, str]) -> str:
        """Give the record, or the proposal that is edited, as text."""
        text = _drafted(ctx, arguments)[0]
        if len(text) > LONGEST_FIELD:
            raise UserError(f"This record has {len(text)} characters, a form holds {LONGEST_FIELD}: edit the file.")
        return text


def _drafted(ctx: Context, arguments: Mapping[str, str]) -> tuple[str, str]:
    """The text that a form about a record begins with, and the hash of what it rests on."""
    record = RECORD.convert(ctx, arguments.get("record", "")).record
    if arguments.get("proposal", "").isdigit():
        for change in _at_hand(ctx, arguments["proposal"]).changes:
            if change.record == record.id:
                return change.after, change.hash_before
    return ctx.desk.draft(ctx.topic.id, record.section, record.id)


def _at_hand(ctx: Context, number: str) -> Proposal:
    """The proposal that a form begins with; one that another replica took in has to be looked at first."""
    proposal = ctx.desk.at_hand(int(number))
    if proposal is None:
        raise UserError(f"Proposal {number} has to be looked at first.")
    return proposal


class NewTextType(ParamType[str]):
    """A new record as YAML, begun from a template."""

    name = "text"
    long = True
    in_form = "always"
    longest = LONGEST_RECORD

    def convert(self, ctx: Context, text: str) -> str:
        """Keep it as it is; line breaks become newline signs."""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def draft(self, ctx: Context, arguments: Mapping[str, str]) -> str:
        """Give the template of the section, or the proposal that is edited."""
        if arguments.get("proposal", "").isdigit():
            return _at_hand(ctx, arguments["proposal"]).changes[0].after
        title = arguments.get("title", "") or TITLE.draft(ctx, arguments)
        return drafted_new(ctx, SECTION.convert(ctx, arguments.get("section", "")), title)


def drafted_new(ctx: Context, section: str, title: str) -> str:
    """Give the skeleton of a new record; its id is made from the title, once that is known."""
    from bot.editing.ids import new_id
    from bot.editing.templates import template

    return template(section, new_id(ctx.topic, title), title) if title else template(section)


class FileTextType(WordsType):
    """A knowledge file as YAML."""

    name = "file"
    longest = LONGEST_FILE


class SectionType(ParamType[str]):
    """What sort of record to add."""

    name = "section"
    completes = True

    def convert(self, ctx: Context, text: str) -> str:
        """Find the section, by the name of one record or of all."""
        word = text.casefold().removeprefix("an ").removeprefix("a ")
        if word in SECTIONS.values():
            return word
        if word not in SECTIONS:
            raise NotFound(
                f"“{text[:40]}” cannot be added. What can: {', '.join(SECTIONS)}.",
                [Button(name.capitalize(), ctx.call("add", section=name)) for name in SECTIONS],
            )
        return SECTIONS[word]

    def write(self, value: str) -> str:
        """Name one record of it."""
        return next(name for name, section in SECTIONS.items() if section == value)

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer them all."""
        return [Choice(name, name) for name in SECTIONS if name.startswith(text.strip().casefold())][:MAX_CHOICES]


_LEADS_TO = {"entities": "who", "events": "event", "claims": "trace", "sources": "sources"}
RECORD: RecordType[Record] = RecordType("record", ["entities", "events", "claims", "sources", "questions"], _LEADS_TO)
SECTION = SectionType()
TITLE = TitleType()

RecordParam = Annotated[Found[Record], RECORD, "the record, by its name or id"]
OneRecordParam = Annotated[Found[Record] | None, RECORD, "only what changed this record"]
WrongParam = Annotated[str, WordsType(), "what is wrong"]
RightParam = Annotated[str, WordsType(), "what is right"]
LinkParam = Annotated[str, LinkType(), "where that can be read"]
RecordTextParam = Annotated[str, RecordTextType(), "the record's new text, as YAML"]
NewTextParam = Annotated[str, NewTextType(), "the new record, as YAML"]
FileTextParam = Annotated[str, FileTextType(), "the records, as YAML"]
SeenParam = Annotated[str, SeenType(), "what the record was when its author saw it; the form fills it in"]
SectionParam = Annotated[str, SECTION, "event, claim, source, entity or question"]
TitleParam = Annotated[str, TITLE, "its name, title, question or statement"]
ReasonParam = Annotated[str, WordsType(), "why, in a sentence for the proposer"]
BecauseParam = Annotated[str, ReasonType(), "why, for the history"]
ProposalParam = Annotated[int, NumberType("proposal"), "the proposal's number"]
AnyProposalParam = Annotated[int | None, NumberType("proposal"), "one proposal, by its number"]
RevisionParam = Annotated[int, NumberType("revision"), "the revision's number"]
AnyRevisionParam = Annotated[int | None, NumberType("revision"), "one revision, by its number"]
GapParam = Annotated[int | None, NumberType("question"), "the question that found nothing, by its number"]
