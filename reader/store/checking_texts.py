"""Checking texts by their hashes, and the annotations that stand on each by what stands there.

One text is held at a time, and of its annotations one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator

from reader.annotation.anchoring import context
from reader.store import texts
from reader.store.connection import Connection, DamageError
from reader.store.finding import Finding, called, problem
from reader.text.document import Span
from reader.text.graphemes import is_boundary
from reader.text.normal import clean
from reader.text.stored import unpack

_PLACES = (
    'SELECT id, "start", "end", quote, prefix, suffix FROM annotation'
    ' WHERE article = ? AND text_hash = ? ORDER BY "start"'
)
_AGAIN = "`reader restore` brings back a backup from before"

Step = Callable[[], None]


def versions(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check each version's text and blocks, and the annotations on it; `step` is told of each."""
    found = connection.execute(
        "SELECT v.article, v.hash, v.rules, v.length, coalesce(a.title, ''),"
        " coalesce(a.text_hash = v.hash, 0) FROM version v LEFT JOIN article a ON a.id = v.article"
    )
    for article, text_hash, rules, length, title, is_shown in found:
        step()
        where = called(title, article)
        if not is_shown:
            where += f" version {text_hash[:8]}"
        row = connection.execute(
            "SELECT text, blocks FROM version WHERE article = ? AND hash = ?", (article, text_hash)
        ).fetchone()
        text = yield from _text(where, row, text_hash, rules)
        if text is None:
            continue
        if len(text) != length:
            yield problem("text", where, f"its text has {len(text)} characters, not {length}")
        yield from _annotations(connection, article, title, text_hash, text)


def kept_texts(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check each text that the history keeps, so that undoing can bring it back."""
    keys = connection.execute("SELECT DISTINCT article, hash FROM log_text")
    for article, text_hash in keys:
        step()
        where = f"the text {text_hash[:8]} of {article[:8]}, kept for undoing"
        for rules, *row in connection.execute(
            "SELECT rules, text, blocks FROM log_text WHERE article = ? AND hash = ?",
            (article, text_hash),
        ):
            yield from _text(where, (row[0], row[1]), text_hash, rules)


def _text(
    where: str, row: tuple[str | bytes, bytes], text_hash: str, rules: int
) -> Generator[Finding, None, str | None]:
    """Check one text by its hash, and its blocks; the text, or `None` if it is not to be read."""
    try:
        text = texts.unfolded_text(row[0])
    except (DamageError, UnicodeDecodeError):
        yield problem("text", where, "its text does not unfold", _AGAIN)
        return None
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != text_hash:
        yield problem("text", where, "its text is not the one that was stored", _AGAIN)
    elif clean(text) != text:
        yield problem("text", where, "its text holds control characters", _AGAIN)
    try:
        unpack(text, rules, texts.unfolded(row[1], row[0]))
    except (DamageError, ValueError):
        yield problem("blocks", where, "its blocks are damaged or of another text", _AGAIN)
    return text


def _annotations(
    connection: Connection, article: str, title: str, text_hash: str, text: str
) -> Iterator[Finding]:
    for key, start, end, quote, prefix, suffix in connection.execute(_PLACES, (article, text_hash)):
        what = _misplaced(text, Span(start, end), quote, (prefix, suffix))
        if what:
            where = f"annotation {key[:8]} in {called(title, article)}"
            yield problem("quote", where, what, f"`reader log` shows its history; {_AGAIN}")


def _misplaced(text: str, span: Span, quote: str, around: tuple[str, str]) -> str:
    """Say what is wrong with a passage, or nothing."""
    start, end = span
    if not 0 <= start <= end <= len(text):
        return f"its passage, {start} to {end}, reaches outside the text"
    if text[start:end] != quote:
        return "its quote is not what stands in its text"
    if not (is_boundary(text, start) and is_boundary(text, end)):
        return "its passage begins or ends inside a character"
    if end and around != context(text, span):
        return "the words kept from around its passage are not those in its text"
    return ""
