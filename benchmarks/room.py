"""Articles and libraries made for measuring, each once, in a folder that goes afterwards."""

from __future__ import annotations

import compileall
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import reader
from benchmarks.texts import article
from reader.errors import ReaderError
from reader.library import Library

ANNOTATOR = "bench"


class Room:
    """A folder with what the programs are given to open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self.article = cache(self._article)
        """Gives the file of an article of so many bytes."""
        self._taken_in = cache(self._library)

    @classmethod
    @contextmanager
    def made(cls) -> Iterator[Room]:
        """Give a room, with Reader compiled, so that nothing is compiled while it is measured."""
        compileall.compile_dir(str(Path(reader.__file__).parent), quiet=2)
        with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
            yield cls(Path(folder))

    def new(self) -> Path:
        """Give the name of a database that is not there yet, in a folder of its own."""
        folder = self._folder / f"new-{next(self._numbers)}"
        folder.mkdir()
        return folder / "annotations.db"

    def file(self, text: str) -> Path:
        """Keep a text as a file in a folder of its own."""
        path = self.new().with_name("article.md")
        path.write_text(text)
        return path

    def taken_in(self, file: Path) -> Path:
        """Make a database with this article in it, and nothing else."""
        database = self.new()
        with Library.open(database, annotator=ANNOTATOR, create=True) as library:
            library.add([file])
        return database

    def library(self, size: int) -> Path:
        """Give a database that holds the article of so many bytes, never opened on a screen.

        Each call gives another one: a reader opens where it was left.
        """
        return Path(shutil.copyfile(self._taken_in(size), self.new()))

    def _article(self, size: int) -> Path:
        return self.file(article(size))

    def _library(self, size: int) -> Path:
        return self.taken_in(self.article(size))


def holds_article(database: Path) -> bool:
    """Tell whether an article and its text are in a database, which may not be there yet."""
    if not database.exists():
        return False
    try:
        with Library.open(database, annotator=ANNOTATOR) as library:
            return any(row.article.length for row in library.articles())
    except ReaderError:
        return False
