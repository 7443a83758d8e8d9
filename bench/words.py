"""Invented words: names in Latin and Arabic script that no two records share, and plain English to talk with.

Nothing here is a real name. Two distinctive words differ in two consonants at least (the last one is a
check digit), so that no check has reason to call two generated names alike.
"""

from __future__ import annotations

import random
from itertools import pairwise
from typing import NamedTuple

_CONSONANTS = dict(zip("bdfgjklmnprstz", "بدفگجکلمنپرستز", strict=True))
_VOWELS = {"a": "ا", "i": "ی", "u": "و", "e": "", "o": "و"}
_OTHER_VOWEL = {"i": "e", "u": "o", "a": "e", "e": "a", "o": "u"}

GIVEN = "Arat Beru Dilok Enzu Farik Golem Ispar Jumir Kelat Lozan Mirub Natek Orsil Pirat Rofan Samok Tulen".split()
NOUNS = (
    "convoy depot harbour bridge checkpoint market warehouse airfield camp refinery railway tunnel outpost barracks "
    "radar pipeline dam garrison ferry school clinic court parliament embassy consulate border station tower mill"
).split()
DEEDS = (
    "reached crossed left closed reopened searched surrounded shelled supplied inspected evacuated guarded repaired "
    "occupied abandoned photographed visited blocked mined cleared fortified lit flooded bombed stormed raided"
).split()
MANNERS = (
    "before dawn|after sunset|without warning|under heavy rain|in two columns|from the north|from the coast|by night|"
    "on foot|with drones|with artillery|during the truce|after the talks|despite the ban|along the river|in daylight"
).split("|")
REASONS = (
    "to cut the road|to answer an earlier raid|to free prisoners|to stop smuggling|to test the defences|"
    "to protect the pilgrims|to show strength|to seize the archive|to open a passage|to force new talks"
).split("|")
WEAPONS = ("Drones", "Mortars", "Artillery", "A car bomb", "Rockets", "Small arms", "Cruise missiles", "A mine")
ASPECTS = (
    "What happened|Who was there|What was damaged|What came before|What followed|How it was announced|"
    "Orders given|Warning beforehand|Reaction abroad|Weather that day|Number of vehicles|Line of command|Prisoners|"
    "Negotiations|Aid deliveries|Curfew|Funerals|Inquiry|Compensation|Flights|Telephone lines|Fuel|Schools|Water"
).split("|")
UNKNOWNS = (
    "Who gave the order|The names of the dead|What was found at the place|How long it lasted|Who paid for it|"
    "What the other side lost|Whether anybody was tried|The exact hour|Which road was taken|What was said at the table"
).split("|")


class Word(NamedTuple):
    """An invented name in Latin script, in Arabic script, and in other Latin spellings with the same consonants."""

    latin: str
    arabic: str
    spellings: tuple[str, ...]


class Words:
    """Gives invented words; a seed gives the same ones on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._used: set[str] = set()

    def new(self) -> Word:
        """Make a word that was not given before: five consonants, four vowels."""
        letters = list(_CONSONANTS)
        while True:
            key = [self._random.choice(letters) for _ in range(4)]
            key.append(letters[sum(map(letters.index, key)) % len(letters)])
            if "".join(key) not in self._used and all(one != other for one, other in pairwise(key)):
                break
        self._used.add("".join(key))
        vowels = [self._random.choice("aiueo") for _ in range(4)]
        latin = _woven(key, vowels)
        arabic = "".join(_CONSONANTS.get(sign) or _VOWELS[sign] for sign in latin)
        changed = [[*vowels[:place], _OTHER_VOWEL[vowels[place]], *vowels[place + 1 :]] for place in range(4)]
        spellings = [_woven(key, other).title() for other in changed]
        return Word(latin.title(), arabic, (*spellings, f"al-{latin.title()}"))


def _woven(consonants: list[str], vowels: list[str]) -> str:
    return "".join(sign for pair in zip(consonants, vowels, strict=False) for sign in pair) + consonants[-1]


FORMS = {
    "person": (),
    "place": ("{}",),
    "armed group": ("{} Liberation Front", "{} Army", "{} Brigade", "{} People's Movement"),
    "organisation": ("{} Relief", "{} Institute", "{} Council"),
    "government": ("{} Republic", "Ministry of {}", "{} State"),
    "media": ("{} News", "{} Radio", "{} Times"),
    "military": ("{} Guard", "{} Air Force"),
}


def named(rng: random.Random, kind: str, word: Word) -> tuple[str, list[str]]:
    """Name an entity of a kind; also give its other spellings."""
    form = rng.choice(FORMS[kind] or [f"{given} {{}}" for given in GIVEN])
    return form.format(word.latin), [form.format(spelling) for spelling in word.spellings]


def statement(rng: random.Random, actor: str, place: str) -> str:
    """Say something that somebody may claim: one English sentence without a number."""
    verb, noun, other = rng.choice(DEEDS), rng.choice(NOUNS), rng.choice(NOUNS)
    return f"{actor} {verb} the {noun} near {place} {rng.choice(MANNERS)} and {rng.choice(DEEDS)} the {other}."
