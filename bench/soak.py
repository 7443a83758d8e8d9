"""Hours in minutes: `python -m bench.soak [SECONDS] [RATE]` runs the real program under mixed load and faults.

Both platforms' stand-ins, a data folder of its own, a copy of the shipped knowledge. Every few seconds something goes
wrong on purpose. Bars (issue "Self-hosting"): memory grows by less than 5 % after warming up, p99 stays under 250 ms
end to end, and nothing fails without a cause that was injected. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import mean, quantiles

from tests.service.platforms import Platforms
from tests.service.process import ROOT, Running, running
from tests.service.test_web import address, get

WARM_UP = 0.25
"""Share of the time after which memory is compared."""
GROWTH, P99 = 0.05, 0.25
FAULT_EVERY = 4.0
AFTERMATH = 4.0
"""Seconds after a fault in which a lost call has a cause; a reconnect waits one, Discord's client some more."""

TYPED = ("timeline", "sources casualties", "help")
QUESTIONS = ("why did Iran strike Pakistan?", "how many people died?", "what happened on 17 January", "who is Kugelman")


class Soak:
    """One run: what was asked, what came back, what it cost."""

    def __init__(self, platforms: Platforms, bot: Running, knowledge: Path, where: str) -> None:
        self.platforms, self.bot, self.knowledge, self.where = platforms, bot, knowledge, where
        self.random = random.Random(7)
        self.took: dict[str, list[float]] = {}
        self.injected: Counter[str] = Counter()
        self.caused = 0
        self.failures: list[str] = []
        self.memory: list[tuple[float, float]] = []
        self.fault_from = self.fault_until = 0.0
        topic = knowledge / "iran-pakistan-2024" / "topic.yaml"
        self.topic, self.text = topic, topic.read_text()

    async def one(self) -> None:
        """Ask one thing, as somebody would."""
        discord, slack, pick = self.platforms.discord, self.platforms.slack, self.random.random()
        began, started = time.perf_counter(), time.monotonic()
        kind = "?"
        try:
            if pick < 0.25:
                kind = "discord slash"
                await self.platforms.ask_discord("who", entity="jaish-al-adl")
            elif pick < 0.45:
                kind = "discord question"
                await self.platforms.ask_discord("ask", question=self.random.choice(QUESTIONS))
            elif pick < 0.6:
                kind = "discord completion"
                await discord.autocomplete("who", "entity", self.random.choice(["ja", "ir", "پا", "k", "zzz"]))
            elif pick < 0.9:
                kind = "slack command"
                await self.platforms.ask_slack("/explain", self.random.choice(TYPED))
            else:
                kind = "slack mention"
                seen = len(slack.calls)
                channel = f"C{seen}"
                await slack.mention(
                    self.random.choice(QUESTIONS), channel=channel, copies=self.random.choice([1, 1, 3])
                )
                await slack.call("chat.postMessage", after=seen, channel=channel)
        except (TimeoutError, AssertionError, OSError) as error:
            if started < self.fault_until and time.monotonic() > self.fault_from:
                self.caused += 1
            else:
                self.failures.append(f"{kind}: {error!r}"[:200])
            return
        self.took.setdefault(kind, []).append(time.perf_counter() - began)

    async def trouble(self) -> None:
        """Break one thing after the other."""
        discord, slack = self.platforms.discord, self.platforms.slack
        faults: list[tuple[str, Callable[[], Awaitable[object] | None]]] = [
            ("reload", lambda: self.write(self.text + f"# {time.time()}\n")),
            ("broken file", lambda: self.write("topic: {name: no}\n")),
            ("mended file", lambda: self.write(self.text)),
            ("gateway reconnect", lambda: discord.gateway("reconnect")),
            ("discord 502", lambda: discord.fail("POST", "/callback$", status=502)),
            ("discord 429", lambda: discord.fail("POST", "/callback$", status=429, retry_after=0.2)),
            ("discord drop", lambda: discord.fail("POST", "/callback$", drop=True)),
            ("slack 429", lambda: slack.fail("chat.postMessage", status=429, retry_after=1)),
            ("slack 500", lambda: slack.fail("chat.postMessage", status=500)),
            ("slack sockets cut", slack.drop_sockets),
            ("gateway cut", lambda: discord.gateway("abort")),
        ]
        for name, break_it in itertools.cycle(faults):
            await asyncio.sleep(FAULT_EVERY)
            self.injected[name] += 1
            if "file" not in name and name != "reload":  # those may cost nobody an answer
                self.fault_from, self.fault_until = time.monotonic(), time.monotonic() + AFTERMATH
            waits = break_it()
            if waits is not None:
                await waits

    def write(self, text: str) -> None:
        """Save a file as an editor does."""
        growing = self.topic.with_name(".topic.yaml.new")
        growing.write_text(text)
        growing.replace(self.topic)

    async def weigh(self) -> None:
        """Look at the process's memory every other second."""
        began = time.monotonic()
        while True:
            await asyncio.sleep(2)
            _, text = await asyncio.to_thread(get, f"{self.where}/metrics")
            found = re.search(r"^process_resident_memory_bytes (\S+)", text, re.MULTILINE)
            assert found
            self.memory.append((time.monotonic() - began, float(found[1])))

    def report(self, seconds: float) -> bool:
        """Print what was found; say whether every bar holds."""
        took = sorted(itertools.chain.from_iterable(self.took.values()))
        p99 = quantiles(took, n=100)[98]
        warm = [bytes_ for at, bytes_ in self.memory if at > seconds * WARM_UP]
        third = max(len(warm) // 3, 1)
        first, last = mean(warm[:third]), mean(warm[-third:])
        errors = [line for line in self.bot.lines if '"level": "error"' in line or "Traceback" in line]
        bugs = [line for line in errors if "failed" in line and "Traceback" in line]
        print(
            f"{len(took)} answers in {seconds:.0f} s ({len(took) / seconds:.1f} a second), {self.caused} lost to faults"
        )
        for kind, times in sorted(self.took.items()):
            print(f"  {kind:20} {len(times):6}  p50 {quantiles(times, n=100)[49] * 1000:6.1f} ms  "
                  f"p99 {quantiles(times, n=100)[98] * 1000:6.1f} ms")  # fmt: skip
        print(f"  {'all':20} {len(took):6}  p50 {quantiles(took, n=100)[49] * 1000:6.1f} ms  p99 {p99 * 1000:6.1f} ms")
        print(f"faults: {', '.join(f'{count} {name}' for name, count in self.injected.items())}")
        print(f"memory: {first / 2**20:.1f} MiB after warming up, {last / 2**20:.1f} MiB at the end "
              f"({(last / first - 1) * 100:+.1f} %), {max(warm) / 2**20:.1f} MiB at most")  # fmt: skip
        _, text = get(f"{self.where}/readyz")
        print(f"ready: {json.loads(text)['ready']}; error lines in the log: {len(errors)}")
        broken = self.platforms.violations()
        bars = {
            "memory is flat": last / first - 1 < GROWTH,
            "p99 under 250 ms": p99 < P99,
            "nothing failed without a cause": not self.failures,
            "no rule of a platform broken": not broken,
            "no bug in the log": not bugs,
        }
        for bar, held in bars.items():
            print(f"{'holds ' if held else 'MISSED'} {bar}")
        for line in (*self.failures[:5], *broken[:5], *bugs[:5]):
            print(f"  {line[:300]}")
        return all(bars.values())


async def soak(seconds: float, rate: float) -> bool:
    """Run for so long, with so many calls a second."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "knowledge", Path(folder) / "knowledge")
        async with Platforms() as platforms:
            env = {**platforms.env(), "PORT": "0", "EXPLAINER_LIMITS_ASK_PER_MINUTE": "0"}
            with running("bot", "run", cwd=Path(folder), env=env) as bot:
                where = await asyncio.to_thread(address, bot)
                await platforms.discord.ready("who")
                await platforms.slack.until(lambda: platforms.slack.sockets, 20)
                run = Soak(platforms, bot, Path(folder) / "knowledge", where)
                asides = [asyncio.create_task(run.trouble()), asyncio.create_task(run.weigh())]
                asking: set[asyncio.Task[None]] = set()
                began = time.monotonic()
                for number in itertools.count():
                    due = began + number / rate
                    if due > began + seconds:
                        break
                    await asyncio.sleep(max(due - time.monotonic(), 0))
                    asking.add(task := asyncio.create_task(run.one()))
                    task.add_done_callback(asking.discard)
                for task in asides:
                    task.cancel()
                await asyncio.gather(*asking)
                held = await asyncio.to_thread(run.report, seconds)
                code, took = await asyncio.to_thread(bot.stop)
                print(f"stopped with {code} in {took:.1f} s")
                return held and code == 0


if __name__ == "__main__":
    options = [float(argument) for argument in sys.argv[1:]]
    sys.exit(0 if asyncio.run(soak(*(options + [1800.0, 20.0][len(options) :]))) else 1)
