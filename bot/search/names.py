"""Who or what is meant by a name, in any spelling and script, or by a role.

A name is answered only when it is clear: exactly written, or spelt differently with nothing else
near. Two names that a moderator listed as easily confused are asked about, not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.knowledge.fold import Spelling, alike, consonants, content, fold, is_abjad, spell, word_likeness
from bot.knowledge.topic import Topic
from bot.search.descriptions import Descriptions
from bot.search.entries import entries
from bot.search.match import Entry, How, Match, Resolution
from bot.search.postings import Postings
from bot.search.stems import stems

SAME_NAME = 93.0
"""From here on it is the same name in another spelling (research: domain §3.3)."""
NEAR_NAME = 72.0
"""From here on it is answered as the nearest name, if nothing else is near."""
CLEAR_GAP = 6.0
"""By so much the nearest name must lead every other record."""
CONFUSABLE_GAP = 12.0
"""A record easily confused with the best is asked about when it is not further behind than this."""
SHOWN = 40.0
"""Below this a candidate is noise."""
SAME_WORD = 75.0
"""A word of the query stands for a stored word from here on."""
SAME_LONE_WORD = 80.0
"""Likewise where one word is all there is to go by."""
JOINED = 88.0
"""Two names written with other gaps are the same from here on."""
CANDIDATES = 5

_TIERS: tuple[How, ...] = ("id", "exact", "alias", "short")
_LEAD_IN = frozenset("who what whos whats is are was were the tell me about show find".split())
_KNOWN_BY_PARTS = frozenset({"person", "place", "media", "operation"})
_HONORIFICS = frozenset(
    "mr mrs ms dr sir prof general gen colonel col president minister sayyid seyyed sayed syed sheikh shaikh mullah mulla "
    "maulana mawlawi molavi haji hajji ayatollah imam syd shykh mla hajy".split()
)
"""What people put before a name, also as it comes out of Arabic script."""
_Key = tuple[str, str]


class Names:
    """The names of one topic's entities, events and sources. Built part by part as it is used."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic
        self.descriptions = Descriptions(topic)

    def warm(self) -> None:
        """Build every part now."""
        assert self._exact is not None
        assert self._postings is not None
        self.descriptions.warm()

    def find(self, text: str, sections: frozenset[str]) -> Resolution:
        """Find the record of these sections that a text names; never raises for any text.

        An id as it is written in the files is always final: buttons and completions carry ids.
        """
        for section in sections:
            if text in getattr(self._topic, section):
                return Resolution(Match(section, text, text, "id", 100.0))
        folded = _without_lead_in(fold(text))
        if not folded:
            return Resolution()
        exact = self._exactly(folded, sections)
        if exact:
            return self._decide_exact(exact)
        near = self._nearly(text, folded, sections)
        if near and near[0].score >= NEAR_NAME and _own_words(folded, near[0].name):
            return self._decide(near)
        described = self._described(folded, sections)
        if isinstance(described, Resolution) and (described.match or not near or near[0].score < SAME_NAME):
            return described
        return self._decide(near, () if isinstance(described, Resolution) else described)

    def exact(self, folded: str, sections: frozenset[str]) -> tuple[Match, ...]:
        """List the records that carry exactly this folded name, one match per record, the best tier first."""
        return tuple(self._exactly(folded, sections))

    @property
    def longest(self) -> int:
        """The number of words of the longest name."""
        return self._longest

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
        return exact

    @cached_property
    def _longest(self) -> int:
        return min(max((folded.count(" ") + 1 for folded in self._folded), default=1), 8)

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
    def _spellings(self) -> dict[int, Spelling]:
        return {}

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

    def _nearly(self, text: str, folded: str, sections: frozenset[str]) -> list[Match]:
        """Score the stored names near a folded one: one match per record, the best first."""
        asked = spell(folded, is_abjad(text))
        listed = content(folded)
        best: dict[_Key, Match] = {}
        for number in map(self._loose.__getitem__, self._postings.candidates(folded)):
            entry = self._entries[number]
            if entry.section not in sections:
                continue
            score = self._score(asked, listed, number)
            kept = best.get((entry.section, entry.id))
            if score >= SHOWN and (kept is None or score > kept.score):
                how: How = "other spelling" if score >= SAME_NAME else "nearest"
                best[entry.section, entry.id] = Match(entry.section, entry.id, entry.name, how, round(score, 1))
        return sorted(best.values(), key=lambda match: -match.score)

    def _score(self, asked: Spelling, listed: list[str], number: int) -> float:
        spelling = self._spellings.get(number)
        if spelling is None:
            spelling = self._spellings.setdefault(
                number, spell(self._folded[number], is_abjad(self._entries[number].name))
            )
        entry = self._entries[number]
        stored = content(spelling.folded)
        across = asked.abjad != spelling.abjad
        whole = alike(asked, spelling)
        if len(listed) != len(stored):
            joined = _likeness("".join(listed), "".join(stored), asked, spelling)
            if joined >= JOINED:
                return max(whole, joined)
        pairs = _pair(listed, stored, asked, spelling)
        heads = self.descriptions.heads(entry.section, entry.id)
        counted = [
            pair
            for word, pair in zip(listed, pairs, strict=True)
            if pair[0] >= SAME_WORD or not (word in _HONORIFICS or heads.issuperset(stems(word)))
        ]
        if not counted or min(score for score, _ in counted) < (SAME_WORD if len(counted) > 1 else SAME_LONE_WORD):
            return min(whole, NEAR_NAME - 1)
        mean = sum(score for score, _ in counted) / len(counted)
        if len(counted) < len(listed):
            mean -= 8.0
        if set(stored) <= {other for _, other in counted}:
            return max(whole, mean) if len(counted) == len(listed) else mean
        plain = SAME_NAME if across else 90.0
        if mean < plain or (across and len(asked.key) < 4) or not self._has_parts(entry, listed, stored):
            return min(whole, NEAR_NAME - 1)
        return min(max(whole, mean * 0.85), SAME_NAME - 1)

    def _has_parts(self, entry: Entry, listed: list[str], stored: list[str]) -> bool:
        """Whether a part of this name may stand for it: a surname does, `Liberation` does not."""
        if entry.section != "entities" or self._topic.entities[entry.id].type in _KNOWN_BY_PARTS:
            return True
        return len(listed) > 1 and (listed == stored[: len(listed)] or listed == stored[-len(listed) :])

    def _described(self, folded: str, sections: frozenset[str]) -> Resolution | list[Match]:
        """Find by role or description: a Resolution when every word fits, else candidates."""
        found = self.descriptions.find(folded, sections)
        if not found:
            return []
        matches = [
            Match(one.section, one.id, self._label(one.section, one.id), "role", round(one.share * 90, 1))
            for one in found
            if one.share >= 0.5
        ]
        full = [match for one, match in zip(found, matches, strict=False) if one.share > 0.999 and one.is_head]
        if len(full) == 1:
            return Resolution(full[0], tuple(matches[:CANDIDATES]))
        if len(full) > 1:
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
        for other in near[1:]:
            behind = best.score - other.score
            confused = self._confused(best, other) and behind <= CONFUSABLE_GAP
            if confused or behind < (1.0 if best.score >= SAME_NAME else CLEAR_GAP):
                return Resolution(None, candidates, ask=True)
        return Resolution(best, candidates)

    def _confused(self, one: Match, other: Match) -> bool:
        return other.id in self._confusable.get(one.id, ())

    def _label(self, section: str, id: str) -> str:
        record = getattr(self._topic, section)[id]
        return getattr(record, "name", None) or getattr(record, "title", None) or id


def _likeness(word: str, other: str, asked: Spelling, stored: Spelling) -> float:
    if asked.abjad == stored.abjad:
        return word_likeness(word, other)
    return word_likeness(word, other, across=True) if asked.abjad else word_likeness(other, word, across=True)


def _pair(listed: list[str], stored: list[str], asked: Spelling, spelling: Spelling) -> list[tuple[float, str]]:
    """Give each asked word the stored word most like it, and how like.

    A word cut short (Greg, Baluch), or an initial, counts if another word of the name is plain.
    """
    pairs = [max((_likeness(word, other, asked, spelling), other) for other in stored) for word in listed]
    if len(listed) > 1 and max(score for score, _ in pairs) >= SAME_NAME:
        for place, (word, (score, other)) in enumerate(zip(listed, pairs, strict=True)):
            if score < SAME_WORD and _is_cut(word, other):
                pairs[place] = (80.0, other)
    return pairs


def _is_cut(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(consonants(short)) >= 3 and consonants(long).startswith(consonants(short)))


def _without_lead_in(folded: str) -> str:
    """Drop `who is`, `the` and their like from the beginning, unless nothing else is left."""
    words = folded.split()
    while len(words) > 1 and words[0] in _LEAD_IN:
        words.pop(0)
    return " ".join(words)


def _own_words(folded: str, name: str) -> bool:
    """Whether a text and a name hold each other's words, written alike: a part of a name, or a name and more."""
    asked, stored = set(content(folded)), set(content(fold(name)))
    return asked <= stored or stored <= asked


def _one_per_record(matches: Iterable[Match]) -> Iterator[Match]:
    seen: set[_Key] = set()
    for match in sorted(matches, key=lambda match: -match.score):
        if (match.section, match.id) not in seen:
            seen.add((match.section, match.id))
            yield match
