"""How the end of one line and the beginning of the next are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

_UNSPACED = re.compile("[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010]$")
_LONGEST = 100
"""Characters at the end of a line that are looked at."""
_SPACE_AFTER = frozenset("and or nor to und oder bzw bis et ou y o u e of en och og eller".split())
"""Words before which a hyphen stands for the rest of a word that is told only once."""


def words_in(lines: Iterable[str]) -> set[str]:
    """Give the words that stand whole in lines, in lower case."""
    found: set[str] = set()
    for line in lines:
        words = _WORD.findall(line)
        if words and line[-1] in "-\u2010":
            words.pop()
        found.update(word.lower().replace("\u2010", "-") for word in words)
    return found


def joined(before: str, after: str, words: Set[str]) -> tuple[str, str]:
    """Give what stays of the end of `before` and what comes between it and `after`.

    A word that was broken is whole again where the next line goes on in lower case, unless it is
    written with that hyphen elsewhere among `words`.

    >>> joined("trans-", "formed at once", set())
    ('trans', '')
    >>> joined("Anglo-", "Saxon", set()), joined("pre-", "and post-war", set())
    (('Anglo-', ''), ('pre-', ' '))
    """
    if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after):
        return before, ""
    if before[-1:] not in ("-", "\u2010"):
        return before, " "
    end = before[-_LONGEST:]
    if not end[-2:-1].isalnum() or not after[:1].isalnum():
        return before, " "
    first = _WORD.match(after)
    if first and first[0].lower() in _SPACE_AFTER:
        return before, " "
    broken = _BROKEN.search(end)
    if not broken or not first or not after[0].islower():
        return before, ""
    return (before[:-1], "") if _is_one_word(broken[1], first[0], words) else (before, "")


def _is_one_word(left: str, right: str, words: Set[str]) -> bool:
    whole = f"{left}{right}".lower().replace("\u2010", "-")
    hyphened = f"{left}-{right}".lower().replace("\u2010", "-")
    if whole in words:
        return True
    return hyphened not in words and "-" not in whole and len(left) > 1
