"""Long lines that say again what stands above them, as pages do that carry their text twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_NO_LETTERS = re.compile(r"[\W_]+")
_LEAST = 250
"""Letters and digits of a line that is looked at."""
_KEY = 40
"""Letters and digits that two lines begin with, if one may say the other again."""
_STEP, _SAMPLE = 150, 60
"""How far apart the samples of a line are that are looked for above it, and how long."""
_SHARE = 0.9
"""The part of a line's samples that has to be found."""


def repeated(lines: Sequence[str]) -> list[int]:
    """Give the indices of the lines that stand above already, whole and in few pieces."""
    found: list[int] = []
    keys: set[str] = set()
    bare = [_NO_LETTERS.sub("", line.lower()) for line in lines]
    everything = "".join(bare)
    starts = accumulate(map(len, bare), initial=0)
    for index, (letters, start) in enumerate(zip(bare, starts, strict=False)):
        key = letters[:_KEY]
        if len(letters) >= _LEAST and key in keys and _stands_above(letters, everything, start):
            found.append(index)
        if len(key) == _KEY:
            keys.add(key)
    return found


def _stands_above(letters: str, everything: str, end: int) -> bool:
    """Tell whether a line's letters are found in `everything` before `end`."""
    firsts = range(0, len(letters) - _SAMPLE, _STEP)
    samples = [letters[first : first + _SAMPLE] for first in firsts]
    hits = sum(everything.find(sample, 0, end) >= 0 for sample in samples)
    return hits >= _SHARE * len(samples)
