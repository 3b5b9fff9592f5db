"""Annotations out of the library: as records from one moment's data, and into a file whole."""

from __future__ import annotations

import os
import secrets
import stat
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import sought
from reader.errors import MisuseError, ReaderError
from reader.formats.record import Record
from reader.query.model import ALL, Query
from reader.store import articles, searching
from reader.store.connection import Connection
from reader.store.opening import is_database
from reader.text import pages
from reader.text.document import PageMark


@dataclass(frozen=True, slots=True)
class Narrow:
    """What an export is narrowed to; what is empty narrows nothing."""

    article: str = ""
    """An article's id."""
    tag: str = ""
    """A tag's path; its children belong to it."""
    status: str = ""
    query: Query = ALL


class _Headings:
    """The headings and pages of one text version, by place."""

    def __init__(self, connection: Connection, article: str, text_hash: str) -> None:
        self.key = (article, text_hash)
        self._starts: list[int] = []
        self._titles: list[str] = []
        self._pages: Sequence[PageMark] = ()
        document = articles.document(connection, article, text_hash)
        if document is None:
            return
        self._pages = document.pages
        for block in (document.blocks[index] for index in document.headings):
            self._starts.append(block.start)
            self._titles.append(" ".join(document.text[block.start : block.end].split()))

    def at(self, offset: int) -> str:
        """Give the nearest heading at or before `offset`, or nothing."""
        index = bisect_right(self._starts, offset)
        return self._titles[index - 1] if index else ""

    def pages(self, start: int, end: int) -> str:
        """Give the page of a passage, or its first and last; nothing where there are none."""
        return pages.labels(self._pages, start, end)

    def place(self, start: int, end: int) -> str:
        """Give the nearest heading at or before a passage, with its pages, as citations have it."""
        return pages.with_pages(self.at(start), pages.cited(self._pages, start, end))


def records(connection: Connection, narrow: Narrow) -> Iterator[Record]:
    """Give annotations as records, by article and place; lazily, from a snapshot."""
    found = searching.annotated(
        connection,
        narrow.query,
        article=narrow.article,
        tag=sought(narrow.tag),
        status=narrow.status,
    )
    article: Article | None = None
    headings: _Headings | None = None
    for annotation in found:
        if article is None or article.id != annotation.article:
            article = articles.by_id(connection, annotation.article)
            assert article is not None
        if headings is None or headings.key != (article.id, annotation.text_hash):
            headings = _Headings(connection, article.id, annotation.text_hash)
        yield _record(annotation, article, headings)


def _record(annotation: Annotation, article: Article, headings: _Headings) -> Record:
    place = () if annotation.is_memo else (annotation.start, annotation.end)
    return Record(
        id=annotation.id,
        article=article.id,
        title=article.title,
        author=article.author,
        source=article.source,
        published=article.published,
        accessed=article.accessed,
        url=article.url,
        heading=headings.place(*place) if place else "",
        quote=annotation.quote,
        prefix=annotation.prefix,
        suffix=annotation.suffix,
        tags=annotation.tags,
        note=annotation.note,
        start=annotation.start,
        end=annotation.end,
        text_hash=annotation.text_hash,
        status=annotation.status,
        annotator=annotation.annotator,
        created=annotation.created,
        updated=annotation.updated,
        page=headings.pages(*place) if place else "",
    )


def refuse_target(connection: Connection, target: Path) -> None:
    """Refuse to write over a folder, a database or an article of the library."""
    real = _real(target)
    if real.is_dir():
        raise MisuseError(f"{target} is a folder", "name a file in it")
    beside = [real.with_name(real.name.removesuffix(end)) for end in ("-wal", "-shm", "-journal")]
    if any(is_database(path, connection) for path in (real, *beside)):
        raise MisuseError(f"{target} is a database", "export to another file")
    if _may_be_known(real) and articles.by_path(connection, str(real)):
        raise MisuseError(f"{target} is an article of the library", "export to another file")


def _real(target: Path) -> Path:
    try:
        return target.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise MisuseError(f"{target} leads nowhere", "name another file with -o") from error


def _may_be_known(path: Path) -> bool:
    """Whether an article can have this path: one that is not valid UTF-8 has none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def replacing(target: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of `target` whole when all is written, or not at all.

    It is readable by its owner only. What is no regular file, such as a pipe, is written
    to as it stands.
    """
    real = _real(target)
    try:
        if real.exists() and not stat.S_ISREG(real.stat().st_mode):
            with real.open("w", encoding="utf-8", newline="") as file:
                yield file
            return
        passing = real.with_name(f".{real.name[:80]}.{secrets.token_hex(6)}.part")
        descriptor = os.open(passing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            passing.replace(real)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        _settle(real.parent)
    except OSError as error:
        raise ReaderError(
            f"{target} cannot be written: {error.strerror}", "name another file with -o"
        ) from error


def _settle(folder: Path) -> None:
    """Make a folder's new entry last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
