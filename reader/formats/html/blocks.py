"""The text of an article as HTML: the text of the elements is the canonical text, exactly.

White space between blocks stands between their elements. What is no part of the text, as notes
in the margin, stands in elements of the class `aside`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reader.formats.html import escaping
from reader.formats.html.containers import Containers
from reader.formats.html.inline import Point, Run, Stretch
from reader.formats.html.marking import Marking
from reader.text.document import Block, Document, Mark, Span

_CELL = {"left": "", "center": ' class="center"', "right": ' class="right"'}
_BEGINNING = 200
"""Characters of a block among which the first letter is looked for."""
_BLANK = " \t\n"
"""White space that HTML allows between any two elements."""


def written(
    document: Document, prefix: str, marking: Marking | None = None, *, headings: bool = True
) -> Iterator[str]:
    """Give the HTML of a text, block by block; `prefix` begins the ids in it.

    Without `headings`, a heading is a strong paragraph and no part of the page's outline.
    """
    containers, text, done = Containers(), document.text, 0
    for index, block in enumerate(document.blocks):
        closing, opening, rest = containers.enter(
            block.lead, text[block.start : min(block.end, block.start + _BEGINNING)]
        )
        yield _gap(text[done : block.start]) + closing + opening
        beside = marking.beside.get(index) if marking else None
        if beside:
            yield f'<div class="pair"><div class="aside">{"".join(beside)}</div>'
        runs = marking.between(block.start, block.end) if marking else ()
        points = marking.points.get(index, ()) if marking else ()
        yield _Writer(text, block, runs, points, prefix).element(rest, headings=headings)
        if beside:
            yield "</div>"
        done = max(done, block.end)
    yield _gap(text[done:]) + containers.end()


def _gap(text: str) -> str:
    if not text.strip(_BLANK):
        return text
    return f'<span class="gap">{escaping.text(text)}</span>'


class _Writer:
    """Writes one block."""

    def __init__(
        self, text: str, block: Block, runs: Sequence[Run], points: Sequence[Point], prefix: str
    ) -> None:
        self._text, self._block, self._prefix = text, block, prefix
        self._runs, self._points = runs, points

    def element(self, lead: str, *, headings: bool) -> str:
        """Give the block's element; `lead` is decoration that no container stands for."""
        block = self._block
        if block.kind == "rule":
            return "<hr>"
        heads = block.kind == "heading"
        name = " ".join(["tight"] * block.tight + ["strong"] * (heads and not headings))
        given = f' data-lead="{escaping.attribute(lead)}"' if lead else ""
        given += f' class="{name}"' if name else ""
        given += self._note_id() + ' dir="auto"'
        if block.kind == "table" and block.rows:
            return f'<div class="scroll"><table{given}>{self._rows()}</table></div>'
        inner = self._stretch(Span(block.start, block.end), block.marks, self._runs, self._points)
        if block.kind == "code":
            # The code element comes first: a line end right after <pre> would be dropped.
            return f"<pre{given}><code>{inner}</code></pre>"
        tag = f"h{min(block.level + 2, 6)}" if heads and headings else "p"
        return f"<{tag}{given}>{inner}</{tag}>"

    def _note_id(self) -> str:
        """Give the id by which a reference knows the footnote that begins here."""
        for mark in self._block.marks:
            if mark.style == "footnote_text":
                return f' id="{escaping.attribute(self._prefix + mark.target)}"'
        return ""

    def _stretch(
        self, span: Span, marks: Sequence[Mark], runs: Sequence[Run], points: Sequence[Point]
    ) -> str:
        return Stretch(self._text, span, marks, runs, points, prefix=self._prefix).markup()

    def _rows(self) -> str:
        block = self._block
        cells = [cell for row in block.rows for cell in row]
        marks = _shared(block.marks, cells)
        points = _assigned(self._points, cells)
        parts, number, done = [], 0, block.start
        for index, row in enumerate(block.rows):
            is_head = index == 0 and block.level == 0
            parts.append("<thead><tr>" if is_head else "<tr>")
            for column, cell in enumerate(row):
                gap, done = self._text[done : cell.start], max(done, cell.end)
                runs = _within(self._runs, cell)
                inner = self._stretch(cell, marks[number], runs, points[number])
                name = "th" if is_head else "td"
                align = _CELL[block.aligns[column]] if column < len(block.aligns) else ""
                # Anything but blanks between two cells would be moved before the table.
                outer = gap if not gap.strip(_BLANK) else ""
                inner = inner if outer else escaping.text(gap) + inner
                scope = ' scope="col"' if is_head else ""
                parts.append(f'{outer}<{name}{scope}{align} dir="auto">{inner}')
                number += 1
                last = number == len(cells)
                parts.append(escaping.text(self._text[done : block.end]) if last else "")
                parts.append(f"</{name}>")
            parts.append("</tr></thead>" if is_head else "</tr>")
        return "".join(parts)


def _within(runs: Sequence[Run], cell: Span) -> Sequence[Run]:
    first = bisect_right(runs, cell.start, key=lambda run: run.end)
    return runs[first : bisect_left(runs, cell.end, key=lambda run: run.start)]


def _shared(marks: Sequence[Mark], cells: Sequence[Span]) -> list[list[Mark]]:
    """Give each cell the marks that touch it."""
    found: list[list[Mark]] = [[] for _ in cells]
    for mark in marks:
        first = bisect_right(cells, mark.start, key=lambda cell: cell.end)
        for index in range(first, bisect_left(cells, mark.end, key=lambda cell: cell.start)):
            found[index].append(mark)
    return found


def _assigned(points: Sequence[Point], cells: Sequence[Span]) -> list[list[Point]]:
    """Give each cell the points that stand at its text."""
    found: list[list[Point]] = [[] for _ in cells]
    for point in points:
        if point.closes:
            index = max(bisect_left(cells, point.offset, key=lambda cell: cell.start) - 1, 0)
        else:
            index = bisect_right(cells, point.offset, key=lambda cell: cell.end)
        found[min(index, len(cells) - 1)].append(point)
    return found
