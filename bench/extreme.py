"""A topic at the limits of the schema: every text as long as it may be, every list long, everything optional left out.

What renderers and pages must survive: ids of 40 characters, names of 100 in four scripts, 200 claims on one
event, 100 accounts on one card, statements of 2,000 characters without a stop, signs that mean something on
a platform, and beside all that an entity, an event and a question with nothing but what is required.
"""

from __future__ import annotations

import random
from itertools import islice
from typing import Any

from bench.words import Word, Words
from bot.knowledge.model import ID_LENGTH

ASPECT, NAME, LABEL, TEXT, PROSE = 60, 100, 200, 2_000, 4_000
"""Characters, as bot/knowledge/model.py and prose.py allow them."""
TROUBLE = "@everyone <@1> <!channel> *b* _i_ ~s~ `c` ||h|| > # & %s {0} \\ \" ' <b> </b> [1] (x) https://a.example/?b=c&d".split()
"""What chat platforms, terminals and our own citations give a meaning to."""
MANY = 30
"""Entries of a list that has no limit of its own."""
CLAIMS = 200
RIVALS = 100
"""Claims on one card that all contradict each other."""

SCRIPTS = {"fa": "arabic", "ru": "cyrillic", "hi": "devanagari", "zh": "han"}
_CYRILLIC = dict(zip("bdfgjklmnprstzaiueo", "бдфгжклмнпрстзаиуэо", strict=True))
_DEVANAGARI = dict(zip("bdfgjklmnprstzaiueo", "बदफगजकलमनपरसतझािुेो", strict=True))
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2_000)]


def extreme() -> dict[str, dict[str, Any]]:
    """Give the files of the topic: name to sections."""
    return _Extreme().files()


class _Extreme:
    def __init__(self) -> None:
        self.words = Words(2)
        self.rng = random.Random(2)
        pool = [self.words.new() for _ in range(100)]
        self.plain = [text for word in pool for text in (word.latin.lower(), word.latin.lower(), word.arabic)]
        self.entity_ids = [self.id("entity") for _ in range(MANY)]
        self.source_ids = [self.id("source") for _ in range(MANY)]
        self.claim_ids = [self.id("claim") for _ in range(CLAIMS)]
        self.event_ids = [self.id("event") for _ in range(MANY)]
        self.question_ids = [self.id("question") for _ in range(MANY)]

    def files(self) -> dict[str, dict[str, Any]]:
        return {
            "topic": {"topic": self.header()},
            "empty": {"corrections": {}, "questions": {}, "sources": {}},
            "sources": {"sources": {id: self.source(id) for id in self.source_ids}},
            "entities": {
                "entities": {id: self.entity(id) for id in self.entity_ids}
                | {"bare": {"type": "person", "name": "X", "read_in": self.source_ids[0]}}
            },
            "events": {
                "events": {id: self.event(id) for id in self.event_ids}
                | {"b": {"title": "?", "date": "unknown", "kind": "war", "by": ["bare"]}}
            },
            "claims": {
                "claims": {id: self.claim(number) for number, id in enumerate(self.claim_ids)} | self.last_claims()
            },
            "questions": {
                "questions": {id: self.question(number) for number, id in enumerate(self.question_ids)}
                | {"none": {"ask": "?", "not_known": "Anything"}}
            },
            "corrections": {"corrections": {f"correction-{number}": self.correction() for number in range(MANY)}},
        }

    # Texts ---------------------------------------------------------------------------------------

    def id(self, section: str) -> str:
        """Make an id of full length."""
        words = [self.words.new().latin.lower() for _ in range(4)]
        return "-".join([section, *words])[:ID_LENGTH].rstrip("-").ljust(ID_LENGTH, "x")

    def name(self, script: str = "latin") -> str:
        """Make a name of full length in a script."""
        words = (_written(self.words.new(), script, self.rng) for _ in range(NAME))
        return _cut(words, NAME)

    def text(self, length: int, trouble: bool = True) -> str:
        """Make one sentence of this length without a full stop; a third of it may be trouble."""
        words = iter(lambda: self.rng.choice(TROUBLE if trouble and self.rng.random() < 0.3 else self.plain), None)
        return "So " + _cut(words, length - 3)

    # Records -------------------------------------------------------------------------------------

    def header(self) -> dict[str, Any]:
        return {
            "title": self.text(LABEL),
            "summary": self.prose(),
            "version": "v" * NAME,
            "sensitive": [self.text(NAME) for _ in range(MANY)],
            "glossary": {self.text(NAME): self.text(TEXT) for _ in range(MANY)},
            "accepted": [
                {"check": "answers_fit_a_message", "on": self.question_ids[::2], "because": self.text(TEXT)},
                {"check": "events_have_claims", "on": self.event_ids[1:], "because": "They are here for the timeline."},
            ],
        }

    def source(self, id: str) -> dict[str, Any]:
        cited = self.claim_ids[:MANY]
        return {
            "title": self.text(TEXT),
            "author": self.text(LABEL),
            "publisher": self.text(LABEL),
            "date": "unknown",
            "kind": "ai-generated",
            "reliability": "E",
            "status": "retracted",
            "why": self.text(TEXT),
            "url": "https://example.org/" + "a" * 480,
            "archive": "https://example.org/" + "b" * 480,
            "file": "f" * 116 + ".txt",
            "side": self.rng.choice(self.entity_ids),
            "owner": self.rng.choice(self.entity_ids),
            "parts": {self.id("part"): {"reliability": "E", "why": self.text(TEXT)} for _ in range(3)},
            "known_errors": [
                {
                    "where": self.text(LABEL),
                    "says": self.text(TEXT),
                    "because": self.text(TEXT),
                    "claims": cited,
                }
                for _ in range(self.most(id, self.source_ids))
            ],
            "private_note": self.text(TEXT),
        }

    def entity(self, id: str) -> dict[str, Any]:
        others = [other for other in self.entity_ids if other != id]
        most = self.most(id, self.entity_ids)
        return {
            "type": "armed group",
            "name": self.name(),
            "read_in": self.source_ids,
            "names": {language: self.name(script) for language, script in SCRIPTS.items()},
            "also": [self.name() for _ in range(5)],
            "in_other_words": [self.name() for _ in range(5)],
            "formerly": [self.name() for _ in range(5)],
            "summary": self.prose(),
            "active": "2019-12~/2020-01~",
            "roles": [{"role": self.text(LABEL), "of": others[0], **self.doubted()} for _ in range(most)],
            "relations": [{"kind": "counterpart of", "to": other, **self.doubted()} for other in others[:most]],
            "not_to_be_confused_with": others,
            "sensitive": {self.text(NAME): others},
        }

    def most(self, id: str, ids: list[str]) -> int:
        """Let the first record of a section have long lists; all of them would not fit one file."""
        return MANY if id == ids[0] else 2

    def doubted(self) -> dict[str, Any]:
        return {"read_in": self.source_ids, "because": self.text(TEXT)}

    def event(self, id: str) -> dict[str, Any]:
        later = self.event_ids[self.event_ids.index(id) + 1 :]
        return {
            "title": self.text(LABEL),
            "date": "about 2023-12-31",
            "ends": "before 2024-01-31",
            "kind": "air, drone or missile strike",
            "time": self.text(LABEL, trouble=False),
            "place": self.entity_ids,
            "by": self.entity_ids,
            "said_to_target": self.entity_ids,
            **({"follows": later[0], "part_of": later[-1]} if later else {}),
        }

    def claim(self, number: int) -> dict[str, Any]:
        """A hundred counts that all differ, then sixty accounts of one matter, then forty matters."""
        claim: dict[str, Any] = {
            "about": self.event_ids[0],
            "said_by": self.rng.choice(self.entity_ids),
            "read_in": {id: self.text(TEXT) for id in self.source_ids} if number % RIVALS == 0 else self.source_ids,
            "via": self.rng.choice(self.entity_ids),
            "said_on": "2024-01-01/2024-02-29",
            "credibility": "6",
            "because": self.text(TEXT),
            "quote": self.text(LABEL),
            "flags": ["outdated", "dubious", "failed verification", "ambiguous", "prediction"],
        }
        if number < RIVALS:
            groups = {self.text(NAME): "1" for _ in range(10)}
            counts = {"killed": str(1_000_000 + number), "of_whom": {**groups, "others": str(999_990 + number)}}
            return claim | counts | {"status": "disputed"}
        aspect = "a" * ASPECT if number < RIVALS + 60 else self.text(ASPECT)
        return claim | {"aspect": aspect, "statement": self.text(TEXT)}

    def last_claims(self) -> dict[str, Any]:
        """The shortest claim there can be, and claims whose value is a list of names."""
        bare = {"about": "b", "said_by": "bare", "read_in": self.source_ids[0]}
        return {
            "c": bare | {"said_by": "source itself", "statement": "!"},
            "names": bare | {"target": self.entity_ids},
            "words": bare | {"injured": self.text(LABEL)},
        }

    def question(self, number: int) -> dict[str, Any]:
        return {
            "ask": self.text(LABEL),
            "answer": self.prose(20 if number % 2 else 1),
            "also_asked": [self.text(NAME) for _ in range(MANY)],
            "not_known": [self.text(TEXT) for _ in range(5)],
            "see_also": [*self.entity_ids, *self.event_ids],
            "related": self.question_ids,
        }

    def correction(self) -> dict[str, Any]:
        texts = {field: self.text(TEXT) for field in ("what", "was", "now", "reason")}
        return {"on": "2024-01-16", **texts, "changes": self.claim_ids[:MANY], "thanks_to": self.text(LABEL)}

    def prose(self, citations: int = 20) -> str:
        """Three sentences with so many citations each, 4,000 characters in all."""
        cited = iter(self.rng.sample(self.claim_ids, 3 * citations))
        groups = ["".join(f"[{id}]" for id in islice(cited, citations)) for _ in range(3)]
        room = (PROSE - sum(map(len, groups))) // 3 - 3
        return " ".join(f"{self.text(room, trouble=False)} {group}." for group in groups)


def _written(word: Word, script: str, rng: random.Random) -> str:
    match script:
        case "arabic":
            return word.arabic
        case "cyrillic":
            return "".join(_CYRILLIC[sign] for sign in word.latin.lower())
        case "devanagari":
            return "".join(_DEVANAGARI[sign] for sign in word.latin.lower())
        case "han":
            return "".join(rng.choice(_HAN) for _ in range(5))
        case _:
            return word.latin


def _cut(words: Any, length: int) -> str:
    """Join words to a text of this length that neither begins nor ends with a space."""
    text = ""
    for word in words:
        text += f" {word}" if text else word
        if len(text) >= length:
            break
    return text[:length].strip().ljust(length, "x")
