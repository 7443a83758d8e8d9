"""The records of a generated topic, section by section; each draws on those before it.

Counts that differ are typed as disputed, every sentence of an answer is made of the claim it cites, and
every source is younger than every event: so all checks pass, whatever the seed and the size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, cycle
from typing import Any

from bench.words import ASPECTS, DEEDS, GIVEN, MANNERS, NOUNS, REASONS, UNKNOWNS, WEAPONS, Words, named, statement

Record = dict[str, Any]
Records = dict[str, Record]

SHARES = {"sources": 0.02, "entities": 0.12, "events": 0.13, "questions": 0.13}
"""What is no claim, of all records."""
TYPES = {
    "person": 35,
    "place": 25,
    "armed group": 13,
    "organisation": 9,
    "government": 8,
    "media": 7,
    "military": 3,
}
KINDS = ("armed attack", "bombing", "talks", "statement", "visit", "protest", "air, drone or missile strike")
NEWEST_EVENT = date(2022, 12, 31)
"""Every source is younger, so that nothing is reported before it happens."""


class Invented:
    """The records of a generated topic; each section draws on those before it."""

    def __init__(self, entries: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.pick = self.rng.choice
        self.words = Words(seed)
        counts = {section: max(2, round(entries * share)) for section, share in SHARES.items()}
        counts["entities"] = max(40, counts["entities"])
        self.sources: Records = {}
        self.entities: Records = {}
        self.events: Records = {}
        self.claims: Records = {}
        self.questions: Records = {}
        self.about: dict[str, list[str]] = {}
        """Event → its claims."""
        self.by_type: dict[str, list[str]] = {kind: [] for kind in TYPES}
        for number in range(counts["sources"]):
            self._source(number)
        kinds = cycle([kind for kind, weight in TYPES.items() for _ in range(weight)])
        for number, kind in zip(range(counts["entities"]), _mixed(kinds), strict=False):
            self._entity(number, kind)
        self.speakers = cycle([id for kind in TYPES if kind not in {"place", "media"} for id in self.by_type[kind]])
        self.relays = cycle(self.by_type["media"])
        self.places = cycle(self.by_type["place"])
        for number in range(counts["events"]):
            self._event(number)
        wanted = entries - sum(map(len, (self.sources, self.entities, self.events))) - counts["questions"]
        self._all_claims(max(wanted, len(self.events)))
        asked = cycle(self.events)
        for number in range(counts["questions"]):
            self._question(number, next(asked))
        self._summaries()
        first = next(iter(self.claims))
        self.header: Record = {
            "title": "The Tarnuk question, an invented conflict",
            "summary": f"{self._sentence(first)} [{first}].",
            "sensitive": ["terrorist", "terrorists", "regime", "martyr"],
            "glossary": {"armed group": "Our neutral word for people under arms who are no state's army."},
        }

    def _source(self, number: int) -> None:
        word = self.words.new()
        grade = self.rng.choices("ABCDE", (1, 6, 4, 1, 1))[0]
        kind = self.pick(["newspaper", "wire", "broadcaster", "blog", "NGO or research", "state media"])
        source: Record = {
            "title": f"The {self.pick(NOUNS)} that was {self.pick(DEEDS)} {self.pick(MANNERS)}: the {word.latin} file",
            "publisher": f"{word.latin} {self.pick(['Post', 'Herald', 'Wire', 'Review'])}",
            "date": str(NEWEST_EVENT + timedelta(days=self.rng.randrange(30, 360))),
            "kind": kind,
            "reliability": grade,
            "language": "en",
        }
        if self.rng.random() < 0.6:
            source["author"] = f"{self.pick(GIVEN)} {word.spellings[0]}"
        if grade in "CDE":
            source["why"] = "Unsigned in part, and it names the origin of hardly any of what it reports."
        if self.sources and self.rng.random() < 0.2:
            source["based_on"] = [self.pick(list(self.sources))]
        if self.rng.random() < 0.5:
            says = f"The {self.pick(NOUNS)} was closed {self.pick(MANNERS)}."
            because = "Two other documents and its own last section have it later."
            source["known_errors"] = [{"where": "First table", "says": says, "because": because, "weight": "low"}]
        if self.rng.random() < 0.3:
            source["parts"] = {"last-section": {"reliability": "D", "why": "Confuses years and gives no origin."}}
        self.sources[f"doc-{number:03}"] = source

    def _entity(self, number: int, kind: str) -> None:
        word = self.words.new()
        name, also = named(self.rng, kind, word)
        entity: Record = {
            "type": kind,
            "name": name,
            "read_in": self._some_sources(),
            "also": also,
            "names": {"fa": [word.arabic], "ar": [f"ال{word.arabic}"]},
        }
        if kind != "place":
            role = f"{kind} said to hold the {self.pick(NOUNS)} and the {self.pick(NOUNS)}"
            entity["roles"] = [{"role": role, "read_in": self._some_sources()}]
        governments = self.by_type["government"]
        if governments and kind in {"person", "media", "military"} and self.rng.random() < 0.4:
            entity["speaks_for"] = self.pick(governments)
        if kind == "place" and governments:
            entity |= {"country": self.pick(governments[:6]), "precision": "district"}
        if kind in {"armed group", "organisation"}:
            entity["short"] = ["".join(part[0] for part in name.split()) + word.latin[1].upper() + str(number)]
        id = f"{word.latin.lower()}-{kind.split(maxsplit=1)[0]}"
        self.by_type[kind].append(id)
        self.entities[id] = entity

    def _event(self, number: int) -> None:
        place, actor = next(self.places), next(self.speakers)
        verb, noun = self.pick(DEEDS), self.pick(NOUNS)
        event: Record = {
            "title": f"{self.entities[actor]['name']} {verb} the {noun} in {self.entities[place]['name']}",
            "date": str(NEWEST_EVENT - timedelta(days=self.rng.randrange(3 * 365))),
            "kind": self.pick(KINDS),
            "place": [place],
            "by": [actor],
        }
        if self.rng.random() < 0.6:
            event["said_to_target"] = [next(self.speakers)]
        if self.rng.random() < 0.3:
            event["background"] = "yes"
        id = f"{noun}-{verb}-{number}"
        if self.events and self.rng.random() < 0.3:
            event["follows"] = self.pick(list(self.events))
        self.events[id] = event
        self.about[id] = []

    def _all_claims(self, wanted: int) -> None:
        """One claim for every event, then ever more for a few: the largest has some sixty."""
        events = list(self.events)
        weights = list(accumulate(1 / (rank + 25) for rank in range(len(events))))
        drawn = self.rng.choices(events, cum_weights=weights, k=wanted - len(events))
        for event in (*events, *drawn):
            if len(self.claims) >= wanted:
                break
            self._matter(event, wanted - len(self.claims))

    def _matter(self, event: str, room: int) -> None:
        """Put one matter under an event: a claim, or several that agree or are at odds."""
        if self.rng.random() < 0.72 or room < 3:
            self._claim(event, self._free_text(event))
            return
        predicate = self.pick(["killed", "killed", "injured", "date", "responsibility", "target", "place"])
        if any(predicate in self.claims[id] for id in self.about[event]):
            self._claim(event, self._free_text(event))
            return
        values = self._values(event, predicate)
        at_odds = self.rng.random() < 0.5
        for number in range(self.rng.randrange(2, 4)):
            said: Record = {predicate: values[number % 2 if at_odds else 0]}
            if at_odds:
                said["status"] = "disputed"
            self._claim(event, said)

    def _values(self, event: str, predicate: str) -> tuple[Any, Any]:
        """Two values that cannot both be right."""
        record = self.events[event]
        match predicate:
            case "killed" | "injured":
                low = self.rng.randrange(2, 40)
                return str(low), self.pick([f"at least {low + 7}", str(low + 9)])
            case "date":
                return record["date"], str(date.fromisoformat(record["date"]) + timedelta(days=2))
            case "place":
                return record["place"], [next(place for place in self.places if place not in record["place"])]
            case _:
                return record["by"], [next(speaker for speaker in self.speakers if speaker not in record["by"])]

    def _free_text(self, event: str) -> Record:
        record, chance = self.events[event], self.rng.random()
        actor, place = self.entities[record["by"][0]]["name"], self.entities[record["place"][0]]["name"]
        if chance < 0.06:
            return {"motive": f"{actor} acted {self.pick(REASONS)}."}
        if chance < 0.1:
            return {"weapon": f"{self.pick(WEAPONS)}, as far as is known."}
        return {"aspect": self.pick(ASPECTS), "statement": statement(self.rng, actor, place)}

    def _claim(self, event: str, said: Record) -> None:
        own = self.rng.random() < 0.28
        claim: Record = {
            "about": event,
            "said_by": "source itself" if own else next(self.speakers),
            "read_in": self._readings(),
            **said,
            "credibility": str(self.rng.randrange(1, 6)),
        }
        if not own and self.rng.random() < 0.25:
            claim["via"] = next(self.relays)
        if not own and self.rng.random() < 0.1:
            claim["said_on"] = str(date.fromisoformat(self.events[event]["date"]) + timedelta(days=3))
        if self.rng.random() < 0.4:
            left_out = self.pick(UNKNOWNS).lower()
            claim["because"] = f"The document has it {self.pick(MANNERS)}, and does not say {left_out}."
        id = f"{event}-{len(self.about[event])}"
        self.about[event].append(id)
        self.claims[id] = claim

    def _readings(self) -> Any:
        sources = self._some_sources()
        if self.rng.random() < 0.5:
            return {ref: f"the {self.pick(NOUNS)} only, {self.pick(MANNERS)}" for ref in sources}
        return sources

    def _some_sources(self) -> list[str]:
        ids = list(self.sources)
        picked = self.rng.sample(ids, min(len(ids), self.pick([1, 1, 1, 2, 2, 3])))
        parted = {id for id in picked if "parts" in self.sources[id] and self.rng.random() < 0.3}
        return [f"{id}#last-section" if id in parted else id for id in picked]

    def _question(self, number: int, event: str) -> None:
        record = self.events[event]
        actor, place = (self.entities[record[field][0]]["name"] for field in ("by", "place"))
        cited = self.about[event][:4]
        verb, noun = event.split("-")[:2][::-1]
        question: Record = {
            "ask": f"What is known about the {noun} in {place} that {actor} {verb}?",
            "also_asked": [
                f"what happened at the {noun} in {place}",
                f"{actor} {noun} {place}"[:100],
                f"who {verb} the {noun} near {place}",
                f"why was the {noun} {verb} in {place}",
                f"tell me about the {noun} of {place}",
                f"{place.lower()} {noun} {verb} when",
            ],
            "answer": " ".join(f"{self._sentence(id)} [{id}]." for id in cited),
            "see_also": [event, record["by"][0]],
        }
        if self.rng.random() < 0.65:
            question["not_known"] = [self.pick(UNKNOWNS)]
        if self.questions and self.rng.random() < 0.5:
            question["related"] = [self.pick(list(self.questions))]
        self.questions[f"about-{event}-{number}" if number >= len(self.events) else f"about-{event}"] = question

    def _sentence(self, id: str) -> str:
        """What a claim says, with its speaker, as a curated sentence without its full stop."""
        claim = self.claims[id]
        who = "An article" if claim["said_by"] == "source itself" else self.entities[claim["said_by"]]["name"]
        for predicate in ("statement", "motive"):
            if predicate in claim:
                return f"{who} says that {claim[predicate].rstrip('.')}"
        for predicate, words in (("killed", "dead"), ("injured", "injured")):
            if predicate in claim:
                return f"{who} counts {claim[predicate]} {words}"
        if "weapon" in claim:
            return f"{who} speaks of {claim['weapon'].split(',')[0].lower()}"
        if "date" in claim:
            return f"{who} gives the day as {claim['date']}"
        named = next(claim[predicate] for predicate in ("responsibility", "target", "place") if predicate in claim)
        return f"{who} names {self.entities[named[0]]['name']}"

    def _summaries(self) -> None:
        """Give most entities a summary out of what they themselves say."""
        said: dict[str, list[str]] = {}
        for id, claim in self.claims.items():
            said.setdefault(claim["said_by"], []).append(id)
        for id, entity in self.entities.items():
            if cited := said.get(id, [])[:2]:
                entity["summary"] = " ".join(f"{self._sentence(claim)} [{claim}]." for claim in cited)


def _mixed(kinds: Iterator[str]) -> Iterator[str]:
    """Mix a hundred at a time, so that the first entities are not all of one kind."""
    while True:
        hundred = [next(kinds) for _ in range(100)]
        yield from (hundred[(place * 37) % 100] for place in range(100))
