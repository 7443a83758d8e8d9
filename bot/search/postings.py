"""From a misspelt name to the few stored names worth comparing, without looking at all of them.

Every word is filed under its consonant key and under each form of it with one sign left out; two
words whose forms meet differ by about one sound. Names written with other gaps are found by
trigrams of their joined keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log

from rapidfuzz import fuzz, process

from bot.knowledge.fold import consonants, content, word_likeness

MAX_CANDIDATES = 24
MAX_VOTES = 1_500
"""Postings read for one look-up: keeps it below 3 ms where thousands of names share a word."""
MAX_WORDS = 24
"""Stored words weighed for one word of a look-up."""
SAME_KEY = 10.0
"""The vote of names whose whole key is the same: they are always compared."""
MAX_SAME = 4
"""Names of one word that are compared for each stored word like the one asked."""
_CLOSE_WORD = 70.0
_SHORT = 5
"""Letters up to which a word is also filed by its letters: its key says too little."""


class Postings:
    """An index over folded names. Names are known by their place in the sequence given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._size = len(names) + 1
        owners: dict[str, list[int]] = defaultdict(list)
        wholes: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            listed = content(name)
            for word in listed:
                owners[word].append(number)
            wholes["".join(map(consonants, listed))].append(number)
        self._owners = dict(owners)
        self._wholes = dict(wholes)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for word in owners:
            self._by_key[consonants(word)].append(word)
        self._words = _file_words(self._by_key)
        self._grams: dict[str, list[str]] = defaultdict(list)
        for whole in wholes:
            for gram in _grams(whole):
                self._grams[gram].append(whole)

    def candidates(self, name: str) -> list[int]:
        """Give the names most worth comparing with a folded name, the most promising first."""
        listed = content(name)
        whole = "".join(map(consonants, listed))
        votes: dict[int, float] = defaultdict(float)
        for number in self._wholes.get(whole, ())[:MAX_CANDIDATES]:
            votes[number] += SAME_KEY
        left = MAX_VOTES
        for rarity, alike, word in self._similar(listed):
            if len(listed) == 1:
                for number in self._wholes.get(consonants(word), ())[:MAX_SAME]:
                    votes[number] += SAME_KEY * alike
            owners = self._owners[word][:left]
            left -= len(owners)
            for number in owners:
                votes[number] += alike * rarity
            if left <= 0:
                break
        if len(listed) < 3 or not votes:
            self._vote_by_grams(whole, votes)
        return nlargest(MAX_CANDIDATES, votes, key=votes.__getitem__)

    def _similar(self, listed: Iterable[str]) -> list[tuple[float, float, str]]:
        """List (rarity, likeness from 0 to 1, word) of stored words like the given ones, the rarest first."""
        found: dict[str, float] = {}
        for word in listed:
            key = consonants(word)
            words = {other for form in _forms(word, key) for other in self._words.get(form, ())}
            if len(words) > MAX_WORDS:
                # The same key first: the letters of another script are not alike.
                near = process.extract(word, words, scorer=fuzz.ratio, limit=MAX_WORDS)
                words = {other for other, _, _ in near}.union(self._by_key.get(key, ())[:MAX_WORDS])
            for other in words:
                alike = word_likeness(word, other, across=True)
                if alike >= _CLOSE_WORD and alike > found.get(other, 0.0):
                    found[other] = alike
        return sorted(
            ((log(self._size / len(self._owners[word])) + 0.1, alike / 100, word) for word, alike in found.items()),
            reverse=True,
        )

    def _vote_by_grams(self, whole: str, votes: dict[int, float]) -> None:
        left = MAX_VOTES // 2
        counts: dict[str, float] = defaultdict(float)
        for wholes in sorted((self._grams[gram] for gram in _grams(whole) if gram in self._grams), key=len):
            weight = log(self._size / len(wholes)) / 10 + 0.01
            for other in wholes[:left]:
                counts[other] += weight
            left -= len(wholes)
            if left <= 0:
                break
        for other in nlargest(MAX_CANDIDATES, counts, key=counts.__getitem__):
            for number in self._wholes[other][:MAX_CANDIDATES]:
                votes[number] += counts[other]


def _file_words(by_key: dict[str, list[str]]) -> dict[str, list[str]]:
    """File words under every form; words of one key share the work."""
    filed: dict[str, list[str]] = defaultdict(list)
    for key, same in by_key.items():
        for form in _key_forms(key):
            filed[form].extend(same)
        for word in same:
            if len(word) <= _SHORT:
                for form in _without_one(word):
                    filed[form].append(word)
    return dict(filed)


def _forms(word: str, key: str) -> list[str]:
    return _key_forms(key) + _without_one(word) if len(word) <= _SHORT else _key_forms(key)


def _key_forms(key: str) -> list[str]:
    """Give a consonant key and, if it is long enough to stand a loss, the key with each sign left out."""
    if len(key) >= 3:
        return _without_one(key)
    return [key] if key else []


def _without_one(text: str) -> list[str]:
    return [text, *[text[:place] + text[place + 1 :] for place in range(len(text))]]


def _grams(joined: str) -> list[str]:
    padded = f"^{joined}$"
    return [padded[place : place + 3] for place in range(len(padded) - 2)]
