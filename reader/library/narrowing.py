"""What is typed to narrow a list, as the store takes it."""

from __future__ import annotations

import re

from reader.store.listing import EVERYTHING, Narrow
from reader.text.unspaced import spaced

_WORD = re.compile(r"\w+")


def titled(typed: str) -> Narrow:
    """Narrow articles to those with all these words, or their beginnings, in title, source, author.

    >>> titled("Plat 港の").words
    '"plat"* "港 の"*'
    """
    phrases = [" ".join(_WORD.findall(spaced(word.casefold()))) for word in typed.split()]
    words = " ".join(f'"{phrase}"*' for phrase in phrases if phrase)
    return Narrow(words) if words else EVERYTHING
