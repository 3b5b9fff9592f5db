"""How often each thing is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """How much of the machine's time a run takes."""

    starts: int
    """Starts of each program on each article."""
    presses: int
    """Presses of each key in each program."""
    ends: int
    """Times that the end of the text is gone to, and back."""
    resizes: int
    holds: int
    """Times that a key is held down."""
    held: float
    """Seconds that it is."""
    parses: int
    """First times that the largest article is opened and read in."""
    quotes: int
    """Quotes of each kind that are looked for again in each edited text."""


FULL = Effort(starts=8, presses=60, ends=20, resizes=8, holds=3, held=3.0, parses=2, quotes=12)
QUICK = Effort(starts=2, presses=8, ends=4, resizes=2, holds=1, held=1.0, parses=1, quotes=2)
