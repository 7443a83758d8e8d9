"""Health and figures of the real process, read over HTTP as a probe and Prometheus read them."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.service.process import Running, running

REHEARSAL = "tests.service.rehearsal"


def get(address: str, data: bytes | None = None) -> tuple[int, str]:
    """Fetch an address; give its status and its text."""
    try:
        with urllib.request.urlopen(address, data, timeout=10) as response:  # noqa: S310 - our own process on loopback
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def address(bot: Running, nth: int = 0) -> str:
    """Read in the log where it listens."""
    bot.wait_for("listening on")
    ports = re.findall(r"listening on 127\.0\.0\.1 port (\d+)", bot.output)
    return f"http://127.0.0.1:{ports[nth]}"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A process with a platform in service and one that was refused."""
    with running(REHEARSAL, "steady", "refused", cwd=tmp_path_factory.mktemp("run"), env={"PORT": "0"}) as running_bot:
        running_bot.wait_for("steady: serving")
        yield running_bot


def values(bot: Running) -> dict[tuple[str, ...], float]:
    """Read /metrics: each sample by its name and its labels' values."""
    status, text = get(f"{address(bot)}/metrics")
    assert status == 200
    return {
        (sample.name, *(value for label, value in sorted(sample.labels.items()) if label != "le")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.labels.get("le", "+Inf") == "+Inf"
    }


def test_it_is_alive(bot: Running) -> None:
    """/healthz answers while the event loop turns."""
    assert get(f"{address(bot)}/healthz") == (200, "ok\n")


def test_it_is_ready_although_one_platform_is_out(bot: Running) -> None:
    """/readyz is 200 with one platform connected and the other refused for good, and shows both."""
    status, text = get(f"{address(bot)}/readyz")
    report = json.loads(text)
    assert (status, report["ready"]) == (200, True)
    assert report["platforms"]["steady"] == {
        "connected": True, "detail": "", "last_event": 1.5, "latency": 0.025, "reconnects": 0, "failures": 0,
    }  # fmt: skip
    assert report["platforms"]["refused"]["connected"] is False
    assert "the token is wrong" in report["platforms"]["refused"]["detail"]
    assert report["knowledge"]["topics"] == ["iran-pakistan-2024"]


def test_calls_are_counted(bot: Running) -> None:
    """/metrics counts each call by command, platform and outcome, and measures it."""
    key = ("explainer_calls_total", "who", "answer", "steady")
    before = values(bot).get(key, 0)
    assert get(f"{address(bot)}/steady/ask", b"/who jaish-al-adl")[0] == 200
    after = values(bot)
    assert after[key] == before + 1
    assert after["explainer_call_seconds_count", "who", "steady"] == before + 1
    assert 0 < after["explainer_call_seconds_sum", "who", "steady"] < 60


def test_figures_tell_how_it_stands(bot: Running) -> None:
    """/metrics shows platforms, knowledge, version and the process's memory."""
    figures = values(bot)
    assert figures["explainer_platform_connected", "steady"] == 1
    assert figures["explainer_platform_connected", "refused"] == 0
    assert figures["explainer_platform_refused", "refused"] == 1
    assert figures["explainer_gateway_latency_seconds", "steady"] == 0.025
    assert figures["explainer_last_event_age_seconds", "steady"] == 1.5
    assert figures["explainer_reconnects_total", "steady"] == 0
    assert figures["process_resident_memory_bytes",] > 10_000_000
    assert any(key[0] == "explainer_knowledge_info" for key in figures)


def test_a_platform_that_is_down_makes_it_unready(tmp_path: Path) -> None:
    """/readyz is 503 while a platform that may come back is not connected; /healthz still answers."""
    with running(REHEARSAL, "shaky", cwd=tmp_path, env={"PORT": "0"}) as bot:
        assert get(f"{address(bot)}/readyz")[0] == 503
        assert get(f"{address(bot)}/healthz")[0] == 200
        bot.wait_for("shaky: serving")
        assert get(f"{address(bot)}/readyz")[0] == 200


def test_monitoring_may_have_its_own_port(tmp_path: Path) -> None:
    """With a monitor port the platforms' port shows the world neither health nor figures."""
    with running(REHEARSAL, "steady", cwd=tmp_path, env={"PORT": "0", "EXPLAINER_HTTP_MONITOR_PORT": "0"}) as bot:
        bot.wait_for("steady: serving")
        pages = ("healthz", "readyz", "metrics", "steady/ask")
        seen = [[get(f"{address(bot, nth)}/{page}")[0] for page in pages] for nth in (0, 1)]
        assert seen == [[404, 404, 404, 405], [200, 200, 200, 404]]


def test_without_a_port_a_platform_over_http_is_refused(tmp_path: Path) -> None:
    """A platform that calls us needs a port: without one the process ends with 2 and says so."""
    with running(REHEARSAL, "steady", cwd=tmp_path) as bot:
        assert bot.process.wait(30) == 2
        bot.wait_for("steady will call us over HTTP: set PORT, or port under http in config.yaml.")


def test_a_taken_port_is_said(tmp_path: Path, bot: Running) -> None:
    """When somebody else listens there, the process ends with 2 and says where."""
    port = address(bot).rpartition(":")[2]
    with running(REHEARSAL, "steady", cwd=tmp_path, env={"PORT": port}) as second:
        assert second.process.wait(30) == 2
        second.wait_for(f"Cannot listen on 127.0.0.1 port {port}")
