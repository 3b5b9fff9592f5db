"""Where one is in each article, from the moment it is said: the disk follows later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.annotation.model import ArticleRow


class ReadingPlace(NamedTuple):
    """Where one is in an article, as it was said last."""

    offset: int
    furthest: int
    """The furthest of all that was said."""
    opened: str
    """When it was said, ISO 8601 in UTC."""


class ReadingPlaces:
    """What was said of places through this library; it overrides what is older on disk."""

    def __init__(self) -> None:
        self._said: dict[str, ReadingPlace] = {}

    def say(self, article: str, offset: int, furthest: int, opened: str) -> ReadingPlace:
        """Keep where one is in an article; with the furthest of what was said before."""
        before = self._said.pop(article, None)
        furthest = max(offset, furthest, before.furthest if before else 0)
        place = self._said[article] = ReadingPlace(offset, furthest, opened)
        return place

    def merged(self, row: ArticleRow) -> ArticleRow:
        """Give an article's row as read from the disk with what is newer than that."""
        place = self._said.get(row.article.id)
        if place is None:
            return row
        length = row.article.length
        there = row.reading
        reading = there._replace(furthest=min(max(place.furthest, there.furthest), length))
        if place.opened >= there.opened:
            offset = min(place.offset, max(length - 1, 0))
            reading = reading._replace(offset=offset, opened=place.opened)
        return row._replace(reading=reading)

    def since(self, opened: str) -> Iterator[str]:
        """Give ids of the articles that were open since then, the last one first."""
        for article, place in reversed(self._said.items()):
            if place.opened >= opened:
                yield article
