"""A library that is open: where its database is, how it fares, and who works in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader import sizes
from reader.library.clock import new_id, now
from reader.library.documents import Documents
from reader.library.places import ReadingPlaces
from reader.store.store import Store

if TYPE_CHECKING:
    from reader.library.author import Author


class OpenLibrary:
    """An open database, with one session of its history.

    Reading is cheap and belongs to the thread that opened it, unless a method says otherwise.
    """

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        annotator: str,
        create: bool = False,
        max_size: int = sizes.DEFAULT,
        window: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> Self:
        """Open the database at `path`; with `create`, make it first if there is none.

        A `window` tries longer to write while another program holds the database, and shows
        that by `held_for`; no key in it waits for that. `tell` is given a line for the user
        before anything that takes long.

        A file that is missing, foreign, newer, damaged or tampered with raises a
        `StoreError` of one line and stays as it is.
        """
        store, created = Store.open(path, create=create, window=window, tell=tell)
        return cls(store, annotator, created, max_size)

    def __init__(
        self, store: Store, annotator: str, created: bool = False, max_size: int = sizes.DEFAULT
    ) -> None:
        self._store = store
        self._documents = Documents(store)
        self._places = ReadingPlaces()
        self.path = store.path
        self.annotator = annotator
        self.max_size = max_size
        """Bytes of the largest file that is taken in."""
        self.session = new_id()
        """A UUID that tells what was done through this object from the rest of the history."""
        self.created = created
        """Whether the database was made just now."""

    @property
    def read_only(self) -> bool:
        """Whether its place can only be read; writing is refused."""
        return self._store.read_only

    @property
    def held_for(self) -> float:
        """Seconds for which writing has waited for another program's lock; 0 if it does not."""
        return self._store.held_for

    @property
    def warning(self) -> str:
        """What is worth knowing about how the database is written, once it was; or nothing."""
        return self._store.warning

    @property
    def notice(self) -> str:
        """What opening did to the database that its user should know, or nothing."""
        return self._store.notice

    def changed(self) -> bool:
        """Whether anything but this library's own writing changed the database since last asked.

        While a write of our own is under way it says no, and tells at the next asking. The
        first time after our own first write it may say yes in vain. `MovedError` tells that
        it is no longer the file that was opened.
        """
        return self._store.changed()

    def reopen(self) -> None:
        """Go over to the database that stands at the path now, after a `MovedError`.

        If none does, or one that cannot be opened, `StoreError` is raised and all stays as it is.
        """
        self._store.reopen()
        self._documents.forget()

    def close(self) -> None:
        """Wait for the writer to finish what it was given, and let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _author(self) -> Author:
        """Say who does what is done now, and when."""
        from reader.library.author import Author

        return Author(self.annotator, self.session, now())
