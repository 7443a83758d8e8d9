"""What `/ask` found: an answer, the closest entries, or nothing; never a guess dressed as an answer.

The rule can be understood by a moderator: an answer is given when the question's weight of words
is found in the entry, nothing in the question is unknown here, and no other question is as near.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from bot.knowledge.comparison import Comparison
from bot.knowledge.fold import consonants, fold, is_abjad
from bot.knowledge.model import Question
from bot.knowledge.topic import Topic
from bot.search.everyday import ASKED_FOR, EVERYDAY
from bot.search.frames import Frame, Frames
from bot.search.names import Names
from bot.search.passages import Passage, Passages
from bot.search.reading import Reader, Term
from bot.search.spelling import Spelling
from bot.search.stems import EMPTY

ANSWER_SHARE = 0.75
"""Weight of the question's terms that the entry must hold. Research (domain §3.5) had 90 % of what it
showed right at 0.6 and 94 % at 0.7; entity terms and meanings make shares higher here."""
ANSWER_ALIKE = 0.5
"""How like the nearest wording must be, by weight of terms: words scattered over a long answer are not enough."""
ANSWER_GAP = 0.03
"""By so much the entry must lead the next question."""
VERY_ALIKE = 0.8
ALIKE_GAP = 0.015
"""A wording so alike needs to lead by less: there is hardly anything else in the question."""
PASSED_OVER = 0.15
"""An entry that something speaks against may be nearer by so much; if by more, the question is about that one."""
SAME_QUESTION = 0.95
"""From here on it is a known wording in another order of words."""
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
MAX_EVENTS = 1
"""Events that are offered because the question means them; if it may mean more, the entries decide."""
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
    """What came of a question.

    With the tier `answer` stands either `question`, which may be one that nobody can answer, or `comparison`.
    """

    tier: Literal["answer", "closest", "not_covered"]
    question: Question | None = None
    comparison: Comparison | None = None
    """With the tier `answer`, where no curated question fits: the claims on just what was asked, all sides."""
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
    parts: frozenset[str] = frozenset()
    frame: Frame = Frame()


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
        self._frames = Frames(topic, self._reader)

    def warm(self) -> None:
        """Build every part now."""
        self.ask("?")
        self._respelt("word", by_sound=True)
        self._respelt("word", by_sound=False)
        self._spelling.mend("word")

    def ask(self, text: str) -> Asked:
        """Find what answers a question, or the closest, or say that nothing does; never raises for any text."""
        known = self._topic.questions.get(text.strip()) or self._wording(fold(text))
        if known is not None:
            return Asked("answer", known, entities=tuple(id for id in known.see_also if id in self._topic.entities))
        read = self._read(text)
        scored = self._score(read)
        if (sure := self._sure(read, scored)) is not None:
            return Asked("answer", sure, entities=read.entities)
        if read.frame.comparison is not None and not read.unknown:
            return Asked("answer", comparison=read.frame.comparison, entities=read.entities)
        least = CLOSEST_SHARE_UNKNOWN if read.unknown else CLOSEST_SHARE
        near = [one for one in scored if one.share >= least]
        closest = tuple(self._hits(near, read))
        tier: Literal["closest", "not_covered"] = "closest" if closest else "not_covered"
        return Asked(tier, closest=closest, unknown=read.unknown, entities=read.entities)

    # The question ------------------------------------------------------------------------------

    @cached_property
    def _exact(self) -> dict[str, Question]:
        exact: dict[str, Question] = {}
        for question in self._topic.questions.values():
            for wording in (question.ask, *question.also_asked):
                exact.setdefault(fold(wording), question)
        return exact

    @cached_property
    def _wordings(self) -> list[str]:
        return sorted(self._exact)

    def _wording(self, folded: str) -> Question | None:
        known = self._exact.get(folded)
        if known is None and len(folded) >= LEAST_CUT:
            first = bisect_left(self._wordings, folded)
            begun = takewhile(lambda wording: wording.startswith(folded), islice(self._wordings, first, None))
            cut = {self._exact[wording].id for wording in begun}
            return self._topic.questions[cut.pop()] if len(cut) == 1 else None
        return known

    def _read(self, text: str) -> _Read:
        terms: dict[str, float] = {}
        order: list[str] = []
        entities: dict[str, None] = {}
        unknown: list[str] = []
        strange = False
        tries = MAX_UNKNOWN
        text = self._spelling.mend(text[:1_000])
        listed = self._reader.terms(text)[:MAX_WORDS]
        for run in _runs(listed, self._passages):
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
            frozenset(term.value for term in listed if term.part),
            self._frames.read(text, listed, is_abjad(text)),
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
    def _spelling(self) -> Spelling:
        """What words may be a slip away from: those of the topic, and everyday ones."""
        names = {word for name in self._names.entities for word in name.split()}
        return Spelling({*self._passages.words, *EMPTY, *EVERYDAY, *names}, names - EVERYDAY)

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
                    (self._alike(read, total, wording, order, parts), order)
                    for wording, order, parts in zip(passage.wordings, passage.orders, passage.parts, strict=True)
                ),
                reverse=True,
            )
            best, order = likes[0] if likes else (0.0, ())
            alike = 0.7 * best + 0.3 * likes[1][0] if len(likes) > 1 else best
            scored.append(_Scored(passage, share, alike, not _reversed(read.order, order)))
        return sorted(scored, key=lambda one: -one.score)

    def _alike(
        self, read: _Read, total: float, wording: frozenset[str], named: tuple[str, ...], parts: frozenset[str]
    ) -> float:
        """Compare a question with a wording: twice what they share, by weight, over all they hold.

        Half of that when each names somebody and none is the same, or the same in the other part: Iran's view
        is not Pakistan's, and whom Iran summoned is not whom Pakistan did.
        """
        both = sum(weight for term, weight in read.terms.items() if term in wording)
        alike = 2 * both / (total + sum(map(self._passages.weight, wording))) if both else 0.0
        other = named and read.tokens and read.tokens.isdisjoint(named)
        return alike / 2 if other or _other_parts(read.parts, parts) else alike

    def _sure(self, read: _Read, scored: list[_Scored]) -> Question | None:
        """Give the question that surely is the one asked, if there is one."""
        if not scored or read.unknown or read.frame.impossible:
            return None
        questions = [one for one in scored if one.passage.section == "questions"]
        fitting = [one for one in questions if self._may_answer(read, one)]
        if not fitting or fitting[0].share < ANSWER_SHARE or fitting[0].alike < ANSWER_ALIKE:
            return None
        best = fitting[0]
        if questions[0].score - best.score > PASSED_OVER:
            return None
        lead = best.score - fitting[1].score if len(fitting) > 1 else 1.0
        least = ALIKE_GAP if best.alike >= VERY_ALIKE else ANSWER_GAP
        return self._topic.questions[best.passage.id] if lead >= least else None

    def _may_answer(self, read: _Read, one: _Scored) -> bool:
        """Whether nothing in a question speaks against an entry: who is named, numbers, what is asked for."""
        wordings = one.passage.wordings
        return (
            one.same_order
            and all(any(token in wording for wording in wordings) for token in read.tokens)
            and all(term in one.passage.terms for term in read.terms if term.isdigit())
            and all(any(term in wording for wording in wordings) for term in ASKED_FOR & read.terms.keys())
            and (one.alike >= SAME_QUESTION or self._fits_frame(read.frame, one.passage.id))
        )

    def _fits_frame(self, frame: Frame, id: str) -> bool:
        """Whether a question is about what was read to be asked: its event, and what is asked of it."""
        if frame.event is None or frame.predicate is None:
            return True
        answer = self._topic.questions[id].answer
        if answer is None:
            return True
        cited = [self._topic.claims[claim] for claim in answer.claims]
        return any(claim.about == frame.event and claim.predicate == frame.predicate for claim in cited)

    def _hits(self, near: Iterable[_Scored], read: _Read) -> Iterable[Hit]:
        """List three entries: the nearest, but the events meant always have a place among them."""
        found: dict[str, Hit] = {}
        for one in near:
            label = self._label(one.passage)
            found.setdefault(label, Hit(one.passage.section, one.passage.id, label, round(one.score, 3)))
        events = [id for id in read.frame.events[:MAX_EVENTS] if len(read.frame.events) <= MAX_EVENTS]
        meant = [Hit("events", id, self._topic.events[id].title, 0.0) for id in events]
        first = list(found.values())[: 3 - len(meant)] if not set(events) & _ids(found.values()) else None
        hits = [*first, *meant] if first is not None else list(found.values())
        for id in read.entities:
            name = self._topic.name(id)
            if name not in found:
                hits.append(Hit("entities", id, name, 0.0))
        return hits[:3]

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


def _ids(hits: Iterable[Hit]) -> set[str]:
    return {hit.id for hit in list(hits)[:3]}


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


def _other_parts(asked: frozenset[str], stored: frozenset[str]) -> bool:
    """Whether somebody did in the one what was done to them, or by somebody else, in the other."""
    doers, others = _with(asked, "by"), _with(stored, "by")
    if doers and others and doers.isdisjoint(others):
        return True
    there, elsewhere = _with(asked, "in"), _with(stored, "in")
    return bool(there and elsewhere and there.isdisjoint(elsewhere) and not (doers and others))


def _with(parts: frozenset[str], part: str) -> set[str]:
    return {value[2:] for value in parts if value.startswith(part)}


def _reversed(asked: tuple[str, ...], stored: tuple[str, ...]) -> bool:
    """Whether two entities stand the other way round: who strikes whom is another question."""
    both = [token for token in asked if token in stored]
    return len(both) >= 2 and [token for token in dict.fromkeys(stored) if token in both] != both
