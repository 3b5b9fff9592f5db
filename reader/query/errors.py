"""What is wrong with a query, and where in it."""

from __future__ import annotations

from reader.errors import MisuseError


class QueryError(MisuseError):
    """A query that cannot be understood, with the place where that shows.

    `query` is what was typed, `offset` a place in it, at most its length. A person sees the query
    on a line of its own, and a caret under that place.
    """

    def __init__(self, what: str, hint: str, query: str, offset: int) -> None:
        super().__init__(what, hint)
        self.query = query
        self.offset = min(max(offset, 0), len(query))
