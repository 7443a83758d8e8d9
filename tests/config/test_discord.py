"""Which shards a process holds, as people write it."""

from __future__ import annotations

import pytest

from bot.config.discord import Shards, read_shards


@pytest.mark.parametrize(
    ("text", "shards"),
    [
        ("auto", Shards()),
        ("1", Shards(None, 1)),
        ("16", Shards(None, 16)),
        ("[0, 1] of 4", Shards((0, 1), 4)),
        ("0,1 of 4", Shards((0, 1), 4)),
        ("2 of 4", Shards((2,), 4)),
        ("0-3 of 16", Shards((0, 1, 2, 3), 16)),
        ("[0-1, 5] of 6", Shards((0, 1, 5), 6)),
    ],
)
def test_shards_are_read(text: str, shards: Shards) -> None:
    """All of them, a number of them, or some of a number."""
    assert read_shards(text) == shards


@pytest.mark.parametrize(
    "text", ["", "0", "four", "4 of", "[4] of 4", "0-4 of 4", "[] of 4", "-1", "1 of 2 of 3", "1000000"]
)
def test_nonsense_is_refused(text: str) -> None:
    """Shards that there are not, and what is no number."""
    with pytest.raises(ValueError, match=r"must|names shard"):
        read_shards(text)
