"""Who or what is meant by a name, in any spelling and script, or by a role.

A name is answered only when it is clear: exactly written, or spelt differently with nothing else
near. Two names that a moderator listed as easily confused are asked about, not guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.knowledge.fold import fold, is_abjad
from bot.knowledge.topic import Topic
from bot.search.building import collector_paused
from bot.search.descriptions import Descriptions, written_out
from bot.search.entries import entries
from bot.search.match import Entry, How, Match, Resolution
from bot.search.postings import Postings
from bot.search.scoring import EXTRA, HONORIFICS, NEAR_NAME, SAME_NAME, Heard, fit, hear, own_words
from bot.search.stems import stem
from bot.search.synonyms import meaning
from bot.search.translations import from_latin, translated, without_kind

CLEAR_GAP = 6.0
"""By so much the nearest name must lead every other record."""
SAME_GAP = 1.0
"""By so much one other spelling must lead another."""
CONFUSABLE_GAP = 12.0
"""A record easily confused with the best is asked about when it is not further behind than this."""
SHOWN = 40.0
"""Below this a candidate is noise."""
CANDIDATES = 5
COMPARED = 7
"""Of the names found near, so many by their letters and so many by their sounds are compared word by word."""
LONGEST = 16
"""Words of a text that may still be a misspelt name; longer ones are compared exactly only."""

_LATIN = re.compile("[A-Za-z]")
KINDS = frozenset("group militants militia fighters rebels organisation organization agency".split())
"""What people add to a name, also to a short form: ISIS group."""
_TIERS: tuple[How, ...] = ("id", "exact", "alias", "short")
_KNOWN_BY_PARTS = frozenset({"person", "place", "media", "operation"})
_LEAD_IN = frozenset("so called socalled who what whos whats is are was were the tell me about show find".split())
_Key = tuple[str, str]


class Names:
    """The names of one topic's entities, events and sources. Built part by part as it is used."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic
        self._heard: dict[int, Heard] = {}
        self.descriptions = Descriptions(topic)

    def warm(self) -> None:
        """Build every part now."""
        with collector_paused():
            self._exactly("", frozenset())
            self._nearly("a", "a", frozenset())
            self.descriptions.warm()

    def find(self, text: str, sections: frozenset[str]) -> Resolution:
        """Find the record of these sections that a text names; never raises for any text.

        An id as it is written in the files is always final: buttons and completions carry ids.
        """
        text = text.strip()
        for section in sections:
            if text in getattr(self._topic, section):
                return Resolution(Match(section, text, text, "id", 100.0))
        written = fold(text)
        plain = _without_lead_in(written)
        if not plain:
            return Resolution()
        full = written_out(plain)
        if "(" in text and (outside := self._without_remark(text, sections)) is not None:
            return outside
        found = self._find(text, written, full, sections)
        if found.match is None and (named_twice := self._named_twice(plain, sections)) is not None:
            return named_twice
        if found.match is None and full != plain:
            short = self._find(text, written, plain, sections)
            return short if short.match else found
        return found

    def _without_remark(self, text: str, sections: frozenset[str]) -> Resolution | None:
        """Find a name that has a remark in brackets after it, if the whole is not written so itself."""
        bare = text.partition("(")[0].strip()
        if not bare or fold(text) in self._exact:
            return None
        found = self.find(bare, sections)
        return found if found.match is not None else None

    def _named_twice(self, folded: str, sections: frozenset[str]) -> Resolution | None:
        """Find a name that has its own short form after it: `Balochistan Liberation Army BLA`."""
        rest, _, last = folded.rpartition(" ")
        short = {match.id for match in self._exactly(last, sections)} if rest else set()
        if not short:
            return None
        found = self.find(rest, sections)
        return found if found.match is not None and found.match.id in short else None

    def _find(self, text: str, written: str, folded: str, sections: frozenset[str]) -> Resolution:
        exact = self._exactly(written, sections) or self._exactly(folded, sections)
        if not exact and folded.rpartition(" ")[2] in KINDS:
            exact = self._exactly(folded.rpartition(" ")[0], sections)
        if exact:
            same = [match for match in exact if match.name.isascii() == text.isascii()]
            return self._decide_exact(same or exact)  # 北京 folds to beijing, but whoever types Beijing wrote Latin
        if folded.count(" ") >= LONGEST:
            return Resolution()
        near = self._nearly(text, folded, sections)
        if not (near and near[0].score >= SAME_NAME):
            english, whole = translated(folded) if is_abjad(text) else (from_latin(folded), True)
            exact = self._exactly(english, sections)
            if exact:
                return self._decide_exact(exact)
            if kindless := without_kind(folded) if is_abjad(text) else "":
                exact = self._exactly(kindless, sections)
                if exact:
                    return self._decide_exact(exact)
                near = list(_one_per_record([*near, *self._nearly(text, kindless, sections)]))
            if english:
                near = list(_one_per_record([*near, *self._nearly(text, english, sections, not whole)]))
        if near and near[0].score >= NEAR_NAME and own_words(folded, near[0].name):
            return self._decide(near)
        described = self._described(folded, sections)
        if isinstance(described, Resolution):
            if described.match or not near or near[0].score < SAME_NAME:
                return described
            return self._decide(near)
        return self._decide(near, described)

    def exact(self, folded: str, sections: frozenset[str]) -> tuple[Match, ...]:
        """List the records that carry exactly this folded name, one match per record, the best tier first."""
        return tuple(self._exactly(folded, sections))

    @cached_property
    def entities(self) -> dict[str, tuple[str, ...]]:
        """The ids of the entities that carry a folded name, for reading whole sentences."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for folded, numbers in self._exact.items():
            for number in numbers:
                if self._entries[number].section == "entities":
                    found[folded][self._entries[number].id] = None
        return {folded: tuple(ids) for folded, ids in found.items()}

    @property
    def spellings(self) -> Iterator[tuple[Entry, str]]:
        """Every stored spelling with its folded form."""
        return zip(self._entries, self._folded, strict=True)

    # What is stored ------------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> list[Entry]:
        return list(entries(self._topic))

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(entry.name) for entry in self._entries]

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        exact: dict[str, list[int]] = defaultdict(list)
        for number, folded in enumerate(self._folded):
            if folded:
                exact[folded].append(number)
        return dict(exact)

    @cached_property
    def _loose(self) -> list[int]:
        """The entries that may be matched loosely: short forms match exactly or not at all, and once is enough."""
        seen: set[tuple[str, str]] = set()
        loose: list[int] = []
        for number, (entry, folded) in enumerate(zip(self._entries, self._folded, strict=True)):
            if entry.how != "short" and (entry.id, folded) not in seen:
                seen.add((entry.id, folded))
                loose.append(number)
        return loose

    @cached_property
    def _postings(self) -> Postings:
        return Postings([self._folded[number] for number in self._loose])

    @cached_property
    def _confusable(self) -> dict[str, frozenset[str]]:
        pairs: dict[str, set[str]] = defaultdict(set)
        for entity in self._topic.entities.values():
            for other in entity.not_to_be_confused_with:
                pairs[entity.id].add(other)
                pairs[other].add(entity.id)
        return {id: frozenset(others) for id, others in pairs.items()}

    # How it is found -----------------------------------------------------------------------------

    def _exactly(self, folded: str, sections: frozenset[str]) -> list[Match]:
        found: dict[_Key, Match] = {}
        for number in self._exact.get(folded, ()):
            entry = self._entries[number]
            if entry.section in sections:
                match = Match(entry.section, entry.id, entry.name, entry.how, 100.0)
                kept = found.get((entry.section, entry.id))
                if kept is None or _TIERS.index(match.how) < _TIERS.index(kept.how):
                    found[entry.section, entry.id] = match
        return sorted(found.values(), key=lambda match: _TIERS.index(match.how))

    def _nearly(self, text: str, folded: str, sections: frozenset[str], own: bool = True) -> list[Match]:
        """Score the stored names near a folded one: one match per record, the best first.

        `own`: the folded text is in the script of the text; else it was brought into English.
        """
        asked = hear(text, folded) if own else hear(folded)
        best: dict[_Key, Match] = {}
        for number in self._worth_comparing(folded, sections):
            entry = self._entries[number]
            if not asked.spelling.abjad and len(asked.words) == 1 and not _LATIN.search(entry.name):
                continue  # every record has a name in Latin letters, and one word says too little across scripts
            heard = self._heard.get(number)
            if heard is None:
                heard = self._heard.setdefault(number, hear(entry.name, self._folded[number]))
            score = fit(asked, heard, self._may_be_added(entry), self._by_parts(entry))
            if score < NEAR_NAME:
                score = max(score, self._with_description(asked, heard, entry))
            kept = best.get((entry.section, entry.id))
            if score >= SHOWN and (kept is None or score > kept.score):
                how: How = "other spelling" if score >= SAME_NAME else "nearest"
                best[entry.section, entry.id] = Match(entry.section, entry.id, entry.name, how, round(score, 1))
        return sorted(best.values(), key=lambda match: -match.score)

    def _worth_comparing(self, folded: str, sections: frozenset[str]) -> Iterable[int]:
        """Of the candidates, those nearest by sound (as the postings have them) and by letters."""
        numbers = [self._loose[place] for place in self._postings.candidates(folded)]
        numbers = [number for number in numbers if self._entries[number].section in sections]
        if len(numbers) <= 2 * COMPARED:
            return numbers
        rest = {number: self._folded[number] for number in numbers[COMPARED:]}
        near = process.extract(folded, rest, scorer=fuzz.ratio, limit=COMPARED)
        return [*numbers[:COMPARED], *(number for _, _, number in near)]

    def _with_description(self, asked: Heard, heard: Heard, entry: Entry) -> float:
        """Score a person's whole name that is followed or led by words about them: `qamar agha defence expert`."""
        if not self._is_person(entry) or len(heard.words) < 2 or len(asked.words) <= len(heard.words):
            return 0.0
        about = self.descriptions.about(entry.section, entry.id)
        kept = [word for word in asked.words if meaning(stem(word)) not in about]
        if len(kept) == len(asked.words) or len(kept) < len(heard.words):
            return 0.0
        return fit(hear(" ".join(kept)), heard, self._may_be_added(entry), False) - EXTRA

    def _may_be_added(self, entry: Entry) -> frozenset[str]:
        """The stems of what people add to a name: what the record is, and before a person's name a title."""
        heads = self.descriptions.heads(entry.section, entry.id)
        return heads | HONORIFICS if self._is_person(entry) else heads

    def _is_person(self, entry: Entry) -> bool:
        return entry.section == "entities" and self._topic.entities[entry.id].type == "person"

    def _by_parts(self, entry: Entry) -> bool:
        """Whether one word of its name may stand for a record: a surname does, `Liberation` does not."""
        return entry.section != "entities" or self._topic.entities[entry.id].type in _KNOWN_BY_PARTS

    def _described(self, folded: str, sections: frozenset[str]) -> Resolution | list[Match]:
        """Find by role or description: a Resolution when every word fits, else candidates."""
        full: list[Match] = []
        matches: list[Match] = []
        for one in self.descriptions.find(folded, sections):
            match = Match(one.section, one.id, self.label(one.section, one.id), "role", round(one.share * 90, 1))
            matches.append(match)
            if one.full and self.descriptions.is_head(folded, one):
                full.append(match)
        if len(full) == 1:
            return Resolution(full[0], tuple(matches[:CANDIDATES]))
        if full:
            return Resolution(None, tuple(full[:CANDIDATES]), ask=True)
        return matches

    # What is answered ----------------------------------------------------------------------------

    def _decide_exact(self, exact: list[Match]) -> Resolution:
        best = exact[0]
        rivals = [match for match in exact[1:] if match.how == best.how or self._confused(best, match)]
        if rivals:
            return Resolution(None, tuple(exact[:CANDIDATES]), ask=True)
        return Resolution(best, tuple(exact[:CANDIDATES]))

    def _decide(self, near: list[Match], described: Iterable[Match] = ()) -> Resolution:
        candidates = tuple(_one_per_record([*near, *described]))[:CANDIDATES]
        if not near or near[0].score < NEAR_NAME:
            return Resolution(None, candidates)
        best = near[0]
        gap = SAME_GAP if best.score >= SAME_NAME else CLEAR_GAP
        for other in near[1:]:
            behind = best.score - other.score
            if behind < gap or (self._confused(best, other) and behind <= CONFUSABLE_GAP):
                return Resolution(None, candidates, ask=True)
        return Resolution(best, candidates)

    def _confused(self, one: Match, other: Match) -> bool:
        return other.id in self._confusable.get(one.id, ())

    def label(self, section: str, id: str) -> str:
        """Name a record for people."""
        record = getattr(self._topic, section)[id]
        return getattr(record, "name", None) or getattr(record, "title", None) or id


def _without_lead_in(folded: str) -> str:
    """Drop `who is`, `the` and their like from the beginning, unless nothing else is left."""
    words = folded.split()
    while len(words) > 1 and words[0] in _LEAD_IN:
        words.pop(0)
    return " ".join(words)


def _one_per_record(matches: Iterable[Match]) -> Iterator[Match]:
    seen: set[_Key] = set()
    for match in sorted(matches, key=lambda match: -match.score):
        if (match.section, match.id) not in seen:
            seen.add((match.section, match.id))
            yield match
