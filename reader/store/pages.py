"""Pages as they were fetched: the bytes that an article's texts were made of, with when and whence.

They are no part of what undoing changes. One stays as long as the history knows its article, so
that what is brought back has its page.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.sizes import HIGHEST
from reader.store.connection import Connection, DamageError
from reader.store.finding import Finding, called, problem

_AGAIN = "`reader restore` brings back a backup from before, `reader add` fetches it anew"


class Page(NamedTuple):
    """A page that was fetched."""

    article: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    url: str
    """Where it was at last."""
    fetched: str
    """When, ISO 8601 in UTC."""
    type: str
    """What its server said it is."""


def keep(connection: Connection, page: Page, data: bytes) -> None:
    """Keep a page, unless the article has one of these very bytes."""
    connection.execute(
        "INSERT OR IGNORE INTO log_page (article, digest, url, fetched, type, body)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (*page, zlib.compress(data)),
    )


def of_article(connection: Connection, article: str) -> list[Page]:
    """Give what is kept of an article's pages, the last first."""
    found = connection.execute(
        "SELECT article, digest, url, fetched, type FROM log_page WHERE article = ?"
        " ORDER BY fetched DESC, digest",
        (article,),
    )
    return [Page(*row) for row in found]


def data(connection: Connection, article: str, digest: str) -> bytes | None:
    """Give the bytes of a page that was kept; `None` if there is none."""
    row = connection.execute(
        "SELECT body FROM log_page WHERE article = ? AND digest = ?", (article, digest)
    ).fetchone()
    return None if row is None else _unfolded(row[0])


def check(connection: Connection, step: Callable[[], None]) -> Iterator[Finding]:
    """Check each page by its hash; `step` is told of each."""
    keys = connection.execute(
        "SELECT p.article, p.digest, p.url, coalesce(a.title, '') FROM log_page p"
        " LEFT JOIN article a ON a.id = p.article"
    )
    for article, digest, url, title in keys:
        step()
        where = f"the page {url[:80]} of {called(title, article)}"
        try:
            found = data(connection, article, digest)
        except DamageError:
            yield problem("page", where, "it does not unfold", _AGAIN)
            continue
        if hashlib.sha256(found or b"").hexdigest() != digest:
            yield problem("page", where, "it is not the one that was fetched", _AGAIN)


def _unfolded(body: object) -> bytes:
    if not isinstance(body, bytes):
        raise DamageError("a page that is no bytes")
    unfolding = zlib.decompressobj()
    try:
        found = unfolding.decompress(body, HIGHEST + 1)
    except zlib.error as error:
        raise DamageError("a page that does not unfold") from error
    if not unfolding.eof or unfolding.unused_data:
        raise DamageError("a page that does not unfold")
    return found
