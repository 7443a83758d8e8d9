"""A bot that accepts edits in a loop until it is killed, and says each that it has acknowledged.

`python -m tests.desk.accepting FOLDER DATABASE_URL`: prints `record value revision` a line.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tests.desk.conftest import serving

RECORDS = ("p0", "p1", "p2")
TEXT = "{0}:\n  type: person\n  name: Person {1}\n  read_in: paper\n"


async def accept_forever(folder: Path, database_url: str) -> None:
    """Edit one record after the other; every value is used once."""
    app = serving(folder, database_url)
    desk = app.desk
    assert desk is not None
    number = 0
    while True:
        number += 1
        record, value = RECORDS[number % len(RECORDS)], f"{os.getpid()}x{number}"
        made = await desk.edit("small", "entities", record, text=TEXT.format(record, value), seen="", who="discord:8")
        done = await desk.accept(made.id, "discord:8")
        sys.stdout.write(f"{record} {value} {done.revision.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(accept_forever(Path(sys.argv[1]), sys.argv[2]))
