"""How far a taking in is, in words: files done, how fast, and how long it will take yet."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.reports import AddProgress

PATIENCE = 0.5
"""Seconds that anything may take without a word."""
_WINDOW = 5.0
"""Seconds of the past that tell how fast it goes."""
_SPACING = 0.25
_ENOUGH = 1.0
"""Seconds of going after which that is told."""


class Pace:
    """What is known of the speed of one taking in, which began at `began` by some clock."""

    def __init__(self, began: float) -> None:
        self._began = began
        self._past: deque[tuple[float, int]] = deque()
        """Moments and the files that were done by then."""

    def said(self, at: float, now: AddProgress) -> str:
        """Give how far it is at the moment `at`; nothing while it has taken no time yet.

        >>> from reader.library.reports import AddProgress
        >>> pace = Pace(0.0)
        >>> [pace.said(at / 2, AddProgress(at * 100, 10_000, "")) for at in range(4)][-1]
        '300 of 10,000 · 200 a second · 48 s left'
        """
        if now.total:
            self._keep(at, now.done)
        if at - self._began < PATIENCE:
            return ""
        if not now.total:
            return f"{now.done:,} found"
        if now.total == 1:
            return f"{now.share:.0%}"
        parts = [f"{now.done:,} of {now.total:,}"]
        if rate := self._rate(at, now.done):
            left = (now.total - now.done) / rate
            parts += [f"{_number(rate)} a second", f"{_time(left)} left"]
        return " · ".join(parts)

    def _keep(self, at: float, done: int) -> None:
        if not self._past or at - self._past[-1][0] >= _SPACING:
            self._past.append((at, done))
        while at - self._past[0][0] > _WINDOW and len(self._past) > 2:
            self._past.popleft()

    def _rate(self, at: float, done: int) -> float:
        """Give the files a second; 0 while that cannot be told."""
        since, before = self._past[0]
        return (done - before) / (at - since) if at - since >= _ENOUGH else 0.0


def _number(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
