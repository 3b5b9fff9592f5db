"""Which blocks of an article are boilerplate, judged by several signs together.

A line that reads like a menu or a button is one only where the text has others like it, and where
it stands before the article's first paragraph, behind its last one or beside another such line. A
text without any unmistakable line is left alone: to dim a sentence of an article is worse than
to leave a button standing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile

from reader.text.boilerplate.repeating import repeated
from reader.text.boilerplate.signs import NOTICE, SURE, Sign, sign_in_company, sign_of
from reader.text.document import Document

WINDOW, BLOCKS = 50_000, 600
"""Characters and blocks at the beginning, and at the end, that are looked at: pages are no longer.

So the longest of texts takes a few milliseconds.
"""
_BODY = 80
"""Cells, or so, of a line with a full stop that belongs to the article."""
_LONG = 200
"""The same of a line that needs none."""
_TAIL = 5
"""Behind furniture, paragraphs of less than one part in so many of all are no body any more."""
_TITLES = 12
"""Titles that stand below a heading such as “Related articles”, at most."""
_STOPS = tuple(".!?。！？…")
_NO_TITLE_ENDS = tuple(".。…;,:：")
_CLOSERS = " \"'”’»)）」』]"
_GLUED, _GLUED_SIZE, _GLUED_WORDS = 3, 24, 2
"""Lines between two entries of a menu that are taken for entries too, their cells and words."""
_LINKS, _LINK_SIZE = 20, 60
"""The same for links: how many, and of how many cells."""


@dataclass
class _Line:
    """One block as the judge sees it."""

    block: int
    text: str
    size: int
    """Cells, or so, that it takes."""
    sign: Sign | None = None
    is_flagged: bool = False
    is_tight: bool = False
    """Whether it stands right below the line before."""
    is_link: bool = False
    """Whether all of it leads elsewhere, as far as one knows."""

    @property
    def is_body(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        if self.sign is not None or self.is_flagged or self.size < _BODY:
            return False
        return self.size >= _LONG or self.text.rstrip(_CLOSERS).endswith(_STOPS)


def runs(document: Document) -> list[range]:
    """Give the runs of blocks that are boilerplate, by index, in order and apart."""
    found: list[int] = []
    for first, last in _windows(document):
        found += _judged(document, first, last)
    apart: list[range] = []
    for index in found:
        if apart and apart[-1].stop == index:
            apart[-1] = range(apart[-1].start, index + 1)
        else:
            apart.append(range(index, index + 1))
    return apart


def _windows(document: Document) -> list[tuple[int, int]]:
    """Give the blocks to look at: all of a page, the beginning of what is too long to be one."""
    count, length = len(document.blocks), len(document.text)
    if not count:
        return []
    first = min(document.block_at(WINDOW), BLOCKS)
    last = max(document.block_at(length - WINDOW) + 1, count - BLOCKS)
    if length <= 2 * WINDOW and count <= 2 * BLOCKS:
        return [(0, count)]
    return [(0, first), (max(first, last), count)]


def _judged(document: Document, first: int, last: int) -> list[int]:
    lines = _lines(document, first, last)
    if not _has_signs(lines):
        return []
    _look_again(document, lines)
    score = _score(lines)
    if score > 2 * SURE:
        for index in repeated([line.text for line in lines]):
            lines[index].is_flagged = True
    body = [index for index, line in enumerate(lines) if line.is_body]
    if not body:
        # A page of nothing else has nothing to lead to.
        return []
    start, stop = body[0], _end_of_body(lines, body)
    _flag(lines, start, stop, score)
    _flag_titles(lines, start, stop)
    _glue(lines)
    return [line.block for line in lines if line.is_flagged and _is_prose(document, line.block)]


def _lines(document: Document, first: int, last: int) -> list[_Line]:
    """Give the lines of some blocks; tables, rules and code are none."""
    text, starts = document.text, document.starts
    lines = []
    for block in range(first, last):
        end = starts[block + 1] if block + 1 < len(starts) else len(text)
        line = text[starts[block] : end].strip()
        if not line:
            continue
        size = len(line) if line.isascii() else max(len(line), len(line.encode()) * 2 // 3)
        sign = sign_of(line)
        if sign is not None and not _is_prose(document, block):
            sign = None
        lines.append(_Line(block, line, size, sign))
    return lines


def _look_again(document: Document, lines: list[_Line]) -> None:
    """Look at the lines for what is a sign in company only."""
    for line in lines:
        line.is_tight = document.blocks[line.block].tight
        line.is_link = line.size <= _LINK_SIZE and _is_link(document, line.block)
        if line.sign is None and (sign := sign_in_company(line.text)) is not None:
            line.sign = sign if _is_prose(document, line.block) else None


def _is_prose(document: Document, index: int) -> bool:
    block = document.blocks[index]
    if block.kind not in ("paragraph", "heading"):
        return False
    return not any(mark.style in ("code", "footnote_text") for mark in block.marks)


def _is_link(document: Document, index: int) -> bool:
    block = document.blocks[index]
    linked = sum(mark.end - mark.start for mark in block.marks if mark.style == "link")
    return block.kind == "paragraph" and linked * 10 >= (block.end - block.start) * 9


def _has_signs(lines: list[_Line]) -> bool:
    return any(line.sign is not None and line.sign.weight == SURE for line in lines)


def _end_of_body(lines: list[_Line], body: list[int]) -> int:
    """Give the index past the last line of the article's body.

    What stands below an unmistakable line, and is little, is the page's again: a box about its
    author, an invitation to write.
    """
    everything = sum(lines[index].size for index in body)
    tail, stop = 0, body[-1] + 1
    for before, here in zip(reversed(body[:-1]), reversed(body[1:]), strict=True):
        tail += lines[here].size
        if tail * _TAIL > everything:
            break
        between = lines[before + 1 : here]
        if any(one.is_flagged or (one.sign and _is_sure_end(one.sign)) for one in between):
            stop = before + 1
    return stop


def _is_sure_end(sign: Sign) -> bool:
    return sign.weight == SURE and sign.kind == "end"


def _score(lines: list[_Line]) -> int:
    """Give the weight of all signs, of those that are alike once."""
    return sum({line.text: line.sign.weight for line in lines if line.sign}.values())


def _flag(lines: list[_Line], start: int, stop: int, score: int) -> None:
    """Flag the lines that are signs, where there are enough of them and they stand well."""
    for index, line in enumerate(lines):
        sign = line.sign
        if sign is None:
            continue
        is_outside = not start <= index < stop
        if sign.weight == NOTICE:
            line.is_flagged = index >= stop and score > SURE
        elif sign.weight == SURE:
            line.is_flagged = is_outside or score > 2 * SURE
        elif sign.kind == "advertisement":
            line.is_flagged = score > SURE
        elif is_outside:
            line.is_flagged = score > SURE and not _heads(lines, index)
        else:
            around = [one.sign for one in lines[max(index - 1, 0) : index + 2] if one is not line]
            line.is_flagged = score > 2 * SURE and any(around)


def _heads(lines: list[_Line], index: int) -> bool:
    """Tell whether a word of menus stands over something else, as a heading does."""
    sign = lines[index].sign
    if sign is None or sign.kind != "menu" or index + 1 == len(lines):
        return False
    if lines[index + 1].sign is not None:
        return False
    reach = _LINKS if index and lines[index - 1].is_link else _GLUED
    for before in reversed(lines[max(index - 1 - reach, 0) : index]):
        if before.sign is not None:
            return before.sign.kind != "menu"
        if not _is_entry(before):
            break
    return True


def _flag_titles(lines: list[_Line], start: int, stop: int) -> None:
    """Flag the titles below a heading such as “Related articles”.

    In the midst of a text they are those that stand close together; above it also a button or
    the like must follow, or the last of them could be the article's own.
    """
    for index, line in enumerate(lines):
        if line.sign is None or line.sign.kind != "related" or not line.is_flagged:
            continue
        following = lines[index + 1 : index + 1 + _TITLES]
        titles = list(takewhile(_is_title, following))
        if index < stop:
            close = list(takewhile(lambda title: title.is_tight, titles[1:]))
            titles = [*titles[:1], *close] if close else []
        after = index + 1 + len(titles)
        if index < start and (after == len(lines) or lines[after].sign is None):
            continue
        for title in titles:
            title.is_flagged = True


def _is_title(line: _Line) -> bool:
    is_sentence = line.text.endswith(_NO_TITLE_ENDS)
    return line.sign is None and not line.is_body and not is_sentence


def _glue(lines: list[_Line]) -> None:
    """Flag the short lines between two entries of a menu, and numbers behind buttons."""
    flagged = [index for index, line in enumerate(lines) if line.is_flagged]
    for before, after in pairwise(flagged):
        between = lines[before + 1 : after]
        ends = (lines[before].sign, lines[after].sign)
        is_menu = all(sign is not None and sign.kind in ("menu", "share") for sign in ends)
        most = _LINKS if all(line.is_link for line in between) else _GLUED
        if len(between) <= most and is_menu and all(map(_is_entry, between)):
            for line in between:
                line.is_flagged = True
        elif len(between) == 1 and not any(map(str.isalpha, between[0].text)):
            between[0].is_flagged = between[0].size <= _GLUED_SIZE // 4


def _is_entry(line: _Line) -> bool:
    if line.is_link:
        return True
    is_short = line.size <= _GLUED_SIZE and len(line.text.split()) <= _GLUED_WORDS
    return is_short and not any(map(str.isdigit, line.text)) and not line.text.endswith(_STOPS)
