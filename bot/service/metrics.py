"""Figures for Prometheus: calls as the log tells them, and what the vitals say at the moment of asking.

A call is counted from its log record, so that people and machines read the same; the record is made
even when the level of the log keeps its line from being written.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

import bot
from bot.log import CALLS
from bot.service.vitals import Figure, Vitals

PREFIX = "explainer_"

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
"""Upper bounds of the latency histogram: from a table look-up to what a platform waits for (3 s)."""


class Calls(logging.Handler):
    """Counts every call that the app answers."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.INFO)
        self.calls = Counter(f"{PREFIX}calls", "Calls answered", ("command", "platform", "outcome"), registry=registry)
        self.seconds = Histogram(
            f"{PREFIX}call_seconds",
            "From a Call to its Reply, in the app",
            ("command", "platform"),
            buckets=SECONDS,
            registry=registry,
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Count one call."""
        told = record.__dict__
        command, platform = told["command"], told["platform"]
        self.calls.labels(command, platform, told["outcome"]).inc()
        self.seconds.labels(command, platform).observe(told["ms"] / 1000)


class Metrics:
    """All figures of this process."""

    def __init__(self, vitals: Vitals) -> None:
        self.vitals = vitals
        self.registry = CollectorRegistry()
        self.calls = Calls(self.registry)
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._now: list[Metric] = []
        self.registry.register(self)

    def count_calls(self) -> None:
        """Begin to count."""
        told = logging.getLogger(CALLS)
        told.addHandler(self.calls)
        told.setLevel(logging.INFO)  # of the records; whether a line is written is for the log's own handler

    def stop_counting(self) -> None:
        """Count no more."""
        told = logging.getLogger(CALLS)
        told.removeHandler(self.calls)
        told.setLevel(logging.NOTSET)

    def collect(self) -> Iterator[Metric]:
        """Give what was gathered for this answer; Prometheus's library asks for it."""
        yield from self._now

    async def text(self) -> bytes:
        """Gather everything and write it in Prometheus's text format."""
        away = await self.vitals.database()
        more = [figure for ask in self.vitals.figures for figure in await ask()]
        self._now = [*self._platforms(), *self._knowledge(), *_families(more)]
        if self.vitals.ping is not None:
            up = GaugeMetricFamily(f"{PREFIX}database_up", "1 while the database answers", value=float(not away))
            self._now.append(up)
        return generate_latest(self.registry)

    def _platforms(self) -> Iterator[Metric]:
        labels = ["platform"]
        connected = GaugeMetricFamily(f"{PREFIX}platform_connected", "1 while connected", labels=labels)
        refused = GaugeMetricFamily(f"{PREFIX}platform_refused", "1 once it refused us for good", labels=labels)
        age = GaugeMetricFamily(f"{PREFIX}last_event_age_seconds", "Since something arrived", labels=labels)
        latency = GaugeMetricFamily(f"{PREFIX}gateway_latency_seconds", "To the platform and back", labels=labels)
        reconnects = CounterMetricFamily(f"{PREFIX}reconnects", "Connections made again", labels=labels)
        failures = CounterMetricFamily(f"{PREFIX}platform_failures", "Adapters made again", labels=labels)
        for platform in self.vitals.platforms:
            health, name = platform.health(), [platform.name.lower()]
            connected.add_metric(name, float(health.connected))
            refused.add_metric(name, float(bool(platform.refusal)))
            reconnects.add_metric(name, health.reconnects)
            failures.add_metric(name, platform.failures)
            if health.last_event is not None:
                age.add_metric(name, health.last_event)
            if health.latency is not None:
                latency.add_metric(name, health.latency)
        yield from (connected, refused, age, latency, reconnects, failures)

    def _knowledge(self) -> Iterator[Metric]:
        knowledge = self.vitals.app.snapshot.knowledge
        yield InfoMetricFamily(f"{PREFIX}build", "The program", value={"version": bot.__version__})
        yield InfoMetricFamily(f"{PREFIX}knowledge", "The knowledge in service", value={"hash": knowledge.hash})
        yield GaugeMetricFamily(f"{PREFIX}topics", "Topics in service", value=len(knowledge.topics))


def _families(figures: Iterable[Figure]) -> list[Metric]:
    """Put figures of one name into one family."""
    families: dict[str, Metric] = {}
    for figure in figures:
        names = [name for name, _ in figure.labels]
        family = CounterMetricFamily if figure.total else GaugeMetricFamily
        held = families.setdefault(figure.name, family(f"{PREFIX}{figure.name}", figure.help, labels=names))
        held.add_metric([value for _, value in figure.labels], figure.value)  # type: ignore[attr-defined]  # both families have it
    return list(families.values())
