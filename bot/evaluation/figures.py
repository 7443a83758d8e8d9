"""A share with how sure we can be of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`hits` of `n`, the 95 % interval by Wilson's score (sound at small n and near 0 and 1)."""

    name: str
    hits: int
    n: int
    bar: float | None = None
    """What must be reached; None where nothing is promised."""
    at_most: bool = False
    """Whether the bar is an upper one."""

    @property
    def share(self) -> float:
        """The share itself; 0 of 0 is 0."""
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds between which the true share lies in 95 of 100 such benches."""
        if not self.n:
            return 0.0, 1.0
        share, n = self.share, self.n
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)

    @property
    def reached(self) -> bool:
        """Whether the share itself keeps to the bar."""
        return self.bar is None or (self.share <= self.bar if self.at_most else self.share >= self.bar)
