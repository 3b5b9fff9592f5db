"""On which pages of its source a passage of a document stands, and how that is cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.text.document import PageMark


def label_at(pages: Sequence[PageMark], offset: int) -> str:
    """Give the label of the page that holds `offset`; "" where there are no pages.

    >>> label_at((PageMark(0, "i"), PageMark(9, "ii")), 8)
    'i'
    """
    if not pages:
        return ""
    return pages[max(bisect_right(pages, offset, key=lambda page: page.offset) - 1, 0)].label


def labels(pages: Sequence[PageMark], start: int, end: int) -> str:
    """Give the page of the passage `[start, end)`, or its first and last with a dash."""
    first, last = label_at(pages, start), label_at(pages, max(start, end - 1))
    return first if first == last else f"{first}–{last}"


def cited(pages: Sequence[PageMark], start: int, end: int) -> str:
    """Give the pages of the passage `[start, end)` as citations do; "" without pages.

    >>> cited((PageMark(0, "12"), PageMark(9, "13")), 3, 12)
    'pp. 12–13'
    """
    first, last = label_at(pages, start), label_at(pages, max(start, end - 1))
    if not first and not last:
        return ""
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def with_pages(heading: str, pages: str) -> str:
    """Give a heading with the pages below it, of which either may be empty."""
    return ", ".join(filter(None, (heading, pages)))
