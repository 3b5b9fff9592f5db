"""Elements of a page by what a browser makes of them: nothing, a block, a style of words."""

from __future__ import annotations

HIDDEN = frozenset(
    "head script style template noscript iframe embed audio video canvas svg annotation"
    " annotation-xml datalist title link meta base param source track map".split()
)
"""Elements of which nothing shows."""
STYLES = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em",
    "u": "u", "ins": "u", "s": "del", "strike": "del", "del": "del",
    "sub": "sub", "sup": "sup", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
"""What is kept of elements that only change how words look."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""Levels of headings."""
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset header hgroup hr html legend li main menu nav"
    " noframes object ol optgroup option p pre search section select summary table tbody td"
    " textarea tfoot th thead tr ul".split()
) | frozenset(HEADINGS)  # fmt: skip
"""Elements that begin a line of their own."""
_LARGEST_NUMBER = 999_999


def number_of(written: str, default: int) -> int:
    """Give the number that an attribute says, as far as it is one that a page may have."""
    if written.isascii() and written.isdigit() and len(written) <= len(str(_LARGEST_NUMBER)):
        return int(written)
    return default
