"""An id for a new record: short words of its name or title, free in its topic."""

from __future__ import annotations

from bot.knowledge.decoded import SECTIONS
from bot.knowledge.fold import words
from bot.knowledge.model import ID_LENGTH
from bot.knowledge.topic import Topic


def new_id(topic: Topic, title: str, otherwise: str = "record") -> str:
    """Make an id that no record of the topic has.

    Args:
        topic: where it must be free, whatever the section.
        title: a name, title or question in any script; cut between words to fit 40 characters.
        otherwise: what to call it when nothing of the title can be written in an id.
    """
    slug = _fit("-".join(words(title)) or "-".join(words(otherwise)) or "record", ID_LENGTH)
    number, id = 1, slug
    while taken(topic, id):
        number += 1
        id = f"{_fit(slug, ID_LENGTH - len(str(number)) - 1)}-{number}"
    return id


def taken(topic: Topic, id: str) -> bool:
    """Whether any record of the topic has this id."""
    return any(id in getattr(topic, section) for section in SECTIONS)


def _fit(slug: str, length: int) -> str:
    """Cut a slug at a hyphen if one is near the end, else at the length."""
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rpartition("-")[0]
    return (cut if len(cut) > length // 2 else slug[:length]).strip("-")
