"""Notes as they are shown: their Markdown set in lines, bright at the cursor and dim elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from rich.style import Style

from reader.text.layout import Layout
from reader.text.normal import normalise
from reader.text.wrapping import wrap
from reader.tui.drawn import Piece, label
from reader.tui.painter import Layers, paint_row

if TYPE_CHECKING:
    from reader.tui.palette import Palette


def note_lines(
    note: str, width: int, palette: Palette, *, bright: bool, most: int
) -> list[list[Piece]]:
    """Give a note set in lines.

    Of a long one no more is looked at than `most` lines need.
    """
    from reader.text.notes import is_plain, note_document

    room = max(width - 2, 1)
    text = normalise(note.lstrip()[: most * room * 4]).rstrip()
    if not text:
        return []
    if is_plain(text):
        return _plain_lines(text, room, palette.text if bright else palette.dim, most)
    layout = Layout(note_document(text), room)
    rows = [layout[number] for number in layout.window(0, most)]
    lines = [paint_row(layout, row, Layers(), palette) for row in rows]
    return [[(" ", palette.text), *(line if bright else _dimmed(line, palette))] for line in lines]


def _plain_lines(text: str, room: int, style: Style, most: int) -> list[list[Piece]]:
    rows = islice(wrap(text, 0, len(text), room), most)
    return [[(" " + label(text[start:end], room), style)] for start, end in rows]


def _dimmed(line: Iterable[Piece], palette: Palette) -> list[Piece]:
    """Give a line in the dim ink, its bold and italics kept."""
    return [(text, _dim(style, palette)) for text, style in line]


@lru_cache(maxsize=256)
def _dim(style: Style, palette: Palette) -> Style:
    # Set or left as they are, never taken off: without colours, to be dim is an attribute too.
    return palette.dim + Style(
        bold=style.bold or None,
        italic=style.italic or None,
        underline=style.underline or None,
        strike=style.strike or None,
    )
