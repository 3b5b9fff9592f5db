"""Articles and annotations that a query asks for, from the indexes: newest first, or best first.

Articles are given by their numbers (`indexing`), a page at a time, each page beginning below the
last number of the one before. A query's saved searches must be expanded. Whoever asks in a thread
says by `stopped` when the answer is wanted no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from reader.annotation.model import Annotation, Article
from reader.errors import StoreError
from reader.query.lighting import places, to_light
from reader.query.model import And, Field, Node, Query, Saved, Words, leaves, wanted
from reader.query.nearness import is_near
from reader.store import articles, passages
from reader.store.conditions import AnnotationConditions, ArticleConditions, Condition, in_index
from reader.store.connection import REBUILD, Connection
from reader.store.listing import Narrow
from reader.store.matching import TEXTS, TITLES, Index, divided
from reader.store.schema import is_indexed
from reader.text.document import Document, Span

RANKED = 5_000
"""Of more articles than these, only the newest are ranked: no one can tell the others apart."""
_TITLE_COUNTS = 8.0
"""How much more a word in the title says than one in the text."""
_STEPS = 2_000
"""Steps of SQLite after which it is asked whether to go on."""


class StoppedError(Exception):
    """An answer that is wanted no more."""


def numbers(
    connection: Connection,
    query: Query,
    *,
    words: Index = TEXTS,
    below: int | None = None,
    limit: int = -1,
) -> list[int]:
    """Give the numbers of the articles that are asked for, newest first.

    Words are looked for in titles and texts, or with `TITLES` in titles, sources and authors.
    `below` is the last number of the page before.
    """
    _refuse_stale(connection, query)
    match, rest = _divided(query, words)
    parts = [rest] if rest else []
    column = "rowid" if match and not rest else "i.number"
    if below is not None:
        parts.insert(0, Condition(f"{column} < ?", (below,)))
    tail = f" ORDER BY {column} DESC LIMIT ?"
    return _numbers(connection, words, match, parts, tail, (limit,), joined=bool(rest))


def ranked(connection: Connection, query: Query, *, limit: int = -1) -> list[int]:
    """Give the numbers of the articles that are asked for, those that say most of it first.

    Where nothing is asked for that has more or less of it, the newest come first, and so do
    those beyond `RANKED`. Beginnings of words are not ranked where so many articles have them:
    it would take longer than anyone waits.
    """
    _refuse_stale(connection, query)
    match, rest = _divided(query, TEXTS)
    if match is None:
        return numbers(connection, query, limit=limit)
    beyond = _beyond(connection, match, rest)
    if beyond is not None and any(one.is_start for one in wanted(query.root, ())):
        return numbers(connection, query, limit=limit)
    parts = [Condition(f"rank MATCH 'bm25(1.0, {_TITLE_COUNTS})'")]
    if beyond is not None:
        parts.append(Condition("index_text.rowid > ?", (beyond,)))
    if rest:
        parts.append(rest)
    # By the sign the index does not weigh what the rest of the query leaves out.
    tail = f" ORDER BY {'+' if rest else ''}index_text.rank LIMIT ?"
    best = _numbers(connection, TEXTS, match, parts, tail, (limit,), joined=bool(rest))
    if beyond is None or 0 <= limit <= len(best):
        return best
    left = limit - len(best) if limit >= 0 else -1
    return best + numbers(connection, query, below=beyond + 1, limit=left)


def narrow(
    query: Query, *, words: Index = TITLES, saved: Callable[[Saved], Query] | None = None
) -> Narrow:
    """Give what is asked for as a list in any order is narrowed to it.

    Where saved searches are not expanded, `saved` gives them: what one finds by titles and texts
    is listed, whatever `words` is.
    """
    match, rest = _divided(query, words, saved)
    if match is not None and words is not TITLES:
        found = in_index(words, match)
        rest = (
            Condition(f"{found.sql} AND {rest.sql}", found.values + rest.values) if rest else found
        )
        match = None
    return Narrow(match or "", *(rest or ()))


def count(connection: Connection, query: Query, *, words: Index = TEXTS) -> int:
    """Give how many articles are asked for."""
    _refuse_stale(connection, query)
    match, rest = _divided(query, words)
    table = words.table
    if match and not rest:
        sql = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        return int(connection.execute(sql, (match,)).fetchone()[0])
    return len(numbers(connection, query, words=words))


def ids(connection: Connection, query: Query, *, words: Index = TEXTS) -> set[str]:
    """Give the ids of the articles that are asked for."""
    found = numbers(connection, query, words=words)
    return {article.id for article in articles_of(connection, found)}


def numbers_of(connection: Connection, found: Iterable[str]) -> dict[str, int]:
    """Give the numbers of the articles with these ids, by id."""
    sql = "SELECT number FROM index_article WHERE article = ?"
    rows = ((one, connection.execute(sql, (one,)).fetchone()) for one in found)
    return {one: row[0] for one, row in rows if row}


def articles_of(connection: Connection, found: Sequence[int]) -> Iterator[Article]:
    """Give the articles of these numbers, in their order."""
    for number in found:
        row = connection.execute(
            "SELECT article FROM index_article WHERE number = ?", (number,)
        ).fetchone()
        article = articles.by_id(connection, row[0]) if row else None
        if article is not None:
            yield article


def annotated(
    connection: Connection,
    query: Query,
    *,
    article: str = "",
    tag: str = "",
    status: str = "",
    titles: bool = True,
) -> Iterator[Annotation]:
    """Give the annotations that are asked for, narrowed as `passages.some` narrows them.

    Words are looked for in quote, note, tags and, with `titles`, the article's title.
    """
    condition = meeting(connection, query, titles=titles)
    yield from passages.some(
        connection, article=article, tag=tag, status=status, condition=condition
    )


def meeting(connection: Connection, query: Query, *, titles: bool = True) -> Condition | None:
    """Give the condition on the annotations that are asked for; `None` for all.

    Words are looked for as in `annotated`.
    """
    if query.root is None:
        return None
    _refuse_stale(connection, query)
    _prepare(connection)
    return AnnotationConditions(titles=titles).of(query.root)


@contextmanager
def stoppable(connection: Connection, stopped: Callable[[], bool] | None) -> Iterator[None]:
    """Let what is asked within end with `StoppedError` once `stopped` says so."""
    if stopped is None:
        yield
        return
    connection.set_progress_handler(stopped, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise StoppedError from error
    finally:
        connection.set_progress_handler(None, 0)


def _refuse_stale(connection: Connection, query: Query) -> None:
    """Raise `StoreError` if words are asked for that the indexes, out of date, may not find."""
    asked = leaves(query.root)
    if any(isinstance(one, Words | Field) for one in asked) and not is_indexed(connection):
        what = "the index of words is to be made anew"
        raise StoreError(what, f"{REBUILD} does that, and so does opening it for writing")


def _divided(
    query: Query, words: Index, saved: Callable[[Saved], Query] | None = None
) -> tuple[str | None, Condition | None]:
    """Give what the index of words is asked, and the condition on what it finds."""
    match, rest = divided(query.parts, words)
    if not rest:
        return match, None
    node: Node = rest[0] if len(rest) == 1 else And(tuple(rest))
    return match, ArticleConditions(words, saved).of(node)


def _numbers(
    connection: Connection,
    words: Index,
    match: str | None,
    parts: Sequence[Condition],
    tail: str,
    values: tuple[object, ...],
    *,
    joined: bool,
) -> list[int]:
    """Give the numbers that an index of words finds, or else of all articles, if all parts hold."""
    table, column, source = words.table, "i.number", "index_article i"
    if match is not None:
        parts = [Condition(f"{table} MATCH ?", (match,)), *parts]
        # The index of words first: it gives the articles in the order in which they are wanted.
        source = f"{table} CROSS JOIN {source} ON {column} = {table}.rowid" if joined else table
        column = column if joined else "rowid"
    where = f" WHERE {' AND '.join(part.sql for part in parts)}" if parts else ""
    given = [value for part in parts for value in part.values]
    sql = f"SELECT {column} FROM {source}{where}{tail}"
    return [number for (number,) in connection.execute(sql, (*given, *values))]


def _beyond(connection: Connection, match: str, rest: Condition | None) -> int | None:
    """Give the number of the newest article that is not ranked any more, if there are so many."""
    tail = " ORDER BY index_text.rowid DESC LIMIT 1 OFFSET ?"
    parts = [rest] if rest else []
    found = _numbers(connection, TEXTS, match, parts, tail, (RANKED,), joined=bool(rest))
    return found[0] if found else None


def _prepare(connection: Connection) -> None:
    """Give a connection the functions that conditions on annotations need."""

    @lru_cache(maxsize=4)
    def document(article: str, text_hash: str) -> Document | None:
        return articles.document(connection, article, text_hash)

    def near(article: str, text_hash: str, *ends: int) -> bool:
        found = document(article, text_hash)
        return found is not None and is_near(found, Span(*ends[:2]), Span(*ends[2:]))

    connection.create_function("reader_is_near", 6, near)
    connection.create_function("reader_says", 3, _says)


def _says(text: str, words: str, is_start: int) -> bool:
    """Whether words stand in a short text, as an index would find them."""
    return bool(places(text, to_light(Query(Words(words, bool(is_start))))))
