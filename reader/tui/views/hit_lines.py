"""How hits are drawn: a heading for each article, below it a line for each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.annotation.model import Article
from reader.library import Hit
from reader.text.cells import drawn, width_of
from reader.text.document import Span
from reader.text.normal import visible
from reader.tui import words
from reader.tui.drawn import Piece, cut, label
from reader.tui.palette import Palette

_SIGNS = {"title": "title", "tag": "tag", "note": "note", "quote": "quote", "text": ""}
_SIGN = 7
"""Cells for what a place is."""


@dataclass(frozen=True, slots=True)
class HitLines:
    """The lines of hits, so many cells wide."""

    width: int
    palette: Palette

    def heading(self, article: Article) -> list[Piece]:
        """Give the heading of an article: its title, where from and when."""
        palette = self.palette
        room = max(self.width - 7, 0)
        year = words.year(article.published)
        origin = words.origin(article.source, year, room)
        # The name has at least half of it, and what its origin leaves.
        title = label(article.title, max(room - width_of(origin), room // 2))
        origin = words.origin(article.source, year, room - width_of(title))
        return [("  " + title, palette.strong), ("   " + origin, palette.dim)]

    def row(self, hit: Hit, *, here: bool) -> list[Piece]:
        """Give one place: what it is, and its words lit among the others."""
        palette = self.palette
        sign = "memo" if hit.where == "note" and hit.end == 0 else _SIGNS[hit.where]
        pieces: list[Piece] = [
            ("▌" if here else " ", palette.accent),
            (f" {sign:{_SIGN}}", palette.dim),
            *self._context(hit, self.width - _SIGN - 4),
            (" " * self.width, palette.text),
        ]
        if not here:
            return pieces
        ground = palette.text.bgcolor
        return [
            (text, palette.raised(style) if style.bgcolor == ground else style)
            for text, style in pieces
        ]

    def _context(self, hit: Hit, room: int) -> list[Piece]:
        """Give the words around a place, from near its first word if all of them do not fit."""
        first = hit.lit[0].start if hit.lit else 0
        start = 0
        if width_of(drawn(visible(hit.context))) > room and first > room // 2:
            start = hit.context.rfind(" ", 0, first - room // 4) + 1
        more: Piece = ("…", self.palette.dim)
        lead = [more] if start else []
        return _fitted([*lead, *self._lit(hit.context, hit.lit, start)], room, more)

    def _lit(self, text: str, spans: Sequence[Span], start: int) -> list[Piece]:
        palette = self.palette
        pieces: list[Piece] = []
        for span in spans:
            if span.start >= start:
                pieces.append((_safe(text[start : span.start]), palette.text))
                pieces.append((_safe(text[span.start : span.end]), palette.text + palette.search))
                start = span.end
        return [*pieces, (_safe(text[start:]), palette.text)]


def _fitted(pieces: Sequence[Piece], room: int, more: Piece) -> list[Piece]:
    """Give pieces cut to so many cells, with `more`, one cell wide, if that cuts anything off."""
    if sum(width_of(text) for text, _ in pieces) <= room:
        return list(pieces)
    fitted: list[Piece] = []
    left = room - 1
    for text, style in pieces:
        shown, size = cut(text, left)
        fitted.append((shown, style))
        left -= size
        if len(shown) < len(text):
            return [*fitted, more]
    return fitted


def _safe(text: str) -> str:
    return drawn(visible(text))
