"""The text a moderator begins with when they add a record: every field they need, with a word on each."""

from __future__ import annotations

TEMPLATES = {
    "sources": """\
{id}:
  publisher: {title}   # who published it, or unknown
  date: unknown   # 2024-01-18, about 16 January 2024, after 2024-01-18, unknown
  kind: newspaper   # wire, newspaper, broadcaster, state media, blog, social media, ai-generated, …
  reliability: C   # A completely reliable … E unreliable, F cannot be judged
  why: Say why it deserves this grade.   # needed for C, D, E and ai-generated
  # title: Its headline
  # author: Who wrote it
  # url: https://…
  # based_on: [another-source]   # the origin it retells
""",
    "entities": """\
{id}:
  type: person   # person, government, military, armed group, organisation, media, place, operation
  name: {title}
  read_in: {source}   # a source, or a list of them
  # names: {{fa: …, ar: …}}   # by language
  # also: [Another spelling]
  # short: [ABC]   # matched only exactly
  # speaks_for: another-entity
  # within: a-place
""",
    "events": """\
{id}:
  title: {title}   # in neutral words
  date: unknown   # 2024-01-18, about 16 January 2024, 16 or 17 January 2024, unknown
  kind: political event   # see the list of kinds in docs/knowledge-format.md
  # place: [a-place]
  # by: [an-entity]
  # said_to_target: [an-entity]
  # follows: another-event
""",
    "claims": """\
{id}:
  about: {about}   # an event or an entity
  said_by: source itself   # an entity, or "source itself" when the article names nobody
  read_in:
    {source}: where and how it says so
  # exactly one of: killed, injured, captured, date, place, target, responsibility, weapon, motive, statement, denial
  statement: {title}
  # of_whom: {{women: 3, children: 4}}   # the parts of a count
  # credibility: 3   # 1 confirmed … 5 improbable, 6 cannot be judged
""",
    "questions": """\
{id}:
  ask: {title}
  also_asked: []   # how people may put it otherwise
  answer: >-
    Every sentence names the claims it rests on [claim-id].
  # not_known: [What no source says]
  # see_also: [an-event]
""",
    "corrections": """\
{id}:
  on: {today}
  what: {title}
  changes: []   # ids of the records that were mended
  # was: What we said before
  # now: What we say now
  # thanks_to: a reader
  # reason: How we know
""",
}
"""Section → text with places for id, title, source, about and today."""


def template(
    section: str,
    id: str = "new-id",
    title: str = "…",
    source: str = "a-source",
    about: str = "an-event",
    today: str = "2024-01-16",
) -> str:
    """Give the skeleton of a new record, to be filled in a form or an editor.

    Args:
        section: the section it will stand in.
        id: as `new_id` gives it.
        title: its name, title, question or statement, if that is known already.
        source: the id of a source it was read in.
        about: for a claim, the event or entity it speaks of.
        today: for a correction.

    Raises:
        KeyError: there is no such section.
    """
    quoted = title if _plain(title) else "'" + title.replace("'", "''") + "'"
    return TEMPLATES[section].format(id=id, title=quoted, source=source, about=about, today=today)


def _plain(text: str) -> bool:
    """Whether a text can stand in YAML without quotation marks."""
    return not (": " in text or " #" in text or text.endswith(":") or text[:1] in "-?:,[]{}#&*!|>'\"%@`")
