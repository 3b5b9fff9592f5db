"""What the review queue says of an item: where it is from, why it waits, its tags and its note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text.cells import width_of
from reader.tui import words
from reader.tui.drawn import Piece, label
from reader.tui.margin import chip_lines, cut_short
from reader.tui.notes import note_lines

if TYPE_CHECKING:
    from reader.library.comparing import Comparison
    from reader.tui.palette import Palette

_WIDE = 70
"""Cells from which an item's origin stands beside its number."""
_HIGH = 16
"""Lines of the view from which there is room for air, tags and a note."""
_NOTE = 3
"""Lines of a note that are shown at most."""
_MEASURE = 100

Line = list[Piece]


@dataclass(frozen=True)
class ReviewWords:
    """The lines around the texts, for one size of the view."""

    width: int
    height: int
    palette: Palette
    colors: Mapping[str, str]
    """Colour names by tag path."""

    def heading(self, where: str) -> Line:
        """Give the line on top without an item."""
        return [("  Review", self.palette.strong), (f"  {where}", self.palette.dim)]

    def above(self, item: Comparison, where: str) -> list[Line]:
        """Give the lines above the texts, the last of them blank where there is room."""
        palette, room = self.palette, self.width - 4
        lines = [self.heading(where)]
        origin = _origin(item)
        if self.width >= _WIDE:
            used = sum(width_of(text) for text, _ in lines[0])
            shown = label(origin, self.width - used - 6)
            gap = self.width - used - width_of(shown) - 2
            lines[0].append((" " * gap + shown, palette.dim))
        else:
            lines.append([("  " + label(origin, room), palette.dim)])
        reason: Line = [("  " + label(item.reason, room), palette.accent)]
        if self.height < _HIGH:
            return [*lines, reason]
        return [*lines, [], reason, *self._marks(item), []]

    def _marks(self, item: Comparison) -> list[Line]:
        """Give an item's tags and the beginning of its note."""
        palette, width = self.palette, min(self.width - 4, _MEASURE)
        mark = item.annotation
        chips = cut_short(chip_lines(mark, width, self.colors, palette), 1, width, palette)
        notes = note_lines(mark.note, width, palette, bright=True, most=_NOTE + 1)
        shown = [*chips, *cut_short(notes, _NOTE, width, palette)]
        air: list[Line] = [[]] if shown else []
        return [*air, *([("  ", palette.text), *line] for line in shown)]

    def before(self, item: Comparison, width: int) -> Line:
        """Give the line over the text as it was."""
        day = words.day(item.made)
        share = _share(item.span.start, item.before.text)
        return self._over(" · ".join(filter(None, ("Before", day, share))), width)

    def now(self, item: Comparison, width: int) -> Line:
        """Give the line over the text as it is."""
        what = "proposed" if item.proposed else "near where it stood"
        share = _share(item.place.start, item.now.text)
        return self._over(f"Now · {what} · {share}", width)

    def _over(self, text: str, width: int) -> Line:
        shown = label(text, width - 4)
        rule = "─" * max(width - width_of(shown) - 5, 0)
        return [(f"  {shown} ", self.palette.dim), (rule, self.palette.faint)]


def _origin(item: Comparison) -> str:
    article = item.article
    parts = (article.title, article.source, words.year(article.published))
    return " · ".join(part for part in parts if part)


def _share(offset: int, text: str) -> str:
    return f"at {offset * 100 // max(len(text), 1)} %"
