"""How many cells text takes on a terminal, and what is drawn for what has no shape.

Widths are Rich's, so that our layout and the painter count alike. Most text is *simple*:
one cell a character; what is not is walked grapheme by grapheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    import regex

TAB = 4
"""Cells between tab stops."""

_SHY = "\u00ad"
_MARKS = {
    ord(_SHY): "\u00ac",
    **dict.fromkeys((0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF), "▯"),
    **dict.fromkeys((0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0), "▯"),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), "▯"),
}
"""What is drawn for a character that has no shape: one cell, so that it shows."""

# Latin, Greek, Cyrillic, Armenian, general punctuation and the like, less what is invisible.
# The list is short of what is one cell wide: what it leaves out is measured, not guessed.
_SIMPLE = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f"
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u203b\u203d-\u2048\u20a0-\u20bf\u2190-\u2193\u2500-\u25fc\u2605\u2606\u2713\ufffd"
)
_NOT_SIMPLE = re.compile(f"[^{_SIMPLE}]")
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3131-\u3163\u3165-\u318e"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufa6d\uff01-\uff60"
)
"""East Asian characters that take two cells and are graphemes by themselves."""


def _is_pictograph(character: str) -> bool:
    """Tell whether a character can be a part of a joined emoji; the half of a flag cannot."""
    return _pictograph().match(character) is not None


@cache
def _pictograph() -> regex.Pattern[str]:
    # Imported late: an article that joins nothing opens without it.
    import regex

    return regex.compile("[\\p{Extended_Pictographic}\ufe0f\U0001f3fb-\U0001f3ff]")


_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{64}")
"""Halves of flags, as many as are looked at together."""

_HEAP = 32
"""Characters of one grapheme that are drawn; the longest emoji have a dozen."""


class Glyph(NamedTuple):
    """One grapheme as it is drawn: its offsets, its first cell and its width in cells."""

    start: int
    end: int
    cell: int
    width: int


def is_simple(text: str, start: int, end: int) -> bool:
    """Tell whether every character of `text[start:end]` takes exactly one cell."""
    return _NOT_SIMPLE.search(text, start, end) is None


@cache
def _not_plain() -> re.Pattern[str]:
    # Compiled when a text needs it: the class is large.
    return re.compile(f"[^{_SIMPLE}{_WIDE}]")


def sizes(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Give start, end and cells of each grapheme of `text[start:end]`; a tab's are -1."""
    if _not_plain().search(text, start, end) is None:
        for offset in range(start, end):
            yield offset, offset + 1, 2 if "\u3001" <= text[offset] < "\ufffd" else 1
        return
    for first, last in clusters(text, start, end):
        grapheme = text[first:last]
        yield first, last, -1 if grapheme == "\t" else cell_len(shape(grapheme))


def shape(grapheme: str) -> str:
    """Give a grapheme as it is drawn: of one heaped with marks without end, the first of them."""
    return drawn(grapheme[:_HEAP])


def drawn(text: str) -> str:
    """Give `text` as it is drawn: a mark in place of every invisible character.

    Joiners are left where they do their work: in emoji, and in scripts that join letters.
    """
    if text.isascii():
        return text
    return _JOINER.sub(_joiner, text).translate(_MARKS)


_JOINER = re.compile("(?s)([^\u200c\u200d]?)([\u200c\u200d])(?=(.?))")


def _joiner(found: re.Match[str]) -> str:
    """Give what is drawn for a joiner and the character before it."""
    before, joiner, after = found[1], found[2], found[3]
    if joiner == "\u200d" and _is_pictograph(before) and _is_pictograph(after):
        return before + joiner
    if before < "\u0300" or ord(before) in _MARKS:
        return before + "▯"
    # A joiner that joins nothing makes the painter miscount; a non-joiner takes no cell.
    return before + ("" if joiner == "\u200d" else joiner)


def glyphs(text: str, start: int, end: int, cell: int = 0) -> list[Glyph]:
    """Give the graphemes of `text[start:end]`, the first of them drawn at `cell`.

    Every grapheme but a stray combining mark is at least one cell wide; a tab reaches to
    the next tab stop, counted from `cell`.
    """
    if is_simple(text, start, end):
        return [Glyph(offset, offset + 1, cell + offset - start, 1) for offset in range(start, end)]
    result = []
    origin = cell
    for first, last, size in sizes(text, start, end):
        width = size if size >= 0 else to_tab_stop(cell - origin)
        result.append(Glyph(first, last, cell, width))
        cell += width
    return result


def to_tab_stop(cell: int) -> int:
    """Give the cells that a tab takes, `cell` cells on from where tab stops count."""
    return TAB - cell % TAB


def clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the extents of the graphemes of `text[start:end]`, in order."""
    import regex

    found = []
    # The pattern counts the halves of flags before each one: in a long run it is begun anew
    # after every so many pairs.
    cuts = [flags.end() - 2 for flags in _FLAGS.finditer(text, start, end)]
    for begin, stop in pairwise((start, *cuts, end)):
        for match in regex.finditer(r"\X", text[begin:stop]):
            found.append((begin + match.start(), begin + match.end()))
    return found


def width_of(text: str) -> int:
    """Give the cells that a line of text takes, tabs and invisible characters included."""
    if is_simple(text, 0, len(text)):
        return len(text)
    return sum(glyph.width for glyph in glyphs(text, 0, len(text)))
