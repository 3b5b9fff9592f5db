"""What a format had no place for, or what could not be understood of one: by kind, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reader.counting import plural


class Losses:
    """A count of what was lost on the way out of the library or into it.

    >>> losses = Losses()
    >>> losses.add("the note", "annotation", 2)
    >>> list(losses.lines())
    ['the note of 2 annotations']
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def __bool__(self) -> bool:
        return self._counts.total() > 0

    def add(self, what: str, of: str, count: int = 1) -> None:
        """Count `what` as lost of so many more: of `of`, a noun in the singular."""
        if count:
            self._counts[what, of] += count

    def counts(self) -> dict[tuple[str, str], int]:
        """Give how many lost what, by what and of what kind they are."""
        return dict(self._counts)

    def lines(self) -> Iterator[str]:
        """Give each kind of loss in words, in the order in which they came."""
        for (what, noun), count in self._counts.items():
            yield f"{what} of {plural(count, noun)}"

    def gathered(self) -> Iterator[str]:
        """Give the same in fewer words, together what as many have lost.

        >>> losses = Losses()
        >>> for what, count in (("the note", 2), ("the page", 5), ("the heading", 2)):
        ...     losses.add(what, "annotation", count)
        >>> list(losses.gathered())
        ['the note and the heading of 2 annotations', 'the page of 5 annotations']
        """
        alike: dict[tuple[str, int], list[str]] = {}
        for (what, noun), count in self._counts.items():
            alike.setdefault((noun, count), []).append(what)
        for (noun, count), whats in alike.items():
            joined = " and ".join(filter(None, (", ".join(whats[:-1]), whats[-1])))
            yield f"{joined} of {plural(count, noun)}"
