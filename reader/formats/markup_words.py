"""The words of a short piece of HTML, such as a note, as a reader sees them: without its tags."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.formats.taguette.markup import pieces

_APART = frozenset(
    "address article aside blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tr ul".split()
)
"""Elements that begin and end a line."""
_PLAIN = frozenset("body br div html p span".split())
"""Elements of which nothing is lost with their tags."""
_UNSEEN = frozenset(("script", "style", "template", "title"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINES_APART = re.compile(r"\n(?: ?\n)+")


class Words(NamedTuple):
    """What HTML says."""

    text: str
    """With a blank line between two paragraphs."""
    is_all: bool
    """Whether it says no more than that: it has no emphasis, links, pictures and the like."""


def words_of(markup: str) -> Words:
    r"""Give the words of some HTML.

    >>> words_of("<p>One &amp;\n two<br>three</p><p>four</p>")
    Words(text='One & two\nthree\n\nfour', is_all=True)
    >>> words_of("<b>So</b><script>no</script>")
    Words(text='So', is_all=False)
    """
    parts: list[str] = []
    unseen, is_all = "", True
    for piece in pieces(markup):
        if piece.is_text:
            parts.append("" if unseen else _BLANKS.sub(" ", piece.value))
            continue
        is_all = is_all and piece.value in _PLAIN
        if piece.value in _APART:
            parts.append("\n\n")
        elif piece.value == "br" and not piece.is_end:
            parts.append("\n")
        if piece.value in _UNSEEN and not (unseen and not piece.is_end):
            unseen = "" if piece.is_end else piece.value
    text = _LINES_APART.sub("\n\n", "".join(parts))
    return Words("\n".join(line.strip(" ") for line in text.split("\n")).strip(), is_all)
