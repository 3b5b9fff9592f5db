"""Annotations with their tags, as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.annotation.model import Annotation
from reader.store.connection import Connection
from reader.store.states import ANNOTATION, State, listed

_SEPARATOR = "\x1f"
"""Stands between tag paths on the way out of SQLite; no path holds a control character."""

_TAGS = (
    "(SELECT group_concat(path, char(31)) FROM (SELECT t.path FROM annotation_tag g"
    " JOIN tag t ON t.id = g.tag WHERE g.annotation = n.id ORDER BY g.position))"
)
_PLACE = Annotation._fields.index("tags")
_QUERY = (
    f"SELECT {listed(list(Annotation._fields[:_PLACE]), 'n')}, {_TAGS},"
    f" {listed(list(Annotation._fields[_PLACE + 1 :]), 'n')} FROM annotation n"
)
_ORDER = ' ORDER BY n."start", n."end", n.created, n.id'
_LIBRARY_ORDER = ' ORDER BY a.title COLLATE NOCASE, a.id, n."start", n."end", n.created, n.id'
_TAGGED = (
    " JOIN article a ON a.id = n.article WHERE n.id IN (SELECT g.annotation FROM tag t"
    " JOIN annotation_tag g ON g.tag = t.id"
    " WHERE t.folded = :tag OR substr(t.folded, 1, length(:below)) = :below)"
)


def state(annotation: Annotation, tags: list[list[str]]) -> State:
    """Give an annotation as the row it is stored in, with its tags' ids and when they came."""
    row: State = {column: getattr(annotation, column) for column in ANNOTATION}
    return row | {"tags": tags}


def _annotations(
    connection: Connection, rest: str, values: Mapping[str, object]
) -> Iterator[Annotation]:
    """Give annotations; ten thousand of one article are waited for, hence the bare tuples."""
    make = Annotation._make
    known: dict[str | None, tuple[str, ...]] = {None: ()}
    for row in connection.execute(_QUERY + rest, values):
        joined = row[_PLACE]
        tags = known.get(joined)
        if tags is None:
            tags = known[joined] = tuple(joined.split(_SEPARATOR))
        yield make((*row[:_PLACE], tags, *row[_PLACE + 1 :]))


def some(
    connection: Connection, *, article: str = "", tag: str = "", status: str = ""
) -> Iterator[Annotation]:
    """Give annotations, narrowed by what is not empty, by article and place.

    `article` is an id; `tag` a folded path, which holds for its children too.
    """
    narrow = {"article": article, "tag": tag, "below": f"{tag}/", "status": status}
    wheres = " AND n.status = :status" if status else ""
    if tag:
        wheres += " AND n.article = :article" if article else ""
        yield from _annotations(connection, f"{_TAGGED}{wheres}{_LIBRARY_ORDER}", narrow)
        return
    # One article's are sorted at a time, so that any number of them begins at once.
    found = connection.execute(
        f"SELECT id FROM article{_holding(article, status)} ORDER BY title COLLATE NOCASE, id",
        narrow,
    )
    for (one,) in found:
        rest = f" WHERE n.article = :article{wheres}{_ORDER}"
        yield from _annotations(connection, rest, narrow | {"article": one})


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
    return ""


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
