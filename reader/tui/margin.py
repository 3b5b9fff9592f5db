"""The margin: each annotation's chips and note, level with the passage they stand on.

Where passages are close, what is above gives way first: a note is cut short to leave the next
one its place, and what finds no place at all is counted in the last line. The annotation at
the cursor is the exception: it is shown whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.text.cells import width_of
from reader.text.normal import normalise
from reader.text.wrapping import wrap
from reader.tui.drawn import Piece, label

if TYPE_CHECKING:
    from reader.tui.palette import Palette

_AT_LEAST = 4
"""Lines that an annotation may take even where the next one is pushed down by it."""
_REACH = 8
"""Rows that an annotation may be pushed below its passage before it is only counted."""


def arrange(
    placed: Sequence[tuple[int, Annotation]],
    current: str,
    height: int,
    width: int,
    colors: Mapping[str, str],
    palette: Palette,
) -> dict[int, list[Piece]]:
    """Give the margin's lines by screen row.

    `placed` holds the annotations in view with the screen row each begins on, in order;
    `current` is the id of the one at the cursor. Rows run from 0 to `height` - 1.
    """
    lines: dict[int, list[Piece]] = {}
    free, left_out = 0, 0
    for number, (row, annotation) in enumerate(placed):
        bright = annotation.id == current
        entry = [*chip_lines(annotation, width, colors, palette, bright=bright)]
        entry += note_lines(annotation.note, width, palette, bright=bright)
        start = max(row, free)
        if bright:
            # Whole, and if need be higher than its passage rather than below the screen.
            start = max(min(start, height - len(entry)), free, 0)
        if start >= height or (start - row > _REACH and not bright):
            left_out += 1
            continue
        following = placed[number + 1][0] if number + 1 < len(placed) else height
        room = len(entry) if bright else max(following - start, _AT_LEAST)
        shown = entry[: min(room, height - start)]
        if len(shown) < len(entry):
            shown[-1] = [*shown[-1][:6], (" …", palette.dim)]
        for offset, pieces in enumerate(shown):
            lines[start + offset] = pieces
        free = start + len(shown)
    if left_out and height > 0:
        lines[min(free, height - 1)] = [(f"+{left_out} more", palette.dim)]
    return lines


def chip_lines(
    annotation: Annotation,
    width: int,
    colors: Mapping[str, str],
    palette: Palette,
    *,
    bright: bool = True,
) -> list[list[Piece]]:
    """Give an annotation's tags as chips, as many a line as fit; none for a bare highlight."""
    lines: list[list[Piece]] = []
    used = width
    for tag in annotation.tags:
        shown = f" {label(tag, width - 2)} "
        size = width_of(shown)
        if used + 1 + size > width:
            lines.append([])
            used = 0
        elif used:
            lines[-1].append((" ", palette.text))
            used += 1
        color = colors.get(tag, "amber")
        lines[-1].append((shown, palette.chip(color, bright=bright)))
        used += size
    return lines


def note_lines(note: str, width: int, palette: Palette, *, bright: bool) -> list[list[Piece]]:
    """Give a note wrapped to lines, bright at the cursor and dim elsewhere."""
    if not note.strip():
        return []
    text = normalise(note).strip()
    style = palette.text if bright else palette.dim
    room = max(width - 2, 1)
    return [
        [(" " + label(text[start:end], room), style)]
        for start, end in wrap(text, 0, len(text), room)
    ]
