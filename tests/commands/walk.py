"""Every call that the shipped knowledge allows: each command with each argument, each page, each button."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app import App
from bot.cli import run_now
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import PREDICATES
from bot.reply import Call, Pager, Reply

SUBJECTS = (
    "casualties", "deaths", "killed", "injured", "toll", "dates", "when", "where", "why", "motive", "weapons",
    "targets", "ambassador", "nationality", "responsibility", *PREDICATES,
)  # fmt: skip


def calls(topic: Topic) -> Iterator[Call]:
    """List the first pages of everything that can be asked by id, word or date."""
    yield from (Call(name) for name in ("timeline", "sources", "topics", "help", "about"))
    yield from (Call("timeline", {"about": id}) for id in (*topic.entities, *topic.events))
    for event in topic.events.values():
        if event.date.known:
            yield Call("timeline", {"from": event.date.edtf})
            yield Call("timeline", {"to": event.date.edtf})
    yield from (Call("who", {"entity": id}) for id in topic.entities)
    yield from (Call("event", {"event": id}) for id in topic.events)
    yield from (Call("trace", {"claim": id}) for id in topic.claims)
    yield from (Call("sources", {"subject": id}) for id in (*topic.sources, *topic.events, *topic.entities))
    yield from (Call("sources", {"subject": word}) for word in SUBJECTS)
    yield from (Call("sources", {"subject": claim.aspect}) for claim in topic.claims.values() if claim.aspect)
    for question in topic.questions.values():
        yield Call("ask", {"question": question.ask})
        yield from (Call("ask", {"question": wording}) for wording in question.also_asked)
    yield from (Call("help", {"command": name}) for name in ("timeline", "who", "sources", "ask", "event", "trace"))


def pages(app: App, call: Call) -> Iterator[Reply]:
    """Answer a call and turn its pages to the end."""
    following: Call | None = call
    while following is not None:
        reply = run_now(app.answer(following))
        yield reply
        following = next((block.next for block in reply.blocks if isinstance(block, Pager)), None)
