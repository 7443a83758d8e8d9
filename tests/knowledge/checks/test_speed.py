"""No check takes time with the square of what it looks at."""

from __future__ import annotations

import time

import pytest

from bot.decode import Mark
from bot.decode.tree import Scalar
from bot.knowledge.checks import Check, naming, references
from bot.knowledge.draft import Draft
from bot.knowledge.model import Claim, Entity


@pytest.fixture(scope="module")
def crowd() -> Draft:
    """Ten thousand entities with names nearly alike, and a thousand claims of speakers that are not among them."""
    draft = Draft("big")
    mark = Mark("a.yaml")
    for number in range(10_000):
        # Vowels tell these apart, and nothing else does.
        name = "Bal" + "".join("aeiou"[number // 5**place % 5] for place in range(6)) + "chestan"
        given = {"id": f"e{number}", "topic": "big", "mark": mark}
        draft.entities[f"e{number}"] = Entity.model_validate({**given, "type": "place", "name": name, "read_in": "x"})
        draft.nodes["entities", f"e{number}"] = (Scalar("", 0, 0), "a.yaml")
        if number < 1_000:
            text = {"about": "x", "said_by": f"f{number}", "read_in": "x", "statement": "So."}
            draft.claims[f"e{number}"] = Claim.model_validate({**given, **text})
            draft.nodes["claims", f"e{number}"] = (Scalar("", 0, 0), "a.yaml")
    draft.declared["entities"] = dict.fromkeys(draft.entities, mark)
    return draft


@pytest.mark.parametrize(
    "check",
    [naming.name_leads_to_one, naming.names_far_apart, naming.names_not_repeated, references.speakers_exist],
    ids=lambda check: check.__name__,
)
def test_a_crowd(check: Check, crowd: Draft) -> None:
    """Ten thousand names nearly alike, and a thousand ids to be guessed among them, take seconds."""
    start = time.process_time()
    problems = list(check(crowd))
    # 0.1 to 1.5 s on the machine this was written on; the square would be hours.
    assert time.process_time() - start < 20
    assert len(problems) <= 100_000
