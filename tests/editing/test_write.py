"""Edits on the disk: whole or not at all, nobody's work lost, and a clear word when it cannot be done."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.editing import Add, CannotWrite, Conflict, Prepared, Remove, journal, prepare, recover, write
from bot.editing.journal import JOURNAL, Step, announce, digest, put
from bot.editing.lock import LOCK, locked
from tests.editing.small import claim, killed, prepared, small_knowledge, there


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge."""
    return small_knowledge(tmp_path / "knowledge")


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_an_edit_is_shown_checked_and_written(folder: Path) -> None:
    """What was prepared is what is on the disk afterwards, and what people were shown."""
    ready = prepared(folder, killed(folder, "c1", 7))
    assert [str(change) for change in ready.records[0].fields] == ["killed: 0 → 7"]
    assert "-    killed: 0\n+    killed: 7" in ready.lines
    before = contents(folder)
    assert isinstance(write(folder, ready), Prepared)
    before["small/events.yaml"] = before["small/events.yaml"].replace(claim(1, 0).encode(), claim(1, 7).encode())
    assert contents(folder) == before


def test_the_whole_knowledge_is_checked(folder: Path) -> None:
    """A fault in the edit has its line in the edit's own text; a fault elsewhere has its file."""
    found = there(folder, "strike", "events")
    removal = prepare(folder, [Remove("small", "events", "strike", found.hash)])
    assert isinstance(removal, list)
    assert {problem.mark.file for problem in removal} == {"small/events.yaml"}
    for text, mark in (
        ("said_by: nobody\n  read_in: paper", "new:3:12"),
        ("said_by: north\n  raed_in: paper", "new:4:3"),
    ):
        wrong = prepare(folder, [Add("small", "claims", "new", f"new:\n  about: strike\n  {text}\n  killed: 2\n")])
        assert isinstance(wrong, list)
        assert mark in [str(problem.mark) for problem in wrong]


def test_new_warnings_are_told_apart(folder: Path) -> None:
    """Only what the edit brings or mends is listed, although lines have moved."""
    text = "other:\n  title: Something else\n  date: unknown\n  kind: war\n"
    ready = prepared(folder, Add("small", "events", "other", text))
    assert [problem.check for problem in ready.new] == ["events_have_claims"]
    write(folder, ready)
    more = "  about: other\n  said_by: north\n  read_in: paper\n  statement: It happened.\n"
    ready = prepared(folder, Add("small", "claims", "it", "it:\n" + more))
    assert (ready.new, [problem.check for problem in ready.gone]) == ((), ["events_have_claims"])


def test_a_first_record_of_a_section_gets_a_file(folder: Path) -> None:
    """Where the topic has no corrections yet, a file is made for them."""
    ready = prepared(folder, Add("small", "corrections", "it", "it:\n  on: 2024-03-01\n  what: It was wrong.\n"))
    write(folder, ready)
    assert (
        folder / "small/corrections.yaml"
    ).read_text() == "corrections:\n  it:\n    on: 2024-03-01\n    what: It was wrong.\n"


def test_edits_of_other_records_go_through(folder: Path) -> None:
    """Two people prepare at once: of two records both edits are written, of one record the second is told."""
    first, second, third = (prepared(folder, killed(folder, id, 5)) for id in ("c0", "c1", "c0"))
    assert isinstance(write(folder, first), Prepared)
    assert isinstance(write(folder, second), Prepared)
    late = write(folder, third)
    assert isinstance(late, list)
    assert isinstance(late[0], Conflict)
    assert "killed: 5" in late[0].now
    assert (folder / "small/events.yaml").read_text().count("killed: 5") == 2


def test_permissions_and_links_are_kept(folder: Path) -> None:
    """The file keeps its mode; a link inside the folder stays a link."""
    file = folder / "small/events.yaml"
    file.rename(folder / "small/real.txt")
    (folder / "small/real.txt").chmod(0o640)
    file.symlink_to("real.txt")
    write(folder, prepared(folder, killed(folder, "c0", 3)))
    assert file.is_symlink()
    assert (folder / "small/real.txt").stat().st_mode & 0o777 == 0o640
    assert "killed: 3" in file.read_text()


def test_an_announced_edit_is_finished(folder: Path) -> None:
    """A writer that died between two renames: whoever comes next finishes its work and clears up."""
    ready = prepared(
        folder, killed(folder, "c0", 4), Add("small", "corrections", "it", "it: {on: 2024-03-01, what: Wrong.}")
    )
    steps = []
    for number, change in enumerate(ready.files):
        temporary = f"small/.explainer-bot.{number}.tmp"
        put(folder / temporary, change.after)
        steps.append(
            Step(change.name, temporary, digest(change.before) if change.before else None, digest(change.after))
        )
    announce(folder, steps)
    os.replace(folder / steps[0].temporary, folder / steps[0].name)
    assert recover(folder) == [steps[1].name]
    assert contents(folder) == contents(folder) | {change.name: change.after for change in ready.files}
    assert not [name for name in contents(folder) if ".explainer-bot" in name]
    assert recover(folder) == []


def test_an_announced_edit_never_overwrites_later_work(folder: Path) -> None:
    """If somebody changed a file in between, theirs stays."""
    put(folder / "small/.explainer-bot.1.tmp", b"ours")
    announce(folder, [Step("small/events.yaml", "small/.explainer-bot.1.tmp", digest(b"old"), digest(b"ours"))])
    before = (folder / "small/events.yaml").read_bytes()
    assert recover(folder) == []
    assert (folder / "small/events.yaml").read_bytes() == before
    assert not (folder / JOURNAL).exists()


def test_a_broken_journal_harms_nobody(folder: Path) -> None:
    """It is taken away, whatever stands in it."""
    for text in (b"", b"[[1]]", b"{", b"null"):
        (folder / JOURNAL).write_bytes(text)
        assert recover(folder) == []
        assert not (folder / JOURNAL).exists()


def test_the_lock_is_waited_for_only_so_long(folder: Path) -> None:
    """Whoever comes while another writes is told, and nothing is changed."""
    ready, before = prepared(folder, killed(folder, "c0", 9)), contents(folder)
    with locked(folder), pytest.raises(CannotWrite, match="Somebody else"):
        write(folder, ready, patience=0.05)
    assert contents(folder) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB; skipped where mounting is not allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_harms_nothing(small_disk: Path) -> None:
    """The edit is refused in plain words; the knowledge and its folder are as they were, and later it works."""
    folder = small_knowledge(small_disk / "knowledge")
    ready = prepared(folder, killed(folder, "c0", 8))
    filler, before = small_disk / "filler", contents(folder)
    with locked(folder):
        pass  # its lock file is there, as in a folder in use
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 100_000)
    with pytest.raises(CannotWrite, match="the disk is full"):
        write(folder, ready)
    assert contents(folder) == before
    filler.unlink()
    assert isinstance(write(folder, ready), Prepared)


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    """The bot serves on from a folder that it may not write to, and says so when somebody edits."""
    folder = small_knowledge(tmp_path / "knowledge")
    command = ["mount", "--bind", str(folder), str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a folder read-only is not allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        ready = prepared(folder, killed(folder, "c0", 8))
        with pytest.raises(CannotWrite, match="read-only"):
            write(folder, ready)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    assert isinstance(write(folder, ready), Prepared)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """The folder may be deleted while somebody edits."""
    folder = small_knowledge(tmp_path / "knowledge")
    ready = prepared(folder, killed(folder, "c0", 8))
    shutil.rmtree(folder)
    with pytest.raises(CannotWrite, match="not there"):
        write(folder, ready)


def test_a_save_by_hand_at_the_same_moment_is_not_lost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody in an editor knows no lock: what they save while an edit is laid out is taken in, not overwritten."""
    file = folder / "small/events.yaml"
    ready = prepared(folder, killed(folder, "c0", 4))
    laid_out = journal.put
    saved: list[Path] = []

    def put(path: Path, data: bytes, mode: int | None = None) -> None:
        laid_out(path, data, mode)
        if not saved:
            saved.append(path)
            file.write_text(file.read_text().replace("Northland strikes", "Northland attacks"))

    monkeypatch.setattr(journal, "put", put)
    assert isinstance(write(folder, ready), Prepared)
    text = file.read_text()
    assert "Northland attacks" in text
    assert text.count("killed: 4") == 1
    assert not list(folder.rglob("*.tmp"))
