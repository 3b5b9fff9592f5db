"""Where in another text a passage may stand: where pieces of it, and of what is around, gather.

A piece votes for how far its text has shifted. Votes for nearly the same shift make a
candidate; the pieces beside the passage count as well as its own, so a passage that stands many
times is told from its likes by its surroundings.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from reader.annotation.seeds import Hit, Seeds
from reader.text.document import Span

_DRIFT = 16
"""Characters that edits nearby may shift one piece against the next."""
_MOST = 6
"""Candidates that are looked at."""
_FAINT = 0.12
"""Share of the first candidate's votes below which another is left out."""
_OWN = 4
"""What a piece of the passage itself counts, beside one from around it."""
_REACHES = (120, 400, 2_000)
"""Characters before and after the passage whose pieces vote; the next if votes are few."""
_ENOUGH = 6.0
"""Votes for the first candidate that are not few."""
_NEAREST = 7
"""Pieces that say together how far a place has shifted: one alone may be there by chance."""


class Candidate(NamedTuple):
    """A shift that pieces voted for."""

    share: float
    """Its votes, as a share of those of the likeliest."""
    offsets: list[int]
    """Of the pieces in the text that asks, rising."""
    shifts: list[int]
    """How far each stands further on in the text that is asked."""

    def shift_at(self, offset: int) -> int:
        """Give how far the text has shifted at an offset, as most of the nearest pieces say."""
        first = min(bisect(self.offsets, offset) - _NEAREST // 2, len(self.offsets) - _NEAREST)
        nearest = sorted(self.shifts[max(first, 0) :][:_NEAREST])
        return nearest[len(nearest) // 2]


def candidates(text: str, span: Span, seeds: Seeds) -> list[Candidate]:
    """Give the best candidates for a passage of `text` in another, the likeliest first."""
    found: list[Candidate] = []
    for reach in _REACHES:
        # Fewer pieces of a long text are kept, so more must be asked for.
        reach = min(reach * max(seeds.step // 4, 1), 2 * _REACHES[-1])
        inner = reach if span.end - span.start > 2 * reach else span.end - span.start
        ahead = range(max(span.start - reach, 0), span.start + inner)
        behind = range(max(span.end - reach, ahead.stop), span.end + reach)
        found, most = _gathered(seeds.hits(text, chain(ahead, behind)), span)
        if most >= _ENOUGH:
            break
    return found


def _gathered(hits: list[Hit], span: Span) -> tuple[list[Candidate], float]:
    """Give the candidates, and the votes of the first."""
    votes: defaultdict[int, float] = defaultdict(float)
    cells: defaultdict[int, list[Hit]] = defaultdict(list)
    start, end = span
    for hit in hits:
        offset, place, weight = hit
        cell = (place - offset) // _DRIFT
        votes[cell] += weight * _OWN if start <= offset < end else weight
        cells[cell].append(hit)
    top = max(votes.values(), default=0.0)
    strong = [cell for cell in cells if votes[cell] >= top * _FAINT / 2]
    # A shift near the edge of a cell has votes in two of them.
    pairs = {
        low: votes.get(low, 0.0) + votes.get(low + 1, 0.0)
        for cell in strong
        for low in (cell, cell - 1)
    }
    most = max(pairs.values(), default=0.0)
    found = []
    for low in _best(pairs, most):
        both = sorted([*cells.get(low, ()), *cells.get(low + 1, ())])
        offsets, shifts = [at for at, _, _ in both], [to - at for at, to, _ in both]
        found.append(Candidate(pairs[low] / most, offsets, shifts))
    return found, most


def _best(pairs: Mapping[int, float], most: float) -> list[int]:
    """Give the lower cells of the pairs with the most votes, none of which has a cell twice."""
    taken: set[int] = set()
    best: list[int] = []
    for low in sorted(pairs, key=lambda low: (-pairs[low], low)):
        if len(best) == _MOST or pairs[low] < most * _FAINT:
            break
        if not {low, low + 1} & taken:
            taken |= {low, low + 1}
            best.append(low)
    return best
