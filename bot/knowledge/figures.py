"""Numbers named in running English prose, in digits or words, in the order they are written.

What is no count is passed over: ordinals (`the second strike`), words that name no number (`several`,
`both`, `twice`), and `one` where it stands for a pronoun or an article (NO_COUNT lists those).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.numerals import SCALES, SMALL

NO_COUNT: tuple[str, ...] = (
    "no one|any one|every one|each one|this one|that one|which one|the one",
    "one another|one by one|one of",
    # The article in the sense of "a certain": it counts speakers and documents, never victims.
    "one (?:analyst|commentator|expert|observer|speaker|official|officer|side|party|government|agency|outlet|paper)",
    "one (?:newspaper|article|report|account|source|document|text|passage|part|version)",
)
"""Phrases in which `one` counts nothing."""

_SCALES = SCALES | {"dozen": 12}
_NO_COUNT = re.compile(rf"\b(?:{'|'.join(NO_COUNT)})\b", re.IGNORECASE)
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
_ANY = re.compile(rf"\d|\b(?:{'|'.join((*SMALL, *_SCALES))})(?!\w)", re.IGNORECASE)
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")


def find_numbers(text: str) -> list[tuple[str, int | float]]:
    """Find the numbers in prose: the text of each, and its value. `a dozen` is 12, `2.5 million` 2,500,000.

    Dates are no exception: take them out first (`bot.knowledge.date_words.find_dates`). Never raises.
    """
    if not _ANY.search(text):
        return []
    text = _NO_COUNT.sub(lambda phrase: _ONE.sub("xxx", phrase.group()), text)
    return list(_scan(text, list(_TOKEN.finditer(text))))


def _scan(text: str, tokens: list[re.Match[str]]) -> Iterator[tuple[str, int | float]]:
    index = 0
    while index < len(tokens):
        value, after = _read(text, tokens, index)
        if value is None:
            index += 1
        else:
            yield text[tokens[index].start() : tokens[after - 1].end()], value
            index = after


def _read(text: str, tokens: list[re.Match[str]], start: int) -> tuple[int | float | None, int]:
    """Read one number that begins at a token; also give the index of the token after it."""
    first = tokens[start].group().lower()
    total: int | float = 0
    current: int | float | None = None
    last = ""
    after = start
    if first[0].isdecimal():
        digits = first.replace(",", "")
        current, last, after = float(digits) if "." in digits else int(digits), "digits", start + 1
    elif first in {"a", "an"}:
        if not _joined(text, tokens, start + 1) or tokens[start + 1].group().lower() not in _SCALES:
            return None, start
        after = start + 1
    while after < len(tokens) and (after == start or _joined(text, tokens, after)):
        word = tokens[after].group().lower()
        if word == "and" and last == "scale" and _joined(text, tokens, after + 1):
            word = tokens[after + 1].group().lower()
            if word not in SMALL:
                break
            after += 1
        if word in SMALL:
            number = SMALL[word]
            if current is not None and last != "scale" and not (last == "tens" and 0 < number < 10):
                break
            current = (current or 0) + number
            last = "tens" if number >= 20 else "unit"
        elif word in _SCALES:
            current = (1 if current is None else current) * _SCALES[word]
            last = "scale"
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0
        else:
            break
        after += 1
    return (None, start) if current is None else (total + current, after)


def _joined(text: str, tokens: list[re.Match[str]], index: int) -> bool:
    """Whether only a space or a hyphen parts a token from the one before it."""
    return index < len(tokens) and text[tokens[index - 1].end() : tokens[index].start()] in {" ", "-", "\u2011"}
