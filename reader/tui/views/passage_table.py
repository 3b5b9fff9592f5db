"""The rows of the passages view: which annotations are in it, in which order, and their lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article
from reader.text.cells import width_of
from reader.tui.drawn import Piece, label
from reader.tui.views.passage_lines import PassageLines
from reader.tui.views.passage_order import GROUPS, SORTS, PassageRow, arrange
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk

_DETAIL = 7
"""Rows at the bottom for the whole of the passage at the cursor."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the view is narrowed to; empty for all."""

    tag: str = ""
    article: str = ""
    words: str = ""


class PassageTable(TableView):
    """A table of annotations, narrowed, grouped and sorted, with the whole of one below."""

    def __init__(self, desk: Desk, narrowed: Narrowed | None = None) -> None:
        super().__init__()
        self._desk = desk
        self.narrowed = narrowed or Narrowed()
        self._group, self._sort = GROUPS[0], SORTS[0]
        self._rows: list[PassageRow] = []
        self._count = 0
        self._articles: dict[str, Article] = {}
        self._all: list[Annotation] = []
        self._ticked: set[str] = set()
        self.reload()

    def reload(self) -> None:
        """Read the annotations anew; the cursor stays on its passage where that is still there."""
        library = self._desk.library
        self._articles = {row.article.id: row.article for row in library.articles()}
        self._all = [mark for mark in library.annotations() if mark.article in self._articles]
        self._arrange()

    def _arrange(self) -> None:
        """Narrow, group and sort what was read; the cursor stays on its passage."""
        here, narrowed, articles = self._current(), self.narrowed, self._articles
        found = self._all
        if narrowed != Narrowed():
            found = self._desk.library.annotations(
                tag=narrowed.tag, article=narrowed.article, query=narrowed.words
            )
            found = [mark for mark in found if mark.article in articles]
        self._count = len(found)
        self._rows = arrange(found, articles, self._group, self._sort)
        self._ticked &= {mark.id for mark in found}
        self.count = len(self._rows)
        same = [
            number
            for number, row in enumerate(self._rows)
            if here and row.annotation and row.annotation.id == here.id
        ]
        self.go(same[0] if same else 0)

    def _current(self) -> Annotation | None:
        """Give the annotation at the cursor."""
        return self._rows[self.index].annotation if self.index < len(self._rows) else None

    def _chosen(self) -> list[Annotation]:
        """Give the annotations that are ticked, else the one at the cursor."""
        ticked = {
            row.annotation.id: row.annotation
            for row in self._rows
            if row.annotation and row.annotation.id in self._ticked
        }
        here = self._current()
        return list(ticked.values()) or ([here] if here else [])

    def _narrow(self, **changes: str) -> None:
        """Narrow the view further, or widen it again."""
        now = {
            "tag": self.narrowed.tag,
            "article": self.narrowed.article,
            "words": self.narrowed.words,
        }
        self.narrowed = Narrowed(**{**now, **changes})
        self._arrange()

    def can_stand(self, index: int) -> bool:
        """Tell whether the cursor may be on a row: headings are passed over."""
        return bool(self._rows) and self._rows[index].annotation is not None

    # Drawing

    @property
    def body(self) -> int:
        """Rows for the table."""
        detail = _DETAIL if self.size.height >= 18 else 0
        return max(self.size.height - 3 - detail, 1)

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, a passage, or the whole of the one at the cursor."""
        if y == 0:
            return self._heading()
        if y == 1:
            return []
        if y - 2 < self.body:
            number = self.top + y - 2
            return self._row(number) if number < len(self._rows) else self._nothing(y)
        return self._detail(y - 3 - self.body)

    def _heading(self) -> list[Piece]:
        """Give what the view is narrowed to, how many there are, and their order."""
        palette = self.palette
        parts = self._narrowing()
        count = f"{self._count:,}" + (f" of {len(self._all):,}" if parts else "")
        left = "  Passages"
        about = label("".join(f" · {part}" for part in parts), max(self.size.width // 2, 1))
        right = f"grouped by {self._group} · sorted by {self._sort}"
        gap = self.size.width - len(left) - width_of(about) - len(count) - 4 - len(right)
        pieces = [(left, palette.strong), (about, palette.accent), (f"  {count}", palette.dim)]
        return [*pieces, (" " * gap + right, palette.dim)] if gap > 0 else pieces

    def _narrowing(self) -> list[str]:
        """Give what the view is narrowed to, in words."""
        narrowed, article = self.narrowed, self._desk.article
        parts = [f"tag:{narrowed.tag}"] if narrowed.tag else []
        if narrowed.article:
            is_open = article is not None and article.id == narrowed.article
            parts.append("this article" if is_open else "one article")
        return [*parts, narrowed.words] if narrowed.words else parts

    def _nothing(self, y: int) -> list[Piece]:
        """Say why there is nothing, in one line of an empty table."""
        if self._rows or y != 3:
            return []
        is_all = self.narrowed == Narrowed()
        highlight, tag = map(self._desk.keys.key_of, ("highlight", "tag"))
        empty = f"Nothing marked yet: {highlight} highlights, {tag} tags."
        text = empty if is_all else "Nothing fits."
        return [("  " + text, self.palette.dim)]

    def _row(self, number: int) -> list[Piece]:
        """Give one row of the table."""
        row = self._rows[number]
        if row.annotation is None or row.article is None:
            return self._lines().heading(row.heading)
        ticked = row.annotation.id in self._ticked
        here = number == self.index
        return self._lines().row(row.annotation, row.article, here=here, ticked=ticked)

    def _detail(self, y: int) -> Iterable[Piece]:
        """Give a line of the whole passage at the cursor, below a rule."""
        if y < 0:
            return [("  " + "─" * (self.size.width - 4), self.palette.faint)]
        mark = self._current()
        lines = self._lines().whole(mark, _DETAIL - 1) if mark else []
        return [("    ", self.palette.text), *lines[y]] if y < len(lines) else []

    def _lines(self) -> PassageLines:
        return PassageLines(self.size.width, self.palette, self._desk.tag_colors())
