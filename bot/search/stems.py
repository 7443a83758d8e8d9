"""Words of a description or a question, brought to one form: endings cut, empty words left out.

The lists are about English, never about a topic.
"""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge.fold import words

EMPTY = frozenset(
    "a an the and or but of in on at to from by for with into as is are was were be been being am do does did done "
    "has have had having it its this that these those there here he she they them his her their i me my we us our you "
    "your so if then than too very just also about any some such both each please tell show give know say "
    "says said get got can could would should may might will shall not no yes ok hi hey hello thanks really actually "
    "who what which whom whose where when why how many much s t re ve ll d o e al el ul ol "
    "used use uses using happen happened happens anything anyone something someone regarding according".split()
)
"""Words that tell nothing about what is meant. Words for kinds of questions are among them: see `everyday`."""

_PEOPLE = ("woman", "women", "man", "men", "person", "people")
_ENDINGS = {
    **dict.fromkeys(("ians", "ian", "ia"), 3),
    "is": 6,
    **dict.fromkeys(("ings", "ing", "ies", "ied", "ish", "ed", "es", "s", "i", "y", "e"), 4),
}
"""What is cut, the longest first, if so many letters at least are left."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Cut what grammar adds: bombing, bombed, bombs; Iranian, Iran; spokeswoman, spokesperson."""
    for ending in _PEOPLE:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)].rstrip("s")
    for ending, left in _ENDINGS.items():
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def stems(text: str) -> list[str]:
    """Give the stems of the words that tell something, in order, each once."""
    return list(dict.fromkeys(stem(word) for word in words(text) if word not in EMPTY))
