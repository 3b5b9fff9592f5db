"""What waits for review and what is an orphan, told without reading the passages themselves."""

from __future__ import annotations

from typing import NamedTuple

from reader.store.connection import Connection

_UNSURE = "n.status IN ('review', 'orphaned')"
"""As the index has it that finds them."""


class Waiting(NamedTuple):
    """One annotation of the queue."""

    id: str
    is_orphan: bool
    """Whether it was found nowhere, or left so, and has no place proposed."""


def queue(connection: Connection) -> list[Waiting]:
    """Give what waits for review, then the orphans, each by article and place."""
    found = connection.execute(
        "SELECT n.id, n.status = 'orphaned' FROM annotation n JOIN article a ON a.id = n.article"
        f" WHERE {_UNSURE} ORDER BY n.status = 'orphaned', a.title COLLATE NOCASE, a.id,"
        ' n."start", n."end", n.created, n.id'
    )
    return [Waiting(annotation, bool(is_orphan)) for annotation, is_orphan in found]


def by_article(connection: Connection) -> dict[str, int]:
    """Give how many annotations wait for review in each article that has some, by its id."""
    found = connection.execute(
        f"SELECT n.article, count(*) FROM annotation n WHERE {_UNSURE} AND n.status = 'review'"
        " GROUP BY n.article"
    )
    return dict(found.fetchall())
