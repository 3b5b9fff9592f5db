"""Labels drawn over a line, in the place of what stands there: nothing else moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.style import Style

from reader.text.cells import glyphs
from reader.tui.drawn import Piece


def stamped(
    pieces: Iterable[Piece], stamps: Sequence[tuple[int, str]], style: Style
) -> list[Piece]:
    """Give a line's pieces with labels over them, each a cell and its letters, in order.

    What a label leaves of a wide character is blank.
    """
    letters = {cell + index: letter for cell, label in stamps for index, letter in enumerate(label)}
    result: list[Piece] = []
    for text, drawn in _overlaid(pieces, letters, style):
        if result and result[-1][1] == drawn:
            result[-1] = (result[-1][0] + text, drawn)
        else:
            result.append((text, drawn))
    return result


def _overlaid(pieces: Iterable[Piece], letters: dict[int, str], style: Style) -> Iterator[Piece]:
    """Give what is drawn grapheme by grapheme, the letters in the place of what they cover."""
    cell = 0
    for text, ground in pieces:
        for glyph in glyphs(text, 0, len(text)):
            cells = range(cell, cell + glyph.width)
            cell += glyph.width
            if not any(place in letters for place in cells):
                yield text[glyph.start : glyph.end], ground
                continue
            for place in cells:
                yield (letters[place], style) if place in letters else (" ", ground)
