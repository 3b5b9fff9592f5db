"""Looking for words in titles, tags, notes, quotes and texts, the likeliest first."""

from __future__ import annotations

from reader.annotation.model import Annotation, Article
from reader.library.reports import Hit, Where
from reader.store import articles, passages
from reader.store.connection import Connection
from reader.text.document import Span
from reader.text.find import find

AROUND = 40
"""Characters of context on either side of a hit."""
MOST = 20
"""Hits that one article's text gives."""

_RANK: dict[Where, int] = {"title": 0, "tag": 1, "note": 2, "quote": 3, "text": 4}


def holds(words: list[str], text: str) -> bool:
    """Whether all of the words, which are casefolded, stand in the text."""
    folded = text.casefold()
    return all(word in folded for word in words)


def matches(words: list[str], annotation: Annotation, title: str) -> bool:
    """Whether all words stand in an annotation's quote, note or tags or its article's title."""
    parts = (annotation.quote, annotation.note, *annotation.tags, title)
    return holds(words, "\n".join(parts))


def search(connection: Connection, query: str) -> list[Hit]:
    """Give hits for `query`: as it stands, or all of its words apart from one another.

    Hits in titles come first, then tags, notes, quotes and texts; within these, articles
    with more hits first.
    """
    words = query.casefold().split()
    if not words:
        return []
    found: list[tuple[int, int, str, Hit]] = []
    for row in articles.rows(connection):
        hits = _in_article(connection, row.article, query.strip(), words)
        found += [(_RANK[hit.where], -len(hits), row.article.title.casefold(), hit) for hit in hits]
    found.sort(key=lambda item: (*item[:3], item[3].article.id, item[3].start))
    return [item[3] for item in found]


def _in_article(
    connection: Connection, article: Article, query: str, words: list[str]
) -> list[Hit]:
    text = articles.text(connection, article.id, article.text_hash) or ""
    hits = []
    if holds(words, article.title):
        hits.append(Hit(article, 0, 0, article.title, "title"))
    for annotation in passages.of_article(connection, article.id):
        hits += _in_annotation(article, annotation, words)
    spans = find(text, query)[:MOST] or _apart(text, words)
    hits += [Hit(article, *span, _context(text, span), "text") for span in spans]
    return hits


def _in_annotation(article: Article, annotation: Annotation, words: list[str]) -> list[Hit]:
    places: list[tuple[Where, str]] = [("tag", tag) for tag in annotation.tags]
    places += [("note", annotation.note), ("quote", annotation.quote)]
    return [
        Hit(article, annotation.start, annotation.end, _one_line(text), where, annotation.id)
        for where, text in places
        if holds(words, text)
    ]


def _apart(text: str, words: list[str]) -> list[Span]:
    """Give the first place of the longest word if all the words stand somewhere in the text."""
    if len(words) < 2 or not holds(words, text):
        return []
    return find(text, max(words, key=len))[:1]


def _context(text: str, span: Span) -> str:
    start, end = max(span.start - AROUND, 0), span.end + AROUND
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return f"{before}{_one_line(text[start:end])}{after}"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
