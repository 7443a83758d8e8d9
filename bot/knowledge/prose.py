"""Sentences that carry their claims, as in `Two children died, Pakistan says [two-children]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CITATION = re.compile(r"\s*\[([^\[\]]*)\]")
_GROUP = re.compile(r"((?:\s*\[[^\[\]]*\])+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or what stands before one group of citations) and the claims it names."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A cited text, sentence by sentence."""

    sentences: tuple[Sentence, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim named, once, in order."""
        return tuple(dict.fromkeys(claim for sentence in self.sentences for claim in sentence.claims))

    @property
    def text(self) -> str:
        """The words alone, without citations."""
        return " ".join(sentence.text for sentence in self.sentences)

    def __str__(self) -> str:
        return self.text


def parse_prose(value: object) -> Prose:
    """Split a written answer at its citations.

    Citations stand before the full stop (`… died [a][b].`) or after it (`… died. [a]`); a text
    between two groups of citations that holds several sentences is left as one `Sentence` per
    full stop, so that a sentence without a citation of its own is found by the checks.

    Raises:
        ValueError: the value is not a text, or is empty.
    """
    if isinstance(value, Prose):
        return value
    if not isinstance(value, str):
        raise ValueError("must be a text")
    text = " ".join(value.split())
    if not text:
        raise ValueError("is empty")
    if len(text) > 4_000:
        raise ValueError("is longer than 4000 characters")
    sentences: list[Sentence] = []
    pieces = _GROUP.split(text)
    for piece, group in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        words = piece
        lead = re.match(r"[.!?…,;:][\"'”’)]*", words)
        if lead and sentences:
            last = sentences.pop()
            sentences.append(Sentence(last.text + lead.group(), last.claims))
            words = words[lead.end() :]
        claims = tuple(name.strip() for ref in _CITATION.findall(group) for name in ref.split(","))
        parts = split_sentences(words)
        for index, part in enumerate(parts):
            sentences.append(Sentence(part, claims if index == len(parts) - 1 else ()))
        if not parts and claims and sentences:
            last = sentences.pop()
            sentences.append(Sentence(last.text, last.claims + claims))
    return Prose(tuple(sentences))


_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st", "u.s", "u.n", "e.g", "i.e", "vs", "gen", "col", "s"})
_BEFORE_NUMBERS = frozenset("no jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""These end no sentence if a number follows: No. 5, Jan. 16."""


def split_sentences(text: str) -> list[str]:
    """Split plain text where a sentence ends: a stop, then a space, then a capital, digit or quote."""
    sentences: list[str] = []
    start = 0
    for match in re.finditer(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])", text):
        last_word = (text[start : match.start()].rsplit(None, 1)[-1:] or [""])[0].lower().lstrip("(\"'“‘")
        if last_word in _ABBREVIATIONS or (last_word in _BEFORE_NUMBERS and text[match.end()].isdigit()):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]
