"""Answers put into the order of their questions, as far as that may be waited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.ingest.together import Answer

MOST = 500
"""Answers that wait for an earlier one; a file that takes longer comes later."""


def in_order(paths: Sequence[str], answers: Iterable[Answer], most: int = MOST) -> Iterator[Answer]:
    """Give answers in the order of `paths`.

    Not more than `most` of them wait for an earlier one. When no more come, as when it was
    stopped, those that wait are given.

    >>> answers = [Answer(path, None, "") for path in "badc"]
    >>> [answer.path for answer in in_order("abcd", answers)]
    ['a', 'b', 'c', 'd']
    >>> [answer.path for answer in in_order("abcd", answers[2:], most=1)]
    ['c', 'd']
    """
    places = {path: place for place, path in enumerate(paths)}
    waiting: dict[int, Answer] = {}
    following = 0
    for answer in answers:
        waiting[places[answer.path]] = answer
        if len(waiting) > most:
            following = min(waiting)
        while following in waiting:
            yield waiting.pop(following)
            following += 1
    for place in sorted(waiting):
        yield waiting[place]
