"""The annotations of one text in order of place, found by where they stand.

A key asks what lies over a word, a row or a screen, and the answer costs what is found and no
more, however many annotations there are and however long some of them are: above their ends
stands a tree of maxima, which skips all that end too early.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from reader.annotation.model import Annotation


class Overlaps:
    """Annotations that stand on one text, in order of start, end and id."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self.annotations: Sequence[Annotation] = sorted(
            annotations, key=lambda mark: (mark.start, mark.end, mark.id)
        )
        self._starts = [mark.start for mark in self.annotations]
        self._ends = sorted(mark.end for mark in self.annotations)
        # Leaves stand from `_leaves` on; above each pair is the larger of the two.
        self._leaves = 1 << max(len(self._starts) - 1, 0).bit_length()
        level = [mark.end for mark in self.annotations]
        level += [-1] * (self._leaves - len(level))
        levels = [level]
        while len(level) > 1:
            level = list(map(max, level[::2], level[1::2]))
            levels.append(level)
        self._maxima = [-1]
        for level in reversed(levels):
            self._maxima += level

    def __len__(self) -> int:
        return len(self.annotations)

    def changed(self, gone: str, new: Annotation | None) -> Overlaps:
        """Give these with the one of the id `gone` gone and, if there is one, a new one there.

        The new one takes the place of any with its own id.
        """
        ids = {gone, new.id} if new else {gone}
        stay = [mark for mark in self.annotations if mark.id not in ids]
        return Overlaps([*stay, new] if new else stay)

    def touching(self, start: int, end: int) -> Iterator[Annotation]:
        """Give those that have a character in `[start, end)`, in order, as they are asked for."""
        stop = bisect_left(self._starts, end)
        place = self._reaching(0, start)
        while place < stop:
            yield self.annotations[place]
            place = self._reaching(place + 1, start)

    def count(self, start: int, end: int) -> int:
        """Count those that have a character in `[start, end)`, which is not empty."""
        return bisect_left(self._starts, end) - bisect_right(self._ends, start)

    def starting(self, start: int, end: int) -> range:
        """Give the places in `annotations` of those that start in `[start, end)`."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def ending(self, start: int, end: int) -> Iterator[Annotation]:
        """Give those that end behind `start` and at `end` or before, in order of their ends."""
        for number in range(bisect_right(self._ends, start), bisect_right(self._ends, end)):
            yield self.annotations[self._by_end[number]]

    def exactly(self, start: int, end: int) -> list[Annotation]:
        """Give those that stand on `[start, end)` and nothing else."""
        same = [self.annotations[place] for place in self.starting(start, start + 1)]
        return [mark for mark in same if mark.end == end]

    def place_of(self, annotation_id: str) -> int:
        """Give the place in `annotations` of the one with this id, -1 if there is none."""
        return self._places.get(annotation_id, -1)

    def by_id(self, annotation_id: str) -> Annotation | None:
        """Give the one with this id."""
        place = self.place_of(annotation_id)
        return self.annotations[place] if place >= 0 else None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {mark.id: place for place, mark in enumerate(self.annotations)}

    @cached_property
    def _by_end(self) -> list[int]:
        """The places in `annotations` in order of the ends that stand there."""
        return sorted(range(len(self)), key=lambda place: self.annotations[place].end)

    def _reaching(self, place: int, offset: int) -> int:
        """Give the first place from `place` on whose annotation ends behind an offset."""
        if place >= len(self):
            return len(self)
        node = place + self._leaves
        while self._maxima[node] <= offset:
            while node & 1:
                node >>= 1
            if not node:
                return len(self)
            node += 1
        while node < self._leaves:
            node *= 2
            if self._maxima[node] <= offset:
                node += 1
        return node - self._leaves
