"""Rule 14: loaded words stay in the mouth of a speaker, never in our own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.decode import Problem
from bot.knowledge.checks.places import proses, short
from bot.knowledge.draft import Draft
from bot.knowledge.model import Header, Record
from bot.knowledge.prose import split_sentences
from bot.knowledge.vocabulary import SOURCE_ITSELF

_ATTRIBUTION = re.compile(
    r"""\b(?:
        sa(?:y|ys|id|ying) | call(?:s|ed|ing)? | claim(?:s|ed|ing) | accus(?:e|es|ed|ing) | describ(?:e|es|ed|ing)
      | alleg(?:e|es|ed|edly) | termed | labell?ed | sp(?:eak|eaks|oke|eaking)\ of | blam(?:e|es|ed|ing)
      | denounc(?:e|es|ed|ing) | condemn(?:s|ed|ing)? | den(?:y|ies|ied|ying) | argu(?:e|es|ed|ing) | insist(?:s|ed)?
      | warn(?:s|ed) | w(?:rite|rites|rote) | announc(?:e|es|ed) | stated | reported | quoted | so-called
      | according\ to | in\ the\ words\ of | as\ \w+\ puts?\ it
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence with one of these gives its words to somebody."""

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")
_OWN_VOICE = ("aspect", "statement", "denial", "weapon", "motive")


def loaded_words_are_attributed(draft: Draft) -> Iterator[Problem]:
    """A word of the topic's `sensitive` list stands in quotation marks, or in a sentence that says whose word it is."""
    if draft.header is None or not draft.header.sensitive:
        return
    loaded = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, draft.header.sensitive))})(?!\w)", re.IGNORECASE)
    for record, text, field in _own_words(draft):
        if not loaded.search(text):
            continue
        for sentence in split_sentences(text):
            word = loaded.search(_QUOTED.sub("", sentence))
            if word and not _ATTRIBUTION.search(sentence):
                said = f"{word.group()!r} in {short(sentence)} is nobody's word"
                yield draft.warning(record, f"{said}: quote it, say who uses it, or find a neutral one", field)


def _own_words(draft: Draft) -> Iterator[tuple[Record | Header, str, str]]:
    """What we say ourselves: titles, questions, summaries, answers, and claims that no speaker is quoted for."""
    if draft.header is not None:
        yield draft.header, draft.header.title, "title"
    for event in draft.events.values():
        yield event, event.title, "title"
    for question in draft.questions.values():
        yield question, question.ask, "ask"
    for record, prose, field in proses(draft):
        yield record, prose.text, field
    for claim in draft.claims.values():
        if claim.said_by == SOURCE_ITSELF:
            for field in _OWN_VOICE:
                if text := getattr(claim, field):
                    yield claim, text, field
