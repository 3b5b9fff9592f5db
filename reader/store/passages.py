"""Annotations with their tags, as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reader.annotation.model import Annotation
from reader.store.connection import Connection
from reader.store.state_values import ANNOTATION, State

if TYPE_CHECKING:
    from reader.store.article_conditions import Condition

_SEPARATOR = "\x1f"
"""Stands between tag paths on the way out of SQLite; no path holds a control character."""

_TAGS = (
    "(SELECT group_concat(path, char(31)) FROM (SELECT t.path FROM annotation_tag g"
    " JOIN tag t ON t.id = g.tag WHERE g.annotation = n.id ORDER BY g.position))"
)
_PLACE = Annotation._fields.index("tags")
_ORDER = ' ORDER BY n."start", n."end", n.created, n.id'
_LIBRARY_ORDER = ' ORDER BY a.title COLLATE NOCASE, a.id, n."start", n."end", n.created, n.id'


Rows = Iterator[tuple[Any, ...]]
"""Columns as they were asked for."""


def state(annotation: Annotation, tags: list[list[str]]) -> State:
    """Give an annotation as the row it is stored in, with its tags' ids and when they came."""
    row: State = {column: getattr(annotation, column) for column in ANNOTATION}
    return row | {"tags": tags}


def _query(columns: Sequence[str]) -> str:
    named = (_TAGS if column == "tags" else f'n."{column}"' for column in columns)
    return f"SELECT {', '.join(named)} FROM annotation n"


_QUERY = _query(Annotation._fields)


def divided(joined: str | None) -> tuple[str, ...]:
    """Give an annotation's tags from the column `tags` of `rows`."""
    return tuple(joined.split(_SEPARATOR)) if joined else ()


def _annotations(
    connection: Connection, rest: str, values: Mapping[str, object] | Sequence[object]
) -> Iterator[Annotation]:
    """Give annotations; ten thousand of one article are waited for, hence the bare tuples."""
    return _made(connection.execute(_QUERY + rest, values))


def _made(rows: Rows) -> Iterator[Annotation]:
    make = Annotation._make
    known: dict[str | None, tuple[str, ...]] = {}
    for row in rows:
        joined = row[_PLACE]
        tags = known.get(joined)
        if tags is None:
            tags = known[joined] = divided(joined)
        yield make((*row[:_PLACE], tags, *row[_PLACE + 1 :]))


def some(
    connection: Connection,
    *,
    article: str = "",
    tag: str = "",
    status: str = "",
    condition: Condition | None = None,
) -> Iterator[Annotation]:
    """Give annotations, narrowed by what is not empty, by article and place.

    `article` is an id; `tag` a folded path, which holds for its children too. A condition speaks
    of an annotation as `n`.
    """
    found = by_article(
        connection, Annotation._fields, article=article, tag=tag, status=status, condition=condition
    )
    for _, rows in found:
        yield from _made(rows)


def by_article(
    connection: Connection,
    columns: Sequence[str],
    *,
    article: str = "",
    tag: str = "",
    status: str = "",
    condition: Condition | None = None,
) -> Iterator[tuple[str, Rows]]:
    """Give the articles' ids, each with columns of its annotations, narrowed as by `some`.

    The rows of one must be taken before the next is asked for; see `divided` for `tags`.
    """
    if tag or condition is not None:
        rows = _narrowed(connection, ("article", *columns), article, tag, status, condition)
        for one, group in groupby(rows, itemgetter(0)):
            yield one, (row[1:] for row in group)
        return
    narrow = {"article": article, "status": status}
    wheres = " AND n.status = :status" if status else ""
    query = f"{_query(columns)} WHERE n.article = :article{wheres}{_ORDER}"
    # One article's are sorted at a time, so that any number of them begins at once.
    found = connection.execute(
        f"SELECT id FROM article{_holding(article, status)} ORDER BY title COLLATE NOCASE, id",
        narrow,
    )
    for (one,) in found:
        yield one, connection.execute(query, narrow | {"article": one})


def count(connection: Connection, *, article: str = "", tag: str = "", status: str = "") -> int:
    """Give how many annotations there are, narrowed as `some` narrows them."""
    from reader.store.article_conditions import Condition
    from reader.store.conditions import having

    given = [("n.article = ?", article), ("n.status = ?", status)]
    parts = [Condition(sql, (value,)) for sql, value in given if value]
    if tag:
        parts.append(having(tag))
    where = f" WHERE {' AND '.join(part.sql for part in parts)}" if parts else ""
    values = [value for part in parts for value in part.values]
    found = connection.execute(f"SELECT count(*) FROM annotation n{where}", values)
    return int(found.fetchone()[0])


def _narrowed(
    connection: Connection,
    columns: Sequence[str],
    article: str,
    tag: str,
    status: str,
    condition: Condition | None,
) -> Rows:
    """Give annotations that have a tag or meet a condition, by article and place."""
    from reader.store.article_conditions import Condition
    from reader.store.conditions import having

    given = [("n.article = ?", article), ("n.status = ?", status)]
    parts = [Condition(sql, (value,)) for sql, value in given if value]
    if tag:
        parts.append(having(tag))
    if condition is not None:
        parts.append(condition)
    rest = f" JOIN article a ON a.id = n.article WHERE {' AND '.join(part.sql for part in parts)}"
    values = [value for part in parts for value in part.values]
    yield from connection.execute(_query(columns) + rest + _LIBRARY_ORDER, values)


def _holding(article: str, status: str) -> str:
    """Give what narrows the articles to one, or to those with a status that few have."""
    if article:
        return " WHERE id = :article"
    if status in ("review", "orphaned"):
        # Worded as the index of these few is.
        return (
            " WHERE id IN (SELECT article FROM annotation"
            " WHERE status IN ('review', 'orphaned') AND status = :status)"
        )
    return " WHERE EXISTS (SELECT 1 FROM annotation n WHERE n.article = article.id)"


def by_id(connection: Connection, annotation: str) -> Annotation | None:
    """Give the annotation with this very id."""
    return next(_annotations(connection, " WHERE n.id = :id", {"id": annotation}), None)


def by_prefix(connection: Connection, prefix: str) -> list[Annotation]:
    """Give up to four annotations whose ids start with `prefix`."""
    rest = f" WHERE substr(n.id, 1, length(:prefix)) = :prefix{_ORDER} LIMIT 4"
    return list(_annotations(connection, rest, {"prefix": prefix}))


def at(
    connection: Connection, article: str, text_hash: str, start: int, end: int, annotator: str
) -> Annotation | None:
    """Give the annotation of exactly this passage by this annotator."""
    rest = (
        " WHERE n.article = :article AND n.text_hash = :text_hash"
        ' AND n."start" = :start AND n."end" = :end AND n.annotator = :annotator'
    )
    place = {
        "article": article,
        "text_hash": text_hash,
        "start": start,
        "end": end,
        "annotator": annotator,
    }
    return next(_annotations(connection, rest, place), None)


def of_article(connection: Connection, article: str) -> list[Annotation]:
    """Give all annotations of an article by place."""
    return list(_annotations(connection, f" WHERE n.article = :id{_ORDER}", {"id": article}))


def given(connection: Connection, annotation: str) -> dict[str, str]:
    """Give when each of an annotation's tags was given, by the tag's id."""
    return dict(
        connection.execute(
            "SELECT tag, given FROM annotation_tag WHERE annotation = ?", (annotation,)
        ).fetchall()
    )
