"""Faults of the files, told to every moderator once: they keep what was saved from being answered.

Law: in memory, by person, for the faults there are now; who was told of faults is told when they are gone, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.decode import Problem

MOST_SHOWN = 3
"""Errors shown above a reply; one mistake often makes two of them."""


class Faults:
    """What moderators have to be told of the files."""

    def __init__(self) -> None:
        self._errors: tuple[Problem, ...] = ()
        self._knows: set[str] = set()
        """Who was told of just these errors."""
        self._worries: set[str] = set()
        """Who was told of errors, and not yet that they are gone."""

    async def tell(self, errors: Sequence[Problem]) -> None:
        """Take note of what keeps the files out of service now; () when nothing does any more."""
        self._errors = tuple(errors)
        self._knows.clear()

    def take(self, who: str, *, sees_them: bool = False) -> list[str]:
        """Give what to tell a moderator, once.

        Args:
            who: `platform:user id`.
            sees_them: the reply itself shows the errors.
        """
        if not self._errors:
            if who not in self._worries:
                return []
            self._worries.discard(who)
            return ["The knowledge files are right again: what is in them is served."]
        if who in self._knows:
            return []
        self._knows.add(who)
        self._worries.add(who)
        return [] if sees_them else told(self._errors)


def told(errors: Sequence[Problem]) -> list[str]:
    """Say what has become of the files, then where the first errors are."""
    number = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    more = len(errors) - MOST_SHOWN
    return [
        f"For moderators: the knowledge files have {number}, so what was last right is served. Mend it and save: "
        "then it is served by itself.",
        *(f"{_place(error)}: {error.text}" for error in errors[:MOST_SHOWN]),
        *([f"{more} more: /status."] if more > 0 else []),
    ]


def _place(error: Problem) -> str:
    if not error.mark.file.endswith((".yaml", ".yml")):  # the folder itself
        return error.mark.file
    return f"{error.mark.file}, line {error.mark.line}, column {error.mark.column}"
