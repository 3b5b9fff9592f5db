"""All articles that a query finds, by title, one after the other: however many, few are held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.annotation.model import ArticleRow
from reader.query.model import Query
from reader.store import articles, listing, near, searching
from reader.store.connection import Connection
from reader.store.matching import TEXTS
from reader.store.numbering import sort_key
from reader.store.schema import is_indexed

_SOME = 500
"""Articles that are read at a time."""


class ListedArticle(NamedTuple):
    """An article as lists show it, with its near copies."""

    article: ArticleRow
    copies: tuple[str, ...] = ()
    """Their ids, the likest first."""


def by_title(connection: Connection, query: Query) -> Iterator[ListedArticle]:
    """Give the articles that a query finds by their titles and texts; its searches are expanded.

    Words that an index which is out of date may not find are a `StoreError`.
    """
    for row in _found(connection, query):
        copies = near.of(connection, row.article.id) if row.copies else ()
        yield ListedArticle(row, tuple(other for other, _ in copies))


def _found(connection: Connection, query: Query) -> Iterator[ArticleRow]:
    if query or is_indexed(connection):
        return _listed(connection, query)
    # The index may lack some; all that there are need none.
    return iter(sorted(articles.rows(connection), key=lambda row: sort_key(row.article.title)))


def _listed(connection: Connection, query: Query) -> Iterator[ArticleRow]:
    # Asked for nothing, it only refuses words where the index is out of date.
    searching.numbers(connection, query, limit=0)
    found = listing.made(connection, "title", searching.narrow(query, words=TEXTS))
    numbers = found.after(connection, None, _SOME)
    while numbers:
        yield from (row for _, row in listing.rows(connection, numbers))
        numbers = found.after(connection, numbers[-1], _SOME)
