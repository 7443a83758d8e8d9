"""The rules a topic must keep: CHECKS lists them all, one small generator each.

Errors (rules 1 to 10) refuse the topic, warnings (11 to 17) are shown to moderators. Rule 1 (keys,
types, id forms) is kept by the decoder and the models before any check runs. `docs/checks.md` tells
what each one says and how to mend it; a test compares the two lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.decode import Problem
from bot.knowledge.checks import (
    chronology,
    conflicts,
    cycles,
    grounding,
    naming,
    numbers,
    references,
    sourcing,
    upkeep,
    wording,
)
from bot.knowledge.draft import Draft

Check = Callable[[Draft], Iterator[Problem]]

REFUSING: tuple[Check, ...] = (
    # 2: whatever is named exists
    references.subjects_exist,
    references.speakers_exist,
    references.read_sources_exist,
    references.read_parts_exist,
    references.named_entities_exist,
    references.named_events_exist,
    references.named_claims_exist,
    references.named_origins_exist,
    references.cited_claims_exist,
    references.related_questions_exist,
    references.named_records_exist,
    # 3: everything says one thing, with a source
    sourcing.claim_says_one_thing,
    sourcing.every_sentence_cites,
    sourcing.question_has_content,
    # 4: no number or date of our own
    grounding.prose_is_grounded,
    # 5, 6: no more trust than earned, and reasons for it
    sourcing.corroborated_is_earned,
    sourcing.refuted_says_why,
    sourcing.superseded_names_successor,
    sourcing.source_is_graded,
    sourcing.weak_source_says_why,
    sourcing.unread_source_is_not_cited,
    # 7: counts
    numbers.breakdown_adds_up,
    numbers.breakdown_has_total,
    # 8: order of time
    chronology.event_ends_after_it_begins,
    chronology.report_follows_event,
    chronology.saying_precedes_report,
    # 9: names
    naming.name_leads_to_one,
    # 10: circles, and places off the globe
    cycles.no_circles,
    cycles.claim_leaves_itself_alone,
    cycles.coordinates_are_on_earth,
)
WARNING: tuple[Check, ...] = (
    # 11, 13: disagreements
    conflicts.conflict_is_marked,
    conflicts.dispute_has_two_sides,
    conflicts.compatible_claims_share_a_matter,
    conflicts.contradiction_is_mutual,
    # 12: weekdays
    chronology.weekday_fits_date,
    # 14: loaded words
    wording.loaded_words_are_attributed,
    # 15: links, and what nobody uses
    upkeep.links_are_archived,
    upkeep.links_live,
    upkeep.sources_are_used,
    upkeep.entities_are_used,
    upkeep.events_have_claims,
    # 16: names nearly alike
    naming.names_far_apart,
    naming.acronyms_are_short,
    naming.names_not_repeated,
    # 17: upkeep
    upkeep.review_is_made,
    upkeep.answers_fit_a_message,
    upkeep.both_sides_are_heard,
)


CHECKS = REFUSING + WARNING


def run_checks(draft: Draft, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """Run checks, all of them unless told; each Problem carries the name of the check that found it."""
    return [replace(problem, check=check.__name__) for check in checks for problem in check(draft)]
