"""Quotes as other tools give them."""

from __future__ import annotations

from reader.text.normal import clean

_MARK = "\ufeff"


def is_blank(quote: str) -> bool:
    r"""Whether a quote has no character that could be found in a text.

    >>> is_blank(" \n"), is_blank(" \ufeff"), is_blank("a"), is_blank("\x1f")
    (True, True, False, False)
    """
    return not clean(quote).replace(_MARK, "").strip()
