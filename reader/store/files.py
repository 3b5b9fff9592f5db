"""What is known of the files that articles were read from: enough to see which are as they were."""

from __future__ import annotations

from typing import NamedTuple

from reader.store.articles import Known, Stamp
from reader.store.connection import Connection


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
    def known(self) -> Known:
        """The same as other steps are told it."""
        stamp = Stamp(self.size, self.mtime_ns, self.digest)
        return Known(self.id, self.path, self.text_hash, stamp, self.rules)


def known_files(connection: Connection) -> dict[str, KnownFile]:
    """Give what is known of all files, by path."""
    rows = connection.execute(
        "SELECT a.id, a.path, a.text_hash, a.size, a.mtime_ns, a.digest, i.rules, a.gone,"
        " CASE WHEN instr(a.metadata, '\"taken_with\"') THEN a.metadata ELSE '' END"
        " FROM index_article i CROSS JOIN article a ON i.article = a.id"
    )
    return {one.path: one for one in map(KnownFile._make, rows)}


def set_time(connection: Connection, path: str, digest: str, mtime_ns: int) -> None:
    """Keep the time that a file has by now whose bytes still have the SHA-256 `digest`."""
    connection.execute(
        "UPDATE article SET mtime_ns = ?3 WHERE path = ?1 AND digest = ?2 AND mtime_ns <> ?3",
        (path, digest, mtime_ns),
    )


def sizes_and_times(connection: Connection, rules: int) -> dict[str, tuple[int, int]]:
    """Give the size in bytes and the time of each file that is there and was read by `rules`.

    This is all that is asked of a library whose files are as they were, so it goes through
    the articles once and looks nothing up.
    """
    found = connection.execute(
        "SELECT path, size, mtime_ns FROM article WHERE gone = '' AND digest <> ''"
        " AND id NOT IN (SELECT article FROM index_article WHERE rules <> ?)",
        (rules,),
    )
    return {path: (size, mtime_ns) for path, size, mtime_ns in found}
