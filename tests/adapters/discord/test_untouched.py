"""The program as it is shipped, told nothing of an emulator: it looks up discord.com and checks its certificate.

It runs in a mount namespace of its own, where /etc/hosts leads Discord's names to this machine, and SSL_CERT_FILE
names an authority of the test's.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.adapters.discord.authority import NAMES, certify
from tests.adapters.discord.rehearsal import ROOT, load_emulator, texts

pytestmark = pytest.mark.emulator

HOST = "127.0.0.77"


def _hindrance() -> str:
    """Say why this machine does not let us; "" if it does."""
    if shutil.which("unshare") is None:
        return "there is no `unshare` here"
    if os.geteuid() != 0:
        return "a mount namespace and port 443 need root"
    tried = subprocess.run(
        ("unshare", "-m", "mount", "--bind", "/etc/hostname", "/etc/hosts"), capture_output=True, check=False
    )
    if tried.returncode:
        return f"no mount namespace here: {tried.stderr.decode().strip()}"
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, 443))
        except OSError as error:
            return f"port 443 of {HOST}: {error.strerror}"
    return ""


def _over_tls(folder: Path) -> Any:
    """The emulated Discord at Discord's own names and port; its certificate is ours, without another library."""

    class OverTLS(load_emulator().Emulator):  # type: ignore[misc]  # the emulator has no types
        def _certificate(self) -> ssl.SSLContext:
            self.tmp = SimpleNamespace(name=str(folder))
            (folder / "hosts").write_text(f"127.0.0.1 localhost\n{HOST} {' '.join(NAMES)}\n")
            return certify(folder)

    return OverTLS(tls=True, host=HOST, port=443)


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "not trusted"])
async def test_the_untouched_program_over_tls(tmp_path: Path, trusted: bool) -> None:
    """It logs in, registers, answers, and resumes after op 7; to whom nobody vouches for it says nothing."""
    if hindrance := _hindrance():
        pytest.skip(hindrance)
    (tmp_path / "config.yaml").write_text(f"knowledge:\n  folder: {ROOT / 'knowledge'}\n", encoding="utf-8")
    assert not [name for name in os.environ if name.startswith(("DISCORD_", "SLACK_"))], "it would not be untouched"
    async with _over_tls(tmp_path) as emulator:
        program = (sys.executable, "-m", "bot", "run")
        plain = () if trusted else ("env", "-u", "SSL_CERT_FILE")
        child = await emulator.spawn(
            *plain, *program, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        if not trusted:
            await asyncio.sleep(4)
            child.terminate()
            _, complaints = await child.communicate()
            assert emulator.requests == []
            assert b"ertificate" in complaints, complaints
            return
        await emulator.ready("timeline")
        assert "## Timeline" in texts(await (await emulator.slash("timeline")).message())
        await emulator.gateway("reconnect")
        await emulator.wait(lambda: emulator.ops(6) and emulator.live(), 10, "resumed")
        assert "Pakistan" in texts(await (await emulator.slash("who", entity="pakistan")).message())
        assert emulator.identifies == 1
        emulator.assert_clean()
        await emulator.stop(child)
        await child.communicate()
