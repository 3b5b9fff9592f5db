"""Where the columns of the screen stand: panes give way as a terminal grows narrow."""

from __future__ import annotations

from typing import NamedTuple

GUTTER = 4
"""Cells before the text: two for annotations, one for the current sentence, one of air."""
EDGE = 1
"""Cells of air behind the margin, so that no chip touches the edge of the screen."""
MEASURE = 72
"""The most cells that a line of text takes, however wide the terminal is."""


class PaneColumns(NamedTuple):
    """The columns of the reading pane, in cells from its left edge."""

    gutter: int
    """Where the gutter starts; the text starts `GUTTER` cells on."""
    measure: int
    """Cells that a line of text may take."""
    margin: int
    """Where the margin starts."""
    margin_width: int
    """Cells of the margin; 0 where there is none and notes open below the line."""

    @property
    def text(self) -> int:
        """Where the text starts."""
        return self.gutter + GUTTER


def list_width(terminal: int) -> int:
    """Give the cells of the article list on a terminal of so many columns; 0 if it hides."""
    if terminal < 80:
        return 0
    return 32 if terminal >= 140 else 28


def columns(pane: int, terminal: int) -> PaneColumns:
    """Give the columns of a reading pane `pane` cells wide on a terminal of so many columns."""
    if terminal >= 112:
        measure, least, gap = (MEASURE, 28, 3) if terminal >= 140 else (64, 22, 1)
        measure = min(measure, pane - GUTTER - gap - least - EDGE)
        if measure < 40:
            return _without_margin(pane)
        margin_width = min(36, pane - GUTTER - measure - gap - EDGE)
        air = pane - GUTTER - measure - gap - margin_width - EDGE
        gutter = min(air // 2, 16)
        return PaneColumns(gutter, measure, gutter + GUTTER + measure + gap, margin_width)
    return _without_margin(pane)


def _without_margin(pane: int) -> PaneColumns:
    """Give the columns of a pane that has no room for a margin, with some for chips."""
    measure = max(min(MEASURE, pane - GUTTER - 3), 1)
    air = max(pane - GUTTER - measure - 8, 0)
    return PaneColumns(air // 2, measure, pane, 0)
