"""Limits: a flood of one person ends in a friendly word, and costs no memory."""

from __future__ import annotations

import pytest

from bot.config import LimitsConfig
from bot.errors import NotDone
from bot.limits import MOST_PEOPLE, Limits


def test_the_window_slides() -> None:
    """After the window the oldest call is forgotten; others, moderators and other commands are free."""
    limits = Limits(LimitsConfig(ask_per_minute=2, suggest_per_hour=1))
    for now in (0.0, 30.0):
        limits.count("ask", "discord:1", moderator=False, now=now)
    with pytest.raises(NotDone, match="try again in 20 seconds"):
        limits.count("ask", "discord:1", moderator=False, now=41.0)
    limits.count("ask", "discord:2", moderator=False, now=41.0)
    limits.count("ask", "discord:1", moderator=True, now=41.0)
    limits.count("who", "discord:1", moderator=False, now=41.0)
    limits.count("ask", "discord:1", moderator=False, now=60.5)
    limits.count("suggest", "discord:1", moderator=False, now=60.5)
    with pytest.raises(NotDone, match="60 minutes"):
        limits.count("suggest", "discord:1", moderator=False, now=61.0)


def test_zero_is_no_limit() -> None:
    """An operator may leave a limit out."""
    limits = Limits(LimitsConfig(ask_per_minute=0, suggest_per_hour=0))
    for _ in range(1_000):
        limits.count("ask", "discord:1", moderator=False, now=0.0)


def test_a_crowd_is_forgotten() -> None:
    """However many people come, only so many are remembered, the latest."""
    limits = Limits(LimitsConfig(ask_per_minute=1, suggest_per_hour=1))
    for number in range(MOST_PEOPLE + 50):
        limits.count("ask", str(number), moderator=False, now=0.0)
    limits.count("ask", "0", moderator=False, now=0.0)
    with pytest.raises(NotDone):
        limits.count("ask", str(MOST_PEOPLE), moderator=False, now=0.0)
