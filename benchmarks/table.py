"""A section of the page: a table with a line about what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

_WIDTH = 100
"""Characters of a line of the page, outside of tables."""


@dataclass(frozen=True)
class Section:
    """What one module measured, as the page shows it."""

    title: str
    about: str
    """What is measured, and what we aim at."""
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    """Numbers are shown with as many digits as they are worth; `None` as a dash."""
    after: str = ""
    """What is to be known of these figures in particular."""
    labels: int = 1
    """How many of the columns, from the left, are words."""

    def __str__(self) -> str:
        """Give it as Markdown.

        >>> print(Section("Keys", "A key.", ["", "ms"], [["j", 4.25], ["k", None]]))
        ## Keys
        <BLANKLINE>
        A key.
        <BLANKLINE>
        | | ms |
        | --- | ---: |
        | j | 4.2 |
        | k | – |
        <BLANKLINE>
        """
        heads = ["| " + " | ".join(self.columns) + " |"]
        numbers = len(self.columns) - self.labels
        heads.append("| " + " | ".join(["---"] * self.labels + ["---:"] * numbers) + " |")
        rows = ["| " + " | ".join(map(shown, row)) + " |" for row in self.rows]
        lines = "\n".join([*heads, *rows]).replace("|  |", "| |")
        parts = [f"## {self.title}", fill(self.about, _WIDTH), lines]
        if self.after:
            parts.append(fill(self.after, _WIDTH))
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Ratio:
    """A number that is shown with two decimals."""

    of: float

    def __str__(self) -> str:
        return f"{self.of:.2f}"


def shown(cell: object) -> str:
    """Give a cell as text.

    >>> shown(0.123), shown(12.34), shown(123.4), shown(None)
    ('0.1', '12.3', '123', '–')
    """
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:.1f}" if abs(cell) < 100 else f"{cell:.0f}"
    return str(cell)
