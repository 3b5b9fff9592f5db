"""Articles and the versions of their texts, as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reader.annotation.model import Article, ArticleRow, Reading
from reader.store import texts
from reader.store.connection import Connection, DamageError
from reader.store.state_values import State, listed
from reader.text.document import Document
from reader.text.stored import unpack

_FIELDS = [*Article._fields]
"""The columns of an article that are its fields; the rest is about its file."""


class Stamp(NamedTuple):
    """What tells whether an article's file is still the one that was read."""

    size: int
    """Bytes."""
    mtime_ns: int
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""


class KnownArticle(NamedTuple):
    """What is known of an article before its file is looked at again."""

    id: str
    path: str
    """Where its file was, absolute."""
    text_hash: str
    stamp: Stamp
    rules: int
    """Version of the rules that made its text."""


class Version(NamedTuple):
    """One text of an article, as it is stored."""

    article: str
    hash: str
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    rules: int
    made: str
    """When it was taken in, ISO 8601 in UTC."""
    text: str
    blocks: bytes
    """Its blocks, packed by `reader.text.stored`."""


def state(article: Article, stamp: Stamp) -> State:
    """Give an article as the row it is stored in."""
    row: State = {column: getattr(article, column) for column in _FIELDS}
    row["metadata"] = _to_json()(article.metadata)
    row["guessed"] = int(article.guessed)
    return row | {"size": stamp.size, "mtime_ns": stamp.mtime_ns, "digest": stamp.digest}


@cache
def _to_json() -> Callable[[object], str]:
    # Imported late: what is only looked at needs no JSON.
    import json

    return json.JSONEncoder(separators=(",", ":")).encode


def version_state(version: Version) -> State:
    """Give a version as the row it is stored in, but for its text and blocks."""
    import hashlib  # Late: it takes a hundredth of the start.

    return {
        "article": version.article,
        "hash": version.hash,
        "rules": version.rules,
        "blocks_hash": hashlib.sha256(version.blocks).hexdigest(),
        "length": len(version.text),
        "made": version.made,
    }


def _article(row: Iterable[object]) -> Article:
    found = Article._make(row)
    return found._replace(metadata=metadata(str(found.metadata)), guessed=bool(found.guessed))


def metadata(text: str) -> dict[str, object]:
    """Give metadata from the JSON that they are stored as."""
    if text == "{}":
        return {}
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamageError("metadata that are no JSON") from error
    if not isinstance(found, dict):
        raise DamageError("metadata without names")
    return found


def rows(connection: Connection, article: str = "") -> list[ArticleRow]:
    """Give all articles, or the one with the id `article`, as lists show them."""
    reading = "coalesce(r.offset, 0), coalesce(r.furthest, 0), coalesce(r.read, 0)"
    found = connection.execute(
        f"SELECT {reading}, coalesce(r.starred, 0), coalesce(r.opened, ''),"
        " (SELECT count(*) FROM annotation n WHERE n.article = a.id),"
        " (SELECT count(*) FROM index_article i JOIN index_pair p ON p.place = i.place"
        " WHERE i.article = a.id),"
        f" {listed(_FIELDS, 'a')} FROM article a LEFT JOIN reading r ON r.article = a.id"
        + (" WHERE a.id = ?" if article else ""),
        (article,) if article else (),
    )
    result = []
    for offset, furthest, read, starred, opened, count, copies, *fields in found:
        known = _article(fields)
        last = max(known.length - 1, 0)
        reading_state = Reading(
            min(offset, last), min(furthest, known.length), bool(read), bool(starred), opened
        )
        result.append(ArticleRow(known, reading_state, count, copies))
    return result


def every(connection: Connection) -> Iterator[Article]:
    """Give all articles, by title."""
    query = f"SELECT {listed(_FIELDS)} FROM article ORDER BY title COLLATE NOCASE, id"
    return (_article(row) for row in connection.execute(query))


def by_id(connection: Connection, article: str) -> Article | None:
    """Give the article with this very id."""
    return next(_some(connection, "id = ?", article), None)


def by_path(connection: Connection, path: str) -> Article | None:
    """Give the article whose file is at `path`, absolute."""
    return next(_some(connection, "path = ?", path), None)


def paths(connection: Connection, like: str = "") -> Iterator[str]:
    """Give the paths of all articles, or those that are like one but for the case of ASCII."""
    where = " WHERE path = ? COLLATE NOCASE" if like else ""
    found = connection.execute(f"SELECT path FROM article{where}", (like,) if like else ())
    return (path for (path,) in found)


def by_prefix(connection: Connection, prefix: str) -> list[Article]:
    """Give up to four articles whose ids start with `prefix`."""
    return list(_some(connection, "substr(id, 1, length(?1)) = ?1 LIMIT 4", prefix))


def titles(connection: Connection) -> Iterator[tuple[str, str]]:
    """Give id and title of every article."""
    yield from connection.execute("SELECT id, title FROM article")


def titles_by_age(connection: Connection) -> Iterator[tuple[str, str]]:
    """Give id and title of every article, in the order in which they were taken in."""
    yield from connection.execute("SELECT id, title FROM article ORDER BY accessed, id")


def _some(connection: Connection, where: str, value: str) -> Iterator[Article]:
    query = f"SELECT {listed(_FIELDS)} FROM article WHERE {where}"
    return (_article(row) for row in connection.execute(query, (value,)))


def known(connection: Connection, path: str = "") -> dict[str, KnownArticle]:
    """Give what is known of the articles' files by path, or of the one at `path`."""
    found = connection.execute(
        "SELECT a.id, a.path, a.text_hash, a.size, a.mtime_ns, a.digest, i.rules"
        " FROM article a JOIN index_article i ON i.article = a.id"
        + (" WHERE a.path = ?" if path else ""),
        (path,) if path else (),
    )
    return {
        place: KnownArticle(article, place, text_hash, Stamp(size, mtime, digest), rules)
        for article, place, text_hash, size, mtime, digest, rules in found
    }


def version(connection: Connection, article: str, text_hash: str) -> Version | None:
    """Give one version of an article's text."""
    row = connection.execute(
        "SELECT hash, rules, made, text, blocks FROM version WHERE article = ? AND hash = ?",
        (article, text_hash),
    ).fetchone()
    if row is None:
        return None
    text_hash, rules, made, text, blocks = row
    return Version(
        article,
        text_hash,
        rules,
        made,
        texts.unfolded_text(text),
        texts.unfolded(blocks, text),
    )


def document(connection: Connection, article: str, text_hash: str) -> Document | None:
    """Give one version of an article's text with its blocks."""
    found = version(connection, article, text_hash)
    if found is None:
        return None
    try:
        return unpack(found.text, found.rules, found.blocks)
    except ValueError as error:
        raise DamageError("blocks that do not fit their text") from error


def versions(connection: Connection, article: str) -> list[tuple[str, str]]:
    """Give hash and date of an article's versions, newest first."""
    return list(
        connection.execute(
            "SELECT hash, made FROM version WHERE article = ? ORDER BY made DESC, hash", (article,)
        )
    )


def text(connection: Connection, article: str, text_hash: str) -> str | None:
    """Give the canonical text of one version."""
    row = connection.execute(
        "SELECT text FROM version WHERE article = ? AND hash = ?", (article, text_hash)
    ).fetchone()
    return None if row is None else texts.unfolded_text(row[0])
