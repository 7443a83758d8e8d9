"""Work beside other work: it ends with it, and does not fail in silence."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.beside import beside


async def test_it_ends_when_what_it_stands_beside_ends() -> None:
    """Nothing is left running, and a cancelled one is no fault."""
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with beside(work(), "waiting"):
        await asyncio.sleep(0)
        assert not ended.is_set()
    assert ended.is_set()


async def test_a_failure_is_logged_when_it_happens(caplog: pytest.LogCaptureFixture) -> None:
    """Not at the end, days later; and what it stands beside goes on."""

    async def work() -> None:
        raise ValueError("no more watches")

    with caplog.at_level(logging.ERROR):
        async with beside(work(), "following the knowledge"):
            await asyncio.sleep(0.01)
            assert "following the knowledge has ended" in caplog.text
            assert "no more watches" in caplog.text
