"""How long people wait for the first response while so many ask at once, against an emulated Discord.

    EXPLAINER_EMULATORS=FOLDER python -m bench.discord_wait [PEOPLE] [ASKED]

The real program in a process of its own, over the shipped topic: from the moment the emulator has written the
INTERACTION_CREATE frame until it has read the first response, over loopback. The emulator checks every body against
Discord's OpenAPI document meanwhile, on the same machine: its time is in the figures.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.fresh import percentile
from bot.knowledge.load import load

SHIPPED = Path(__file__).parents[1] / "knowledge"


async def measure(people: int, asked: int) -> tuple[list[float], list[float]]:
    """Ask so often, so many at a time; give the milliseconds of first responses and of completions."""
    from tests.adapters.discord.rehearsal import load_emulator, start
    from tests.commands.walk import calls

    knowledge = load(SHIPPED).knowledge
    assert knowledge is not None
    (topic,) = knowledge.topics.values()
    every = [call for call in calls(topic) if "page" not in call.options]
    answers: list[float] = []
    completions: list[float] = []
    async with load_emulator().Emulator() as emulator:
        with tempfile.TemporaryDirectory() as folder:
            child = await start(emulator, Path(folder), knowledge=SHIPPED)
            reading = [asyncio.create_task(stream.read()) for stream in (child.stdout, child.stderr)]
            await emulator.ready("help")
            users = [emulator.user(f"u{number}") for number in range(people)]
            gates = {user: asyncio.Lock() for user in users}

            async def ask(user: Any, call: Any) -> None:
                async with gates[user]:  # nobody asks twice at once
                    typing = await emulator.slash("who", focused="entity", user=user, entity="pa")
                    assert await typing.choices()
                    completions.append(typing.latency * 1000)
                    interaction = await emulator.slash(call.name, user=user, **call.options)
                    await interaction.callback()
                    answers.append(interaction.latency * 1000)

            pairs = zip(cycle(users), islice(cycle(every), asked), strict=False)
            await asyncio.gather(*(ask(user, call) for user, call in pairs))
            emulator.assert_clean()
            await emulator.stop(child)
            await asyncio.gather(*reading)
    return answers, completions


def main() -> None:
    """Print the figures."""
    given = [int(word) for word in sys.argv[1:]]
    people, asked = [*given, *(50, 2_000)[len(given) :]]
    for what, waits in zip(("answers", "completions"), asyncio.run(measure(people, asked)), strict=True):
        middle, late = percentile(waits, 0.5), percentile(waits, 0.99)
        print(
            f"{len(waits)} {what}, {people} people: p50 {middle:.0f} ms, p99 {late:.0f} ms, longest {max(waits):.0f} ms"
        )


if __name__ == "__main__":
    main()
