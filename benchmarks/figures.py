"""Figures of many measurements: their median, and the slowest of twenty."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
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


@dataclass(frozen=True)
class Share:
    """How many of some things are so, in percent, with Wilson's interval of 95 %.

    >>> str(Share(98, 100)), str(Share(0, 100)), str(Share(0, 0))
    ('98.0 (93.0–99.4)', '0.0 (0.0–3.7)', '–')
    """

    those: int
    all: int

    @classmethod
    def of(cls, flags: Sequence[bool]) -> Share:
        return cls(sum(flags), len(flags))

    @property
    def interval(self) -> tuple[float, float]:
        z = 1.96
        share, total = self.those / self.all, self.all
        middle = share + z * z / (2 * total)
        wide = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
        scale = 100 / (1 + z * z / total)
        return max((middle - wide) * scale, 0.0), min((middle + wide) * scale, 100.0)

    def __str__(self) -> str:
        if not self.all:
            return "–"
        low, high = self.interval
        return f"{100 * self.those / self.all:.1f} ({low:.1f}–{high:.1f})"
