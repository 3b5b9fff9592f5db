"""Long lines that say again what stands above them, as pages do that carry their text twice."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 300
"""Characters of a line that is looked at."""
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
    above: list[str] = []
    for index, line in enumerate(lines):
        letters = _letters(line) if len(line) >= _KEY else line
        key = letters[:_KEY]
        if len(line) >= _LEAST and key in keys and _stands_in(letters, "".join(above)):
            found.append(index)
        if len(line) >= _KEY:
            keys.add(key)
        above.append(letters)
    return found


def _stands_in(letters: str, above: str) -> bool:
    samples = [
        letters[start : start + _SAMPLE] for start in range(0, len(letters) - _SAMPLE, _STEP)
    ]
    hits = sum(sample in above for sample in samples)
    return bool(samples) and hits >= _SHARE * len(samples)


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.lower()))
