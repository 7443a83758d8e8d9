"""Which files have passed every refusing check before: a one-shot command need not check them again.

Only the fact is kept, as an empty file named after what was checked: the bytes of the topic and the
code that checked them. Nothing is read back from it, so nothing in it can do harm; where it cannot be
written (a read-only home), everything is checked each time.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

KEPT = 64
"""Marks that are kept; the oldest go first."""


def passed(contents: str) -> bool:
    """Whether these contents have passed, by this very code; never raises: what cannot be looked up has not."""
    try:
        return _mark(contents).exists()
    except (OSError, RuntimeError):  # somebody else's home, or none at all
        return False


def remember(contents: str) -> None:
    """Keep that these contents have passed; never raises."""
    try:
        mark = _mark(contents)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        marks = sorted(mark.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for old in marks[KEPT:]:
            old.unlink()
    except (OSError, RuntimeError):
        return


def _mark(contents: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    return cache / "explainer-bot" / "vetted" / f"{contents}-{_code()}"


def _code() -> str:
    """A digest over size and time of every file that reads or checks knowledge."""
    digest = hashlib.blake2b(digest_size=8)
    here = Path(__file__).parent
    for folder in (here, here / "checks", here.parent / "decode"):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                info = entry.stat()
                digest.update(f"{entry.name} {info.st_size} {info.st_mtime_ns} ".encode())
    return digest.hexdigest()
