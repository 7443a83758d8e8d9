"""The local stand-ins for the platforms: where they lie, and how they are imported.

EXPLAINER_EMULATORS names their folder; without it, it is `shared/emulators` beside the checkout.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("EXPLAINER_EMULATORS") or ROOT.parent / "shared" / "emulators")
ABSENT = f"there are no emulators in {FOLDER}: EXPLAINER_EMULATORS names their folder"


def there() -> bool:
    """Say whether the stand-ins are at hand."""
    return all((FOLDER / name / "emulator.py").exists() for name in ("discord", "slack"))


def emulator(platform: str) -> ModuleType:
    """Import a platform's stand-in, or skip the test with the reason.

    Both call themselves `emulator`, so each gets a name of its own; their folders stand last on the path, since the
    modules in them have everyday names.
    """
    if not there():
        pytest.skip(ABSENT)
    name = f"{platform}_emulator"
    if name not in sys.modules:
        folder = FOLDER / platform
        sys.path.append(str(folder))
        spec = importlib.util.spec_from_file_location(name, folder / "emulator.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]
