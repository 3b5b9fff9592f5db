"""Articles by what another program may know of them: a text, an address, a title.

The database has no index of texts and addresses, which nothing else asks for. Who asks for many
has one of their own here, in a temporary file: made of all articles after the first questions, and
kept up with what the history says was written since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from reader.store.connection import Connection
from reader.store.numbering import sort_key

_SHORT = 16
"""Digits of a text's hash that are kept: those that share them are told apart in the database."""
_TEXTS = f"SELECT article, substr(hash, 1, {_SHORT}) AS name FROM version"
_ADDRESSES = "SELECT id AS article, url AS name FROM article WHERE url <> ''"
_FEW = 20
"""Questions that are asked of all articles, before an index is made."""
_NAMESAKES = 100
"""Articles of one title that are looked at."""
_OPEN = 20
"""The newest entries of the history, to which other programs may add more."""
_PUT = "INSERT INTO named (article, name) VALUES (?, ?)"


class KnownArticles:
    """Finds articles, one question after another; it belongs to one thread."""

    def __init__(self) -> None:
        self._texts = _Index(_TEXTS)
        self._addresses = _Index(_ADDRESSES)

    def close(self) -> None:
        """Give back what the indexes need."""
        self._texts.close()
        self._addresses.close()

    def with_text(self, connection: Connection, hashes: Sequence[str]) -> list[str]:
        """Give the ids of articles that have, or had, one of these texts; first who shows it."""
        found = self._texts.find(connection, [one[:_SHORT] for one in hashes])
        marks = ", ".join("?" * len(hashes))
        rows = [
            (text_hash != shown, accessed, article)
            for one in found
            for article, text_hash, shown, accessed in connection.execute(
                "SELECT a.id, v.hash, a.text_hash, a.accessed FROM version v"
                f" JOIN article a ON a.id = v.article WHERE a.id = ? AND v.hash IN ({marks})",
                [one, *hashes],
            )
        ]
        return list(dict.fromkeys(article for _, _, article in sorted(rows)))

    def at_address(self, connection: Connection, places: Sequence[str]) -> list[str]:
        """Give the ids of articles that have one of these as address or as path."""
        found = {*self._addresses.find(connection, places)}
        marks = ", ".join("?" * len(places))
        by_path = connection.execute(f"SELECT id FROM article WHERE path IN ({marks})", places)
        found |= {one for (one,) in by_path}
        # What is in the database alone is asked for what it has now.
        return sorted(one for one in found if _is_at(connection, one, places))


def _is_at(connection: Connection, article: str, places: Sequence[str]) -> bool:
    row = connection.execute("SELECT path, url FROM article WHERE id = ?", (article,)).fetchone()
    return row is not None and not {*row}.isdisjoint(places)


def called(connection: Connection, title: str) -> list[tuple[str, str]]:
    """Give id and author of the articles of a title, in whatever case of its ASCII letters.

    Of very many, some are given.
    """
    rows = connection.execute(
        "SELECT a.id, a.author FROM index_article i JOIN article a ON a.id = i.article"
        f" WHERE i.title = ? AND a.title = ? COLLATE NOCASE LIMIT {_NAMESAKES}",
        (sort_key(title), title),
    )
    return sorted(rows.fetchall())


def has_passage(connection: Connection, article: str, ids: Iterable[str]) -> bool:
    """Whether an article has one of some annotations."""
    row = connection.execute(
        "SELECT 1 FROM annotation WHERE article = ? AND id IN (SELECT value FROM json_each(?))",
        (article, json.dumps([*ids])),
    ).fetchone()
    return row is not None


def next_place(connection: Connection) -> int:
    """Give the place in the order of coming in that the next article gets."""
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    return int(place)


def come_in(connection: Connection, place: int) -> set[str]:
    """Give what articles are known by that came in since a place: texts, addresses, titles."""
    rows = connection.execute(
        "SELECT a.text_hash, a.url, a.path, a.title FROM index_article i"
        " JOIN article a ON a.id = i.article WHERE i.place >= ?",
        (place,),
    )
    return {name for *names, title in rows for name in (*names, title.casefold()) if name}


def without_file(connection: Connection, titles: Iterable[str], urls: Iterable[str]) -> list[str]:
    """Give the ids of articles that are no file and no page that was fetched, by title or address.

    Only what has no path of a file is looked through.
    """
    rows = connection.execute(
        "SELECT id FROM article WHERE (path < '/' OR path >= '0')"
        " AND (title COLLATE NOCASE IN (SELECT value FROM json_each(?1))"
        " OR url IN (SELECT value FROM json_each(?2)) OR path IN (SELECT value FROM json_each(?2)))"
        " AND NOT EXISTS (SELECT 1 FROM log_page p WHERE p.article = article.id)",
        (json.dumps([*titles]), json.dumps([*urls])),
    )
    return sorted(one for (one,) in rows)


class _Index:
    """Articles by one kind of name: the query gives `article` and `name` of all that have one."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._asked = 0
        self._own: Connection | None = None
        self._seen: Connection | None = None
        """The connection that it was brought up by; one sees the library at one moment."""
        self._steps: dict[int, int] = {}
        """The last change that it knows of each entry of the history that may have got more."""

    def close(self) -> None:
        """Close and so delete its file, if it was made."""
        if self._own is not None:
            self._own.close()
            self._own = None

    def find(self, connection: Connection, names: Sequence[str]) -> list[str]:
        """Give the ids of articles that may have one of these names."""
        self._asked += 1
        marks = ", ".join("?" * len(names))
        if self._asked <= _FEW:
            query = f"SELECT article FROM ({self._query}) WHERE name IN ({marks})"
            rows = connection.execute(query, names)
        else:
            own = self._brought_up(connection)
            rows = own.execute(f"SELECT article FROM named WHERE name IN ({marks})", names)
        return list(dict.fromkeys(one for (one,) in rows))

    def _brought_up(self, connection: Connection) -> Connection:
        """Give the index as the library is now."""
        own = self._own
        if own is None:
            own = self._own = _made(connection.execute(self._query))
            newest = connection.execute(f"SELECT seq FROM log ORDER BY seq DESC LIMIT {_OPEN}")
            self._steps = {seq: _last_step(connection, seq) for (seq,) in newest}
        elif connection is not self._seen:
            for article in self._changed(connection):
                query = f"SELECT article, name FROM ({self._query}) WHERE article = ?"
                own.executemany(_PUT, connection.execute(query, (article,)))
        self._seen = connection
        return own

    def _changed(self, connection: Connection) -> set[str]:
        """Give the ids of articles that were written to since it was brought up."""
        newest = max(self._steps, default=0)
        later = connection.execute("SELECT seq FROM log WHERE seq > ?", (newest,)).fetchall()
        found: set[str] = set()
        for entry in [*self._steps, *(seq for (seq,) in later)]:
            rows = connection.execute(
                "SELECT step, kind, key FROM log_change WHERE seq = ? AND step > ? ORDER BY step",
                (entry, self._steps.setdefault(entry, -1)),
            )
            for step, kind, key in rows:
                self._steps[entry] = step
                if kind in ("article", "version"):
                    found.add(key.partition("/")[0])
        return found


def _made(rows: Iterable[tuple[str, str]]) -> Connection:
    """Make an index of names; without a name of its own it is a file that nobody else sees."""
    own = sqlite3.connect("", isolation_level=None)
    own.execute("PRAGMA synchronous = OFF")
    own.execute("CREATE TABLE named (article TEXT NOT NULL, name TEXT NOT NULL)")
    own.execute("BEGIN")
    own.executemany(_PUT, rows)
    own.execute("CREATE INDEX by_name ON named (name)")
    return own


def _last_step(connection: Connection, entry: int) -> int:
    row = connection.execute("SELECT max(step) FROM log_change WHERE seq = ?", (entry,)).fetchone()
    return -1 if row[0] is None else int(row[0])
