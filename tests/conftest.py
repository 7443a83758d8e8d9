"""What every test may use: how hard hypothesis looks.

EXPLAINER_FUZZ=10000 sets the number of examples of each property; without it there are 200.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.databases", "tests.golden_files", "tests.shipped"]

settings.register_profile(
    "explainer",
    max_examples=int(os.environ.get("EXPLAINER_FUZZ", "200")),
    deadline=None,  # a busy machine is no fault
    derandomize="EXPLAINER_FUZZ" not in os.environ,  # the same examples everywhere, unless somebody asks for more
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("explainer")
