"""Selections written in the text: `one [two|] three`, the bar being the end that moves."""

from __future__ import annotations

from reader.text import plain
from reader.text.document import Document, Span
from reader.text.selection import Selection


def read(marked: str) -> tuple[Document, Selection]:
    """Give the document and the selection that `marked` shows, all of it being the origin."""
    span, text = _read(marked)
    head = span.start if "[|" in marked else span.end
    return plain.parse(text), Selection(span, head)


def shown(document: Document, selection: Selection) -> str:
    """Give the document's text with the selection in it."""
    start, end = selection.span
    text = document.text
    opening, closing = ("[", "|]") if selection.forward else ("[|", "]")
    return text[:start] + opening + text[start:end] + closing + text[end:]


def _read(marked: str) -> tuple[Span, str]:
    plain_text = marked.replace("|", "")
    start = plain_text.index("[")
    end = plain_text.index("]") - 1
    return Span(start, end), plain_text.replace("[", "").replace("]", "")
