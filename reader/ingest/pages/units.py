"""What a page is made of for a reader: paragraphs, headings, code, tables, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

RunKind = Literal["text", "break", "image"]
UnitKind = Literal["paragraph", "heading", "code", "table", "rule"]


class OpenTag(NamedTuple):
    """An inline tag that is open: its name, and for a link its address."""

    name: str
    address: str = ""


class StyledRun(NamedTuple):
    """Text that stands in the same inline tags throughout."""

    text: str
    """The text; of an image its alternative; empty for a break."""
    tags: tuple[OpenTag, ...] = ()
    """The tags that are open around it, the outermost first."""
    kind: RunKind = "text"
    address: str = ""
    """Where an image is."""


@dataclass(frozen=True, eq=False, slots=True)
class ListUnit:
    """A list, known by itself."""

    is_ordered: bool


@dataclass(frozen=True, eq=False, slots=True)
class Container:
    """A quotation, or one item of a list; known by itself, not by what it says."""

    listing: ListUnit | None = None
    """The list that it is an item of; none for a quotation."""
    number: int = 1
    """Its number in a list that has numbers."""


class Unit(NamedTuple):
    """One block of a page."""

    kind: UnitKind
    runs: tuple[StyledRun, ...] = ()
    """What stands in a paragraph or heading."""
    level: int = 0
    """A heading's level, 1 to 6."""
    containers: tuple[Container, ...] = ()
    """The quotations and items that it stands in, the outermost first."""
    is_tight: bool = False
    """Whether it stands in an item without a paragraph of its own."""
    code: str = ""
    """A block of code, as it is."""
    info: str = ""
    """The language of the code, as the page names it."""
    rows: tuple[tuple[tuple[StyledRun, ...], ...], ...] = ()
    """A table's cells, row by row, all rows equally long."""
    element: HtmlElement | None = None
    """The element of the page that it stands in directly."""

    def text(self) -> str:
        """Give its words, cells parted by spaces."""
        if self.kind == "code":
            return self.code
        if self.kind == "table":
            return " ".join(_joined(cell) for row in self.rows for cell in row)
        return _joined(self.runs)


def _joined(runs: tuple[StyledRun, ...]) -> str:
    return "".join([" " if run.kind == "break" else run.text for run in runs])
