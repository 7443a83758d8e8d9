"""The closed lists a moderator chooses from.

Event and actor kinds follow ACLED's habit of short closed lists; source reliability (A-F) and
claim credibility (1-6) are the NATO Admiralty code; they are never multiplied into one score.
"""

from __future__ import annotations

from typing import Literal, get_args

SourceKind = Literal[
    "wire",
    "newspaper",
    "broadcaster",
    "state media",
    "government statement",
    "party to the conflict",
    "NGO or research",
    "blog",
    "social media",
    "ai-generated",
    "unknown",
]

EntityType = Literal[
    "person",
    "government",
    "military",
    "armed group",
    "organisation",
    "media",
    "place",
    "operation",
]

EventKind = Literal[
    "air, drone or missile strike",
    "bombing",
    "armed attack",
    "war",
    "killing",
    "diplomatic step",
    "statement",
    "talks",
    "visit",
    "protest",
    "political event",
    "publication",
]

Reliability = Literal["A", "B", "C", "D", "E", "F"]


RELIABILITY_WORDS: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

CREDIBILITY_WORDS: dict[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

ClaimStatus = Literal[
    "corroborated",
    "reported",
    "unverified",
    "disputed",
    "superseded",
    "refuted",
]

Predicate = Literal[
    "killed",
    "injured",
    "captured",
    "date",
    "place",
    "target",
    "responsibility",
    "weapon",
    "motive",
    "statement",
    "denial",
]
PREDICATES: tuple[Predicate, ...] = get_args(Predicate)

ClaimFlag = Literal["outdated", "dubious", "failed verification", "ambiguous", "prediction"]

RelationKind = Literal[
    "part of",
    "works for",
    "member of",
    "leads",
    "successor of",
    "allied with",
    "opposes",
    "backs",
    "counterpart of",
    "based in",
]

PlacePrecision = Literal["exact", "near", "district", "province", "country", "region"]

SourceStatus = Literal["live", "dead", "retracted"]

SOURCE_ITSELF = "source itself"
"""The speaker of a claim that a document makes in its own voice, with nobody named."""
