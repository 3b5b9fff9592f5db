"""How the texts of versions are kept: as they are, or folded where no article shows them.

A text that an article shows is TEXT, beside its blocks. One that it showed before is a BLOB,
which is zlib's compression of its UTF-8, and so are its blocks then. Which of the two it is
follows from the article alone, so that undoing leaves the very same rows.
"""

from __future__ import annotations

import zlib

from reader.sizes import HIGHEST
from reader.store.connection import Connection, DamageError

_MOST = 4 * HIGHEST
"""Bytes that anything folded may unfold to: no text that was taken in comes near."""


def settle(connection: Connection, article: str) -> None:
    """Fold the texts of an article but for the one it shows, which is unfolded."""
    found = connection.execute(
        "SELECT v.hash, v.hash = a.text_hash FROM version v JOIN article a ON a.id = v.article"
        " WHERE v.article = ? AND (typeof(v.text) = 'text') <> (v.hash = a.text_hash)",
        (article,),
    ).fetchall()
    for text_hash, is_shown in found:
        where = "article = ? AND hash = ?"
        key = (article, text_hash)
        text, blocks = connection.execute(
            f"SELECT text, blocks FROM version WHERE {where}", key
        ).fetchone()
        new = (
            (unfolded_text(text), unfolded(blocks, text))
            if is_shown
            else (_folded(text.encode()), _folded(blocks))
        )
        connection.execute(f"UPDATE version SET text = ?, blocks = ? WHERE {where}", (*new, *key))


def fold_aside(connection: Connection, article: str, text_hash: str) -> None:
    """Fold the texts of one version that the log keeps for undoing."""
    where = "article = ? AND hash = ? AND typeof(text) = 'text'"
    found = connection.execute(
        f"SELECT rules, blocks_hash, text, blocks FROM log_text WHERE {where}",
        (article, text_hash),
    ).fetchall()
    for rules, blocks_hash, text, blocks in found:
        connection.execute(
            f"UPDATE log_text SET text = ?, blocks = ? WHERE {where}"
            " AND rules = ? AND blocks_hash = ?",
            (_folded(text.encode()), _folded(blocks), article, text_hash, rules, blocks_hash),
        )


def unfolded_text(text: str | bytes) -> str:
    """Give a text as it was taken in, from the column that holds it."""
    return text if isinstance(text, str) else _unfolded(text).decode()


def unfolded(blocks: bytes, text: str | bytes) -> bytes:
    """Give packed blocks from the column that holds them, beside the column of their text."""
    return blocks if isinstance(text, str) else _unfolded(blocks)


def _folded(data: bytes) -> bytes:
    return zlib.compress(data, 1)


def _unfolded(data: bytes) -> bytes:
    reading = zlib.decompressobj()
    try:
        whole = reading.decompress(data, _MOST)
    except zlib.error as error:
        raise DamageError("a folded text that does not unfold") from error
    if not reading.eof or reading.unused_data:
        raise DamageError("a folded text that is not whole")
    return whole
