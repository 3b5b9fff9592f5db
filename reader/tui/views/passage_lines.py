"""How a passage is drawn: one row in the table, and the whole of it below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style

from reader.annotation.model import Annotation, Article
from reader.annotation.painting import color_of
from reader.text.cells import drawn, width_of
from reader.text.normal import visible
from reader.text.wrapping import wrap
from reader.tui import words
from reader.tui.drawn import Piece, cut, filled, label
from reader.tui.margin import chip_lines
from reader.tui.notes import note_lines
from reader.tui.palette import Palette

UNSURE = {"review": "to review", "orphaned": "orphan"}
"""Words for the statuses of what is not surely placed."""
_CONTEXT = 20
"""Cells that must be free beside a quote for its context to be shown too."""


@dataclass(frozen=True)
class PassageLines:
    """The lines of passages, so many cells wide."""

    width: int
    palette: Palette
    colors: Mapping[str, str]
    """Colour names by tag path."""

    def heading(self, text: str) -> list[Piece]:
        """Give the heading of a group, in its colour if it is a tag."""
        name = text.rsplit("  ", 1)[0]
        color = self.colors.get(name, "")
        style = self.palette.ink(color) if color else self.palette.accent
        bold = style + self.palette.make(attributes="bold")
        return [("  " + label(text, self.width - 4), bold)]

    def row(self, mark: Annotation, article: Article, *, here: bool, ticked: bool) -> list[Piece]:
        """Give one passage: its quote in its context, where from, and its note."""
        width = self.width
        note_width = min(width // 4, 36) if width >= 100 else 0
        from_width = 24 if width >= 70 else 0
        pieces = [
            ("▌" if here else " ", self.palette.accent),
            ("✓ " if ticked else "  ", self.palette.accent),
            *self._quote(mark, width - 8 - note_width - from_width),
        ]
        year = words.year(article.published)
        if from_width:
            status = UNSURE.get(mark.status, "")
            lead = f"{status} · " if status else ""
            from_where = article.source or article.title
            origin = lead + words.origin(from_where, year, from_width - 2 - len(lead))
            pieces.append(("  " + filled(origin, from_width - 2), self.palette.dim))
        if note_width:
            note = "" if mark.is_memo else mark.note
            pieces.append(("  " + filled(note, note_width - 2), self.palette.dim))
        pieces.append((" " * width, self.palette.text))
        return [(text, self._raised(style)) for text, style in pieces] if here else pieces

    def _raised(self, style: Style) -> Style:
        """Raise a style, unless it is a highlight's: that keeps its own ground."""
        on_ground = style.bgcolor == self.palette.text.bgcolor
        return self.palette.raised(style) if on_ground else style

    def _quote(self, mark: Annotation, room: int) -> list[Piece]:
        """Give a quote lit in its context, as much as there is room for; of a memo its words."""
        palette, color = self.palette, color_of(mark.tags, self.colors)
        if mark.is_memo:
            head = "  memo  "
            return [(head, palette.accent), (filled(mark.note, room + 2 - len(head)), palette.text)]
        quote, size = cut(label(mark.quote, room), room)
        edge = ("▎ " if mark.is_sure else "? ", palette.ink(color))
        free = room - size
        if free <= _CONTEXT:
            return [edge, (quote + " " * free, palette.text)]
        before = label(mark.prefix, 40)[-min(free // 2, 24) :]
        before = before[before.find(" ") + 1 :]
        after = cut(label(mark.suffix, 40), free - width_of(before))[0]
        fill = " " * max(free - width_of(before) - width_of(after), 0)
        # Lit only in a context that it stands out from.
        lit = palette.text + palette.mark(color)
        return [edge, (before, palette.dim), (quote, lit), (after + fill, palette.dim)]

    def whole(self, mark: Annotation, rows: int) -> list[list[Piece]]:
        """Give all of a passage in so many rows: its quote, its tags and its note."""
        palette, width = self.palette, min(self.width - 8, 100)
        chips = chip_lines(mark, width, self.colors, palette)
        notes = note_lines(mark.note, width, palette, bright=True, most=rows)
        text = drawn(visible(mark.quote[: rows * width * 2]))
        quote: list[list[Piece]] = [
            [(text[start:end], palette.text)] for start, end in wrap(text, 0, len(text), width)
        ]
        room = max(rows - len(chips) - min(len(notes), 2), 1)
        status = UNSURE.get(mark.status, "")
        unsure: list[list[Piece]] = [[(status, palette.accent)]] if status else []
        return [*unsure, *quote[: room - len(unsure)], *chips, *notes][:rows]
