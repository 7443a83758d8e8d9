"""What lies beside the program fits the program: metrics that exist, settings that are read, names that meet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.adapters import Adapter
from bot.app import App
from bot.commands import Snapshot
from bot.config import Config, load_config
from bot.config.environment import SECRETS, Environment
from bot.desk.desk import Desk
from bot.live import Live
from bot.service.memory import figures, ping
from bot.service.metrics import Metrics
from bot.service.platform import Platform
from bot.service.vitals import Vitals
from deploy import supply
from tests.service.rehearsal import Steady

ROOT = Path(__file__).parents[2]
KUBERNETES: list[dict[str, Any]] = list(yaml.safe_load_all((ROOT / "deploy/kubernetes.yaml").read_text()))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
ALERTS: dict[str, Any] = yaml.safe_load((ROOT / "deploy/alerts.yaml").read_text())
GRAFANA: dict[str, Any] = json.loads((ROOT / "deploy/grafana.json").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
ENV_EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE_OWN = {"COMPOSE_PROFILES", "POSTGRES_PASSWORD", "EXPLAINER_UID", "EXPLAINER_GID", "EXPLAINER_PORT"}


def expressions() -> Iterator[tuple[str, str]]:
    """Yield each PromQL expression with where it stands."""
    for rule in ALERTS["groups"][0]["rules"]:
        yield f"alert {rule['alert']}", rule["expr"]
    for panel in GRAFANA["panels"]:
        for target in panel["targets"]:
            yield f"panel {panel['title']}", target["expr"]


@pytest.fixture
async def shown(app: App, tmp_path: Path) -> set[str]:
    """Every sample that /metrics of a whole process has: with a platform, a database and followed files."""
    config = Config.model_validate({"store": {"folder": str(tmp_path)}})
    desk = Desk(ROOT / "knowledge", config)
    own = App(Snapshot.of(app.snapshot.knowledge), desk=desk)

    def make() -> Adapter:
        adapter = Steady(own)
        adapter.connected = True
        return adapter

    platform = Platform("Steady", make)
    platform.prepare()
    vitals = Vitals(own, [platform], ping=lambda: ping(desk))
    live = Live(own, config)
    vitals.figures.append(lambda: figures(desk, live))
    metrics = Metrics(vitals)
    metrics.count_calls()
    try:
        await desk.store()
        await own.answer(own.parse("/who jaish-al-adl"))
        text = (await metrics.text()).decode()
    finally:
        metrics.stop_counting()
        await desk.close()
    return {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}


async def test_dashboards_and_alerts_ask_for_what_there_is(shown: set[str]) -> None:
    """No expression names a metric that the bot does not have; every metric of ours is shown or alerted on."""
    named = {
        (where, metric)
        for where, text in expressions()
        for metric in re.findall(r"\b(?:explainer|process)_[a-z_0-9]+", re.sub(r'"[^"]*"', '""', text))
    }
    assert {(where, metric) for where, metric in named if metric not in shown} == set()
    used = {metric for _, metric in named}
    ours = {
        name for name in shown if name.startswith("explainer_") and not name.endswith(("_created", "_sum", "_count"))
    }
    assert ours - used == {"explainer_build_info", "explainer_topics", "explainer_knowledge_age_seconds"}


def kind(name: str) -> dict[str, Any]:
    """Give the manifest of a kind."""
    (found,) = [manifest for manifest in KUBERNETES if manifest["kind"] == name]
    return found


def container() -> dict[str, Any]:
    """Give the one container."""
    (only,) = kind("Deployment")["spec"]["template"]["spec"]["containers"]
    found: dict[str, Any] = only
    return found


def test_kubernetes_names_meet() -> None:
    """Selectors find their pods, services their ports, mounts their volumes, and the secret holds what is read."""
    deployment = kind("Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    for selector in (
        deployment["selector"]["matchLabels"],
        kind("Service")["spec"]["selector"],
        kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
    ):
        assert selector == labels
    ports = {port["name"]: port["containerPort"] for port in container()["ports"]}
    assert {port["targetPort"] for port in kind("Service")["spec"]["ports"]} == set(ports)
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container()[probe]["httpGet"]["port"] in ports
    volumes = {volume["name"]: volume for volume in deployment["template"]["spec"]["volumes"]}
    assert {mount["name"] for mount in container()["volumeMounts"]} == set(volumes)
    assert (
        volumes["knowledge"]["persistentVolumeClaim"]["claimName"] == kind("PersistentVolumeClaim")["metadata"]["name"]
    )
    assert volumes["secrets"]["secret"]["secretName"] == kind("Secret")["metadata"]["name"]
    assert {name.upper() for name in kind("Secret")["stringData"]} <= set(SECRETS)
    assert {manifest["metadata"].get("namespace", "explainer") for manifest in KUBERNETES} == {"explainer"}


def test_kubernetes_settings_are_read() -> None:
    """The variables of the container are settings, with the values that the ports need."""
    variables = {one["name"]: one["value"] for one in container()["env"]}
    config = load_config(ROOT / "no-such.yaml", variables=variables)
    assert isinstance(config, Config)
    ports = {port["name"]: port["containerPort"] for port in container()["ports"]}
    assert (int(variables["PORT"]), config.http.monitor_port) == (ports["platforms"], ports["monitor"])
    assert config.discord.transport == "http"
    assert {name for name in variables if not name.startswith("EXPLAINER_")} <= names()


def names() -> set[str]:
    """List the variables that are read, in capitals."""
    return {name.upper() for name in Environment.model_fields}


def test_the_example_of_the_environment_is_whole() -> None:
    """.env.example names every variable that is read, and none that is not."""
    shown = set(re.findall(r"^(?:# )?([A-Z_]+)=", ENV_EXAMPLE, re.MULTILINE))
    assert names() - shown == set()
    assert {name for name in shown - names() - COMPOSE_OWN if not name.startswith("EXPLAINER_LOG_")} == set()


def test_the_image_says_only_what_is_read() -> None:
    """The settings that the Dockerfile makes are settings."""
    variables = dict(re.findall(r"(EXPLAINER_[A-Z_]+)=(\S+)", DOCKERFILE))
    config = load_config(ROOT / "no-such.yaml", variables=variables)
    assert isinstance(config, Config)
    assert (config.knowledge.folder, config.store.folder) == ("/knowledge", "/data")
    assert config.http.host == variables["EXPLAINER_HTTP_HOST"]
    assert len(variables) == 3


def test_both_run_without_rights() -> None:
    """Compose and Kubernetes run it as somebody, on a read-only root, without capabilities."""
    bot = COMPOSE["services"]["bot"]
    assert (bot["read_only"], bot["cap_drop"], bot["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    assert "10001" in bot["user"]
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    rights = container()["securityContext"]
    assert (rights["readOnlyRootFilesystem"], rights["capabilities"]) == (True, {"drop": ["ALL"]})
    assert rights["allowPrivilegeEscalation"] is False
    assert kind("Deployment")["spec"]["template"]["spec"]["securityContext"]["runAsNonRoot"] is True
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)


def test_licences_are_listed_as_the_lock_pins_them() -> None:
    """docs/licences.md has one row for each locked package, with its version and a licence."""
    page = (ROOT / "docs/licences.md").read_text()
    _, *rows = re.findall(r"^\| ([a-z0-9.-]+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)
    assert [(name, version) for name, version, _ in rows] == supply.packages()
    assert [name for name, _, licence in rows if "not said" in licence or "GPL" in licence] == []


def test_the_bill_of_materials_is_whole() -> None:
    """It names each locked package with every hash that the lock allows, and is the same every time."""
    bill = json.loads(supply.bill())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert [(one["name"], one["version"]) for one in bill["components"]] == supply.packages()
    allowed = set(re.findall(r"sha256:([0-9a-f]{64})", (ROOT / "requirements.lock").read_text()))
    assert {each["content"] for one in bill["components"] for each in one["hashes"]} == allowed
    assert supply.bill() == supply.bill()


def test_the_unit_of_systemd_starts_the_bot() -> None:
    """The unit runs `explainer-bot run`, as nobody in particular, and does not try again what was refused."""
    unit = (ROOT / "deploy/explainer-bot.service").read_text()
    assert re.search(r"^ExecStart=\S+/explainer-bot run$", unit, re.MULTILINE)
    for line in ("DynamicUser=yes", "RestartPreventExitStatus=2", "ProtectSystem=strict", "CapabilityBoundingSet="):
        assert line in unit.splitlines()
