"""Passages of other tools that are one of ours: those of one place, whatever each of them says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from reader.errors import FormatError
from reader.formats.given import GivenPassage

MOST = 256 * 1024**2
"""Characters that the passages of one text may hold together, which is a library of books."""


def merged(found: Iterable[tuple[Hashable, GivenPassage]]) -> list[GivenPassage]:
    """Give one passage for each place, in the order of the first ones, which name them.

    It has the tags and the notes of all, each once, and is as old as the oldest.
    """
    together: dict[Hashable, list[GivenPassage]] = {}
    for place, passage in found:
        together.setdefault(place, []).append(passage)
    return [_one(some) for some in together.values()]


def joined(notes: Iterable[str]) -> str:
    r"""Give notes as one, with a blank line between two, each once.

    >>> joined(["a", "", "b", "a"])
    'a\n\nb'
    """
    return "\n\n".join(dict.fromkeys(filter(None, notes)))


def quotes(
    text: str, places: Iterable[tuple[int, int]], refusal: FormatError
) -> dict[tuple[int, int], str]:
    """Give what stands at each place of a text; `refusal` is raised if that is far too much."""
    each = set(places)
    if sum(end - start for start, end in each) > MOST:
        raise refusal
    return {(start, end): text[start:end] for start, end in each}


def _one(found: Sequence[GivenPassage]) -> GivenPassage:
    return found[0]._replace(
        tags=tuple(dict.fromkeys(tag for one in found for tag in one.tags)),
        note=joined(one.note for one in found),
        created=min(filter(None, (one.created for one in found)), default=""),
        updated=max(one.updated for one in found),
    )
