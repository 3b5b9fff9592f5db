"""Finding words in an article's text."""

from __future__ import annotations

import re

from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary


def find(text: str, query: str, limit: int | None = None) -> list[Span]:
    """Give the places of `query` in `text`, in order, none overlapping, at most `limit`.

    The query is literal, but white space in it stands for any run of white space and a
    straight quotation mark for a curly one. Case matters only if it has a capital. No match
    splits a grapheme: one that ends before a combining mark takes it in, one that starts
    with it is none.

    >>> find("Zoom zoom", "zoom")
    [Span(start=0, end=4), Span(start=5, end=9)]
    """
    if not query or query.isspace():
        return []
    spans: list[Span] = []
    for match in _pattern(query).finditer(text):
        if limit is not None and len(spans) >= limit:
            break
        start, end = match.span()
        if not is_boundary(text, start):
            continue
        if not is_boundary(text, end):
            end = next_boundary(text, end)
        spans.append(Span(start, end))
    return spans


def _pattern(query: str) -> re.Pattern[str]:
    # From the start of its run only: else a long run would be tried from each of its places.
    leading = r"(?<!\s)\s++" if query[0].isspace() else ""
    trailing = r"\s++" if query[-1].isspace() else ""
    words = r"\s++".join(map(_literal, query.split()))
    has_capital = any(character.isupper() for character in query)
    return re.compile(leading + words + trailing, 0 if has_capital else re.IGNORECASE)


def _literal(word: str) -> str:
    """Give the pattern of a word: itself, a straight quotation mark standing for any."""
    return re.escape(word).replace("'", "['‘’]").replace('"', '["“”„«»]')
