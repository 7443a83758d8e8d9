"""`explainer-bot export`: everything a topic says, in one stream, for backups and for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.cli.exits import PROBLEMS, USAGE
from bot.decode import Problem, plain, read_yaml
from bot.knowledge.files import TopicFolder, read_folder
from bot.knowledge.load import Loaded, load_read


def export(folder: Path, topic: str | None, form: str) -> None:
    """Print one topic. Nothing is left out, private notes included; only comments and styles of writing are.

    Args:
        folder: the knowledge folder.
        topic: its id; None for the only one.
        form: "json" for an object with `topic`, `version`, `hash` and `sections`, every value a text as it was
            written; "yaml" for a file that is knowledge again.

    Exits with 1 if the knowledge has errors, with 2 if the topic is not there.
    """
    read = read_folder(folder)
    loaded = Loaded(None, (read,)) if isinstance(read, Problem) else load_read(read, folder.name or ".", quick=True)
    if loaded.knowledge is None or isinstance(read, Problem):
        for problem in loaded.problems:
            click.echo(str(problem), err=True)
        sys.exit(PROBLEMS)
    topics = loaded.knowledge.topics
    if topic not in topics and (topic is not None or len(topics) > 1):
        click.echo(f"{topic or 'export'}: name one of the topics: {', '.join(topics)}", err=True)
        sys.exit(USAGE)
    found = topics[topic or next(iter(topics))]
    sections = sections_of(next(one for one in read if one.id == found.id))
    if form == "json":
        head = {"topic": found.id, "version": found.header.version, "hash": found.hash}
        click.echo(json.dumps({**head, "sections": sections}, ensure_ascii=False, indent=1))
        return
    click.echo(f"# {found.id}, version {found.header.version}, exported from the files with hash {found.hash}")
    for part in _yaml(sections):
        click.echo(part, nl=False)


def sections_of(topic: TopicFolder) -> dict[str, Any]:
    """Put the sections of all files together, in the order in which they are written."""
    merged: dict[str, Any] = {"topic": {}}
    for name, data in topic.files.items():
        root, _ = read_yaml(data, name)
        for section, records in (plain(root) if root else {}).items():
            if isinstance(records, dict):
                merged.setdefault(section, {}).update(records)
    return merged


def _yaml(sections: dict[str, Any]) -> Iterator[str]:
    from bot.editing import record_yaml

    yield record_yaml("topic", "topic", sections["topic"])
    for section, records in sections.items():
        if section == "topic":
            continue
        yield f"\n{section}:\n"
        for id, fields in records.items():
            text = record_yaml(section, id, fields)
            yield "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
