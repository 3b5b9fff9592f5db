"""Articles and annotations that a query asks for, from the indexes: articles the newest first.

Articles are given by their numbers (`numbering`), a page at a time, each page beginning below the
last number of the one before, or by their places, those that came in last first. A query's saved
searches must be expanded. Whoever asks in a thread says by `stopped` when the answer is wanted no
more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from reader.annotation.model import Annotation, Article
from reader.errors import StoreError
from reader.query.lighting import places, to_light
from reader.query.model import And, Dated, Field, Node, Query, Saved, Words, leaves
from reader.query.nearness import is_near
from reader.store import articles, passages
from reader.store.article_conditions import Condition, in_index, numbers_within
from reader.store.conditions import AnnotationConditions, ArticleConditions
from reader.store.connection import REBUILD, Connection
from reader.store.listing import ListFilter
from reader.store.matching import TEXTS, TITLES, Index, Known, divided
from reader.store.schema import is_indexed
from reader.text.document import Document, Span

_STEPS = 2_000
"""Steps of SQLite after which it is asked whether to go on."""


class SearchStoppedError(Exception):
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
    refuse_stale(connection, query)
    parts = [] if below is None else [Condition("found < ?", (below,))]
    return selected(connection, query, words, parts, " ORDER BY found DESC LIMIT ?", (limit,))


def latest(
    connection: Connection,
    query: Query,
    *,
    least: int | None = None,
    below: int | None = None,
    limit: int = -1,
) -> list[int]:
    """Give the places of the articles that are asked for, those that came in last first.

    `least` is the least place that is wanted, and all are below `below`.
    """
    refuse_stale(connection, query)
    bounds = ((">=", least), ("<", below))
    parts = [Condition(f"found {sign} ?", (bound,)) for sign, bound in bounds if bound is not None]
    tail = " ORDER BY found DESC LIMIT ?"
    return selected(connection, query, TEXTS, parts, tail, (limit,), by="place")


def narrow(
    query: Query, *, words: Index = TITLES, saved: Callable[[Saved], Query] | None = None
) -> ListFilter:
    """Give what is asked for as a list in any order is narrowed to it.

    Where saved searches are not expanded, `saved` gives them: what one finds by titles and texts
    is listed, whatever `words` is.
    """
    match, rest = divided_by(query, words, saved)
    if match is not None and words is not TITLES:
        found = in_index(words, match)
        rest = (
            Condition(f"{found.sql} AND {rest.sql}", found.values + rest.values) if rest else found
        )
        match = None
    return ListFilter(match or "", *(rest or ()))


def count(connection: Connection, query: Query, *, words: Index = TEXTS) -> int:
    """Give how many articles are asked for."""
    refuse_stale(connection, query)
    match, rest = divided_by(query, words)
    table = words.table
    if match and not rest:
        sql = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        return int(connection.execute(sql, (match,)).fetchone()[0])
    return len(numbers(connection, query, words=words))


def numbers_of(connection: Connection, found: Iterable[str]) -> dict[str, int]:
    """Give the numbers of the articles with these ids, by id."""
    sql = "SELECT number FROM index_article WHERE article = ?"
    rows = ((one, connection.execute(sql, (one,)).fetchone()) for one in found)
    return {one: row[0] for one, row in rows if row}


def numbers_at(connection: Connection, places: Iterable[int]) -> list[int]:
    """Give the numbers of the articles at these places, in their order."""
    sql = (
        "SELECT i.number FROM json_each(?) one CROSS JOIN index_article i ON i.place = one.value"
        " ORDER BY one.key"
    )
    return [number for (number,) in connection.execute(sql, (str([*places]),))]


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
    refuse_stale(connection, query)
    _prepare(connection)
    return AnnotationConditions(titles=titles).of(query.root)


@contextmanager
def stoppable(connection: Connection, stopped: Callable[[], bool] | None) -> Iterator[None]:
    """Let what is asked within end with `SearchStoppedError` once `stopped` says so."""
    if stopped is None:
        yield
        return
    connection.set_progress_handler(stopped, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise SearchStoppedError from error
    finally:
        connection.set_progress_handler(None, 0)


def refuse_stale(connection: Connection, query: Query) -> None:
    """Raise `StoreError` if words are asked for that the indexes, out of date, may not find."""
    asked = leaves(query.root)
    if any(isinstance(one, Words | Field) for one in asked) and not is_indexed(connection):
        what = "the index of words is to be made anew"
        raise StoreError(what, f"{REBUILD} does that, and so does opening it for writing")


def divided_by(
    query: Query,
    words: Index,
    saved: Callable[[Saved], Query] | None = None,
    *,
    loose: bool = False,
) -> tuple[str | None, Condition | None]:
    """Give what the index of words is asked, and the condition on what it finds.

    `loose` is as `matching.match` has it.
    """
    match, rest = divided(query.parts, words, loose=loose)
    if not rest:
        return match, None
    node: Node = rest[0] if len(rest) == 1 else And(tuple(rest))
    is_behind = match is not None and words.known_by != "number"
    return match, ArticleConditions(words, saved, is_behind=is_behind).of(node)


def _within(query: Query, words: Index) -> Iterator[Condition]:
    """Give between which numbers all stands that is asked for, if an index of words knows them.

    It passes over all others, which a condition on what is joined to it does not.
    """
    for part in query.parts if words.known_by == "number" else ():
        if isinstance(part, Dated):
            yield Condition(f"{words.table}.rowid BETWEEN ? AND ?", numbers_within(part))


def selected(
    connection: Connection,
    query: Query,
    words: Index,
    parts: Sequence[Condition],
    tail: str,
    values: tuple[object, ...],
    *,
    by: Known = "number",
    loose: bool = False,
) -> list[int]:
    """Give the numbers of the articles that are asked for if all parts hold too, or the places.

    Parts and `tail` may call them `found`. `loose` is as `matching.match` has it.
    """
    match, rest = divided_by(query, words, loose=loose)
    parts = [*parts, rest] if rest else parts
    table, column, source = words.table, f"i.{by}", "index_article i"
    if match is not None:
        parts = [Condition(f"{table} MATCH ?", (match,)), *_within(query, words), *parts]
        # The index of words first: it gives the articles in the order in which they are wanted,
        # and knows that only of its own rowids.
        joined = f"{table} CROSS JOIN {source} ON i.{words.known_by} = {table}.rowid"
        source = table if by == words.known_by and not rest else joined
        column = f"{table}.rowid" if by == words.known_by else column
    where = f" WHERE {' AND '.join(part.sql for part in parts)}" if parts else ""
    given = [value for part in parts for value in part.values]
    sql = f"SELECT {column} AS found FROM {source}{where}{tail}"
    return [one for (one,) in connection.execute(sql, (*given, *values))]


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
