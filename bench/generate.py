"""A valid topic of any size, the same for the same seed: what the figures of docs/performance.md are made on.

    python -m bench.generate FOLDER [--entries N] [--seed N]
    python -m bench.generate FOLDER --extreme

The mix and the sizes of records follow the shipped topic. `generate_extreme` (bench/extreme.py) makes the
other kind: every text and list at the schema's limit. Tests import both from here.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, ClassVar

import yaml

from bench.extreme import extreme
from bench.invented import Invented

ENTRIES = 10_000
SEED = 1
PER_FILE = {"entities": 60, "events": 90, "claims": 65, "questions": 45}
"""Records in one file; the sources, some hundreds, stand in one."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen when libyaml is there
    """Writes scalars as a person would: no quotation marks round a date, no anchors for what is repeated."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def ignore_aliases(self, _: Any) -> bool:
        """Repeat what is repeated."""
        return True


def generate(folder: Path, entries: int = ENTRIES, seed: int = SEED) -> int:
    """Write a topic of so many records (sources to questions) below a folder; give its size in bytes."""
    invented = Invented(entries, seed)
    files: dict[str, dict[str, Any]] = {"topic": {"topic": invented.header}, "sources": {"sources": invented.sources}}
    for section, size in PER_FILE.items():
        records = list(getattr(invented, section).items())
        for number, start in enumerate(range(0, len(records), size)):
            files[f"{section}/{number:03}"] = {section: dict(records[start : start + size])}
    return _write(folder / "invented", files)


def generate_extreme(folder: Path) -> int:
    """Write a topic in which everything is as long, as many or as empty as may be; give its size in bytes."""
    return _write(folder / "extreme", extreme())


def _write(topic: Path, files: dict[str, dict[str, Any]]) -> int:
    total = 0
    for name, sections in files.items():
        text: str = yaml.dump(
            sections, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
        )
        path = topic / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description="Write a valid topic of any size.")
    parser.add_argument("folder", type=Path, help="the folder of topics, made where it is missing")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="records, sources to questions (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another topic (%(default)s)")
    parser.add_argument("--extreme", action="store_true", help="everything at the limits of the schema instead")
    asked = parser.parse_args()
    size = generate_extreme(asked.folder) if asked.extreme else generate(asked.folder, asked.entries, asked.seed)
    print(f"{size} bytes")
