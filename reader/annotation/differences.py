"""The words in which a passage of one text differs from a passage of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from reader.text.document import Span
from reader.text.words import words

_LONGEST = 40_000
"""Characters of a passage that are looked at word by word."""
_MOST_PAIRS = 400_000
"""Pairs of equal words that are weighed against each other; with more, only the ends are."""


def differences(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Give what of each of two texts is not in the other, word by word and in order.

    What is very long or repeats itself without end is one difference, between the words that
    both begin with and those that both end with.

    >>> differences("a red rose", "a rose, red")
    ([Span(start=6, end=10)], [Span(start=2, end=7)])
    """
    if old == new:
        return [], []
    if max(len(old), len(new)) > _LONGEST:
        return _ends_apart(old, new)
    one, other = _parts(old), _parts(new)
    mine = [old[part.start : part.end] for part in one]
    theirs = [new[part.start : part.end] for part in other]
    head, tail = _same_ends(mine, theirs)
    changed = [(head, len(mine) - tail, head, len(theirs) - tail)]
    if _pairs(mine, theirs) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
        changed = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        [Span(one[start].start, one[end - 1].end) for start, end, _, _ in changed if start < end],
        [
            Span(other[start].start, other[end - 1].end)
            for _, _, start, end in changed
            if start < end
        ],
    )


def _parts(text: str) -> list[Span]:
    """Give the words of a text, and by itself each sign that stands between them."""
    parts: list[Span] = []
    past = 0
    for word in [*words(text, 0, len(text)), Span(len(text), len(text))]:
        parts += [
            Span(offset, offset + 1)
            for offset in range(past, word.start)
            if not text[offset].isspace()
        ]
        past = word.end
        if word.start < word.end:
            parts.append(word)
    return parts


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    counts = Counter(other)
    return sum(count * counts[part] for part, count in Counter(one).items())


def _same_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Give how many parts both begin with, and how many of the others both end with."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    ends = (at for at in range(most - head) if one[-1 - at] != other[-1 - at])
    return head, next(ends, most - head)


def _ends_apart(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Give what stands between the ends that are alike, found by halving."""
    most = min(len(old), len(new))
    head = _largest(most, lambda size: old.startswith(new[:size]))
    tail = _largest(most - head, lambda size: old.endswith(new[len(new) - size :]))
    mine, theirs = Span(head, len(old) - tail), Span(head, len(new) - tail)
    return (
        [mine] if mine.start < mine.end else [],
        [theirs] if theirs.start < theirs.end else [],
    )


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """Give the largest size up to `most` that holds, where all smaller ones do."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if holds(middle) else (least, middle - 1)
    return least
