"""Searches kept under a name, which every query can then call by it: `@name`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from reader.annotation.model import Search
from reader.annotation.tagging import matched
from reader.errors import MisuseError, NotFoundError
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.reports import Done
from reader.query import Query, expanded, parse, written
from reader.query.lexing import MARKS
from reader.query.model import Saved
from reader.store import searches
from reader.store.store import Store
from reader.store.transaction import Transaction
from reader.text.normal import clean

LONGEST = 60
"""Characters that a name may have."""


class SavedSearches:
    """The saved searches of one library."""

    def __init__(self, store: Store, author: Callable[[], Author]) -> None:
        """Make it; `author` says who changes something, and when."""
        self._store, self._author = store, author

    def every(self) -> list[Search]:
        """Give all of them by name."""
        return self._store.read(searches.every)

    def query(self, text: str, *, lenient: bool = False) -> Query:
        """Give the query that was typed, with saved searches in place of their names.

        What cannot be understood raises `QueryError`; `lenient` is as in `parse`.
        """
        query = parse(text, lenient=lenient)
        return expanded(query, self._texts(), text) if "@" in text else query

    def expanded(self, query: Query) -> Query:
        """Give a query with what was saved in place of the names in it."""
        return expanded(query, self._texts())

    def save(self, name: str, text: str) -> Future[Done]:
        """Keep a query under a name; what had that name before is replaced."""
        name = _checked(name)
        query = parse(text)
        if not query:
            raise MisuseError("nothing is asked for", "give the query that is to be saved")
        # As it will be: a search may not lead back to itself.
        known = {one: text for one, text in self._texts().items() if matched(one) != matched(name)}
        expanded(Query(Saved(name)), known | {name: text})
        author = self._author()
        return self._store.write(lambda step: _save(step, author, name, written(query)))

    def delete(self, name: str) -> Future[Done]:
        """Take a saved search out; `NotFoundError` if there is none of this name."""
        found = self._store.read(searches.by_name, name.removeprefix("@"))
        if found is None:
            names = ", ".join(one.name for one in self.every()) or "none is saved"
            raise NotFoundError(f"no saved search is called “{name[:60]}”", f"there are: {names}")
        author = self._author()
        return self._store.write(lambda step: _delete(step, author, found))

    def _texts(self) -> Mapping[str, str]:
        """Give the queries by name; in any thread, as what is asked for may be."""
        with self._store.snapshot() as connection:
            return {one.name: one.query for one in searches.every(connection)}


def _checked(name: str) -> str:
    """Give a name as it is kept; `MisuseError` if it cannot be one."""
    kept = " ".join(name.removeprefix("@").split())
    if not any(map(str.isalnum, kept)):
        raise MisuseError("a saved search needs a name", "give it at least one letter")
    if clean(kept) != kept or set(kept) & set(MARKS):
        what = "the name of a saved search holds a quotation mark or a control character"
        raise MisuseError(what, "leave it out")
    if len(kept) > LONGEST:
        what = f"the name of a saved search may have {LONGEST} characters, not {len(kept)}"
        raise MisuseError(what, "shorten it")
    return kept


def _save(step: Transaction, author: Author, name: str, text: str) -> Done:
    before = step.search(name)
    search = Search(new_id(), name, text, author.at)
    if before is not None:
        search = before._replace(name=name, query=text)
    step.put_search(search)
    summary = f"{'Changed' if before else 'Saved'} the search @{name}: {text}"
    entry = step.record(author.entry("search", summary))
    return Done(entry, None, summary if entry else f"@{name} is saved so already")


def _delete(step: Transaction, author: Author, search: Search) -> Done:
    step.drop_search(search.id)
    entry = step.record(author.entry("search", f"Deleted the saved search @{search.name}"))
    return Done(entry, None, entry.summary if entry else "Nothing to delete")
