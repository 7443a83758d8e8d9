"""A sentence brought to its terms: entities it names, and stems that stand for their meaning.

Questions and entries are read alike, so that a term found in both means the same in both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.knowledge.fold import fold, is_abjad
from bot.knowledge.topic import Topic
from bot.search.chatter import CHATTER, in_one_word
from bot.search.everyday import ACTS, ASKING, BLOWS, DOERS, EVERYDAY, THERE
from bot.search.languages import DOER_BEFORE, PLACE_BEFORE, in_english, verb_last
from bot.search.names import Names
from bot.search.stems import EMPTY, stem
from bot.search.synonyms import meaning, sense

LEAST_CASELESS = 4
"""Letters from which on a name counts in any case; a shorter one if it is no word: `us` is one, `un` is not."""
LONGEST = 8
"""Words of a name that is looked for in a sentence."""
_BETWEEN = frozenset(
    "the a actually really also just even ever then first second s own did does do not didnt never".split()
)
"""Words that may stand between a name and what it did."""
_SILENT = frozenset({"", DOER_BEFORE, PLACE_BEFORE})
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
MAX_SINGLES = 50_000
"""Words remembered; what people type must not fill the memory."""
_MARKED = re.compile(r"[A-Z][\w.'’-]*|[^\W\x00-\x7f][\w'’\u200c-]*")
"""Words with a capital, or that begin with a letter of another script."""


_SHOUTED = re.compile(r"\b[A-Z][A-Z.&’'-]+(?![a-z])")
_DIGIT = re.compile("[0-9]")
_NONE: set[str] = set()


PARTS = ("byent", "inent")
"""What terms begin with that tell the part of an entity."""


INSIDE = frozenset({"in", "at", "inside", "near"})
_PASSIVE = frozenset({"was", "were", "been", "being", "got"})
_CONJUNCTIONS = frozenset({"when", "while", "as", "because", "where"})
_JOINING = frozenset({"and", "or", "but"})
_QUESTIONS = frozenset("who whom what why how which whose did does was were is are has have".split())


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


class _Known(NamedTuple):
    starts: bool
    ids: tuple[str, ...]
    value: str


class Reader:
    """Reads texts with the names of one topic."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._latin: dict[str, _Known] = {}
        self._foreign: dict[str, _Known] = {}

    @staticmethod
    @lru_cache(maxsize=16_384)
    def token(id: str) -> str:
        """Give the one word that stands for an entity in the index; no stemmer changes it."""
        return "ent" + id.replace("-", "0") + "0"

    def terms(self, text: str, asked: bool = False) -> list[Term]:
        """Give what a text says, in order, without empty words; entities by their longest names.

        `asked`: it is a question, whose capitals may mark names that are unknown here.
        """
        words = in_one_word(fold(text)).split()
        if _DIGIT.search(text):
            words = [_ORDINAL.sub(r"\1", word) for word in words]
        script = is_abjad(text)
        known = self._foreign if script else self._latin
        marked, shouted = _written(text) if asked or _SHOUTED.search(text) else (_NONE, _NONE)
        said: list[str] = []
        if asked and not script:
            words = _without_conjunctions(words)
        terms: list[Term] = []
        after = 0
        for place, first in enumerate(words):
            if place < after:
                continue
            after = place + 1
            starts, ids, value = known.get(first) or self._know(first, known, script)
            if starts:
                length, named = self._named(words, place)
                if named:
                    ids, after = named, place + length
            if not ids and first in shouted:
                ids = self._names.entities.get(first, ())
            if ids:
                part = ""
                if not self._actors.isdisjoint(ids):
                    said = said or in_english(words, script)
                    part = _part(said, place, after, script)
                    if part == "in" and after == place + 1 and first in self._cities and said[place - 1] in INSIDE:
                        ids = (self._cities[first],)
                called = " ".join(words[place:after])
                for id in ids:
                    terms.append(Term(self.token(id), called, ids))
                    if part:
                        terms.append(Term(part + self.token(id), called, part=True))
            elif value:
                terms.append(Term(value, first, (), first in marked and (place > 0 or not text.isascii())))
        return _in_order(terms) if verb_last(words, script) else terms

    @cached_property
    def _cities(self) -> dict[str, str]:
        """Places of one word whose name stands for more than them: in Tehran is in the city, by Tehran is by Iran."""
        return {
            folded: entity.id
            for entity in self._topic.entities.values()
            if entity.type == "place" and entity.name.endswith(")") and " " not in (folded := fold(_bare(entity.name)))
        }

    @cached_property
    def _actors(self) -> frozenset[str]:
        """Those of whom it matters what part they play: people who speak are not struck by each other's words."""
        return frozenset(id for id, entity in self._topic.entities.items() if entity.type not in {"person", "media"})

    def _know(self, word: str, known: dict[str, _Known], script: bool) -> _Known:
        """Say of a word whether a longer name begins with it, who is called so, or what else it stands for."""
        ids, value = self._single(word)
        (sense,) = in_english([word], script)
        if not ids and sense in _SILENT:
            value = ""
        elif not ids and sense != word:
            ids, value = self._single(sense)
        found = _Known(word in self._lengths, ids, value)
        if len(known) < MAX_SINGLES:
            known[word] = found
        return found

    @property
    def words(self) -> frozenset[str]:
        """The single words read so far."""
        return frozenset((*self._latin, *self._foreign))

    def _named(self, words: list[str], place: int) -> tuple[int, tuple[str, ...]]:
        """Give the number of words of the longest name of several words that begins here, and who carries it."""
        for length in range(min(self._lengths[words[place]], len(words) - place), 1, -1):
            ids = self._names.entities.get(" ".join(words[place : place + length]))
            if ids:
                return length, ids
        return 1, ()

    def _single(self, word: str) -> tuple[tuple[str, ...], str]:
        """Give who is called by one word, in any case; else what the word stands for."""
        ids: tuple[str, ...] = ()
        if len(word) < LEAST_CASELESS and word not in EVERYDAY and word not in EMPTY:
            ids = self._names.entities.get(word, ())
        elif len(word) >= LEAST_CASELESS and word not in EMPTY:
            ids = self._names.entities.get(word) or self._by_stem.get(stem(word), ())
        return ids, "" if ids else _sense(word)

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """The first words of names → the number of words of the longest name that begins so."""
        lengths: dict[str, int] = {}
        for folded in self._names.entities:
            words = folded.split()
            if len(words) == 1:
                continue
            lengths[words[0]] = max(lengths.get(words[0], 0), min(len(words), LONGEST))
        return lengths

    @cached_property
    def _by_stem(self) -> dict[str, tuple[str, ...]]:
        """Names of one word, by their stems: Iranian and Iranians tell of Iran."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for entity in self._topic.entities.values():
            folded = fold(entity.name)
            if " " not in folded and len(folded) >= LEAST_CASELESS:
                found[stem(folded)][entity.id] = None
        return {stemmed: tuple(ids) for stemmed, ids in found.items()}


def _without_conjunctions(words: list[str]) -> list[str]:
    """Drop a `when` that asks nothing, because something else was asked before: who died when Iran struck."""
    kept: list[str] = []
    for place, word in enumerate(words):
        asks = place == 0 or words[place - 1] in _JOINING or _QUESTIONS.isdisjoint(words[:place])
        if word not in _CONJUNCTIONS or asks:
            kept.append(word)
    return kept


def _in_order(terms: list[Term]) -> list[Term]:
    """Where the verb comes last, who is named first did it to whoever is named next, unless a word says otherwise."""
    named = [term for term in terms if term.entities]
    if len({term.value for term in named}) < 2:
        return terms
    parted = [term for term in terms if not term.part]
    first = named[0].value
    ordered: list[Term] = []
    for term in parted:
        ordered.append(term)
        if term.entities:
            ordered.append(Term(("by" if term.value == first else "in") + term.value, term.words, part=True))
    return ordered


def _bare(name: str) -> str:
    """Give a name without the remark in brackets after it."""
    return name.rpartition("(")[0]


def _written(text: str) -> tuple[set[str], set[str]]:
    """List the words with a capital or of another script, and those all in capitals, folded."""
    marked: set[str] = set()
    shouted: set[str] = set()
    for written in _MARKED.findall(text):
        folded = written.lower() if written.isascii() and written.isalpha() else fold(written)
        marked.update(folded.split())
        if written.isupper():
            shouted.add(folded.replace(" ", ""))
    return marked, shouted


def _sense(word: str) -> str:
    """Give what a word that is no name stands for; empty for a word that tells nothing."""
    if word in ASKING:
        return meaning(stem(ASKING[word]))
    return "" if word in EMPTY or word in CHATTER else sense(word)


def _part(words: list[str], place: int, after: int, script: bool) -> str:
    """Say whether an entity is where something happened or who did it, by the words around it."""
    before = [word for word in words[max(place - 3, 0) : place] if word and word not in _BETWEEN][-2:]
    behind = [word for word in words[after : after + 4] if word and word not in _BETWEEN]
    last, follows = before[-1] if before else "", behind[0] if behind else ""
    if follows == DOER_BEFORE:
        return "by"
    if follows == PLACE_BEFORE:
        return "in"
    if last in THERE:
        return "by" if stem(follows) in BLOWS else "in"
    if last in DOERS:
        return "by"
    if script and stem(last) in ACTS:
        return "by"  # the attack of X, or the verb before its subject
    if stem(follows) in ACTS or stem(follows) in BLOWS:
        passive = _is_passive(words[max(place - 6, 0) : place])
        return "in" if passive and stem(follows) not in BLOWS else "by"
    return "in" if stem(last) in ACTS else ""


def _is_passive(before: list[str]) -> bool:
    """Whether what follows a name was done to it: the last of `was` and its like before it has no verb yet."""
    last = max((place for place, word in enumerate(before) if word in _PASSIVE), default=-1)
    return last >= 0 and not any(stem(word) in ACTS for word in before[last + 1 :])
