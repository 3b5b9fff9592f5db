"""An article in the list: title, source, date, length, how far read, how much is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

from reader.annotation.model import ArticleRow
from reader.tui import words
from reader.tui.drawn import Piece, filled, label
from reader.tui.palette import Palette


class ShownArticle(NamedTuple):
    """What the list itself knows of an article that is in view."""

    is_open: bool
    has_cursor: bool
    waiting: int
    """How many of its annotations wait for review."""


def heading(total: int, narrowed: str, palette: Palette, width: int) -> list[Piece]:
    """Give how many articles there are, -1 for not known yet, and what they are narrowed to."""
    strong = palette.dim + palette.strong
    if not narrowed:
        count = f"{total:,}" if total >= 0 else ""
        return [("  Corpus  ", strong), (count, palette.dim)]
    count = f"{total:,}" if total >= 0 else "…"
    about = label(narrowed, width - len(count) - 6)
    return [(f"  {count}", strong), (" · ", palette.dim), (about, palette.accent)]


def article_line(
    row: ArticleRow, part: int, parts: int, shown: ShownArticle, palette: Palette, width: int
) -> list[Piece]:
    """Give one of the three lines of an article, from 0, or of two where there is less room."""
    is_raised = shown.is_open or shown.has_cursor
    raise_ = palette.raised if is_raised else lambda style: style
    bar = "▌" if shown.is_open else ("›" if shown.has_cursor and part == 0 else " ")
    edge: Piece = (bar, raise_(palette.accent))
    room = width - 4
    if part == 0:
        style = palette.strong if shown.is_open else palette.text
        return [edge, (" " + filled(row.article.title, room) + " ", raise_(style))]
    if part == 1 and parts == 3:
        return [
            edge,
            (" " + filled(words.about(row.article, room), room) + " ", raise_(palette.dim)),
        ]
    if part == 1:
        signs = (
            words.progress_mark(row) + ("★" if row.reading.starred else ""),
            _dots(row),
            "≈" if row.copies else "",
            "?" if shown.waiting else "",
            "gone" if row.article.gone else "",
        )
        marks = " ".join(sign for sign in signs if sign)
        left = room - len(marks) - 1
        about = filled(words.about(row.article, left), left)
        return [edge, (f" {about} ", raise_(palette.dim)), (marks + " ", raise_(palette.dim))]
    return [edge, *_marks(row, shown, palette, room, raise_)]


def _marks(
    row: ArticleRow,
    shown: ShownArticle,
    palette: Palette,
    room: int,
    raise_: Callable[[Style], Style],
) -> list[Piece]:
    """Give the line of marks: how far read, starred, and dots for annotations."""
    share = words.percent(row)
    read = f" {words.progress_mark(row)}" + (f" {share} %" if 0 < share < 100 else "")
    star = " ★" if row.reading.starred else ""
    dots = f"  {_dots(row)}" if row.annotations else ""
    count = f" {row.annotations}" if row.annotations > 3 else ""
    copies = f"  ≈ {row.copies}" if row.copies else ""
    waits = f"  ? {shown.waiting}" if shown.waiting else ""
    pieces = [
        (read, raise_(palette.accent if 0 < share < 100 else palette.dim)),
        (star, raise_(palette.ink("amber"))),
        (dots, raise_(palette.ink("amber"))),
        (count, raise_(palette.dim)),
        (copies, raise_(palette.dim)),
        (waits, raise_(palette.accent)),
        ("  gone" if row.article.gone else "", raise_(palette.dim)),
    ]
    used = sum(len(text) for text, _ in pieces)
    return [*pieces, (" " * max(room + 2 - used, 0), raise_(palette.dim))]


def _dots(row: ArticleRow) -> str:
    """Give dots for how much is annotated: up to three."""
    return "●" * min(row.annotations, 3)
