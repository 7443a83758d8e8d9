"""How well a text fits one stored name, from 0 to 100: by the whole, and word by word.

Every word that was asked must find its like in the name. A name that shares only its common words
(National Liberation Army, Jaish al-Islam) is another name, however alike the letters.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from bot.knowledge.fold import Spelling, alike, consonants, content, fold, is_abjad, spell, word_likeness
from bot.search.stems import stem

SAME_NAME = 93.0
"""From here on it is the same name in another spelling (research: domain §3.3)."""
NEAR_NAME = 72.0
"""From here on it is answered as the nearest name, if nothing else is near."""
SAME_WORD = 75.0
"""A word of the query stands for a stored word from here on."""
SAME_LONE_WORD = 80.0
"""Likewise where one word is all there is to go by."""
JOINED = 88.0
"""Two names written with other gaps are the same from here on."""
GLUED = 90.0
"""So much alike their letters must be without the gaps, in one script: Middle East Eye is not the Middle East."""
MAX_GLUED = 5
"""Letters by which such names may differ in length."""
PART_OF_NAME = 0.85
"""What is left of a score where only a part of the name was asked."""
EXTRA = 8.0
"""Taken off where a title or a kind (`general`, `group`) was added to the name."""

HEADS = frozenset(
    "center centre institute university college airport street foundation museum club league fund".split()
)
"""What says what a name is the name of: Woodrow Wilson is not the Woodrow Wilson Center."""

GENERIC = frozenset("corps agency news group organization organisation province city state region company".split())
"""Words at the end of a name that people leave out."""

HONORIFICS = frozenset(
    stem(word)
    for word in "haj hajj hadji ji sahib saheb mian khanum ayatullah prime chaudhry sardar late "
    "mr mrs ms dr sir prof general gen colonel col president minister sayyid seyyed sayed syed sheikh "
    "shaikh mullah mulla maulana mawlawi molavi haji hajji ayatollah imam syd shykh mla hajy".split()
)
"""Stems of what people put before the name of a person, also as it comes out of Arabic script."""


class Heard(NamedTuple):
    """A name made ready for comparing."""

    spelling: Spelling
    words: list[str]


def hear(text: str, folded: str | None = None) -> Heard:
    """Make a name ready; `folded` if it is at hand."""
    folded = fold(text) if folded is None else folded
    return Heard(spell(folded, is_abjad(text)), content(folded))


def fit(asked: Heard, stored: Heard, may_be_added: frozenset[str], by_parts: bool) -> float:
    """Score a text against a stored name.

    `may_be_added` are stems of words that people add to this name (`president Raisi`).
    `by_parts`: one word of the name may stand for it, as a surname does.
    """
    across = asked.spelling.abjad != stored.spelling.abjad
    whole = alike(asked.spelling, stored.spelling)
    joined = _joined(asked, stored)
    if joined >= JOINED:
        return max(whole, joined)
    pairs = [
        pair
        for word, pair in zip(asked.words, _pair(asked, stored), strict=True)
        if pair[0] >= SAME_WORD or stem(word) not in may_be_added
    ]
    if not pairs or min(score for score, _ in pairs) < (SAME_WORD if len(pairs) > 1 else SAME_LONE_WORD):
        return min(whole, NEAR_NAME - 1)
    mean = sum(score for score, _ in pairs) / len(pairs)
    if len(pairs) < len(asked.words):
        mean -= EXTRA
        whole = 0.0
    if set(stored.words) <= {other for _, other in pairs}:
        return max(whole, mean)
    # Only a part of the name was asked: it must be plain, and across scripts long enough to tell.
    plain = mean >= (SAME_NAME if across else 90.0) and not (across and len(asked.spelling.key) < 4)
    if not plain or not (by_parts or _is_end(asked.words, stored.words)):
        return min(whole, NEAR_NAME - 1)
    return min(max(whole, mean * PART_OF_NAME), SAME_NAME - 1)


def own_words(folded: str, name: str) -> bool:
    """Whether a text and a name hold each other's words, written alike: a part of a name, or a name and more."""
    asked, stored = set(content(folded)), set(content(fold(name)))
    return asked <= stored or stored <= asked


def _is_end(asked: list[str], stored: list[str]) -> bool:
    """Whether several words are the beginning or the end of a name, in its order."""
    if len(asked) < 2 or asked not in (stored[: len(asked)], stored[-len(asked) :]):
        return False
    if asked != stored[-len(asked) :] and not GENERIC.issuperset(stored[len(asked) :]):
        return False  # what follows is part of the name: the Islamic State of Iraq
    return HEADS.isdisjoint(stored) or not HEADS.isdisjoint(asked)


def _pair(asked: Heard, stored: Heard) -> list[tuple[float, str]]:
    """Give each asked word the stored word most like it, and how like.

    A word cut short (Greg, Baluch), or an initial, counts if another word of the name is plain.
    """
    pairs = [max((_likeness(word, other, asked, stored), other) for other in stored.words) for word in asked.words]
    if len(pairs) > 1 and max(score for score, _ in pairs) >= SAME_NAME:
        for place, (word, (score, other)) in enumerate(zip(asked.words, pairs, strict=True)):
            if score < SAME_WORD and _is_cut(word, other):
                pairs[place] = (80.0, other)
    return pairs


def _joined(asked: Heard, stored: Heard) -> float:
    """Compare two names without their gaps, with their particles and without; 0 if the gaps are the same."""
    best = 0.0
    written = 1 if asked.spelling.abjad == stored.spelling.abjad else 2  # vowels may be half of what is written
    if abs(len(asked.spelling.folded) - len(stored.spelling.folded)) > MAX_GLUED * written:
        return best
    if asked.spelling.folded.count(" ") != stored.spelling.folded.count(" "):
        one, other = asked.spelling.folded.replace(" ", ""), stored.spelling.folded.replace(" ", "")
        best = _likeness(one, other, asked, stored) if written == 2 or ratio(one, other) >= GLUED else 0.0
    if len(asked.words) != len(stored.words):
        one, other = "".join(asked.words), "".join(stored.words)
        if written == 2 or ratio(one, other) >= GLUED:
            best = max(best, _likeness(one, other, asked, stored))
    return best


def _likeness(word: str, other: str, asked: Heard, stored: Heard) -> float:
    if asked.spelling.abjad == stored.spelling.abjad:
        return word_likeness(word, other)
    if asked.spelling.abjad:
        return word_likeness(word, other, across=True)
    return word_likeness(other, word, across=True)


def _is_cut(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    key = consonants(short)
    whole = consonants(long)
    return (long.startswith(short) and len(long) - len(short) <= 5) or (
        len(key) >= 3 and whole.startswith(key) and len(whole) - len(key) <= 2
    )
