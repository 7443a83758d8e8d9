"""What lies in a knowledge folder is read within bounds; what is passed over on purpose makes no noise."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.knowledge import files
from bot.knowledge.files import read_topic, topic_folders

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    """A topic below a knowledge folder, with one file."""
    folder = tmp_path / "knowledge" / "topic"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_bytes(b"a")
    return folder


def read(topic: Path) -> tuple[list[str], list[str]]:
    """Read a topic: the names of its files, and what is wrong."""
    found = read_topic(topic, topic.parent)
    return list(found.files), [f"{problem.mark.file}: {problem.text}" for problem in found.problems]


def test_any_yaml_below_the_topic(topic: Path) -> None:
    """Files may lie in folders of their own; the order is that of the names, whatever the disk says."""
    for name in ("z/b.yaml", "z/a.yaml", "b/c.yaml", "b.yaml", "notes.md", "b.json"):
        (topic / name).parent.mkdir(exist_ok=True)
        (topic / name).write_bytes(b"x")
    names = ["topic/a.yaml", "topic/b.yaml", "topic/b/c.yaml", "topic/z/a.yaml", "topic/z/b.yaml"]
    assert read(topic) == (names, [])


@pytest.mark.parametrize(
    "name", [".a.yaml", ".#a.yaml", "#a.yaml#", "#a.yaml", "a.yaml~", "a.yaml.swp", ".git/a.yaml", "eval/a.yaml"]
)
def test_what_is_passed_over(topic: Path, name: str) -> None:
    """Hidden files, what editors leave behind and the bench's questions are no knowledge."""
    (topic / name).parent.mkdir(exist_ok=True)
    (topic / name).write_bytes(b"x")
    assert read(topic) == (["topic/a.yaml"], [])


def test_the_other_ending(topic: Path) -> None:
    """A file ending in .yml was surely meant to be read."""
    (topic / "b.yml").write_bytes(b"x")
    assert read(topic) == (
        ["topic/a.yaml"],
        ["topic/b.yml: ends in .yml, which is not read: rename it to .yaml"],
    )


def test_a_link_that_stays_inside(topic: Path) -> None:
    """A link to a file of the knowledge folder is read."""
    (topic / "b.yaml").symlink_to("a.yaml")
    assert read(topic) == (["topic/a.yaml", "topic/b.yaml"], [])


@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside.yaml"])
def test_a_link_that_leaves(topic: Path, target: str) -> None:
    """A link cannot make the bot read what lies elsewhere on the machine."""
    (topic.parent.parent / "outside.yaml").write_bytes(b"secret")
    (topic / "b.yaml").symlink_to(target)
    fault = "topic/b.yaml: is a link that leaves the knowledge folder: put the file itself here"
    assert read(topic) == (["topic/a.yaml"], [fault])


def test_a_topic_that_is_a_link(topic: Path, tmp_path: Path) -> None:
    """A whole topic may not lie elsewhere either."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.yaml").write_bytes(b"secret")
    (topic.parent / "linked").symlink_to(elsewhere)
    assert list(topic_folders(topic.parent)) == [topic.parent / "linked", topic]
    fault = "linked/b.yaml: is a link that leaves the knowledge folder: put the file itself here"
    assert read(topic.parent / "linked") == ([], [fault])


def test_a_link_to_a_folder(topic: Path) -> None:
    """A folder that is a link is not walked into, and that is said."""
    (topic / "loop").symlink_to(".")
    fault = "topic/loop: is a link to a folder, which is not followed: put the folder itself here"
    assert read(topic) == (["topic/a.yaml"], [fault])


@pytest.mark.parametrize(("target", "reason"), [("gone.yaml", "No such file or directory"), ("b.yaml", "Symlink loop")])
def test_a_link_to_nothing(topic: Path, target: str, reason: str) -> None:
    """A link to nothing or to itself is a fault of that file."""
    (topic / "b.yaml").symlink_to(target)
    names, problems = read(topic)
    assert names == ["topic/a.yaml"]
    assert [problem.startswith(f"topic/b.yaml: cannot be read: {reason}") for problem in problems] == [True]


def test_a_pipe(topic: Path) -> None:
    """A pipe does not make the bot wait for whoever writes into it."""
    os.mkfifo(topic / "b.yaml")
    assert read(topic) == (["topic/a.yaml"], ["topic/b.yaml: is not a regular file"])


def test_a_folder_with_the_name_of_a_file(topic: Path) -> None:
    """A folder may be called like a file; what lies in it is read."""
    (topic / "b.yaml").mkdir()
    (topic / "b.yaml" / "c.yaml").write_bytes(b"x")
    assert read(topic) == (["topic/a.yaml", "topic/b.yaml/c.yaml"], [])


@NOT_ROOT
def test_a_file_that_we_may_not_read(topic: Path) -> None:
    """A file without permission is a fault of that file."""
    (topic / "b.yaml").touch(mode=0)
    assert read(topic) == (["topic/a.yaml"], ["topic/b.yaml: cannot be read: Permission denied"])


@NOT_ROOT
def test_a_folder_that_we_may_not_read(topic: Path) -> None:
    """A folder without permission is not silently empty."""
    (topic / "b").mkdir(mode=0)
    assert read(topic) == (["topic/a.yaml"], ["topic/b: cannot be read: Permission denied"])


@pytest.mark.parametrize("name", [b"b\xff.yaml", b"b\n.yaml", "b\u202e.yaml".encode()])
def test_a_name_that_cannot_be_shown(topic: Path, name: bytes) -> None:
    """A file name that would spoil a message is refused, and shown without the signs that do."""
    try:
        with open(os.fsencode(topic) + b"/" + name, "wb"):
            pass
    except OSError:
        pytest.skip("this disk refuses the name itself")
    names, problems = read(topic)
    assert names == ["topic/a.yaml"]
    assert {problem.replace("\ufffd", "") for problem in problems} == {
        "topic/b.yaml: has a name with signs that cannot be shown: rename it"
    }


def test_a_huge_file(topic: Path) -> None:
    """A file of 100 MB is not read at all (it is a hole: nothing is written)."""
    (topic / "b.yaml").touch()
    os.truncate(topic / "b.yaml", 100 * 1000 * 1000)
    assert read(topic) == (["topic/a.yaml"], ["topic/b.yaml: is larger than 4 MiB: split it into several files"])


def test_too_much_in_all(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files that are each small enough cannot fill the memory either."""
    monkeypatch.setattr(files, "MAX_TOTAL_BYTES", 2 * 1024 * 1024)
    for name in "bcde":
        (topic / f"{name}.yaml").touch()
        os.truncate(topic / f"{name}.yaml", 1024 * 1024)
    assert read(topic) == (["topic/a.yaml", "topic/b.yaml"], ["topic/c.yaml: the topic is larger than 2 MiB in all"])


def test_too_many_files(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the agreed number of files reading stops."""
    monkeypatch.setattr(files, "MAX_FILES", 3)
    for name in "bcdefgh":
        (topic / f"{name}.yaml").touch()
    names, problems = read(topic)
    assert (len(names), problems) == (3, ["topic/d.yaml: the topic has more than 3 files"])


def test_the_topics_of_a_folder(tmp_path: Path) -> None:
    """Each folder is a topic, unless YAML lies beside them: then the folder itself is one."""
    for name in ("one", "two", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").touch()
    assert list(topic_folders(tmp_path)) == [tmp_path / "one", tmp_path / "two"]
    (tmp_path / "topic.yaml").touch()
    assert list(topic_folders(tmp_path)) == [tmp_path]


def test_the_hash(topic: Path) -> None:
    """The hash depends on names and contents, and on nothing else."""
    first = read_topic(topic, topic.parent).hash
    os.utime(topic / "a.yaml", (0, 0))
    assert read_topic(topic, topic.parent).hash == first
    (topic / "a.yaml").write_bytes(b"b")
    second = read_topic(topic, topic.parent).hash
    (topic / "a.yaml").rename(topic / "b.yaml")
    third = read_topic(topic, topic.parent).hash
    assert len({first, second, third}) == 3
    assert {len(first), len(second), len(third)} == {12}
