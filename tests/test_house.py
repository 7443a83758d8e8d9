"""What every file of the project keeps to: no registry, no machine of ours, no ignore without a reason."""

from __future__ import annotations

import io
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parent.parent

# Put together here, so that this file does not name them either.
REGISTRIES = [
    f"{name}.{domain}"
    for name, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("anaconda", "org"),
        ("rubygems", "org"),
        ("golang", "org"),
    )
]
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)

# A folder of somebody's machine, unless it is part of a longer path or of a web address.
FOLDERS = ["work", "home", "root", "tmp", "Users", "private/var", "var/folders"]
MACHINE = re.compile(rf"(?:(?<![\w.~/$}})*-])|(?<=file://))/(?:{'|'.join(FOLDERS)})(?=/\w|/?[\s\"'])")
# A container image has a machine of its own.
CONTAINERS = {"Dockerfile", "compose.yaml", ".dockerignore"}

LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-dev.lock"]
PINNED = re.compile(r"[a-z0-9][a-z0-9.-]*==[\w.!+]+( ; [^#]+)?( --hash=sha256:[0-9a-f]{64})+")

# "type: ignore[code]  # reason" and "noqa: CODE - reason"; a reason is two words at least.
IGNORE = re.compile(r"#\s*(?:type:\s*ignore|(?:ruff:\s*)?noqa|pyright:|mypy:|pragma:\s*no)")
REASONED = re.compile(
    r"#\s*(?:type:\s*ignore\[[a-z, -]+\]|(?:ruff:\s*)?noqa:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*|pragma:\s*no \w+)"
    r"[\s:#–—-]+\w\S*\s+\S.*"
)


def files_of_project() -> list[str]:
    """List what git tracks or would track; paths are relative to the checkout."""
    if not (ROOT / ".git").exists():  # an unpacked archive: nothing tells our files from others'
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return sorted(path for path in listed.decode().split("\0") if path and (ROOT / path).is_file())


FILES = files_of_project()
PYTHON = [path for path in FILES if path.endswith(".py") and path.startswith(("bot/", "tests/", "bench/"))]


def strangers(path: str, text: str) -> Iterator[str]:
    """Yield the registries' hosts and the folders of a machine that a text names, with their lines."""
    for number, line in enumerate(text.splitlines(), 1):
        found = [REGISTRY.search(line), None if Path(path).name in CONTAINERS else MACHINE.search(line)]
        yield from (f"{path}:{number}: {match[0]}" for match in found if match)


def bare_ignores(path: str, text: str) -> Iterator[str]:
    """Yield the comments that silence a tool without a code or without a reason."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        ignore = IGNORE.search(token.string) if token.type == tokenize.COMMENT else None
        if ignore and not REASONED.match(token.string[ignore.start() :]):
            yield f"{path}:{token.start[0]}: {token.string}"


def unpinned(text: str) -> Iterator[str]:
    """Yield the entries of a lock that are not a package, one version and its hashes."""
    for entry in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        bare = entry.split("#")[0].strip() if not PINNED.fullmatch(entry) else ""
        if bare:
            yield bare


@pytest.mark.parametrize("path", FILES)
def test_a_file_names_no_registry_and_no_machine(path: str) -> None:
    """No file names a package registry's host or a folder of the machine it was written on."""
    text = (ROOT / path).read_bytes().decode("utf-8", errors="replace")
    assert list(strangers(path, text)) == []


@pytest.mark.parametrize("path", PYTHON)
def test_an_ignore_has_a_reason(path: str) -> None:
    """Every comment that silences a tool has its code and its reason on the same line."""
    assert list(bare_ignores(path, (ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash(lock: str) -> None:
    """A lock holds nothing but versions and hashes: no index, no option, no address."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert list(unpinned(text)) == []
    assert "==" in text
    assert "://" not in text


def test_the_locks_agree() -> None:
    """A package that stands in two locks has the same version in both."""
    pins = [
        set(re.findall(r"^(\S+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS
    ]
    together = set.union(*pins)
    assert len(dict(together)) == len(together)
    assert pins[0] <= pins[2]


def test_the_version_is_told_once() -> None:
    """`bot.__version__`, where it is given, is the project's version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert getattr(bot, "__version__", project["version"]) == project["version"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"see https://{REGISTRIES[0]}/project/rich", [REGISTRIES[0]]),
        (f"--index-url https://files.{REGISTRIES[1].upper()}/", [REGISTRIES[1].upper()]),
        ("DATA = '§work/main/knowledge'", ["§work"]),
        ("open §home/ada/notes", ["§home"]),
        ("file://§tmp/x.yaml", ["§tmp"]),
        ("cd §root && ls", ["§root"]),
        ("https://example.org§home/news and docs§work/plan and ~§tmp/x", []),
        ("the path §homestead/x, §workshop, and/or §temporary", []),
    ],
)
def test_a_stranger_is_found(text: str, found: list[str]) -> None:
    """Hosts and folders are found as words of their own, and only so."""
    # § stands for a slash, so that this file names no folder itself.
    assert list(strangers("a.md", text.replace("§", "/"))) == [f"a.md:1: {word.replace('§', '/')}" for word in found]


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        ("# type: ignore", True),
        ("# type: ignore[arg-type]", True),
        ("# type: ignore[arg-type]  # lying", True),
        ("# type: ignore[arg-type]  # the stub lacks this overload", False),
        ("# noqa", True),
        ("# noqa: S603", True),
        ("# noqa: S603, S607 - our own program", False),
        ("# pragma: no cover", True),
        ("# ruff: noqa: E501", True),
        ("# the noqa comment", False),
    ],
)
def test_a_bare_ignore_is_found(comment: str, bare: bool) -> None:
    """A comment that silences a tool needs a code and at least two words of reason."""
    assert list(bare_ignores("a.py", f"x = 1  {comment}\n")) == ([f"a.py:1: {comment}"] if bare else [])


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("rich==15.0.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via us", []),
        ("rich==15.0.0", ["rich==15.0.0"]),
        ("rich>=15.0.0 \\\n    --hash=sha256:" + "0" * 64, ["rich>=15.0.0 --hash=sha256:" + "0" * 64]),
        ("--find-links somewhere", ["--find-links somewhere"]),
        ("-e .", ["-e ."]),
    ],
)
def test_an_unpinned_entry_is_found(entry: str, found: list[str]) -> None:
    """A lock entry without version or hash, and every option, is found."""
    assert list(unpinned(entry)) == found
