"""What is known of the files that articles were read from: enough to see which are as they were."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.store import listing
from reader.store.articles import KnownArticle, Stamp
from reader.store.connection import Connection

_SPARSE, _FEW = 4, 500
"""How many times as many articles as files, and some, there must be for these to be looked up."""
_KNOWN = (
    "SELECT a.id, a.path, a.text_hash, a.size, a.mtime_ns, a.digest, i.rules, a.gone,"
    " CASE WHEN instr(a.metadata, '\"taken_with\"') THEN a.metadata ELSE '' END"
    " FROM article a CROSS JOIN index_article i ON i.article = a.id"
)
_AS_READ = "SELECT path, size, mtime_ns FROM article WHERE gone = '' AND digest <> ''"


class KnownFile(NamedTuple):
    """An article's file as it was when it was read."""

    id: str
    """The article's."""
    path: str
    """Where it was, absolute."""
    text_hash: str
    size: int
    mtime_ns: int
    digest: str
    rules: int
    """Version of the rules that made the article's text."""
    gone: str
    """Since when it is known to be gone; empty while it is there."""
    taken_with: str
    """The article's metadata as JSON where what was asked of the taking in may stand in them."""

    @property
    def known(self) -> KnownArticle:
        """The same as other steps are told it."""
        stamp = Stamp(self.size, self.mtime_ns, self.digest)
        return KnownArticle(self.id, self.path, self.text_hash, stamp, self.rules)


def at(connection: Connection, paths: Iterable[str]) -> dict[str, KnownFile]:
    """Give what is known of the files at some paths, by path."""
    query = f"{_KNOWN} WHERE a.path = ?"
    rows = (connection.execute(query, (path,)).fetchone() for path in filter(_is_text, paths))
    return {row[1]: KnownFile(*row) for row in rows if row}


def with_content(connection: Connection, contents: Iterable[str]) -> Iterator[KnownFile]:
    """Give the files that have one of these digests, or one of these hashes of their texts.

    No index has either: all articles are gone through once, so as much as possible is to be
    asked for together.
    """
    rows = connection.execute(
        f"{_KNOWN} WHERE a.digest IN (SELECT value FROM json_each(?1))"
        " OR a.text_hash IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(filter(None, contents))),),
    )
    return map(KnownFile._make, rows)


def set_time(connection: Connection, path: str, digest: str, mtime_ns: int) -> None:
    """Keep the time that a file has by now whose bytes still have the SHA-256 `digest`."""
    connection.execute(
        "UPDATE article SET mtime_ns = ?3 WHERE path = ?1 AND digest = ?2 AND mtime_ns <> ?3",
        (path, digest, mtime_ns),
    )


def sizes(connection: Connection, among: Iterable[int]) -> set[int]:
    """Give those of these sizes, in bytes, that a known file has; it is done as `with_content`."""
    rows = connection.execute(
        "SELECT DISTINCT size FROM article WHERE size IN (SELECT value FROM json_each(?))",
        (json.dumps(list(among)),),
    )
    return {size for (size,) in rows}


def sizes_and_times(
    connection: Connection, rules: int, files: Sequence[str], folders: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Give the size in bytes and the time of each file that is there and was read by `rules`.

    What is asked for are these files, and all others under these folders. In a library that has
    hardly more than that, the articles are gone through once and nothing is looked up.
    """
    if not listing.has_more_than(connection, _SPARSE * (len(files) + _FEW)):
        found = connection.execute(
            f"{_AS_READ} AND id NOT IN (SELECT article FROM index_article WHERE rules <> ?)",
            (rules,),
        ).fetchall()
    else:
        found = _looked_up(connection, rules, files, folders)
    return {path: (size, mtime_ns) for path, size, mtime_ns in found}


def _looked_up(
    connection: Connection, rules: int, files: Sequence[str], folders: Sequence[str]
) -> list[tuple[str, int, int]]:
    """Find files by their paths, which the database has in order."""
    query = (
        f"{_AS_READ} AND path >= ? AND path < ? AND NOT EXISTS"
        " (SELECT 1 FROM index_article i WHERE i.article = id AND i.rules <> ?)"
    )
    inside = [folder if folder.endswith(os.sep) else folder + os.sep for folder in folders]
    ranges = [(one, one[:-1] + chr(ord(os.sep) + 1)) for one in inside]
    ranges += [(one, one + "\0") for one in files if not one.startswith(tuple(inside))]
    return [
        row
        for first, end in ranges
        if _is_text(first)
        for row in connection.execute(query, (first, end, rules))
    ]


def _is_text(path: str) -> bool:
    """Whether a path can be in the database: a name that is no UTF-8 cannot."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
