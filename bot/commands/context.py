"""What a handler sees of a call: one immutable snapshot, the topic meant, and who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from bot.commands.replies import Replies
from bot.config import ServerConfig
from bot.errors import UserError
from bot.knowledge.topic import Knowledge, Topic
from bot.reply import Call
from bot.search import Index, TopicIndex

if TYPE_CHECKING:
    from bot.commands.command import Command
    from bot.desk.desk import Desk


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class User:
    """Who asks, and from where. The adapter decides who is a moderator; no id ever reaches a log.

    `server` is the Discord server or Slack workspace; "" in a direct message, or where there is none.
    """

    id: str = ""
    moderator: bool = False
    platform: str = "terminal"
    server: str = ""

    @property
    def who(self) -> str:
        """How the store knows them: `platform:user id`."""
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A completion: the value a call carries, and the label a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Knowledge and its search index: one unit, swapped whole or not at all."""

    knowledge: Knowledge
    index: Index
    default_topic: str
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What commands computed once over this snapshot; it goes when the snapshot goes."""
    replies: Replies = field(default_factory=Replies, compare=False, repr=False)
    """The latest replies that depend on this snapshot and the call alone."""

    @classmethod
    def of(
        cls, knowledge: Knowledge, default_topic: str | None = None, kept: Mapping[str, TopicIndex] | None = None
    ) -> Snapshot:
        """Put an index over a knowledge, with those `kept` of an earlier one.

        The default topic is the one named, else the first.
        """
        topic = default_topic if default_topic in knowledge.topics else None
        return cls(knowledge, Index(knowledge, kept), topic or next(iter(knowledge.topics)))


@dataclass(frozen=True, slots=True)
class Context:
    """One call's view of the world."""

    snapshot: Snapshot
    topic: Topic
    user: User = field(default_factory=User)
    commands: Mapping[str, Command] = field(default_factory=dict)
    """Every command by name, for /help."""
    usual: str = ""
    """The id of the topic that is meant where the user is when a call names none; "" for the snapshot's."""
    server: ServerConfig = field(default_factory=ServerConfig)
    """The settings that hold where the user is."""
    memory: Desk | None = None
    """What is remembered, where anything is; handlers that need it ask for `desk`."""

    used: Mapping[str, int] = field(default_factory=dict)
    """Calls answered since the start, by command."""

    @property
    def desk(self) -> Desk:
        """Proposals, revisions and everything else that is remembered.

        Raises:
            UserError: this bot remembers nothing.
        """
        if self.memory is None:
            raise UserError("This bot keeps no memory here: proposals, history and settings need one.")
        return self.memory

    @property
    def remembers(self) -> bool:
        """Whether what readers do is remembered, so that there is a point in offering them a vote."""
        return self.memory is not None and self.memory.remembers

    @property
    def index(self) -> TopicIndex:
        """Names, completion and questions of the topic meant."""
        return self.snapshot.index.topic(self.topic.id)

    def within(self, topic: str) -> Context:
        """Give the same call over another topic, so that what is made there leads there; as it is if that has gone."""
        found = self.snapshot.knowledge.topics.get(topic)
        return self if found is None else replace(self, topic=found)

    def once(self, what: str, make: Callable[[], T]) -> T:
        """Give what was made under this name for this topic and snapshot before, else make it now."""
        key = f"{self.topic.id} {what}"
        if key not in self.snapshot.memo:
            self.snapshot.memo[key] = make()
        made: T = self.snapshot.memo[key]
        return made

    def call(self, name: str, **options: str | int) -> Call:
        """Make a Call that leads back into this topic.

        `from_` is written `from`. The topic is named only where the ids in the call do not settle it.
        """
        written = {key.rstrip("_"): str(value) for key, value in options.items()}
        usual = self.usual or self.snapshot.default_topic
        if self.topic.id != usual and "topic" not in written:
            named = [value for value in written.values() if self.topic.record(value) is not None]
            topic = self.snapshot.knowledge.topics[usual]
            if not named or any(topic.record(value) is not None for value in named):
                written["topic"] = self.topic.id
        command = self.commands.get(name)
        return Call(name, written, main=command.main.name if command and command.main else "")
