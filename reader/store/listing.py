"""Articles in an order, a part at a time: where any number of them are, none is read in vain.

An article is known here by its *number* (`numbering`). Orders that an index holds are read from it,
from wherever one is, in either direction; for all others the numbers are gathered once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from reader.annotation.model import ArticleRow
from reader.store import articles
from reader.store.connection import Connection

Order = Literal["date", "title", "source", "author", "length", "added", "annotations", "last open"]
ORDERS: tuple[Order, ...] = (
    "date", "title", "source", "author", "length", "added", "annotations", "last open",
)  # fmt: skip
"""The first is the order that articles have unless another is asked for: the newest first."""

_COLUMNS: Mapping[Order, tuple[str, bool]] = {
    "title": ("i.title", True),
    "source": ("i.source", True),
    "author": ("i.author", True),
    "length": ("i.length", False),
    "added": ("i.added", False),
}
"""The column of each order that an index holds, and whether it rises."""
_MARKED = "(SELECT count(*) FROM annotation n WHERE n.article = i.article) DESC, i.number DESC"
_OPENED = (
    "coalesce((SELECT r.opened FROM reading r WHERE r.article = i.article), '') DESC, i.number DESC"
)


class ListFilter(NamedTuple):
    """What articles are narrowed to; all of them by default."""

    words: str = ""
    """What titles, sources and authors must match, as FTS5 takes it."""
    where: str = ""
    """A condition on `i`, the index of articles."""
    values: tuple[object, ...] = ()
    """What stands in the condition."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.words or self.where)


EVERYTHING = ListFilter()


class Listing(Protocol):
    """Numbers of articles in an order."""

    def after(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes behind a number, or from the first on, in order."""

    def before(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes before a number, or up to the last, in order."""

    def rank(self, connection: Connection, number: int) -> int:
        """Give how many come before a number."""

    def count(self, connection: Connection) -> int:
        """Give how many there are."""

    def has(self, connection: Connection, number: int) -> bool:
        """Whether a number is among them."""


class Indexed:
    """An order that an index holds, narrowed to nothing or, by date, to words of titles."""

    def __init__(self, order: Order, narrow: ListFilter) -> None:
        self._order = order
        self._words = narrow.words

    def after(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes behind a number, or from the first on, in order."""
        return self._some(connection, number, most, forward=True)

    def before(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes before a number, or up to the last, in order."""
        return self._some(connection, number, most, forward=False)[::-1]

    def rank(self, connection: Connection, number: int) -> int:
        """Give how many come before a number."""
        where, values = self._beyond(connection, number, forward=False)
        return self._counted(connection, where, values)

    def count(self, connection: Connection) -> int:
        """Give how many there are."""
        return self._counted(connection, "", ())

    def has(self, connection: Connection, number: int) -> bool:
        """Whether a number is among them."""
        return self._counted(connection, "i.number = ?", (number,)) > 0

    def _some(
        self, connection: Connection, number: int | None, most: int, *, forward: bool
    ) -> list[int]:
        where, values = "", tuple[object, ...]()
        if number is not None:
            where, values = self._beyond(connection, number, forward=forward)
        column, rises = _COLUMNS.get(self._order, ("", False))
        ways = [("i.number", not forward)]
        if column:
            ways.insert(0, (column, rises == forward))
        order = ", ".join(f"{name} {'ASC' if up else 'DESC'}" for name, up in ways)
        query, values = self._query("i.number", where, values)
        if self._words:
            order = order.replace("i.number", "i.rowid")
        found = connection.execute(f"{query} ORDER BY {order} LIMIT ?", (*values, most))
        return [row[0] for row in found]

    def _beyond(
        self, connection: Connection, number: int, *, forward: bool
    ) -> tuple[str, tuple[object, ...]]:
        """Give the condition for what comes behind a number, or before it."""
        later = "i.number < ?" if forward else "i.number > ?"
        column, rises = _COLUMNS.get(self._order, ("", False))
        if not column:
            return later, (number,)
        row = connection.execute(
            f"SELECT {column} FROM index_article i WHERE i.number = ?", (number,)
        ).fetchone()
        if row is None:
            return "0", ()
        sign = ">" if rises == forward else "<"
        condition = f"({column} {sign}= ? AND ({column} {sign} ? OR {later}))"
        return condition, (row[0], row[0], number)

    def _counted(self, connection: Connection, where: str, values: tuple[object, ...]) -> int:
        query, values = self._query("count(*)", where, values)
        return int(connection.execute(query, values).fetchone()[0])

    def _query(
        self, what: str, where: str, values: tuple[object, ...]
    ) -> tuple[str, tuple[object, ...]]:
        if not self._words:
            return f"SELECT {what} FROM index_article i" + (
                f" WHERE {where}" if where else ""
            ), values
        # By its own rowids, which are the numbers, an index of words is read in order.
        found = f"SELECT {what} FROM index_title i WHERE index_title MATCH ?"
        if where:
            found += f" AND {where}"
        return found.replace("i.number", "i.rowid"), (self._words, *values)


class Gathered:
    """An order that is worked out as a whole: for what no index holds."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = array("q", numbers)

    def after(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes behind a number, or from the first on, in order."""
        start = 0 if number is None else self._place(number) + 1
        return self._numbers[start : start + most].tolist()

    def before(self, connection: Connection, number: int | None, most: int) -> list[int]:
        """Give what comes before a number, or up to the last, in order."""
        end = len(self._numbers) if number is None else self._place(number)
        return self._numbers[max(end - most, 0) : max(end, 0)].tolist()

    def rank(self, connection: Connection, number: int) -> int:
        """Give how many come before a number."""
        return max(self._place(number), 0)

    def count(self, connection: Connection) -> int:
        """Give how many there are."""
        return len(self._numbers)

    def has(self, connection: Connection, number: int) -> bool:
        """Whether a number is among them."""
        return number in self._numbers

    def _place(self, number: int) -> int:
        try:
            return self._numbers.index(number)
        except ValueError:
            return len(self._numbers)


def is_indexed(order: Order, narrow: ListFilter) -> bool:
    """Whether a listing costs nothing to make: an index holds it."""
    if narrow.where:
        return False
    return order == "date" or (order in _COLUMNS and narrow.is_all)


def made(connection: Connection, order: Order, narrow: ListFilter) -> Listing:
    """Give the articles in an order; what no index holds is worked out, which may take long."""
    if is_indexed(order, narrow):
        return Indexed(order, narrow)
    conditions, values = [], list[object]()
    if narrow.words:
        conditions.append("i.number IN (SELECT rowid FROM index_title WHERE index_title MATCH ?)")
        values.append(narrow.words)
    if narrow.where:
        conditions.append(f"({narrow.where})")
        values += narrow.values
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    found = connection.execute(
        f"SELECT i.number FROM index_article i{where} ORDER BY {_ordered(order)}", values
    )
    return Gathered(row[0] for row in found)


def _ordered(order: Order) -> str:
    if order == "annotations":
        return _MARKED
    if order == "last open":
        return _OPENED
    column, rises = _COLUMNS.get(order, ("", False))
    return f"{column} {'ASC' if rises else 'DESC'}, i.number DESC" if column else "i.number DESC"


def number_of(connection: Connection, article: str) -> int | None:
    """Give the number of the article with this id."""
    row = connection.execute(
        "SELECT number FROM index_article WHERE article = ?", (article,)
    ).fetchone()
    return row[0] if row else None


def rows(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, ArticleRow]]:
    """Give articles as lists show them, in the order of their numbers, those that are there."""
    query = "SELECT article FROM index_article WHERE number = ?"
    found = []
    for number in numbers:
        row = connection.execute(query, (number,)).fetchone()
        if row:
            found += [(number, one) for one in articles.rows(connection, row[0])]
    return found


def has_more_than(connection: Connection, most: int) -> bool:
    """Whether there are more articles than that."""
    query = "SELECT count(*) FROM (SELECT 1 FROM index_article LIMIT ?)"
    return int(connection.execute(query, (most + 1,)).fetchone()[0]) > most


def is_empty(connection: Connection) -> bool:
    """Whether there is no article at all."""
    return connection.execute("SELECT 1 FROM index_article LIMIT 1").fetchone() is None
