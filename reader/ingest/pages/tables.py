"""Tables of a page: those of data are read as such, those that only arrange things are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from reader.ingest.pages.elements import HEADINGS, HIDDEN, number_of
from reader.ingest.pages.units import StyledRun, Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Walk: TypeAlias = "Callable[[HtmlElement], Iterator[Unit]]"
"""Gives the units of an element, in order."""

_WIDEST = 100
"""Columns of a table at most."""
_LONGEST_CELL = 1_500
_NO_DATA = ("table", "pre", *HEADINGS)
"""What a table that only arranges things on the page holds, and one of data does not."""


def read(element: HtmlElement, units: Walk) -> list[Unit]:
    """Give a table with its caption; nothing for one that only arranges parts of the page.

    What stands in it is walked by `units`.
    """
    if element.get("role") in ("presentation", "none"):
        return []
    if next(element.iterdescendants(*_NO_DATA), None) is not None:
        return []
    rows: list[list[tuple[StyledRun, ...]]] = []
    captions: list[Unit] = []
    has_header = False
    for part in element:
        if part.tag == "caption":
            captions += units(part)
        rows_here = [part] if part.tag == "tr" else part if _is_group(part) else ()
        for row in rows_here:
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            if any(len(cell.text_content()) > _LONGEST_CELL for cell in cells):
                return []
            if len(cells) > _WIDEST:
                return []
            has_header = has_header or any(cell.tag == "th" for cell in cells)
            rows.append([inner for cell in cells for inner in _spread(cell, units)])
    width = max(map(len, rows), default=0)
    size = sum(len(run.text) for row in rows for cell in row for run in cell)
    is_data = 2 <= width <= _WIDEST and (len(rows) > 1 or has_header)
    if not is_data or not size or width * len(rows) > 20 * size + 1_000:
        return []
    if _words_outside(element):
        return []
    filled = tuple([(*row, *([()] * (width - len(row)))) for row in rows if any(row)])
    return [*captions, Unit("table", rows=filled, element=element)]


def _is_group(part: HtmlElement) -> bool:
    return part.tag in ("thead", "tbody", "tfoot")


def _words_outside(element: HtmlElement) -> bool:
    """Whether words stand in a table outside of its cells, where a table has no place for them."""
    for part in element.iter("table", "thead", "tbody", "tfoot", "tr"):
        if (part.text or "").strip() or any((inner.tail or "").strip() for inner in part):
            return True
        expected = ("td", "th") if part.tag == "tr" else ("tr", "thead", "tbody", "tfoot")
        if any(
            inner.tag not in (*expected, "caption", "colgroup", "col")
            and inner.text_content().strip()
            for inner in part
            if isinstance(inner.tag, str) and inner.tag not in HIDDEN
        ):
            return True
    return False


def _spread(cell: HtmlElement, units: Walk) -> list[tuple[StyledRun, ...]]:
    """Give what stands in a cell, and an empty cell for each further column that it spans."""
    runs: list[StyledRun] = []
    for unit in units(cell):
        if runs and unit.runs:
            runs.append(StyledRun("", kind="break"))
        runs += unit.runs
    span = min(number_of(cell.get("colspan", ""), 1) or 1, _WIDEST)
    return [tuple(runs), *([()] * (span - 1))]
