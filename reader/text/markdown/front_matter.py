"""Front matter: what stands between two rules at the very start of a source."""

from __future__ import annotations

import re

# Text between two thematic breaks is no front matter: that has a key in its first line.
_OPENING = re.compile(
    r"(---+)[ ]*\n(?=(?:[ \t]*(?:#.*)?\n)*+(?:\{|[\w\"'].*?:(?:\s|$)|---|\.\.\.))"
)


def front_matter(text: str) -> tuple[str, int]:
    """Give the front matter of a source as it stands, or "", and the offset of what follows it."""
    opening = _OPENING.match(text)
    if not opening:
        return "", 0
    closing = re.compile(rf"^(?: {{0,3}}-{{{len(opening[1])},}}|\.\.\.)[ \t]*$", re.MULTILINE)
    end = closing.search(text, opening.end())
    if not end:
        return "", 0
    return text[opening.end() : max(end.start() - 1, opening.end())], end.end()
