"""Rules 9 and 16: a name leads to one entity, and names that are nearly alike are told apart on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from bot.decode import Problem
from bot.knowledge.checks.places import Path, names_of
from bot.knowledge.draft import Draft
from bot.knowledge.fold import alike, consonants, content, fold, spell
from bot.knowledge.model import Entity

CLOSE = 93.0
"""From this likeness on, the search takes one spelling for the other (see `bot.knowledge.fold.likeness`)."""
KEYS_CLOSE = 2 * CLOSE - 100
"""Likeness is half consonants, half letters: below this in the consonants, equal letters cannot make up for it."""
KEY_LETTERS = 3
"""Names whose consonants are fewer are never matched roughly."""
COMPARED = 8
"""Names of one bucket that a further name is compared with, so that thousands of look-alikes cost no more."""

_ACRONYM = re.compile(r"[^\W\d_a-z]{2,4}")


def name_leads_to_one(draft: Draft) -> Iterator[Problem]:
    """No name stands on two entities, unless both list each other under `not_to_be_confused_with`."""
    owners: dict[str, list[Entity]] = {}
    for entity in draft.entities.values():
        for name, path in names_of(entity):
            folded = fold(name)
            if not folded:
                continue
            known = owners.setdefault(folded, [])
            other = next((owner for owner in known if owner is not entity and not _apart(owner, entity)), None)
            if other is not None:
                text = (
                    f"the name {name!r} also stands on {other.id!r}: remove it from one of them, "
                    "or let both list each other under not_to_be_confused_with"
                )
                yield draft.error(entity, text, *path)
            if entity not in known[-1:]:
                known.append(entity)


def _apart(one: Entity, other: Entity) -> bool:
    return other.id in one.not_to_be_confused_with and one.id in other.not_to_be_confused_with


def names_far_apart(draft: Draft) -> Iterator[Problem]:
    """Names of two entities that the search could mistake for each other are declared `not_to_be_confused_with`."""
    buckets: dict[str, list[tuple[str, Entity, str]]] = {}
    told: set[tuple[str, str]] = set()
    for entity in draft.entities.values():
        mine: list[tuple[list[str], tuple[str, Entity, str]]] = []
        for name, path in names_of(entity):
            words = [] if path[0] == "short" else [consonants(word) for word in content(fold(name))]
            key = "".join(words)
            if (size := len(key)) < KEY_LETTERS:
                continue
            found = _buckets(key, words)
            mine.append((found, (key, entity, name)))
            for bucket in found:
                for their_key, other, like in buckets.get(bucket, ()):
                    # The lengths first, which cost nothing: one consonant more or less is all that may part them.
                    if bucket[0] == " " and (abs(len(their_key) - size) > 1 or ratio(key, their_key) < KEYS_CLOSE):
                        continue
                    pair = (entity.id, other.id)
                    if pair not in told and not _declared(entity, other) and _confusable(name, like):
                        told.add(pair)
                        yield _too_close(draft, entity, name, path, other, like)
        for found, entry in mine:
            for bucket in found:
                held = buckets.setdefault(bucket, [])
                if len(held) < COMPARED:
                    held.append(entry)


def _buckets(key: str, words: list[str]) -> list[str]:
    """Name the buckets in which a name meets all that it could be mistaken for.

    They are: the same consonants, in any order of the words; and, with a space in front, all words but
    one with the same consonants, or a single word with one consonant more, less or other (which is
    never close enough for a word with fewer than six).
    """
    if len(words) > 1:
        ordered = sorted(words)
        near = [" " + " ".join(ordered[:place] + ordered[place + 1 :]) for place in range(len(words))]
        return [key, "".join(ordered), *near] if ordered != words else [key, *near]
    if len(key) < 6:
        return [key]
    return [key, " " + key, *{f" {key[:cut]}{key[cut + 1 :]}" for cut in range(len(key))}]


def _confusable(one: str, other: str) -> bool:
    """Whether the search takes two names for each other; names that are quite the same are another rule's matter."""
    mine, theirs = spell(one), spell(other)
    return mine.folded != theirs.folded and alike(mine, theirs) >= CLOSE


def _declared(one: Entity, other: Entity) -> bool:
    return other.id in one.not_to_be_confused_with or one.id in other.not_to_be_confused_with


def _too_close(draft: Draft, entity: Entity, name: str, path: Path, other: Entity, like: str) -> Problem:
    text = (
        f"the name {name!r} can be mistaken for {like!r} of {other.id!r}: "
        f"list {other.id} under not_to_be_confused_with, or leave one of the names out"
    )
    return draft.warning(entity, text, *path)


def acronyms_are_short(draft: Draft) -> Iterator[Problem]:
    """An acronym of four letters or fewer stands under `short`, where it is matched exactly."""
    for entity in draft.entities.values():
        for name, path in names_of(entity):
            if path[0] != "short" and _ACRONYM.fullmatch(name) and name.isupper() and name not in entity.short:
                text = f"{name!r} is an acronym: put it under 'short', so that nothing similar is taken for it"
                yield draft.warning(entity, text, *path)


def names_not_repeated(draft: Draft) -> Iterator[Problem]:
    """An entity lists each of its names once (the same name in several languages is no repetition)."""
    for entity in draft.entities.values():
        first: dict[str, str] = {}
        for name, path in names_of(entity):
            if path[0] == "names" or (path[0] == "short" and name == entity.name):
                continue
            folded = fold(name)
            if folded in first:
                text = f"the name {name!r} stands here again (as {first[folded]!r}): remove it"
                yield draft.warning(entity, text, *path)
            first.setdefault(folded, name)
