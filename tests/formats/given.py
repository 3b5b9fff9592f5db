"""An export of what a test gives, without a library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.annotation.model import Article, TagUse
from reader.formats.export import Marked
from reader.formats.record import Record


class Given:
    """An `Export` of some records, texts and tags."""

    at = "2026-01-02T03:04:05Z"

    def __init__(
        self,
        records: Sequence[Record] = (),
        texts: Sequence[Marked] = (),
        tags: Sequence[TagUse] = (),
        *,
        is_narrowed: bool = False,
    ) -> None:
        self._records, self._texts, self._tags = records, texts, tags
        self.is_narrowed = is_narrowed

    def records(self) -> Iterator[Record]:
        """Give the records, or those of the texts."""
        return iter(self._records or [one for text in self._texts for one in text.records])

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts; with `every` those without records too."""
        return (one for one in self._texts if one.records or (every and not self.is_narrowed))

    def articles(self) -> Iterator[Article]:
        """Give the texts' articles, each once."""
        return iter({one.article.id: one.article for one in self._texts}.values())

    def titles(self) -> Iterator[tuple[str, str]]:
        """Give the ids and titles of the articles, each once."""
        known = {one.article: one.title for one in self.records()}
        known |= {one.article.id: one.article.title for one in self._texts}
        return iter(known.items())

    def tags(self) -> Sequence[TagUse]:
        """Give the tags."""
        return self._tags
