"""/check: what a message says of dates and casualties, set beside what our sources claim.

Law: it never calls a message true or false. It says which accounts agree with what is written there, and shows
every account of the matter, cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from bot.commands.cards import card, in_order, row_weight, speaker, title_of
from bot.commands.cite import cite_claims, feet
from bot.commands.command import ParamType, command
from bot.commands.context import Context
from bot.commands.lead import call_for
from bot.commands.types import TOPIC, label_of
from bot.knowledge.comparison import Comparison
from bot.knowledge.date_words import DayMonth
from bot.knowledge.dates import When
from bot.knowledge.fold import fold
from bot.knowledge.model import Claim, Event
from bot.knowledge.prose import split_sentences
from bot.knowledge.quantity import Quantity
from bot.reply import Block, Button, Buttons, Heading, Note, Paragraph, Reply
from bot.reply.pages import BUDGET, weigh, windows

LONGEST_MESSAGE = 6_000
"""Characters read of a message; Discord's have up to 4,000, and what stands further down is seldom what it says."""
MOST_MATTERS = 3
MOST_NAMES = 8
OPEN_ENDED = 1.5
"""How many times its number an "at least" or "over" still speaks of: "at least 7" is no account of 40."""
LONGEST_NAME = 6
"""Words of a name that is looked for in a text."""

_PLACE = frozenset(("in", "on", "at", "against", "inside", "near"))
_AND = re.compile(r"[,;]?\s+(?:and|but|while|whereas)\s+", re.IGNORECASE)
_COUNTED = {
    "killed": re.compile(r"\b(?:kill|dead\b|death|die[ds]?\b|fatal|martyr|lost their li)", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur|wound|hurt\b)", re.IGNORECASE),
    "captured": re.compile(r"\b(?:captur|arrest|detain|abduct)", re.IGNORECASE),
}


class MessageType(ParamType[str]):
    """A message, taken as it was written."""

    name = "message"
    free_text = True
    long = True
    longest = LONGEST_MESSAGE

    def convert(self, ctx: Context, text: str) -> str:
        """Keep the words."""
        return text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a message says on a matter of ours, and the accounts that agree."""

    written: str
    comparison: Comparison
    agreeing: tuple[Claim, ...]


MessageParam = Annotated[str, MessageType(), "the message to compare with our sources"]


@command(
    "check",
    "Check a message: its dates and counts beside what our sources claim",
    examples=("/check Pakistan's strike in Iran killed nine people on 18 January 2024",),
    shared=(TOPIC,),
    menu="Check this message",
)
async def check(ctx: Context, message: MessageParam) -> Reply:
    """The names, dates and numbers of a message, each beside every account of it."""
    names: dict[str, None] = {}
    findings: dict[tuple[object, str], Finding] = {}
    for sentence in statements(ctx, message):
        named = names_in(ctx, sentence)
        names |= dict.fromkeys(named)
        # A sentence without a name goes on about what the last one named.
        for finding in _findings(ctx, sentence, named or list(names)):
            findings.setdefault((finding.comparison.matter, finding.written), finding)
    if not findings and not names:
        return _nothing(ctx)
    blocks: list[Block] = [Heading("Compared with our sources", 1)]
    room = BUDGET
    shown: dict[object, None] = {}
    more: list[Button] = []
    above: object = None
    for finding in findings.values():
        matter, title = finding.comparison.matter, title_of(ctx.topic, finding.comparison)
        sides: Block | None = None
        if matter not in shown:
            sides = _card(ctx, finding.comparison)
            room -= weigh([sides])
            shown[matter] = None
            if len(shown) > MOST_MATTERS or (room < 0 and len(shown) > 1):
                more.append(Button(title, ctx.call("sources", subject=matter.about)))
                sides = None
        if sides is None and matter != above:  # what it is about is not to be seen beside it
            blocks.append(Heading(title))
        blocks.extend((_verdict(ctx, finding), *((sides,) if sides else ())))
        above = matter
    if not findings:
        blocks.append(Note("It names what our sources speak of, but no date or count that can be compared."))
    blocks.append(Note("This compares, it does not judge: what no source says may still be so."))
    about = dict.fromkeys(finding.comparison.matter.about for finding in findings.values())
    events = [event for id in about if (event := ctx.topic.events.get(id))]
    leads = [*events, *(ctx.topic.entities[id] for id in list(names)[:MOST_NAMES])]
    buttons = [Button(label_of(record), call_for(ctx, record)) for record in leads]
    unique = {button.call.text(): button for button in (*more, *buttons)}
    blocks.append(Buttons(tuple(unique.values())[:5]))
    return Reply(
        tuple(blocks),
        "answer" if findings else "closest",
        entities=tuple(names),
        events=tuple(event.id for event in events),
        claims=tuple(dict.fromkeys(claim.id for finding in findings.values() for claim in finding.agreeing)),
    )


def statements(ctx: Context, message: str) -> list[str]:
    """Cut a message into what is said: its sentences, and the halves of one whose second half names and counts anew."""
    from bot.knowledge.checks.grounding import named_in

    found: list[str] = []
    for sentence in split_sentences(" ".join(message.split())):
        begun = False
        for half in _AND.split(sentence):
            anew = not begun or (names_in(ctx, half) and named_in(half).numbers)
            if anew:
                found.append(half)
            else:
                found[-1] += f" and {half}"
            begun = True
    return found


def names_in(ctx: Context, text: str) -> list[str]:
    """Find the entities that a text names, the longest names first come, each once."""
    words = fold(text).split()
    known = ctx.index.names.entities
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            name = " ".join(words[place : place + length])
            ids = known.get(name) if length > 1 or len(name) > 2 else None
            if ids:
                found |= dict.fromkeys(ids[:1])
                place += length - 1
                break
        place += 1
    return list(found)


def _findings(ctx: Context, sentence: str, named: list[str]) -> list[Finding]:
    """Set the dates and counts of one sentence beside the matters that it most likely speaks of."""
    from bot.knowledge.checks.grounding import named_in

    said = named_in(sentence)
    dates = [(written, value) for written, value in said.dates]
    events = _events(ctx, sentence, named, [value for _, value in dates])
    found: list[Finding] = []
    for event in events[:2]:
        for written, value in dates if event is events[0] else ():
            found.extend(_against(ctx, event, "date", written, value))
        for predicate, pattern in _COUNTED.items():
            if pattern.search(sentence):
                for written, number in said.numbers[:2]:
                    found.extend(_against(ctx, event, predicate, written, number))
    return found


def _events(ctx: Context, sentence: str, named: list[str], dates: list[When | DayMonth]) -> list[Event]:
    """The events that have the most to do with what a sentence names, the nearest first."""
    scored = []
    actor = _actor(ctx, sentence)
    words = {word[:5] for word in fold(sentence).split() if len(word) > 3}
    counted = {predicate for predicate, pattern in _COUNTED.items() if pattern.search(sentence)}
    for event in ctx.topic.timeline:
        actors = len(set(event.by) & set(named)) * 2 + len(set(event.said_to_target) & set(named))
        places = sum(event in ctx.topic.events_with.get(id, ()) for id in named)
        if not named or not actors + places:
            continue
        same_day = any(_same(date, event.date) for date in dates)
        acts = 2 * (actor in event.by)
        called = len({word[:5] for word in fold(event.title).split()} & words)
        counts = 2 * any(claim.predicate in counted for claim in ctx.topic.claims_about.get(event.id, ()))
        scored.append((actors + places + acts + called + counts + 3 * same_day - 2 * event.background, event))
    best = max((score for score, _ in scored), default=0)
    return [event for score, event in sorted(scored, key=lambda pair: -pair[0]) if score >= max(best - 1, 1)]


def _actor(ctx: Context, sentence: str) -> str | None:
    """Whom a sentence names first: they did it ("Iran's strike on …"), unless it is where ("In Iran …")."""
    words = sentence.split()
    for place, word in enumerate(words):
        if named := names_in(ctx, word):
            return named[0] if not _PLACE & set(fold(" ".join(words[max(0, place - 2) : place])).split()) else None
    return None


def _against(ctx: Context, event: Event, predicate: str, written: str, value: object) -> list[Finding]:
    return [
        Finding(written, comparison, tuple(claim for claim in comparison.claims if _agrees(value, claim.value)))
        for comparison in ctx.topic.comparisons
        if comparison.matter.about == event.id and comparison.matter.predicate == predicate
    ]


def _agrees(value: object, claimed: object) -> bool:
    match claimed:
        case Quantity() if isinstance(value, int | float):
            high = (claimed.low or 0) * OPEN_ENDED if claimed.high is None else claimed.high
            return claimed.counted and (claimed.low or 0) <= value <= high
        case When() if isinstance(value, When | DayMonth):
            return _same(value, claimed)
        case _:
            return False


def _same(value: When | DayMonth, claimed: When) -> bool:
    """Whether a date as it was written can be the one that is claimed."""
    if isinstance(value, When):
        return value.known and claimed.known and value.overlaps(claimed)
    days = (claimed.earliest, claimed.latest)
    return any(day is not None and (day.day, day.month) == (value.day, value.month) for day in days)


def _verdict(ctx: Context, finding: Finding) -> Block:
    """Say which accounts agree, in one cited sentence; an earlier, refuted or weak one is called so."""
    topic = ctx.topic
    written = finding.written[:60].replace(".", "")
    live = [claim for claim in finding.agreeing if topic.status[claim.id] not in {"refuted", "superseded"}]
    sound = [claim for claim in live if any(not topic.provenance.weak(reading) for reading in claim.read_in)]
    earlier = [claim for claim in finding.agreeing if topic.status[claim.id] == "superseded"]
    if sound:
        voices = list(dict.fromkeys(speaker(topic, claim) for claim in sound))
        named = voices[0] if len(voices) == 1 else f"{', '.join(voices[:-1])} and {voices[-1]}"
        text, backing = f"“{written}” in the message agrees with {named} ", sound
    elif live:
        text, backing = f"Only weak sources agree with “{written}” in the message ", live
    elif earlier:
        text, backing = f"Only an earlier account, replaced since, agrees with “{written}” in the message ", earlier
    elif finding.agreeing:
        text, backing = f"Only a refuted account agrees with “{written}” in the message ", list(finding.agreeing)
    else:
        return Note(f"No account in our sources agrees with “{written}” in the message.", "warning")
    return Paragraph((text, *cite_claims(topic, backing)))


def _card(ctx: Context, comparison: Comparison) -> Block:
    claims = in_order(ctx.topic, comparison)
    starts = windows((row_weight(ctx.topic, claim) for claim in claims), feet(ctx.topic))
    return card(ctx, comparison, claims[: starts[1]] if len(starts) > 1 else claims)


def _nothing(ctx: Context) -> Reply:
    return Reply(
        (
            Heading("Nothing to compare", 1),
            Note("This message names nobody and nothing that our sources speak of."),
            Buttons((Button("Timeline", ctx.call("timeline")), Button("All sources", ctx.call("sources")))),
        ),
        "not_covered",
    )
