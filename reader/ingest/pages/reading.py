"""A page's text to the Markdown of its article, or of all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import IngestError
from reader.ingest.pages import flow, main_text, trees, writing
from reader.ingest.pages.about import AboutPage, about, base_of
from reader.ingest.pages.units import StyledRun, Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEW = 150
"""Letters of a main text that are few, for a page that has many more."""
_MANY_MORE = 10
_SHORT = 500
"""Letters of a page that are few altogether: there, half of them are no decoration."""
_TITLE_AMONG = 3
"""Units at the head of an article of which one may be its title."""

NONE_FOUND = "no main text was told apart, so all of the page is kept"
TOO_LARGE = "the page is too large to tell its main text apart, so all of it is kept"


class ReadPage(NamedTuple):
    """A page that was read."""

    markdown: str
    about: AboutPage
    warnings: tuple[str, ...] = ()


def read(page: str, url: str, *, is_full: bool) -> ReadPage:
    """Give the article in a page, or with `is_full` all that the page says.

    All of it is kept, too, where no main text is told apart; a warning says so. `IngestError` if
    there is nothing to read in the page.
    """
    tree = trees.tree_of(page)
    if tree is None:
        raise IngestError("has no text in it")
    base = base_of(tree, url)
    too_large = _is_too_large(tree, page)
    if is_full or too_large:
        known = about(tree, None if too_large else main_text.about_only(tree, url), url)
        markdown = writing.markdown(flow.units(tree, base or known.url))
        return ReadPage(markdown, known, () if is_full else (TOO_LARGE,))
    found = main_text.found(tree, url)
    known = about(tree, found and found.about, url)
    base = base or known.url
    units = [*flow.units(tree, base)]
    kept = main_text.chosen(units, found.pieces) if found else []
    if _is_next_to_none(kept, units):
        return ReadPage(writing.markdown(units), known, (NONE_FOUND,))
    return ReadPage(writing.markdown(_titled(kept, units, known.title)), known)


def _is_too_large(tree: HtmlElement, page: str) -> bool:
    if len(page) > main_text.LARGEST:
        return True
    elements = islice(tree.iter(), main_text.MOST_ELEMENTS, None)
    return next(elements, None) is not None


def _is_next_to_none(kept: Sequence[Unit], units: Sequence[Unit]) -> bool:
    found, all_of_it = _size(kept), _size(units)
    if all_of_it < _SHORT and all_of_it > 2 * found:
        return True
    return not found or (found < _FEW and all_of_it > _MANY_MORE * found)


def _size(units: Sequence[Unit]) -> int:
    return sum(len(main_text.letters(unit.text())) for unit in units)


def _titled(kept: Sequence[Unit], units: Sequence[Unit], title: str) -> list[Unit]:
    """Give an article's units with its title before them as heading, once.

    The title is the page's own heading of that name, where there is one.
    """
    sought = main_text.letters(title)
    if not sought:
        return [*kept]
    for index, unit in enumerate(kept[:_TITLE_AMONG]):
        if unit.kind == "heading" and _is_title(unit, sought):
            return [unit._replace(level=1), *kept[:index], *kept[index + 1 :]]
    for unit in units:
        if unit.kind == "heading" and unit.level == 1 and _is_title(unit, sought):
            return [unit._replace(containers=()), *kept]
    return [Unit("heading", (StyledRun(title),), level=1), *kept]


def _is_title(unit: Unit, sought: str) -> bool:
    """Whether a heading says the title, which may have the site's name about it."""
    key = main_text.letters(unit.text())
    return bool(key) and (key == sought or (2 * len(key) > len(sought) and key in sought))
