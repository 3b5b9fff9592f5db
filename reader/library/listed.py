"""The articles as a list shows them: in an order, narrowed, and a part at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from reader.annotation.model import ArticleRow
from reader.errors import DamagedError
from reader.library.places import ReadingPlaces
from reader.store import listing
from reader.store.connection import Connection
from reader.store.listing import EVERYTHING, ORDERS, ListFilter, Listing, Order
from reader.store.store import Store
from reader.store.waiting import Waiting

__all__ = [
    "EVERYTHING",
    "ORDERS",
    "ListFilter",
    "ListTally",
    "Listed",
    "Numbered",
    "Order",
    "Waiting",
]


T = TypeVar("T")
P = ParamSpec("P")


class Numbered(NamedTuple):
    """An article of a list, with the number that its place in the order goes by."""

    number: int
    row: ArticleRow


class ListTally(NamedTuple):
    """How many articles a list has, and where one of them stands in it."""

    total: int
    place: int
    """From 1; 0 if that one is not in the list."""


class Listed:
    """Some articles in an order; only those that are asked for are read.

    Where the index cannot be read the list ends, and `problem` says so.
    """

    def __init__(
        self, store: Store, places: ReadingPlaces, found: Listing, problem: str = ""
    ) -> None:
        self._store = store
        self._places = places
        self._listing = found
        self.problem = problem
        """What keeps the list from being whole, or nothing."""

    def first(self, most: int) -> list[Numbered]:
        """Give the first articles."""
        return self._rows(self._read([], self._listing.after, None, most))

    def last(self, most: int) -> list[Numbered]:
        """Give the last articles."""
        return self._rows(self._read([], self._listing.before, None, most))

    def after(self, number: int, most: int) -> list[Numbered]:
        """Give the articles behind one."""
        return self._rows(self._read([], self._listing.after, number, most))

    def before(self, number: int, most: int) -> list[Numbered]:
        """Give the articles before one."""
        return self._rows(self._read([], self._listing.before, number, most))

    def around(self, article: str, most: int) -> list[Numbered]:
        """Give an article with as many before and behind it; nothing if it is not in the list."""
        number = self._store.read(listing.number_of, article)
        if number is None or not self._read(False, self._listing.has, number):
            return []
        here = self._rows([number])
        return [*self.before(number, most), *here, *self.after(number, most)]

    def neighbour(self, article: str, step: int) -> str:
        """Give the id of the article behind another, or with a step below 0 before it; or ""."""
        number = self._store.read(listing.number_of, article)
        if number is None or not self._read(False, self._listing.has, number):
            found = self.first(1)
        else:
            found = self.after(number, 1) if step > 0 else self.before(number, 1)
        return found[0].row.article.id if found else ""

    def renewed(self, rows: list[Numbered]) -> list[Numbered]:
        """Give articles as they are now, those that are still there."""
        return self._rows([one.number for one in rows])

    def tally(self, article: str, stopped: Callable[[], bool] | None = None) -> ListTally | None:
        """Count as `quick_tally`, however many, in any thread; `None` once `stopped` says so."""
        # Imported here: the first screen counts nothing that takes so long.
        from reader.store.searching import SearchStoppedError, stoppable

        try:
            with self._store.snapshot() as connection, stoppable(connection, stopped):
                return self._tally(connection, article)
        except SearchStoppedError:
            return None

    def quick_tally(self, article: str, most: int) -> ListTally | None:
        """Count as `tally` does where there are not more articles than that, else give `None`."""
        with_more = self._store.read(listing.has_more_than, most)
        return None if with_more else self._read(ListTally(0, 0), self._tally, article)

    def _read(
        self,
        otherwise: T,
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Give the result of a query; of a damaged index, what there is otherwise."""
        try:
            return self._store.read(query, *args, **kwargs)
        except DamagedError as error:
            self.problem = str(error)
            return otherwise

    def _tally(self, connection: Connection, article: str) -> ListTally:
        total = self._listing.count(connection)
        number = listing.number_of(connection, article)
        if number is None or not self._listing.has(connection, number):
            return ListTally(total, 0)
        return ListTally(total, self._listing.rank(connection, number) + 1)

    def _rows(self, numbers: list[int]) -> list[Numbered]:
        found = self._store.read(listing.rows, numbers)
        return [Numbered(number, self._places.merged(row)) for number, row in found]
