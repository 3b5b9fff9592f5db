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
    from reader.formats.export import ByteSink, Options, TextSink
    from reader.formats.record import Record
    from reader.library.author import Author
    from reader.library.exchange.exporting import Exported, Progress
    from reader.library.exchange.previewing import Preview
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

    def annotation_count(
        self, *, article: str = "", tag: str = "", status: str = "", query: str | Query = ""
    ) -> int | None:
        """Give how many annotations there are, narrowed as `annotations` does.

        With a query it is `None`: they are not counted more quickly than found.
        """
        if query:
            return None
        return self._store.read(passages.count, article=article, tag=sought(tag), status=status)

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
        from reader.library.exchange.snapshot import Narrow, Snapshot

        narrow = Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection:
            return list(Snapshot(connection, narrow, now()).records())

    def export(
        self,
        target: Path | TextSink | ByteSink,
        name: str = "csv",
        *,
        article: str = "",
        tag: str = "",
        status: str = "",
        query: str | Query = "",
        options: Options | None = None,
        is_strict: bool = False,
        is_folder: bool = False,
        progress: Progress | None = None,
        may_replace: bool = True,
    ) -> Exported:
        """Write annotations in the format of this name, narrowed as `annotations` does.

        It may be called in any thread. A file is replaced whole or not at all; a folder, a
        database and the library's own articles are never written over. `progress` is told now and
        then how far it is, and may raise to stop it. With `is_strict` it is an
        error, and no file written, if the format has no place for all there is. With `is_folder`,
        or where the path is one, it is a folder of files, which are overwritten only if they
        are as an earlier export wrote them. Unless it `may_replace`, a file that is there and could
        be replaced is a `ThereAlreadyError`.
        """
        from reader.formats import known
        from reader.formats.export import Options
        from reader.library.exchange.exporting import Exporting
        from reader.library.exchange.snapshot import Narrow, Snapshot

        narrow = Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection:
            exporting = Exporting(
                connection,
                Snapshot(connection, narrow, now()),
                known.named(name),
                options or Options(),
                is_strict,
                progress,
                may_replace,
            )
            if isinstance(target, Path):
                return exporting.to_path(target, is_folder=is_folder)
            return exporting.to_sink(target)

    def preview(
        self,
        name: str,
        *,
        article: str = "",
        tag: str = "",
        query: str | Query = "",
        options: Options | None = None,
        is_folder: bool = False,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Preview:
        """Give the first of what `export` would write; in any thread.

        It takes about as long in a large library as in a small one; once `stopped` says so, it
        raises `EnoughError`.
        """
        from reader.formats import known
        from reader.formats.export import Options
        from reader.library.exchange.previewing import First, Previewing
        from reader.library.exchange.snapshot import Narrow

        narrow = Narrow(article, tag, query=self.asked(query))
        with self._store.snapshot() as connection:
            first = First(connection, narrow, now(), stopped)
            looking = Previewing(connection, first, known.named(name), options or Options())
            return looking.preview(is_folder=is_folder)

    def count(
        self,
        *,
        article: str = "",
        tag: str = "",
        query: str | Query = "",
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Give how many annotations there are, narrowed as `annotations` does; in any thread.

        Once `stopped` says so, it gives how many were found by then.
        """
        from itertools import takewhile

        asked = self.asked(query)
        with self._store.snapshot() as connection:
            if not asked:
                return passages.count(connection, article=article, tag=sought(tag))
            from reader.store import searching

            found = searching.annotated(connection, asked, article=article, tag=sought(tag))
            return sum(1 for _ in takewhile(lambda _: not stopped(), found))
