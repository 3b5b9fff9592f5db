"""What an export knows of one annotation: enough to cite it without the library."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """One annotation with what is known of its article; all fields but `page` are CSV columns.

    A bare tuple, for a million of them stream by.
    """

    id: str
    article: str
    """The article's id."""
    title: str
    author: str
    source: str
    published: str
    accessed: str
    url: str
    heading: str
    """The nearest heading at or before the passage, as one line, and its pages: `Method, p. 12`."""
    quote: str
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    """Paths, in the order they were given."""
    note: str
    start: int
    end: int
    text_hash: str
    status: str
    annotator: str
    created: str
    updated: str
    page: str = ""
    """The page that the passage stands on, or first and last, where its article has pages."""

    @property
    def is_memo(self) -> bool:
        """Whether it is a note on the whole article, without a passage."""
        return self.end == 0
