"""Places told in units that nobody names: numbers of characters, or of pages, or something else.

Which it is, the passages of the text that stand in it only once can tell: a unit in which these
stand where they are told is believed for the others too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Literal

from reader.formats.given import GivenPassage
from reader.library.exchange.placing import as_kept
from reader.text.document import Document, Span
from reader.text.pages import label_at

Unit = Literal["offset", "page", ""]

_LETTER = re.compile(r"\S")
_OF_TEN = 9
"""How many of ten passages must stand where they are told for the others to be believed."""


class Hints:
    """What the beginnings that are told of passages say of their places in one text."""

    def __init__(self, document: Document, passages: Sequence[GivenPassage]) -> None:
        self._document, self._passages = document, passages

    def place(self, passage: GivenPassage) -> Span | None:
        """Give the place of a passage whose words begin at the offset that it tells."""
        if passage.start < 0 or self._unit != "offset":
            return None
        return self._at(passage.start, as_kept(passage.quote))

    def is_on_page(self, passage: GivenPassage, place: Span) -> bool:
        """Whether a place begins on the page that its passage tells."""
        return self._unit == "page" and self._is_of_page(place.start, passage.start)

    @cached_property
    def _unit(self) -> Unit:
        """What the hints count; nothing where they fit no unit."""
        text = self._document.text
        told = [(as_kept(one.quote), one.start) for one in self._passages if one.start >= 0]
        there = [(at, quote, hint) for quote, hint in told if (at := _first(text, quote)) >= 0]
        once = [(at, quote, hint) for at, quote, hint in there if text.rfind(quote) == at]
        if not once:
            # Where all is told apart by nothing else, all of it must fit.
            is_exact = all(text.startswith(quote, hint) for _, quote, hint in there)
            return "offset" if there and is_exact else ""
        enough = _OF_TEN * len(once)
        if 10 * sum(self._at(hint, quote) is not None for _, quote, hint in once) >= enough:
            return "offset"
        return (
            "page" if 10 * sum(self._is_of_page(at, hint) for at, _, hint in once) >= enough else ""
        )

    def _at(self, start: int, quote: str) -> Span | None:
        """Give the place of a quote that begins at an offset, maybe with other white space."""
        text = self._document.text
        if start > len(text):
            return None
        if quote and text.startswith(quote, start):
            return Span(start, start + len(quote))
        letters = "".join(quote.split())
        found = [match.start() for match in islice(_LETTER.finditer(text, start), len(letters))]
        if not found or "".join([text[at] for at in found]) != letters:
            return None
        return Span(found[0], found[-1] + 1)

    def _is_of_page(self, start: int, hint: int) -> bool:
        return label_at(self._document.pages, start) == str(hint)


def _first(text: str, quote: str) -> int:
    return text.find(quote) if quote.strip() else -1
