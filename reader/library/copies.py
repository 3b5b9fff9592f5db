"""Near copies of articles: what was taken in more than once, as it was printed here and there.

They are named when they come in, in lists, and where one is opened; nothing is merged.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from reader.annotation.model import Article
from reader.library.reports import Pair
from reader.store import articles, indexing, near
from reader.store.connection import Connection
from reader.store.store import Store


class NearCopy(NamedTuple):
    """A near copy of an article."""

    article: Article
    likeness: float
    """About which share of the words in a row they have in common, from 0.5 to 1."""


def of(connection: Connection, article: str) -> list[NearCopy]:
    """Give an article's near copies, the likest first."""
    return _of(connection, article) if indexing.is_there(connection) else []


def _of(connection: Connection, article: str) -> list[NearCopy]:
    found = near.of(connection, article)
    known = ((articles.by_id(connection, other), share) for other, share in found)
    return [NearCopy(other, share) for other, share in known if other is not None]


def come_in(store: Store, new: Collection[Article]) -> tuple[Pair, ...]:
    """Give new articles that are near copies, each with what it is a copy of.

    Of two that came in together, the one that was given later is the copy.
    """
    pairs: list[Pair] = []
    waiting = {article.id for article in new}
    with store.snapshot() as connection:
        for article in new:
            for copy in _of(connection, article.id):
                if copy.article.id not in waiting:
                    pairs.append(Pair(article, copy.article, copy.likeness))
            waiting.discard(article.id)
    return tuple(pairs)
