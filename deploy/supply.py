"""What we are made of, from requirements.lock and the packages' own metadata.

    python deploy/supply.py licences    docs/licences.md: each package of the lock with its version and licence
    python deploy/supply.py sbom        a CycloneDX 1.5 bill of materials, as JSON

Run it in a venv that holds the lock (`make licences`, `make sbom`).
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[\w.!+]+)(?P<marker> ; [^\\]+)?", re.MULTILINE)

COMMON = {  # texts and classifiers that say in words what SPDX says in letters
    "MIT License": "MIT", "The MIT License (MIT)": "MIT", "MIT license": "MIT", "BSD License": "BSD",
    "BSD 3-Clause License": "BSD-3-Clause", "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0", "Apache 2": "Apache-2.0", "Apache-2": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip


def packages() -> list[tuple[str, str]]:
    """List what the lock pins: name and version."""
    found = PINNED.finditer(LOCK.read_text(encoding="utf-8"))
    return sorted((match["name"], match["version"]) for match in found)


def hashes(name: str, version: str) -> list[str]:
    """List the SHA-256 sums that the lock allows for a package."""
    text = LOCK.read_text(encoding="utf-8")
    entry = re.search(rf"^{re.escape(name)}=={re.escape(version)}.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"sha256:([0-9a-f]{64})", entry[0]) if entry else []


def licence(package: Distribution) -> str:
    """Name a package's licence: its SPDX expression, else its classifiers, else the first line of what it says."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    said = [
        classifier.rpartition(" :: ")[2]
        for classifier in about.get_all("Classifier") or []
        if classifier.startswith("License :: ") and classifier != "License :: OSI Approved"
    ]
    words = said or [line for line in [(about.get("License") or "").strip().partition("\n")[0]] if line]
    return " or ".join(dict.fromkeys(COMMON.get(word, word) for word in words)) or "not said"


def known(name: str) -> Distribution | None:
    """Find an installed package; None for one that other systems need."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def table() -> str:
    """Write the page."""
    rows = []
    for name, version in packages():
        package = known(name)
        rows.append(f"| {name} | {version} | {licence(package) if package else 'not installed on this system'} |")
    return (
        "# Licences\n\n"
        "explainer-bot is under the MIT licence. What it is run with, as `requirements.lock` pins it, each under the\n"
        "licence that its own metadata names. Made by `make licences`; a test compares it with the lock.\n\n"
        "| package | version | licence |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def bill() -> str:
    """Write the bill of materials. The same lock gives the same bytes: no time and no serial number stand in it."""
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    components = []
    for name, pinned in packages():
        package = known(name)
        components.append(
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{pinned}",
                "name": name,
                "version": pinned,
                "purl": f"pkg:pypi/{name}@{pinned}",
                **({"licenses": [{"license": {"name": licence(package)}}]} if package else {}),
                "hashes": [{"alg": "SHA-256", "content": each} for each in hashes(name, pinned)],
            }
        )
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "explainer-bot",
                "name": "explainer-bot",
                "version": version[1] if version else "0",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
    }
    return json.dumps(document, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write({"licences": table, "sbom": bill}[sys.argv[1]]())
