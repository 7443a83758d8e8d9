"""The exceptions of the house.

    Exception
    ├── UserError          the asker can mend it: its text (and candidates) are shown to them
    │   ├── NotFound       nothing carries that name
    │   ├── Ambiguous      several things carry it
    │   ├── Denied         not theirs to do
    │   ├── NotDone        understood, and cannot be done: settled already, changed meanwhile, refused
    │   └── Unavailable    not now: the database is away; nothing else is
    └── CannotStart        the operator can mend it: its text is shown, exit code 2

A fault in written material is never an exception: it is a `bot.decode.Problem`. Anything else that
is raised is a bug: it is logged once by the app and the asker gets a short apology.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class UserError(Exception):
    """Something the asker can mend. `candidates` are offered as buttons: (label, Call) pairs."""

    title = "I could not read that"

    def __init__(self, text: str, candidates: Sequence[Any] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.candidates = tuple(candidates)


class Missing(UserError):
    """An argument that the command cannot do without was not given."""

    title = "Something is missing"


class NotFound(UserError):
    """What was asked for is not in the knowledge."""

    title = "Not found"


class Ambiguous(UserError):
    """What was asked for may be several things, and guessing would be wrong."""

    title = "Which one?"


class Denied(UserError):
    """The asker may not do this: it is for moderators."""

    title = "Not allowed"


class NotDone(UserError):
    """It was understood, and cannot be done: it is settled already, was changed meanwhile, or is too much at once."""

    title = "Not done"


class Unavailable(UserError):
    """What this needs does not answer just now; the asker can try again, the log has the reason."""

    title = "Not now"


class CannotStart(Exception):
    """A platform or a service refuses us for good: a wrong token, a missing permission, a wrong address.

    Its text says what to do, and holds no secret.
    """
