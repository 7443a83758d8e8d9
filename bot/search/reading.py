"""A sentence brought to its terms: entities it names, and stems that stand for their meaning.

Questions and entries are read alike, so that a term found in both means the same in both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from bot.knowledge.fold import fold
from bot.knowledge.topic import Topic
from bot.search.everyday import ACTS, ASKING, DOERS, THERE, meaning
from bot.search.names import Names
from bot.search.stems import EMPTY, stem

_ENTITIES = frozenset({"entities"})
_TOKEN = re.compile(r"[^\s,;:!?()\[\]{}“”\"«»/]+")
_LEAST_CASELESS = 4
"""Letters from which on a short form counts in any case: `us` and `is` in a sentence are words, `US` is not."""


class Term(NamedTuple):
    """What one or more words of a text stand for."""

    value: str
    """An entity's token (see `Reader.token`) or a stem."""
    words: str
    """The words as they were written, folded."""
    entities: tuple[str, ...] = ()
    name_like: bool = False
    """Written with a capital after the first word, or in another script: likely a name."""
    part: bool = False
    """Tells the part an entity plays, beside the entity itself: worth something only where others say the same."""


def _part(pieces: list[tuple[str, str]], place: int, after: int) -> str:
    """Say whether an entity is where something happened or who did it, by the words around it."""
    before = [word for word, _ in pieces[max(place - 2, 0) : place] if word != "the"]
    if before and before[-1] in THERE:
        return "in"
    if before and before[-1] in DOERS:
        return "by"
    act = after < len(pieces) and stem(pieces[after][0]) in ACTS
    if act:
        passive = {"was", "were", "been", "being"}.intersection(before)
        return "in" if passive else "by"
    return ""


class Reader:
    """Reads texts with the names of one topic."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names

    @staticmethod
    def token(id: str) -> str:
        """Give the one word that stands for an entity in the index; no stemmer changes it."""
        return "ent" + id.replace("-", "0") + "0"

    def terms(self, text: str) -> list[Term]:
        """Give what a text says, in order, without empty words; entities by their longest names."""
        pieces: list[tuple[str, str]] = []
        for written in _TOKEN.findall(text):
            pieces.extend((word, written.strip(".'’-")) for word in fold(written).split())
        terms: list[Term] = []
        place = 0
        while place < len(pieces):
            length, ids = self._named(pieces, place)
            after = place + max(length, 1)
            words = " ".join(word for word, _ in pieces[place:after])
            written = pieces[place][1]
            name_like = (place > 0 and written[:1].isupper()) or not written.isascii()
            if length:
                part = _part(pieces, place, after)
                for id in ids:
                    terms.append(Term(self.token(id), words, ids, name_like))
                    if part:
                        terms.append(Term(part + self.token(id), words, part=True))
            elif words in ASKING:
                terms.append(Term(meaning(stem(ASKING[words])), words))
            elif words not in EMPTY:
                terms.append(Term(meaning(stem(words)), words, (), name_like))
            place = after
        return terms

    def _named(self, pieces: list[tuple[str, str]], place: int) -> tuple[int, tuple[str, ...]]:
        """Give the number of words of the longest name that begins here, and who carries it."""
        for length in range(min(self._names.longest, len(pieces) - place), 0, -1):
            folded = " ".join(word for word, _ in pieces[place : place + length])
            if length == 1 and (folded in EMPTY or len(folded) < _LEAST_CASELESS) and not pieces[place][1].isupper():
                break
            found = self._names.exact(folded, _ENTITIES)
            if found:
                return length, tuple(match.id for match in found)
        ids = self._by_stem.get(stem(pieces[place][0]), ())
        return (1, ids) if ids else (0, ())

    @cached_property
    def _by_stem(self) -> dict[str, tuple[str, ...]]:
        """Names of one word, by their stems: Iranian and Iranians tell of Iran."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for entity in self._topic.entities.values():
            folded = fold(entity.name)
            if " " not in folded and len(folded) >= _LEAST_CASELESS:
                found[stem(folded)][entity.id] = None
        return {stemmed: tuple(ids) for stemmed, ids in found.items()}
