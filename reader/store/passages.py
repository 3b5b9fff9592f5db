"""Annotations with their tags, as they are read."""

from __future__ import annotations

from collections.abc import Iterator

from reader.annotation.model import Annotation
from reader.store.connection import Connection
from reader.store.states import ANNOTATION, State, listed

_SEPARATOR = "\x1f"
"""Stands between tag paths on the way out of SQLite; no path holds a control character."""

_QUERY = (
    f"SELECT {listed(ANNOTATION, 'n')},"
    " (SELECT group_concat(path, char(31)) FROM (SELECT t.path FROM annotation_tag g"
    " JOIN tag t ON t.id = g.tag WHERE g.annotation = n.id ORDER BY g.position))"
    " FROM annotation n"
)
_ORDER = ' ORDER BY n."start", n."end", n.created, n.id'
_LIBRARY_ORDER = ' ORDER BY a.title COLLATE NOCASE, a.id, n."start", n."end", n.created, n.id'


def state(annotation: Annotation, tags: list[list[str]]) -> State:
    """Give an annotation as the row it is stored in, with its tags' ids and when they came."""
    row: State = {column: getattr(annotation, column) for column in ANNOTATION}
    return row | {"tags": tags}


def _annotations(connection: Connection, rest: str, *values: object) -> Iterator[Annotation]:
    for *fields, tags in connection.execute(_QUERY + rest, values):
        named = dict(zip(ANNOTATION, fields, strict=True))
        yield Annotation(**named, tags=tuple(tags.split(_SEPARATOR)) if tags else ())


def some(
    connection: Connection, *, article: str = "", tag: str = "", status: str = ""
) -> Iterator[Annotation]:
    """Give annotations, narrowed by what is not empty, by article and place.

    `article` is an id; `tag` a folded path, which holds for its children too.
    """
    wheres: list[str] = []
    values: list[str] = []
    if article:
        wheres.append("n.article = ?")
        values.append(article)
    if status:
        wheres.append("n.status = ?")
        values.append(status)
    if tag:
        wheres.append(
            "n.id IN (SELECT g.annotation FROM annotation_tag g JOIN tag t ON t.id = g.tag"
            " WHERE t.folded = ? OR substr(t.folded, 1, ?) = ?)"
        )
        values += [tag, str(len(tag) + 1), f"{tag}/"]
    rest = " JOIN article a ON a.id = n.article"
    if wheres:
        rest += " WHERE " + " AND ".join(wheres)
    return _annotations(connection, rest + _LIBRARY_ORDER, *values)


def by_id(connection: Connection, annotation: str) -> Annotation | None:
    """Give the annotation with this very id."""
    return next(_annotations(connection, " WHERE n.id = ?", annotation), None)


def by_prefix(connection: Connection, prefix: str) -> list[Annotation]:
    """Give up to four annotations whose ids start with `prefix`."""
    rest = " WHERE substr(n.id, 1, length(?1)) = ?1" + _ORDER + " LIMIT 4"
    return list(_annotations(connection, rest, prefix))


def at(
    connection: Connection, article: str, text_hash: str, start: int, end: int, annotator: str
) -> Annotation | None:
    """Give the annotation of exactly this passage by this annotator."""
    rest = (
        ' WHERE n.article = ? AND n.text_hash = ? AND n."start" = ? AND n."end" = ?'
        " AND n.annotator = ?"
    )
    return next(_annotations(connection, rest, article, text_hash, start, end, annotator), None)


def of_article(connection: Connection, article: str) -> list[Annotation]:
    """Give all annotations of an article by place."""
    return list(_annotations(connection, " WHERE n.article = ?" + _ORDER, article))


def given(connection: Connection, annotation: str) -> dict[str, str]:
    """Give when each of an annotation's tags was given, by the tag's id."""
    return dict(
        connection.execute(
            "SELECT tag, given FROM annotation_tag WHERE annotation = ?", (annotation,)
        ).fetchall()
    )
