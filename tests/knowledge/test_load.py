"""A folder becomes a knowledge, or a list of everything that is wrong with it; it never becomes a crash."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from bot.knowledge.load import Loaded, load

SOUND = """
topic: {title: Small}
sources:
  paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B}
entities:
  north: {type: government, name: Northland, read_in: paper}
events:
  strike: {title: A strike, date: 2024-01-16, kind: bombing, by: north}
claims:
  two-dead: {about: strike, said_by: north, read_in: paper, killed: 2}
"""


def write(folder: Path, **files: str) -> Path:
    """Write files into a folder; `one__claims` becomes `one/claims.yaml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def shown(loaded: Loaded) -> list[str]:
    """Give the problems as `check` prints them."""
    return [str(problem) for problem in loaded.problems]


def test_a_sound_topic(tmp_path: Path) -> None:
    """A folder without a fault is served."""
    loaded = load(write(tmp_path, small__all=SOUND))
    assert shown(loaded) == []
    assert loaded.knowledge is not None
    assert list(loaded.knowledge.topics) == ["small"]
    assert loaded.knowledge.topics["small"].claims["two-dead"].mark.line == 10


def test_all_faults_in_one_run(tmp_path: Path) -> None:
    """Faults of the file, of its keys and of its meaning are told together, in the order of files and lines."""
    faults = """
    claims:
      hurt: {about: strik, said_by: north, read_in: paper, injured: 3}
      hurt: {about: strike, said_by: north, read_in: paper, injured: 4}
      Bad_Id: {about: strike, said_by: north, read_in: paper, injured: 4}
      odd: {about: strike, sad_by: north, read_in: paper, injured: 5}
      flat: nothing
    """
    loaded = load(write(tmp_path, small__b=SOUND, small__a=faults))
    assert shown(loaded) == [
        "small/a.yaml:3:21: error: 'strik' is no event and no entity; did you mean 'strike'?",
        "small/a.yaml:4:7: error: the key 'hurt' stands here again (first in line 3)",
        "small/a.yaml:5:7: error: the id 'Bad_Id' must be lower-case letters, digits and single hyphens, "
        "at most 40 characters",
        "small/a.yaml:6:7: error: 'odd' needs 'said_by'",
        "small/a.yaml:6:28: error: unknown key 'sad_by'; did you mean 'said_by'?",
        "small/a.yaml:7:7: error: 'flat' must hold keys and values",
    ]
    assert loaded.knowledge is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [b", "1:6: error: is not valid YAML: did not find expected ',' or ']'"),
        ("- a", "1:1: error: must begin with a section such as 'events:'"),
        ("claim: {}", "1:1: error: unknown section 'claim'; did you mean 'claims'?"),
        ("events: [strike]", "1:9: error: 'events' must hold records, each under its id"),
    ],
)
def test_what_a_broken_file_holds_is_not_missed(tmp_path: Path, text: str, problem: str) -> None:
    """While a file or section cannot be read, its own fault is told, and not what may stand in it."""
    refers = "claims:\n  hurt: {about: raid, said_by: south, read_in: wire, injured: 3}\n"
    refers += "events:\n  talks: {title: Talks, date: 2024, kind: talks}\n"
    assert shown(load(write(tmp_path, small__a=SOUND, small__b=refers, small__c=text))) == [f"small/c.yaml:{problem}"]


def test_the_title_may_stand_in_the_broken_file(tmp_path: Path) -> None:
    """A topic without a title is no second fault where the file with the title cannot be read."""
    assert shown(load(write(tmp_path, small__topic="topic: {title: Small", small__b="events: {}\n"))) == [
        "small/topic.yaml:1:21: error: is not valid YAML: did not find expected ',' or '}'"
    ]


def test_an_id_in_two_files(tmp_path: Path) -> None:
    """An id is unique in its section over all files; a second header is one too many."""
    again = "topic: {title: Again}\nevents:\n  strike: {title: B, date: 2024, kind: war}\n"
    assert shown(load(write(tmp_path, small__a=SOUND, small__b=again))) == [
        "small/b.yaml:1:8: error: the 'topic:' section stands here again (first in small/a.yaml:2:8)",
        "small/b.yaml:3:3: error: the id 'strike' stands here again (first in small/a.yaml:8:3)",
    ]


def test_warnings_do_not_refuse(tmp_path: Path) -> None:
    """A weakness is shown, and the topic is served."""
    more = "events:\n  talks: {title: Talks, date: 2024, kind: talks}\n"
    loaded = load(write(tmp_path, small__a=SOUND, small__b=more))
    assert shown(loaded) == ["small/b.yaml:2:3: warning: no claim is about 'talks': say who reports it, or remove it"]
    assert loaded.knowledge is not None
    assert "talks" in loaded.knowledge.topics["small"].events


def test_one_broken_topic_refuses_all(tmp_path: Path) -> None:
    """With an error in one topic no knowledge comes of the folder: the caller keeps what it had."""
    loaded = load(write(tmp_path, one__a=SOUND, two__a=SOUND.replace("killed: 2", "killed: -2")))
    assert shown(loaded) == ["two/a.yaml:10:69: error: 'killed' cannot be negative"]
    assert loaded.knowledge is None


def test_two_topics(tmp_path: Path) -> None:
    """Each folder is a topic of its own; ids need to be unique in one topic only."""
    loaded = load(write(tmp_path, two__a=SOUND, one__a=SOUND, one__sub__b="corrections: {}\n"))
    assert shown(loaded) == []
    assert loaded.knowledge is not None
    assert list(loaded.knowledge.topics) == ["one", "two"]
    assert {claim.topic for claim in loaded.knowledge.topics["two"].claims.values()} == {"two"}


def test_a_folder_that_is_a_topic(tmp_path: Path) -> None:
    """A folder in which YAML lies is the topic itself, and names in problems are short."""
    loaded = load(write(tmp_path / "solo", a=SOUND, b="x: y\n"))
    assert shown(loaded) == ["b.yaml:1:1: error: unknown section 'x'"]
    (tmp_path / "solo" / "b.yaml").unlink()
    knowledge = load(tmp_path / "solo").knowledge
    assert knowledge is not None
    assert list(knowledge.topics) == ["solo"]


def test_the_hash_is_stable(tmp_path: Path) -> None:
    """The same files give the same hash, on any machine and in any order; another byte gives another."""
    one = load(write(tmp_path / "x", one__b=SOUND, two__a=SOUND, one__c="corrections:\n")).knowledge
    same = load(write(tmp_path / "y", two__a=SOUND, one__c="corrections:\n", one__b=SOUND)).knowledge
    other = load(write(tmp_path / "z", one__b=SOUND, two__a=SOUND, one__c="corrections: \n")).knowledge
    assert one is not None
    assert same is not None
    assert other is not None
    assert (one.hash, len(one.hash)) == (same.hash, 12)
    assert one.hash != other.hash


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "holds no topic: put YAML files into a folder below it"),
        ({"small__a": "events: {}\n"}, "the topic has no 'topic:' section with a title"),
        ({"small__a": ""}, "the topic has no 'topic:' section with a title"),
        ({"small__a": "topic:\n"}, "'topic' is empty: give it a value or remove the line"),
        ({"small__a": "topic: {titel: Small}\n"}, "unknown key 'titel'; did you mean 'title'?"),
        ({"small__a": "topic: [Small]\n"}, "'topic' must hold keys and values"),
    ],
)
def test_no_topic(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    """A topic has a title; a folder has a topic."""
    loaded = load(write(tmp_path, **files))
    assert problem in [found.text for found in loaded.problems]
    assert loaded.knowledge is None


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is a problem like any other."""
    assert shown(load(tmp_path / "none")) == [
        f"{tmp_path / 'none'}:1:1: error: is no folder: give the folder that holds the topics"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder(tmp_path: Path) -> None:
    """A folder that we may not look into is a problem like any other."""
    (tmp_path / "closed").mkdir(mode=0)
    assert shown(load(tmp_path / "closed")) == [f"{tmp_path / 'closed'}:1:1: error: cannot be read: Permission denied"]


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, on: bool) -> None:
    """Loading pauses the garbage collector, and starts it again only if it was running."""
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load(write(tmp_path, small__a=SOUND))
        assert gc.isenabled() == on
    finally:
        (gc.enable if was else gc.disable)()
