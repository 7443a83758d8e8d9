"""A question as it was read: its terms with their weights, who is named in it, what in it is unknown here.

Slips of the finger are mended towards the topic's own words; names are heard even where they are misspelt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.knowledge.fold import consonants, fold, is_abjad
from bot.knowledge.topic import Topic
from bot.search.everyday import EVERYDAY
from bot.search.frames import Frame, Frames
from bot.search.languages import WORDS, in_english
from bot.search.names import Names
from bot.search.passages import Passages
from bot.search.reading import Reader, Term
from bot.search.scoring import SAME_NAME
from bot.search.spelling import Spelling
from bot.search.stems import EMPTY

MAX_WORDS = 60
"""Terms of a question that are looked at; longer texts are no questions."""
MAX_UNKNOWN = 4
"""Unknown words that are looked up as misspelt names or words: bounds the time of one question."""
LEAST_RESPELT = 7
"""Letters from which on a word unknown here may be another spelling of a known one: short ones are other words."""
LONGEST_NAME = 4
"""Words of a misspelt name that is heard inside a question."""
_SAME_SPELLING = 84.0
_SAME_SOUND = 70.0
_ENTITIES = frozenset({"entities"})


class Query(NamedTuple):
    """A question, read."""

    terms: dict[str, float]
    """Every term with its weight."""
    order: tuple[str, ...]
    """The tokens of whom it names, in order: who strikes whom."""
    entities: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names that nothing here is called."""
    strange: float
    """How many of its words occur nowhere here."""
    tokens: frozenset[str]
    parts: frozenset[str] = frozenset()
    frame: Frame = Frame()
    said: tuple[str, ...] = ()
    """Its words, folded and in English."""

    @property
    def total(self) -> float:
        """The weight of all its terms."""
        return sum(self.terms.values())


class QueryReader:
    """Reads questions over one topic."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._reader = Reader(topic, names)
        self._frames = Frames(topic, self._reader)

    @cached_property
    def passages(self) -> Passages:
        """The entries, read into the same terms."""
        return Passages(self._topic, self._reader)

    def warm(self) -> None:
        """Build every part now."""
        self.read("zzzz?")
        self._respelt("word", by_sound=True)
        self._respelt("word", by_sound=False)

    def is_place_of(self, event: str, token: str) -> bool:
        """Whether an entity is where an event happened, or lies around it."""
        return any(Reader.token(id) == token for id in self._frames.around(event))

    def read(self, text: str) -> Query:
        """Read a question; never raises for any text."""
        terms: dict[str, float] = {}
        order: list[str] = []
        entities: dict[str, None] = {}
        unknown: list[str] = []
        strange = 0
        tries = MAX_UNKNOWN
        text = self._spelling.mend(text[:1_000])
        listed = self._hear_names(self._reader.terms(text, asked=True)[:MAX_WORDS])
        for run in _runs(listed, self.passages):
            if run[0].part and run[0].value not in self.passages:
                continue
            known = run[0].entities or run[0].value in self.passages
            tries -= not known
            if known or tries < 0:
                read: list[tuple[list[Term], list[str] | None, tuple[str, ...]]] = [(run, None, run[0].entities)]
            else:
                read = self._apart(run)
            for part, found, ids in read:
                values = found or ([Reader.token(id) for id in ids] if ids else [term.value for term in part])
                if not found and not ids and not known:
                    strange += len(part)
                    unknown.extend(term.words for term in part if term.name_like)
                for value in values:
                    terms[value] = self.passages.weight(value)
                entities.update(dict.fromkeys(ids))
                order.extend(Reader.token(id) for id in ids)
        frame = self._frames.read(text, listed, is_abjad(text))
        if frame.event is not None and frame.day is not None and frame.predicate not in {None, "date"}:
            # The day only says which event is meant, and that is known now.
            for term in listed:
                if term.words in frame.days and len(terms) > 1:
                    terms.pop(term.value, None)
        return Query(
            terms,
            tuple(dict.fromkeys(order)),
            tuple(entities),
            tuple(dict.fromkeys(unknown)),
            strange,
            frozenset(map(Reader.token, entities)),
            frozenset(term.value for term in listed if term.part),
            frame,
            tuple(word for word in in_english(fold(text).split(), is_abjad(text)) if word),
        )

    # Names and slips -----------------------------------------------------------------------------

    def _hear_names(self, listed: list[Term]) -> list[Term]:
        """Put one entity for several words that are its misspelt name together: `jesh al adl`, `libration front`.

        Only words that are unknown here, or that occur in names, with one unknown among them at least.
        """
        place, tries = 0, MAX_UNKNOWN
        heard: list[Term] = []
        while place < len(listed):
            span = 1
            ids: tuple[str, ...] = ()
            for length in range(min(LONGEST_NAME, len(listed) - place), 1, -1):
                words = listed[place : place + length]
                if tries > 0 and self._may_be_name(words):
                    tries -= 1
                    found = self._names.find(" ".join(term.words for term in words), _ENTITIES).match
                    if found is not None and found.how != "role" and found.score >= SAME_NAME:
                        span, ids = length, (found.id,)
                        break
            if ids:
                heard.append(Term(Reader.token(ids[0]), " ".join(t.words for t in listed[place : place + span]), ids))
            else:
                heard.append(listed[place])
            place += span
        return heard

    def _may_be_name(self, words: Iterable[Term]) -> bool:
        strange = False
        for term in words:
            if term.part or (term.entities and len(term.words.split()) > 1):
                return False
            if term.value not in self.passages and not term.entities and term.words not in EVERYDAY:
                strange = True
            elif term.words not in self._name_words:
                return False
        return strange

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(word for name in self._names.entities for word in name.split())

    def _mend(self, run: list[Term]) -> tuple[list[str] | None, tuple[str, ...]]:
        """Read unknown words as misspelt words if they sound alike, else as one misspelt name, else as words near."""
        plain = not any(term.name_like for term in run)
        found = self._names.find(" ".join(term.words for term in run), _ENTITIES)
        if found.match is not None and found.match.how != "role" and found.match.score >= SAME_NAME:
            return None, (found.match.id,)
        heard = [self._respelt(term.value, by_sound=True) for term in run] if plain else []
        if heard and all(heard):
            return [value for value in heard if value], ()
        if found.match is not None and found.match.how != "role":
            return None, (found.match.id,)
        near = [self._respelt(term.value, by_sound=False) for term in run] if plain else []
        return ([value for value in near if value], ()) if near and all(near) else (None, ())

    def _apart(self, run: list[Term]) -> list[tuple[list[Term], list[str] | None, tuple[str, ...]]]:
        """Read unknown neighbours: all as one, or else each by itself."""
        found, ids = self._mend(run)
        if found or ids or len(run) == 1 or len(run) > MAX_UNKNOWN:
            return [(run, found, ids)]
        return [([term], *self._mend([term])) for term in run]

    def _respelt(self, word: str, *, by_sound: bool) -> str | None:
        if len(word) < LEAST_RESPELT or word in EVERYDAY:
            return None
        if by_sound:
            same = self._by_sound.get(consonants(word), ())
            heard = process.extractOne(word, same, scorer=fuzz.ratio, score_cutoff=_SAME_SOUND)
            return heard[0] if heard else None
        near = process.extractOne(word, self._like(word), scorer=fuzz.ratio, score_cutoff=_SAME_SPELLING)
        return near[0] if near else None

    def _like(self, word: str) -> list[str]:
        """Words that begin or end as this one does: a slip of the finger leaves one of the two alone."""
        return [*self._by_end.get(word[:2], ()), *self._by_end.get(f"-{word[-3:]}", ())]

    @cached_property
    def _spelling(self) -> Spelling:
        """What words may be a slip away from: those of the topic, and everyday ones."""
        return Spelling(
            {*self.passages.words, *EMPTY, *EVERYDAY, *WORDS, *self._name_words}, self._name_words - EVERYDAY, EMPTY
        )

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        by_end: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            by_end[word[:2]].append(word)
            by_end[f"-{word[-3:]}"].append(word)
        return dict(by_end)

    @cached_property
    def _words(self) -> list[str]:
        return [term for term in self.passages.vocabulary if len(term) >= 4 and not term.startswith("ent")]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if len(key := consonants(word)) >= 3:
                by_sound[key].append(word)
        return by_sound


def _runs(terms: Iterable[Term], passages: Passages) -> Iterator[list[Term]]:
    """Part the terms: every known one alone, neighbours that are unknown here together, for they may be one name."""
    run: list[Term] = []
    for term in terms:
        if term.entities or term.part or term.value in passages:
            if run:
                yield run
                run = []
            yield [term]
        else:
            run.append(term)
    if run:
        yield run
