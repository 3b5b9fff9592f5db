"""Figures of many measurements: their median, and the slowest of twenty."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field


@dataclass
class Times:
    """Milliseconds that one thing took, measured again and again."""

    ms: list[float] = field(default_factory=list)

    def add(self, ms: float) -> None:
        self.ms.append(ms)

    @property
    def median(self) -> float:
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """What nineteen of twenty stay below."""
        if len(self.ms) < 2:
            return self.worst
        return statistics.quantiles(self.ms, n=20, method="inclusive")[-1]

    @property
    def worst(self) -> float:
        return max(self.ms)
