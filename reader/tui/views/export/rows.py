"""How the dialog's parts share the rows of the screen."""

from __future__ import annotations

from typing import NamedTuple

WIDEST = 104
"""Cells of the dialog where there is room."""
_LITTLE = 24
"""Cells beside it that are too few to show anything."""
_ROOMY = 21
"""Rows from which on the parts stand apart."""
_MOST = 42
"""Rows that the dialog takes at most."""
_FEWEST = 2
"""Rows that the formats and the preview keep, if there are as many."""
_LINES = 9
"""Lines of a preview before the formats get more room."""


class Rows(NamedTuple):
    """Rows of the dialog and of its parts."""

    total: int
    top: int
    """Rows above it."""
    air: int
    """Rows around it and between its parts."""
    formats: int
    ticks: int
    """Those of the options; one below them is the template's where there is one."""
    preview: int


def across(columns: int, beside: int) -> tuple[int, int]:
    """Give where the dialog begins on a screen of so many columns, and how wide it is.

    It covers all of the list, whose right edge is at `beside`, or nothing of it; and what would
    be left at the right side of the screen is covered too where it would be little.

    >>> across(80, 0), across(120, 30), across(144, 36), across(200, 36)
    ((0, 80), (30, 90), (36, 108), (48, 104))
    """
    if columns <= WIDEST:
        return 0, columns
    room = columns - beside
    width = room if room < WIDEST + _LITTLE else WIDEST
    return max((columns - width) // 2, beside), width


def shared(room: int, formats: int, ticks: int, *, is_templated: bool = False) -> Rows:
    """Share so many rows among so many formats and options and the preview.

    The whole does not depend on how many options there are, so that nothing but the preview
    moves when another format is chosen.
    """
    air = 1 if room >= _ROOMY else 0
    top = air if room < 30 else 2
    # Where there is room, the bar of the tags below it is left whole.
    total = min(room - top - (top == 2), _MOST)
    # Title and name, the rows around, and those below each part but the last.
    left = total - 2 - 2 * air - 3 * air
    least = min(formats, _FEWEST)
    left -= is_templated
    shown = min(ticks, max(left - least - _FEWEST - 1 - (air if ticks else 0), 1 if ticks else 0))
    left -= shown + (air if shown else 0)
    preview = max(left - formats, min(_LINES, left // 2))
    preview = max(min(preview, left - least), 1)
    return Rows(total, top, air, left - preview, shown, preview)
