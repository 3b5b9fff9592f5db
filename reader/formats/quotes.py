"""Quotes, and what is said of them, as other tools give them."""

from __future__ import annotations

from reader.formats.given import GivenPassage
from reader.text.normal import clean

_MARK = "\ufeff"


def is_blank(quote: str) -> bool:
    r"""Whether a quote has no character that could be found in a text.

    >>> is_blank(" \n"), is_blank(" \ufeff"), is_blank("a"), is_blank("\x1f")
    (True, True, False, False)
    """
    return not clean(quote).replace(_MARK, "").strip()


def says_anything(passage: GivenPassage) -> bool:
    """Whether a passage has any words: a quote, a note or a tag."""
    return not is_blank(passage.quote) or bool("".join((passage.note, *passage.tags)).strip())
