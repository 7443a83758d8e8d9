"""The files of a knowledge folder: found in a fixed order, never outside it, never larger than agreed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.decode import Mark, Problem
from bot.decode.yaml_text import MAX_BYTES

MAX_FILES = 5_000
MAX_TOTAL_BYTES = 64 * 1024 * 1024
NOT_KNOWLEDGE = frozenset({"eval"})
"""Folders of a topic that hold something else: questions for the bench, not for readers."""


@dataclass(frozen=True, slots=True)
class TopicFolder:
    """One topic on disk: its id (the folder's name) and the bytes of its files by relative name."""

    id: str
    files: dict[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits over names and contents."""
        digest = hashlib.blake2b(digest_size=6)
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name] + b"\0")
        return digest.hexdigest()

    def changed(self, files: Mapping[str, bytes | None]) -> TopicFolder:
        """Give the folder as it would be with these files in place of its own; None takes a file away."""
        merged = {name: data for name, data in {**self.files, **files}.items() if data is not None}
        return replace(self, files={name: merged[name] for name in sorted(merged, key=_order)})


def _order(name: str) -> list[tuple[bool, str]]:
    """A sort key for relative names that gives the order of reading: a folder's files before its folders."""
    *folders, file = name.split("/")
    return [*((True, folder) for folder in folders), (False, file)]


def topic_folders(folder: Path) -> Iterator[Path]:
    """List the topics of a folder: the folder itself if YAML lies in it, else each folder below it.

    Raises:
        OSError: the folder may not be looked into.
    """
    entries = sorted(folder.iterdir())
    if any(_is_yaml(entry.name) for entry in entries):
        yield folder
        return
    yield from (entry for entry in entries if entry.is_dir() and not entry.name.startswith("."))


def read_folder(folder: Path) -> list[TopicFolder] | Problem:
    """Read every topic below a folder (or the topic that it is) into memory; say why if it cannot be looked into."""
    if not folder.is_dir():
        return Problem(Mark(str(folder)), "is no folder: give the folder that holds the topics", "yaml")
    try:
        topics = list(topic_folders(folder))
    except OSError as error:
        return Problem(Mark(str(folder)), f"cannot be read: {error.strerror}", "yaml")
    return [read_topic(path, folder) for path in topics]


def read_topic(folder: Path, root: Path) -> TopicFolder:
    """Read every `*.yaml` below a topic's folder into memory, within the bounds above.

    Names are relative to `root`. Hidden files, editors' temporary files and `eval/` are passed over;
    links that leave `root`, devices, oversized and unreadable files become Problems.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    inside = root.resolve()
    total = 0
    for path, fault in _walk(folder):
        problem, data = (fault, b"") if fault else _read(path, inside)
        if problem is None:
            total += len(data)
            if total > MAX_TOTAL_BYTES:
                problem = f"the topic is larger than {MAX_TOTAL_BYTES // 1024 // 1024} MiB in all"
            elif len(files) >= MAX_FILES:
                problem = f"the topic has more than {MAX_FILES} files"
        name = path.relative_to(root).as_posix()
        if problem is not None:
            problems.append(Problem(Mark(_printable(name)), problem, "yaml"))
            if total > MAX_TOTAL_BYTES or len(files) >= MAX_FILES:
                break
            continue
        files[name] = data
    return TopicFolder(folder.name or inside.name, files, tuple(problems))


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not name.startswith((".", "#"))


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Give every YAML file in a fixed order, and every place that cannot be looked into, with what is wrong there."""
    unreadable: list[OSError] = []
    for current, folders, names in os.walk(folder, onerror=unreadable.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_KNOWLEDGE)
        for name in folders:
            if Path(current, name).is_symlink():
                yield Path(current, name), "is a link to a folder, which is not followed: put the folder itself here"
        for name in sorted(names):
            if _is_yaml(name):
                odd = not Path(current, name).relative_to(folder).as_posix().isprintable()
                yield Path(current, name), "has a name with signs that cannot be shown: rename it" if odd else None
    for error in unreadable:
        yield Path(error.filename), f"cannot be read: {error.strerror}"


def _read(path: Path, inside: Path) -> tuple[str | None, bytes]:
    """Give the file's bytes, or what is wrong with it."""
    if path.suffix == ".yml":
        return "ends in .yml, which is not read: rename it to .yaml", b""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(inside):
            return "is a link that leaves the knowledge folder: put the file itself here", b""
        with open(real, "rb", opener=_open_without_waiting) as file:
            info = os.fstat(file.fileno())
            if not stat.S_ISREG(info.st_mode):
                return "is not a regular file", b""
            if info.st_size > MAX_BYTES:
                return f"is larger than {MAX_BYTES // 1024 // 1024} MiB: split it into several files", b""
            return None, file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f"cannot be read: {reason}", b""


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a pipe without waiting for its writer, so that it can be refused."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
