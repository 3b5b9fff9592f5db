"""Who does something, when, and in which session."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotation.model import Entry


class Author(NamedTuple):
    """Who does something, when, and in which session."""

    annotator: str
    session: str
    at: str

    def entry(
        self, kind: str, summary: str, article: str = "", offset: int = 0, target: int = 0
    ) -> Entry:
        """Give the entry that says so, without a number yet."""
        return Entry(
            0, self.at, self.annotator, self.session, kind, summary, article, offset, target
        )
