"""What `/ask` found: an answer, the closest entries, or nothing; never a guess dressed as an answer.

The rule can be understood by a moderator: an answer is given when the question's weight of words
is found in the entry, nothing in the question is unknown here, and no other question is as near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from bot.knowledge.fold import consonants, fold
from bot.knowledge.model import Question
from bot.knowledge.topic import Topic
from bot.search.names import Names
from bot.search.passages import Passage, Passages
from bot.search.reading import Reader, Term

ANSWER_SHARE = 0.75
"""Weight of the question's terms that the entry must hold. Research (domain §3.5) had 90 % of what it
showed right at 0.6 and 94 % at 0.7; entity terms and meanings make shares higher here."""
ANSWER_ALIKE = 0.6
"""How like the nearest wording must be, by weight of terms: words scattered over a long answer are not enough."""
ANSWER_GAP = 0.1
"""By so much the entry must lead the next question."""
CLOSEST_SHARE = 0.34
"""Below this share an entry has nothing to do with the question."""
CLOSEST_SHARE_UNKNOWN = 0.5
"""Likewise when the question names somebody unknown here."""
LEAST_CUT = 60
"""A question cut by a platform's limit (Discord: 100 characters) is known by its beginning, if it is this long."""
MAX_WORDS = 60
"""Terms of a question that are looked at; longer texts are no questions."""
MAX_UNKNOWN = 3
"""Unknown words that are looked up as misspelt names or words: bounds the time of one question."""
_SAME_SPELLING = 84.0
_SAME_SOUND = 70.0
_ENTITIES = frozenset({"entities"})


class Hit(NamedTuple):
    """An entry that may help. `score` is between 0 and 1."""

    section: Literal["questions", "events", "entities", "claims"]
    id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question. `question` stands only with the tier `answer`; it may be one that nobody can answer."""

    tier: Literal["answer", "closest", "not_covered"]
    question: Question | None = None
    closest: tuple[Hit, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names in the question that nothing here is called."""
    entities: tuple[str, ...] = ()


class _Read(NamedTuple):
    terms: dict[str, float]
    """Every term with its weight."""
    order: tuple[str, ...]
    entities: tuple[str, ...]
    unknown: tuple[str, ...]
    strange: bool
    """Holds a word that occurs nowhere here."""
    tokens: frozenset[str]


class _Scored(NamedTuple):
    passage: Passage
    share: float
    alike: float
    same_order: bool

    @property
    def score(self) -> float:
        return 0.5 * self.share + 0.5 * self.alike if self.passage.wordings else 0.6 * self.share


class Questions:
    """Questions in plain words over one topic."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._reader = Reader(topic, names)

    def warm(self) -> None:
        """Build every part now."""
        self.ask("?")
        self._respelt("word", by_sound=True)
        self._respelt("word", by_sound=False)

    def ask(self, text: str) -> Asked:
        """Find what answers a question, or the closest, or say that nothing does; never raises for any text."""
        known = self._topic.questions.get(text.strip()) or self._wording(fold(text))
        if known is not None:
            return Asked("answer", known, entities=tuple(id for id in known.see_also if id in self._topic.entities))
        read = self._read(text)
        scored = self._score(read)
        if scored and self._sure(read, scored):
            return Asked("answer", self._topic.questions[scored[0].passage.id], entities=read.entities)
        least = CLOSEST_SHARE_UNKNOWN if read.unknown else CLOSEST_SHARE
        near = [one for one in scored if one.share >= least]
        closest = tuple(self._hits(near, read))
        return Asked("closest" if closest else "not_covered", None, closest, read.unknown, read.entities)

    # The question ------------------------------------------------------------------------------

    @cached_property
    def _exact(self) -> dict[str, Question]:
        exact: dict[str, Question] = {}
        for question in self._topic.questions.values():
            for wording in (question.ask, *question.also_asked):
                exact.setdefault(fold(wording), question)
        return exact

    def _wording(self, folded: str) -> Question | None:
        known = self._exact.get(folded)
        if known is None and len(folded) >= LEAST_CUT:
            cut = {question.id: question for wording, question in self._exact.items() if wording.startswith(folded)}
            return next(iter(cut.values())) if len(cut) == 1 else None
        return known

    def _read(self, text: str) -> _Read:
        terms: dict[str, float] = {}
        order: list[str] = []
        entities: dict[str, None] = {}
        unknown: list[str] = []
        strange = False
        tries = MAX_UNKNOWN
        for run in _runs(self._reader.terms(text[:1_000])[:MAX_WORDS], self._passages):
            values = [term.value for term in run]
            if run[0].part and values[0] not in self._passages:
                continue
            ids: tuple[str, ...] = run[0].entities
            if not ids and values[0] not in self._passages:
                tries -= 1
                found, ids = self._mend(run) if tries >= 0 else (None, ())
                values = found or ([Reader.token(id) for id in ids] if ids else values)
                if not found and not ids:
                    strange = True
                    unknown.extend(term.words for term in run if term.name_like)
            for value in values:
                terms[value] = self._passages.weight(value)
            entities.update(dict.fromkeys(ids))
            order.extend(Reader.token(id) for id in ids)
        return _Read(
            terms,
            tuple(dict.fromkeys(order)),
            tuple(entities),
            tuple(dict.fromkeys(unknown)),
            strange,
            frozenset(map(Reader.token, entities)),
        )

    def _mend(self, run: list[Term]) -> tuple[list[str] | None, tuple[str, ...]]:
        """Read unknown words as misspelt words if they sound alike, else as one misspelt name, else as words near."""
        plain = not any(term.name_like for term in run)
        heard = [self._respelt(term.value, by_sound=True) for term in run] if plain else []
        if heard and all(heard):
            return [value for value in heard if value], ()
        found = self._names.find(" ".join(term.words for term in run), _ENTITIES)
        if found.match is not None and found.match.how != "role":
            return None, (found.match.id,)
        near = [self._respelt(term.value, by_sound=False) for term in run] if plain else []
        return ([value for value in near if value], ()) if near and all(near) else (None, ())

    def _respelt(self, word: str, *, by_sound: bool) -> str | None:
        if len(word) < 4:
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
    def _by_end(self) -> dict[str, list[str]]:
        by_end: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            by_end[word[:2]].append(word)
            by_end[f"-{word[-3:]}"].append(word)
        return dict(by_end)

    @cached_property
    def _words(self) -> list[str]:
        return [term for term in self._passages.vocabulary if len(term) >= 4 and not term.startswith("ent")]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if len(key := consonants(word)) >= 3:
                by_sound[key].append(word)
        return by_sound

    # The entries -------------------------------------------------------------------------------

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._topic, self._reader)

    def _score(self, read: _Read) -> list[_Scored]:
        total = sum(read.terms.values())
        if not total:
            return []
        scored = []
        for passage in self._passages.find(read.terms):
            share = sum(weight for term, weight in read.terms.items() if term in passage.terms) / total
            likes = sorted(
                (
                    (self._alike(read, total, wording, order), order)
                    for wording, order in zip(passage.wordings, passage.orders, strict=True)
                ),
                reverse=True,
            )
            best, order = likes[0] if likes else (0.0, ())
            alike = 0.7 * best + 0.3 * likes[1][0] if len(likes) > 1 else best
            scored.append(_Scored(passage, share, alike, not _reversed(read.order, order)))
        return sorted(scored, key=lambda one: -one.score)

    def _alike(self, read: _Read, total: float, wording: frozenset[str], named: tuple[str, ...]) -> float:
        """Compare a question with a wording: twice what they share, by weight, over all they hold.

        Half of that when each names somebody and none is the same: Iran's view is not Pakistan's.
        """
        both = sum(weight for term, weight in read.terms.items() if term in wording)
        alike = 2 * both / (total + sum(map(self._passages.weight, wording))) if both else 0.0
        return alike / 2 if named and read.tokens and read.tokens.isdisjoint(named) else alike

    def _sure(self, read: _Read, scored: list[_Scored]) -> bool:
        best = scored[0]
        rivals = [one for one in scored[1:] if one.passage.section == "questions"]
        return (
            best.passage.section == "questions"
            and best.share >= ANSWER_SHARE
            and best.alike >= ANSWER_ALIKE
            and best.same_order
            and not read.unknown
            and all(any(token in wording for wording in best.passage.wordings) for token in read.tokens)
            and all(term in best.passage.terms for term in read.terms if term.isdigit())
            and (not rivals or best.score - rivals[0].score >= ANSWER_GAP)
        )

    def _hits(self, near: Iterable[_Scored], read: _Read) -> Iterable[Hit]:
        found: dict[str, Hit] = {}
        for one in near:
            passage = one.passage
            label = self._label(passage)
            hit = Hit(passage.section, passage.id, label, round(one.score, 3))
            if label not in found:
                found[label] = hit
        for id in read.entities:
            name = self._topic.name(id)
            found.setdefault(name, Hit("entities", id, name, 0.0))
        return list(found.values())[:3]

    def _label(self, passage: Passage) -> str:
        topic = self._topic
        match passage.section:
            case "questions":
                return topic.questions[passage.id].ask
            case "events":
                return topic.events[passage.id].title
            case _:
                claim = topic.claims[passage.id]
                event = topic.events.get(claim.about)
                return f"{event.title if event else topic.name(claim.about)}: {claim.aspect or claim.predicate}"


def _runs(terms: Iterable[Term], passages: Passages) -> Iterable[list[Term]]:
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


def _reversed(asked: tuple[str, ...], stored: tuple[str, ...]) -> bool:
    """Whether two entities stand the other way round: who strikes whom is another question."""
    both = [token for token in asked if token in stored]
    return len(both) >= 2 and [token for token in dict.fromkeys(stored) if token in both] != both
