"""A small topic about an invented quarrel, with names that are easily confused, and its index."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.load import load
from bot.knowledge.topic import Topic
from bot.search import TopicIndex

SMALL = """
topic: {title: The quarrel of Northland and Southmark}
sources:
  paper-1: {publisher: The Daily Paper, date: 2024-02-01, kind: newspaper, reliability: B, file: 001_paper.txt}
  wire-2: {publisher: unknown, date: 2024-02-02, kind: ai-generated, reliability: E, why: Written by a machine.}
entities:
  northland: {type: government, name: Northland, also: [Norburg], party: yes, read_in: paper-1}
  southmark: {type: government, name: Southmark, party: yes, read_in: paper-1}
  green-village: {type: place, name: Green Village, country: southmark, read_in: paper-1}
  harzan: {type: place, name: Harzan, country: northland, read_in: paper-1}
  ansar-al-haqq:
    type: armed group
    name: Ansar al-Haqq
    names: {ar: أنصار الحق}
    short: [AH]
    in_other_words: [Helpers of the Truth]
    not_to_be_confused_with: [ansar-al-huda]
    read_in: paper-1
  ansar-al-huda: {type: armed group, name: Ansar al-Huda, read_in: paper-1}
  red-river-front: {type: armed group, name: Red River Liberation Front, short: [RRLF], read_in: paper-1}
  ibrahim-qasemi:
    type: person
    name: Ibrahim Qasemi
    roles: [{role: spokesman of Northland's foreign ministry, of: northland, read_in: paper-1}]
    read_in: paper-1
  ibrahim-darwish:
    type: person
    name: Ibrahim Darwish
    roles: [{role: analyst at the Lake Institute, read_in: paper-1}]
    read_in: paper-1
events:
  strike: {title: Northland strikes Green Village, date: 2024-01-16, kind: bombing, by: northland, place: green-village}
  answer: {title: Southmark answers at Harzan, date: 2024-01-18, kind: bombing, by: southmark, place: harzan}
claims:
  strike-two: {about: strike, said_by: southmark, read_in: paper-1, killed: 2}
  strike-nine: {about: strike, said_by: northland, read_in: paper-1, killed: 9}
  strike-hurt: {about: strike, said_by: southmark, read_in: paper-1, injured: 4}
  answer-five: {about: answer, said_by: northland, read_in: paper-1, killed: 5}
  strike-why: {about: strike, said_by: northland, read_in: paper-1, motive: It was an answer to raids.}
  envoy: {about: southmark, aspect: Its envoy, said_by: southmark, read_in: paper-1, statement: The envoy left.}
questions:
  toll:
    ask: How many people died in Green Village?
    answer: Southmark says that two people died [strike-two]. Northland says nine [strike-nine].
    also_asked: [dead in green village, how many did Northland's strike kill]
  toll-harzan:
    ask: How many people died in Harzan?
    answer: Northland says that five people died [answer-five].
    also_asked: [dead in harzan, how many did Southmark's answer kill]
  names-of-the-dead: {ask: What are the names of the dead?, not_known: [The names of the dead]}
  why:
    ask: Why did Northland strike?
    answer: Northland says that it was an answer to raids [strike-why].
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The small topic, read from a file."""
    folder: Path = tmp_path_factory.mktemp("knowledge") / "small"
    folder.mkdir()
    (folder / "topic.yaml").write_text(SMALL, encoding="utf-8")
    loaded = load(folder.parent)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    return loaded.knowledge.topics["small"]


@pytest.fixture(scope="session")
def index(small: Topic) -> TopicIndex:
    """The index over the small topic."""
    return TopicIndex(small)


@pytest.fixture(scope="session")
def shipped(topic: Topic) -> TopicIndex:
    """The index over the topic that is shipped."""
    return TopicIndex(topic)
