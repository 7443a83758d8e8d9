"""What a moderator writes: one frozen model per kind of record.

The models are the schema: `explainer-bot schema` prints them, the loader refuses what they refuse.
Every scalar arrives as text and is typed here. `id`, `topic` and `mark` are given by the loader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, core_schema

from bot.decode.mark import Mark
from bot.knowledge.dates import When, parse_when
from bot.knowledge.prose import Prose, parse_prose
from bot.knowledge.quantity import Quantity, parse_quantity
from bot.knowledge.readings import Reading, parse_readings, parse_reasons
from bot.knowledge.vocabulary import (
    PREDICATES,
    ClaimFlag,
    ClaimStatus,
    EntityType,
    EventKind,
    PlacePrecision,
    Predicate,
    RelationKind,
    Reliability,
    SourceKind,
    SourceStatus,
)

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 40
"""A Call with two ids must fit Discord's 100 characters of a button id."""


def _one_or_many(value: object) -> object:
    """A lone value may be written where a list is expected."""
    return [value] if isinstance(value, str) else value


def _yes_or_no(value: object) -> object:
    """YAML's own booleans are not used; people write yes and no."""
    words = {"yes": True, "true": True, "no": False, "false": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise ValueError("must be yes or no")


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or any(c.isspace() or c in "<>\"'`" for c in value):
        raise ValueError("must be a web address that begins with https:// or http://")
    return value


@dataclass(frozen=True, slots=True)
class Form:
    """A text of a fixed form: the JSON schema shows the pattern, whoever misses it reads the sentence."""

    pattern: str
    sentence: str
    max_length: int = 120

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(pattern=self.pattern, max_length=self.max_length)
        return core_schema.custom_error_schema(text, custom_error_type="form", custom_error_message=self.sentence)


Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Id = Annotated[
    str,
    Form(
        ID_PATTERN,
        f"an id is lower-case letters, digits and single hyphens, such as iran-strike, at most {ID_LENGTH} characters",
        ID_LENGTH,
    ),
]
Language = Annotated[str, Form(r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$", "write the code of a language, such as en or fa")]
Url = Annotated[
    str, Field(max_length=500), AfterValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})
]
Flag = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Date = Annotated[
    When,
    BeforeValidator(parse_when),
    WithJsonSchema(
        {"type": ["string", "number"], "description": "EDTF or words: 2024-01-16, about 16 January 2024, unknown"}
    ),
]
Amount = Annotated[
    Quantity,
    BeforeValidator(parse_quantity),
    WithJsonSchema(
        {"type": ["string", "number"], "description": "9, 7 to 9, at least 2, about 90, none, or the speaker's words"}
    ),
]
CitedText = Annotated[
    Prose,
    BeforeValidator(parse_prose),
    WithJsonSchema({"type": "string", "description": "Every sentence names its claims: … [claim-id]."}),
]
Readings = Annotated[
    tuple[Reading, ...],
    BeforeValidator(parse_readings),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ]
        }
    ),
]
Reasons = Annotated[
    dict[str, str],
    BeforeValidator(parse_reasons),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_one_or_many)]
Labels = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]


class Written(BaseModel):
    """Anything a person writes in a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Record(Written):
    """Something with an id: the key it is written under."""

    section: ClassVar[str]

    id: SkipJsonSchema[str]
    topic: SkipJsonSchema[str]
    mark: SkipJsonSchema[Mark]

    @property
    def ref(self) -> str:
        """The id as it is written in a citation or a Call."""
        return self.id


class Accepted(Written):
    """A warning that the moderators have looked at and leave, with the reason."""

    check: Name
    on: Ids
    because: Text


class Header(Written):
    """`topic:` what the topic is and how it is kept."""

    title: Label
    summary: CitedText | None = None
    version: Name = "1"
    reviewed: Date | None = None
    review_every: Annotated[str, Form(r"^[1-9][0-9]{0,3} days$", "write a number of days, such as 180 days")] | None = (
        None
    )
    language: Language = "en"
    sensitive: Names = ()
    glossary: dict[str, Text] = {}
    accepted: tuple[Accepted, ...] = ()


class Part(Written):
    """A piece of one document that deserves its own grade."""

    reliability: Reliability
    why: Text
    ai_generated: Flag = False


class KnownError(Written):
    """Something a document gets wrong, and how we know."""

    where: Label
    says: Text
    because: Text
    weight: Literal["high", "medium", "low"] = "medium"
    claims: Ids = ()


class Source(Record):
    """Where something was read. Named after CSL-JSON and `cite news`; graded A to F (Admiralty)."""

    section: ClassVar[str] = "sources"

    publisher: Label
    date: Date
    kind: SourceKind
    reliability: Reliability | None = None
    title: Text | None = None
    author: Label | None = None
    url: Url | None = None
    archive: Url | None = None
    read_on: Date | None = None
    language: Language | None = None
    based_on: Ids = ()
    seen: Flag = True
    use: Literal["answers", "checks_only"] = "answers"
    side: Id | None = None
    owner: Id | None = None
    why: Text | None = None
    parts: dict[Id, Part] = {}
    known_errors: tuple[KnownError, ...] = ()
    status: SourceStatus | None = None
    file: Annotated[str, Form(r"^[^/\\]+$", "write the file's name without folders")] | None = None
    sha256: Annotated[str, Form(r"^[0-9a-f]{64}$", "a SHA-256 sum is 64 digits and letters a to f")] | None = None
    private_note: Text | None = None


class Role(Written):
    """What somebody is, where that was read."""

    role: Label
    of: Id | None = None
    read_in: Readings
    because: Text | None = None
    """Why a moderator doubts it."""


class Relation(Written):
    """A tie between two entities that a document states. A contested tie is a claim instead."""

    kind: RelationKind
    to: Id
    read_in: Readings
    because: Text | None = None


class Entity(Record):
    """Who or what: a person, group, state organ, outlet, place or operation."""

    section: ClassVar[str] = "entities"

    type: EntityType
    name: Name
    read_in: Readings
    names: dict[str, Names] = {}
    also: Names = ()
    short: Names = ()
    in_other_words: Names = ()
    formerly: Names = ()
    summary: CitedText | None = None
    active: Date | None = None
    roles: tuple[Role, ...] = ()
    speaks_for: Id | None = None
    relations: tuple[Relation, ...] = ()
    not_to_be_confused_with: Ids = ()
    party: Flag = False
    sensitive: dict[str, Ids] = {}
    country: Id | None = None
    within: Id | None = None
    at: Annotated[str, Field(max_length=60)] | None = None
    precision: PlacePrecision | None = None
    wikidata: Annotated[str, Form(r"^Q[1-9][0-9]*$", "a Wikidata item is Q and a number, such as Q794")] | None = None


class Event(Record):
    """Something that happened, in neutral words; what is contested about it is in its claims."""

    section: ClassVar[str] = "events"

    title: Label
    date: Date
    kind: EventKind
    time: Label | None = None
    ends: Date | None = None
    place: Ids = ()
    by: Ids = ()
    said_to_target: Ids = ()
    follows: Id | None = None
    part_of: Id | None = None
    precision: PlacePrecision | None = None
    background: Flag = False


class Claim(Record):
    """Who says what, about which event or entity, and where that was read."""

    section: ClassVar[str] = "claims"

    about: Id
    aspect: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    said_by: Name
    read_in: Readings
    killed: Amount | None = None
    injured: Amount | None = None
    captured: Amount | None = None
    date: Date | None = None
    place: Ids | None = None
    target: Ids | None = None
    responsibility: Ids | None = None
    weapon: Text | None = None
    motive: Text | None = None
    statement: Text | None = None
    denial: Text | None = None
    of_whom: dict[str, Annotated[int, Field(ge=0, le=10_000_000)]] = {}
    said_on: Date | None = None
    via: Id | None = None
    quote: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    status: ClaimStatus | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    because: Text | None = None
    supports: Ids = ()
    contradicts: Ids = ()
    compatible_with: Reasons = {}
    replaced_by: Id | None = None
    flags: tuple[ClaimFlag, ...] = ()

    @property
    def predicate(self) -> Predicate:
        """The one predicate this claim is about; the checks refuse none and two."""
        return next((name for name in PREDICATES if getattr(self, name) is not None), "statement")

    @property
    def value(self) -> Any:
        """What is said: a Quantity, a When, a tuple of entity ids, or text."""
        return getattr(self, self.predicate)


class Question(Record):
    """A short answer: every sentence of it names its claims."""

    section: ClassVar[str] = "questions"

    ask: Label
    answer: CitedText | None = None
    also_asked: Names = ()
    not_known: Labels = ()
    see_also: Ids = ()
    related: Ids = ()


class Correction(Record):
    """What we had wrong, when it was mended, and thanks to whom."""

    section: ClassVar[str] = "corrections"

    on: Date
    what: Text
    changes: Ids = ()
    was: Text | None = None
    now: Text | None = None
    thanks_to: Label | None = None
    reason: Text | None = None


RECORDS: tuple[type[Record], ...] = (Source, Entity, Event, Claim, Question, Correction)
"""Every section of a file but `topic`, in the order in which they are written."""
