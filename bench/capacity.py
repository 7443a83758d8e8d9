"""What one process can take over signed HTTP: `python -m bench.capacity [SECONDS]`.

The real program in HTTP mode, one core for it, signed slash commands over 16 kept connections, no more wait than its
answer takes. Prints calls a second, CPU a call (from the process's own figures), and latency.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import shutil
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path
from statistics import quantiles

import aiohttp

from tests.service.platforms import Platforms
from tests.service.process import ROOT, running
from tests.service.test_replicas import free_port, ready
from tests.service.test_web import get

CONNECTIONS = 16
LINES = (("/timeline", ""), ("/sources", "casualties"), ("/whois", "jaish-al-adl"), ("/ask", "why did Iran strike?"))


def signed(secret: str, command: str, text: str) -> tuple[bytes, dict[str, str]]:
    """Write a slash command as Slack does."""
    form = {
        "team_id": "T0TEST",
        "channel_id": "C1",
        "user_id": "U1",
        "command": command,
        "text": text,
        "trigger_id": "1.2",
        "response_url": "http://127.0.0.1:9/none",
        "api_app_id": "A0APP",
        "token": "x",
    }
    body, stamp = urllib.parse.urlencode(form), str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    kind = "application/x-www-form-urlencoded"
    headers = {"X-Slack-Signature": f"v0={digest}", "X-Slack-Request-Timestamp": stamp, "Content-Type": kind}
    return body.encode(), headers


def figure(where: str, name: str) -> float:
    """Read one figure of the process."""
    found = re.search(rf"^{name} (\S+)", get(f"{where}/metrics")[1], re.MULTILINE)
    assert found
    return float(found[1])


async def measure(seconds: float) -> None:
    """Load it for so long."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "knowledge", Path(folder) / "knowledge")
        async with Platforms(slack_calls="http://127.0.0.1:9/slack/events") as platforms:
            env = {name: value for name, value in platforms.env().items() if name.startswith("SLACK")}
            port = free_port()
            own = {"EXPLAINER_LIMITS_ASK_PER_MINUTE": "0", "EXPLAINER_LOG_LEVEL": "WARNING", "PORT": str(port)}
            with running("bot", "run", cwd=Path(folder), env={**env, **own}):
                where = f"http://127.0.0.1:{port}"
                await ready(port)
                await load(where, env["SLACK_SIGNING_SECRET"], LINES, 2)  # warms up
                for lines in (*((line,) for line in LINES), LINES):
                    before = figure(where, "process_cpu_seconds_total")
                    took = await load(where, env["SLACK_SIGNING_SECRET"], lines, seconds)
                    cpu = figure(where, "process_cpu_seconds_total") - before
                    name = " ".join(lines[0]).strip() if len(lines) == 1 else "all four, mixed"
                    cuts = quantiles(took, n=100)
                    print(f"{name:24} {len(took) / seconds:7.0f} calls/s  CPU {cpu / len(took) * 1000:5.2f} ms a call  "
                          f"p50 {cuts[49] * 1000:5.1f} ms  p99 {cuts[98] * 1000:5.1f} ms")  # fmt: skip
                print(f"memory {figure(where, 'process_resident_memory_bytes') / 2**20:.0f} MiB")


async def load(where: str, secret: str, lines: tuple[tuple[str, str], ...], seconds: float) -> list[float]:
    """Ask as fast as it answers; give what each call took."""
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def ask(session: aiohttp.ClientSession, turn: int) -> None:
        while (began := time.perf_counter()) < end:
            turn += 1
            body, headers = signed(secret, *lines[turn % len(lines)])
            async with session.post(f"{where}/slack/events", data=body, headers=headers) as answer:
                text = await answer.read()
                assert answer.status == 200, (answer.status, text[:200])
                assert b"blocks" in text
            took.append(time.perf_counter() - began)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:
        await asyncio.gather(*(ask(session, turn) for turn in range(CONNECTIONS)))
    return took


if __name__ == "__main__":
    asyncio.run(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 5))
