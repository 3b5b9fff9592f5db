"""How tags are drawn: one a row in their tree, and the whole of the one at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style

from reader.annotation.look_alikes import told_apart
from reader.annotation.tag_tree import TagRow
from reader.counting import plural
from reader.text.cells import drawn, width_of
from reader.text.normal import visible
from reader.text.wrapping import wrap
from reader.tui import words
from reader.tui.drawn import Piece, filled, label
from reader.tui.palette import Palette

_NAMES = (24, 44)
"""Cells that names take at least and at most, where there is room."""
_COUNTS = 16
"""Cells for the counts."""
_LEAD = 6
"""Cells before a name."""


@dataclass(frozen=True)
class TagLines:
    """The lines of tags, so many cells wide."""

    width: int
    palette: Palette
    names: int
    """Cells that the longest name takes."""
    is_flat: bool = False
    """Whether tags show as paths, not as a tree."""

    @property
    def _name_width(self) -> int:
        least, most = _NAMES
        wanted = min(max(self.names, least), most)
        return max(min(wanted, self.width - _LEAD - _COUNTS - 2), 8)

    @property
    def _rest(self) -> int:
        """Cells that are left for the description."""
        return max(self.width - _LEAD - self._name_width - _COUNTS - 6, 0)

    def heading(self, title: str, about: str, count: str) -> list[Piece]:
        """Give the line above the tags, with the names of the counts."""
        palette = self.palette
        counts = f"{'passages':>10} {'in all':>7}"
        free = self.width - len(title) - width_of(count) - 8
        shown = label(f" · {about}", free) if about else ""
        used = width_of(f"  {title}{shown}  {count}")
        gap = _LEAD + self._name_width - 2 - used
        return [
            (f"  {title}", palette.strong),
            (shown, palette.accent),
            (f"  {count}", palette.dim),
            (" " * gap + counts if gap >= 0 else "", palette.dim),
        ]

    def row(self, row: TagRow, *, here: bool) -> list[Piece]:
        """Give one tag: its key, colour, name, counts and what it is for."""
        palette, tag = self.palette, row.tag
        ink = palette.ink(tag.color) if tag else palette.dim
        slot = str(tag.slot) if tag and tag.slot else " "
        pieces = [
            ("▌" if here else " ", palette.accent),
            (f" {slot} ", ink + palette.make(attributes="bold")),
            ("● " if tag else "  ", ink),
            (self._name(row), palette.text if tag else palette.dim),
            (f"{row.annotations:>8,}" if tag else " " * 8, palette.text),
            (f"{row.total:>8,}    " if row.below else " " * 12, palette.dim),
            (filled(tag.description if tag else "", self._rest), palette.dim),
            (" " * self.width, palette.text),
        ]
        return [(text, palette.raised(style)) for text, style in pieces] if here else pieces

    def _name(self, row: TagRow) -> str:
        """Give a tag's name, indented by its level and marked where it looks like another."""
        indent = "" if self.is_flat else "  " * min(row.level, 8)
        mark = " ≈" if row.alike else ""
        room = self._name_width - len(indent)
        shown = label(row.path if self.is_flat else row.name, room - len(mark)) + mark
        return indent + shown + " " * (room - width_of(shown))

    def whole(self, row: TagRow, rows: int) -> list[list[Piece]]:
        """Give all that is known of a tag, in so many rows at most."""
        palette, width = self.palette, min(self.width - 8, 100)
        facts = [plural(row.annotations, "passage")] if row.tag else ["no tag of its own"]
        if row.below:
            facts.append(f"{row.total:,} with {plural(row.below, 'tag')} below")
        if row.tag:
            facts += [row.tag.color, f"key {row.tag.slot}"] if row.tag.slot else [row.tag.color]
        if row.last_used:
            facts.append(f"last given {words.day(row.last_used)}")
        about = " · ".join(facts)
        lines = [*self._wrapped(visible(row.path), width, palette.strong)]
        if width_of(visible(row.path)) + width_of(about) + 3 <= width:
            lines[0].append((f"   {about}", palette.dim))
        else:
            lines.append([(label(about, width), palette.dim)])
        for other in row.alike[:2]:
            text = f"≈ looks like {visible(other)}, but {told_apart(row.path, other)}"
            lines += self._wrapped(text, width, palette.text)
        if row.tag and row.tag.description:
            lines += self._wrapped(visible(row.tag.description), width, palette.text)
        return lines[:rows]

    def _wrapped(self, text: str, width: int, style: Style) -> list[list[Piece]]:
        text = drawn(text[: width * 8])
        return [[(text[start:end], style)] for start, end in wrap(text, 0, len(text), width)]


def name_width(rows: Sequence[TagRow], *, is_flat: bool) -> int:
    """Give the cells that the longest name of some tags takes, marks included."""
    names = (row.path if is_flat else "  " * min(row.level, 8) + row.name for row in rows)
    return max((width_of(visible(name)) + 2 for name in names), default=0)
