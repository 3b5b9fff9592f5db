"""A part of a table while its cells are put together: TAB between cells, LF between rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.text.document import Span
from reader.text.markdown.inline import InlineRun

if TYPE_CHECKING:
    from markdown_it.token import Token

_ONE_CELL = str.maketrans("\t\n", "  ")


class TablePart:
    """Rows of a table, as a run of text from the offset `start` on."""

    def __init__(self, start: int) -> None:
        self.run = InlineRun(start)
        self.rows: list[list[Span]] = []

    def begin_row(self) -> None:
        """Begin a row."""
        if self.rows:
            self.run.add("\n")
        self.rows.append([])

    def add_cell(self, parsed: Iterable[tuple[str, list[Token]]]) -> set[str]:
        """Add a cell of inline tokens, in pieces that what is given with each parts.

        Give the labels of the definitions that it refers to.
        """
        if self.rows[-1]:
            self.run.add("\t")
        cell = InlineRun(self.run.end)
        for gap, tokens in parsed:
            cell.add(gap if cell.parts else "")
            cell.add_tokens(tokens)
        cell.trim()
        # TAB stands between cells, LF between rows; one inside would look like one more.
        self.run.add(cell.text().translate(_ONE_CELL))
        self.run.marks += cell.marks
        self.rows[-1].append(Span(cell.start, self.run.end))
        return cell.labels

    def fill_row(self, columns: int) -> None:
        """Add the empty cells that the row misses."""
        missing = columns - len(self.rows[-1])
        for _ in range(missing):
            self.run.add("\t")
            self.rows[-1].append(Span(self.run.end, self.run.end))
