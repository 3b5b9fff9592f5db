"""CommonMark's way of writing examples down, and what holds of the text that any of them gives.

A file of examples is Markdown: between a line of 32 backticks and the word `example` and one of
32 backticks stand a source and, behind a line with a dot, its HTML; `→` is a tab. Our own are in
`examples.md`. With `READER_SPEC=/path/to/spec.txt` the same test runs over CommonMark's too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from reader.text.document import Document
from reader.text.layout import Layout
from reader.text.markdown.tags import TAG, read_block, read_inline
from reader.text.stored import pack, unpack

WIDTHS = (1, 7, 40, 80)

_FENCE = "`" * 32
_EXAMPLE = re.compile(
    rf"^{_FENCE} example[^\n]*\n(.*?)^\.\n(.*?)^{_FENCE}$", re.MULTILINE | re.DOTALL
)
_WORD = re.compile(r"\w+")
_ENTITY = re.compile(r"&#?\w{1,32};")
_NAME = r"((?:[^\[\]\\]|\\.)+)\]"
_LABEL = re.compile(rf"\[{_NAME}:|(?<=\])\[{_NAME}|\[\^{_NAME}", re.DOTALL)
_NUMBERS = re.compile(
    r"^((?:[ \t>*+:-]|\[[ xX]\][ \t]|\[\^\w+\]:|\d{1,9}[.)](?=[ \t]|$))+)", re.MULTILINE
)
_WORDS_FOR_A_READER = {"title", "aria-label", "alt", "href", "src"}


class Example(NamedTuple):
    """One example of a file."""

    line: int
    """The line of the file that it begins at."""
    source: str
    """The Markdown."""
    html: str
    """What another program would make of it."""


def examples(text: str) -> Iterator[Example]:
    """Yield the examples of a file, in order."""
    for match in _EXAMPLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Example(line, *(part.replace("→", "\t") for part in match.groups()))


def consumed(source: str) -> Counter[str]:
    """Give the words of a source that need not be in its text, for these reasons.

    - An entity's name stands for a character, which is in the text.
    - A tag that is understood is a style or a break: its name and attributes are gone, but not
      what leads somewhere or has words for a reader.
    - A label between a link, or a footnote's reference, and its definition is a name for
      neither reader nor text. One that nothing uses is in the text, which `lost` finds out by
      counting: a word is only forgiven as often as it stands in a label.
    - A number before an item and a cross in its box are decoration.
    - An underscore may be emphasis, and a backslash may hide what follows from that.
    """
    words: Counter[str] = Counter()
    for match in _ENTITY.finditer(source):
        words.update(_words(match[0]))
    for match in TAG.finditer(source):
        tag = read_inline(match[0]) or read_block(match[0])
        if tag:
            words.update(_words(match[0]))
            for name in _WORDS_FOR_A_READER & tag.attributes.keys():
                words.subtract(_words(tag.attributes[name]))
    for pattern in (_LABEL, _NUMBERS):
        for match in pattern.finditer(source):
            words.update(_words(" ".join(group for group in match.groups() if group)))
    return +words


def lost(source: str, document: Document, front_matter: str) -> list[str]:
    """Give the words of a source that are nowhere in the document and were not consumed.

    They may be in the text, in a mark's target or title, in the language of code, or in the
    front matter.
    """
    kept = [document.text, front_matter]
    for block in document.blocks:
        kept.append(block.info)
        for mark in block.marks:
            kept += (mark.target, unquote(mark.target), mark.title)
    found = " ".join(kept)
    available = Counter(_words(found)) + consumed(source)
    joined = "".join(_words(found))
    missing = Counter(_words(source)) - available
    # Markup between letters parts a word in the source that is one in the text.
    return [word for word in missing if word not in joined]


def out_of_order(source: str, document: Document) -> list[str]:
    """Give the words that stand once in the source and once in the text, but not in order.

    What is moved to the end, as footnotes and unused definitions are, is left out.
    """
    once = Counter(_words(source))
    shown = _words(document.text)
    again = Counter(shown)
    places = {word: index for index, word in enumerate(shown)}
    if "[^" in source or "^[" in source or "]:" in source:
        return []
    order = [word for word in _words(source) if once[word] == 1 and again[word] == 1]
    return [after for before, after in pairwise(order) if places[before] > places[after]]


def malformed(document: Document) -> list[str]:
    """Give what is wrong with the blocks and marks of a document."""
    wrong, last = [], 0
    text = document.text
    for index, block in enumerate(document.blocks):
        if not last <= block.start <= block.end <= len(text):
            wrong.append(f"block {index} is out of order")
        if text[last : block.start].strip():
            wrong.append(f"text before block {index} is in none")
        if (block.start == block.end) != (block.kind == "rule"):
            wrong.append(f"block {index} is empty or a rule with text")
        if len(block.lead) != len(block.hang):
            wrong.append(f"block {index} does not hang")
        if any(not block.start <= mark.start < mark.end <= block.end for mark in block.marks):
            wrong.append(f"a mark is outside block {index}")
        if any(before.start > after.start for before, after in pairwise(block.marks)):
            wrong.append(f"marks of block {index} are out of order")
        last = block.end
    if text[last:].strip():
        wrong.append("text after the last block")
    stored = unpack(text, document.rules, pack(document))
    if tuple(stored.blocks) != tuple(document.blocks):
        wrong.append("stored blocks are others")
    return wrong


def undrawn(document: Document) -> list[tuple[int, int]]:
    """Give the offsets of text that no row draws, with the width in cells."""
    missing = []
    for width in WIDTHS:
        layout = Layout(document, width)
        drawn: set[int] = set()
        for row in layout.rows():
            for run in layout[row].runs:
                drawn.update(range(run.start, run.end))
        missing += [
            (offset, width)
            for offset, character in enumerate(document.text)
            if not character.isspace() and offset not in drawn
        ]
    return missing


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("_", " "))
