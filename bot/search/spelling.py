"""Slips of the finger in ordinary words: `waht`, `childern`, `sumoned`; one letter wrong, missing, too many or swapped.

Only towards words that the topic's own texts or everyday English have, and never where a capital says that it
is a name: names have their own matcher.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.search.stems import stem

LEAST = 4
"""Letters from which on a word is mended: shorter ones are near to too many others."""
LEAST_MISSING = 5
"""From here on a letter may be missing or too many; before, two may be swapped only: rely is not a slip of reply."""
LEAST_REPLACED = 6
"""From here on a letter may be another one: drove is not a drone."""
LONG = 8
"""From here on two slips are allowed."""
_WORD = re.compile(r"(?<![\w'’])[a-z]{4,24}(?![\w'’])")


class Spelling:
    """Known words filed under each form with one letter left out: two words a slip apart share one.

    The words of names are known, so that they stay as they are; towards them only swapped letters are mended.
    """

    def __init__(self, known: Iterable[str], names: Iterable[str], common: frozenset[str] = frozenset()) -> None:
        self._known = frozenset(known)
        self._common = common
        self._stems = frozenset(map(stem, self._known))
        self._names = own = frozenset(names)
        self._forms: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if LEAST <= len(word) <= 24 and word.isalpha() and (word not in own or len(word) >= LEAST_REPLACED):
                for form in _forms(word):
                    self._forms[form].append(word)

    def mend(self, text: str) -> str:
        """Give the text with every unknown lower-case word put right that has one known word near."""
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if word in self._known or stem(word) in self._stems:
            return word
        best = min((self._far(word, other) for other in self._near(word)), default=None)
        if best is None or best[0] > (2 if len(word) >= LONG else 1) or (best[1] and len(word) < LONG):
            return word
        swapped = sorted(word) == sorted(best[-1])
        if not swapped and best[-1] in self._names:
            return word
        if not swapped and best[3] and len(word) < (LEAST_REPLACED if best[2] else LEAST_MISSING):
            return word
        return best[-1]

    def _far(self, word: str, other: str) -> tuple[int, bool, bool, bool, str]:
        """Say how far a known word is: slips, then another beginning, then another letter put for one, then rarity.

        Swapped, missing and doubled letters are slips of the finger; another letter may be another word.
        """
        replaced = len(word) == len(other) and sorted(word) != sorted(other)
        return OSA.distance(word, other), other[0] != word[0], replaced, other not in self._common, other

    def _near(self, word: str) -> set[str]:
        return {other for form in _forms(word) for other in self._forms.get(form, ())}


def _forms(word: str) -> list[str]:
    return [word, *dict.fromkeys(word[:place] + word[place + 1 :] for place in range(len(word)))]
