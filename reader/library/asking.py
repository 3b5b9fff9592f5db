"""What is asked of a library by a query: articles, annotations, places, and annotations to export.

What the first screen has no need of is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.annotation.tagging import sought
from reader.library.clock import now
from reader.store import passages
from reader.store.store import Store

if TYPE_CHECKING:
    from reader.formats.csv.write import Sink
    from reader.formats.record import Record
    from reader.library.author import Author
    from reader.library.grouping import Group
    from reader.library.reports import Hit
    from reader.library.saved_searches import SavedSearches
    from reader.query.model import Query, Saved
    from reader.store.listing import Narrow

HITS = 1_000
"""Places that a search gives unless it is asked for more or fewer."""


class Asking:
    """An open database that queries are put to.

    A query may be given as a person typed it; one that cannot be understood raises `QueryError`.
    """

    _store: Store
    annotator: str
    session: str

    def _author(self) -> Author:
        """Say who does what is done now, and when."""
        from reader.library.author import Author

        return Author(self.annotator, self.session, now())

    @cached_property
    def searches(self) -> SavedSearches:
        """The searches that were saved under a name."""
        from reader.library.saved_searches import SavedSearches

        return SavedSearches(self._store, self._author)

    def asked(self, query: str | Query, *, lenient: bool = False) -> Query:
        """Give a query, which may be as it was typed, with saved searches in place of their names.

        `lenient` is as in `query.parse`.
        """
        if isinstance(query, str):
            return self.searches.query(query, lenient=lenient)
        from reader.query.model import Saved, leaves

        if not any(isinstance(leaf, Saved) for leaf in leaves(query.root)):
            return query
        return self.searches.expanded(query)

    def narrowing(self, typed: str) -> Narrow:
        """Give what a list is narrowed to by a query that is being typed.

        Words are looked for by their beginnings, in titles, sources and authors; what a saved
        search finds is listed as it finds it.
        """
        from reader.query import Query, parse, written
        from reader.query.model import ahead, begun
        from reader.store import searching

        def saved(named: Saved) -> Query:
            return self.searches.query(written(Query(named)))

        query = begun(ahead(parse(typed, lenient=True), typed))
        return searching.narrow(query, saved=saved)

    def as_listed(self, typed: str) -> str:
        """Give a query that was typed for `narrowing` as it asks for the same elsewhere."""
        from reader.query import parse, written
        from reader.query.model import begun

        return written(begun(parse(typed, lenient=True)))

    def groups(self, stopped: Callable[[], bool]) -> Iterator[Group]:
        """Give what a list can be narrowed to, with counts, as `grouping.groups`; in any thread."""
        from reader.library import grouping

        with self._store.snapshot() as connection:
            yield from grouping.groups(connection, self.searches.query, stopped)

    def annotations(
        self, *, article: str = "", tag: str = "", status: str = "", query: str | Query = ""
    ) -> list[Annotation]:
        """Give annotations by article and place, narrowed by what is not empty.

        `article` is an id. `tag` matches itself and its children, without regard to case.
        """
        if not query:
            return self._store.read(
                lambda connection: list(
                    passages.some(connection, article=article, tag=sought(tag), status=status)
                )
            )
        from reader.store import searching

        asked = self.asked(query)
        return self._store.read(
            lambda connection: list(
                searching.annotated(
                    connection, asked, article=article, tag=sought(tag), status=status
                )
            )
        )

    def search(
        self, query: str | Query, *, most: int = HITS, stopped: Callable[[], bool] | None = None
    ) -> Iterator[Hit]:
        """Give places that a query finds in titles, tags, notes, quotes and texts, likeliest first.

        They come one by one, at most `most` of them, and in any thread, which must be that in which
        they are all taken; once `stopped` says so, no more come. A query that asks for everything
        raises `QueryError`.
        """
        from reader.library import searching
        from reader.query.errors import QueryError

        asked = self.asked(query)
        if not asked:
            text = query if isinstance(query, str) else ""
            raise QueryError("nothing is asked for", "write a word, or tag:name", text, 0)
        with self._store.snapshot() as connection:
            yield from searching.hits(connection, asked, most, stopped)

    def records(
        self, *, article: str = "", tag: str = "", status: str = "", query: str | Query = ""
    ) -> list[Record]:
        """Give annotations as exports know them, narrowed as `annotations` does; in any thread."""
        from reader.library import exporting

        narrow = exporting.Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection:
            return list(exporting.records(connection, narrow))

    def export_csv(
        self,
        target: Path | Sink,
        *,
        article: str = "",
        tag: str = "",
        status: str = "",
        query: str | Query = "",
        per_tag: bool = False,
        bom: bool = False,
        raw: bool = False,
    ) -> int:
        """Write annotations as CSV, narrowed as `annotations` does, and give the number of rows.

        It may be called in any thread. A file is replaced whole or not at all; a folder, a
        database and the library's own articles are never written over.
        """
        from contextlib import ExitStack

        from reader.formats.csv import write as csv
        from reader.library import exporting

        narrow = exporting.Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection, ExitStack() as stack:
            if isinstance(target, Path):
                exporting.refuse_target(connection, target)
                target = stack.enter_context(exporting.replacing(target))
            found = exporting.records(connection, narrow)
            return csv.write(found, target, per_tag=per_tag, bom=bom, raw=raw)
