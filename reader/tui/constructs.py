"""How the constructs of a text look: headings, code, links and the like, and their decoration.

Colour never stands alone here either: what is told by it has an attribute where there is none.
An underline is a highlight there, so what has one else is italic; code is bold as in manual pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rich.style import Style

from reader.text.decoration import BROKEN, PICTURE
from reader.text.document import Mark, MarkStyle
from reader.tui.palette import Palette

_SEEN = f"│─{PICTURE}{BROKEN}"
"""Decoration that is only seen; all other is read: numbers, boxes, the names of columns."""
_PARTS = f"[{_SEEN}]+|[^{_SEEN}][^{_SEEN.replace(' ', '')}]*"

_DIGITS = "0123456789+-=()"
_SCRIPTS: dict[MarkStyle, dict[int, int]] = {
    "superscript": str.maketrans(_DIGITS + "n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
_INLINE: dict[str, Callable[[Palette], Style]] = {
    "emphasis": lambda palette: Style(italic=True),
    "strong": lambda palette: palette.make(palette.shades.strong, "", "bold"),
    "code": lambda palette: palette.make(
        palette.shades.tags["teal"].ink, palette.shades.code, "" if palette.colors else "bold"
    ),
    "strike": lambda palette: palette.make(palette.shades.dim, "", "strike"),
    "link": lambda palette: palette.make(
        palette.shades.accent, "", "italic" if palette.plain else "underline"
    ),
    "image": lambda palette: palette.make(
        palette.shades.dim, "", "italic" if palette.colors else "dim italic"
    ),
    "footnote": lambda palette: palette.make(palette.shades.accent),
    "footnote_text": lambda palette: Style(),
    "underline": lambda palette: Style(italic=True) if palette.plain else Style(underline=True),
    "superscript": lambda palette: palette.make(palette.shades.dim),
    "subscript": lambda palette: palette.make(palette.shades.dim),
    "keyword": lambda palette: palette.make(palette.shades.tags["violet"].ink),
    "string": lambda palette: palette.make(palette.shades.tags["green"].ink),
    "comment": lambda palette: palette.make(palette.shades.dim, "", "italic"),
    "number": lambda palette: palette.make(palette.shades.tags["orange"].ink),
    "name": lambda palette: palette.make(palette.shades.tags["blue"].ink),
}


@lru_cache(maxsize=64)
def inline(name: MarkStyle, palette: Palette) -> Style:
    """Give the layer of an inline style, each time the same: what it is drawn as is kept by it."""
    return _INLINE[name](palette)


@lru_cache(maxsize=16)
def heading(level: int, palette: Palette) -> Style:
    """Give the style of a heading: less loud with each level, down to the fourth."""
    if level == 1:
        return palette.strong
    if level == 2:
        return palette.accent + Style(bold=True)
    slanted = level > 3 or None
    return palette.accent + Style(bold=None if palette.colors else True, italic=slanted)


@lru_cache(maxsize=1024)
def decoration(text: str) -> tuple[tuple[str, bool], ...]:
    """Give decoration in parts, each with whether it is read."""
    return tuple([(part, part[0] not in _SEEN) for part in re.findall(_PARTS, text)])


def scripts_among(marks: Iterable[Mark]) -> list[Mark]:
    """Give those of the marks that set text higher or lower."""
    return [mark for mark in marks if mark.style in _SCRIPTS]


def scripted(grapheme: str, offset: int, scripts: Iterable[Mark]) -> str:
    """Give the grapheme at an offset as it is set: a digit at its height, as wide as it was.

    So 10⁶ is not read as 106. What has no such shape stays.
    """
    for mark in scripts:
        if mark.start <= offset < mark.end:
            return grapheme.translate(_SCRIPTS[mark.style])
    return grapheme
