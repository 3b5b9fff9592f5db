"""Running heads and feet and page numbers: rows that come again at the edge of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise
from statistics import median
from typing import NamedTuple

from reader.ingest.pdf.rows import PrintedRow

Pages = Sequence[Sequence[PrintedRow]]

_LEVELS = 3
"""Lines at each edge of a page that may be running ones."""
_REPEATED = 3
"""Pages on which a line comes again before it is taken for a running one."""
_WIDE = 1.3
"""How much further from the body than its lines from each other running ones stand."""
_USUAL = 1.2
_FAR = 3.0
"""Sizes of the body between two lines that are no neighbours."""
_NEAR = 3.0
"""Points that a running line may stand higher or lower on another page."""
_LARGER = 1.15
"""How much larger than the body's a font is that no running line is set in."""
_LONGEST = 200
_NUMBER = re.compile(r"\d{1,6}")
_ROMAN = re.compile(r"[ivxlcdm]{1,8}", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Running(NamedTuple):
    """What was found at the edges of pages."""

    rows: frozenset[int]
    """Ids of the rows that are running ones; they are the rows that were given."""
    texts: tuple[str, ...]
    """Their texts, each as it stood on the first page that had it, the most frequent first."""
    first: int | None
    """What number the first page has, if numbers are printed that rise by one a page."""


NONE = Running(frozenset(), (), None)


class _Sign(NamedTuple):
    """How a row is known again on another page."""

    text: str
    """Its text; in it, a number that rises by one a page is a sign of its distance."""
    is_top: bool
    distance: int | None = None
    """The number less the index of the page; for a row that has one."""


class _Known(NamedTuple):
    """What tells that a row is a running one."""

    repeated: dict[_Sign, tuple[int, ...]]
    """The signs that come again on other pages, with the heights they stand at."""
    labels: Sequence[str]
    """What the file calls its pages."""
    heights: frozenset[tuple[bool, int]]
    """Edges and heights at which running rows stand on many pages."""
    body: float

    def sign(self, row: PrintedRow, is_top: bool) -> _Sign | None:
        """Give the sign of a row at an edge if it is a running one."""
        for sign in _signs(row, is_top):
            if any(abs(row.base - height) <= _NEAR for height in self.repeated.get(sign, ())):
                return sign
        label = self.labels[row.page] if row.page < len(self.labels) else ""
        number = str(row.page + 1)
        if row.text.strip("-–— []") in (label or number, number):
            return _Sign("#", is_top)
        is_at_height = _height(row, is_top) in self.heights and row.size < _LARGER * self.body
        return _Sign(row.text, is_top) if is_at_height else None


class _Edge(NamedTuple):
    """A row that stands apart at the upper or lower edge of its page."""

    row: PrintedRow
    is_top: bool
    level: int
    """How many lines stand outside of it."""


def running(pages: Pages, body: float, labels: Sequence[str] = ()) -> Running:
    """Find the running lines of pages whose text is of the size `body`.

    `labels` are what the file calls its pages; one that is printed is a page number.
    """
    levels = [_levels(rows) for rows in pages]
    wide = _WIDE * _usual_step(levels, body)
    edges = [[*_edges(page, wide)] for page in levels]
    known = _Known(_repeated(chain.from_iterable(edges), body), labels, frozenset(), body)
    heights = Counter(_height(row, sign.is_top) for row, sign in _all(edges, known))
    usual = frozenset(height for height, count in heights.items() if count >= _REPEATED)
    dropped: set[int] = set()
    texts: dict[str, str] = {}
    counted: Counter[str] = Counter()
    numbers: Counter[int] = Counter()
    for row, sign in _all(edges, known._replace(heights=usual)):
        dropped.add(id(row))
        texts.setdefault(sign.text, row.text)
        counted[sign.text] += 1
        if sign.distance is not None:
            numbers[sign.distance] += 1
    most = [texts[text] for text, _ in counted.most_common()]
    return Running(frozenset(dropped), tuple(most), _first_number(numbers, len(pages)))


def _repeated(edges: Iterable[_Edge], body: float) -> dict[_Sign, tuple[int, ...]]:
    """Give the signs that come again on other pages, with their heights."""
    heights: dict[_Sign, dict[int, float]] = {}
    for row, is_top, _ in edges:
        if row.size < _LARGER * body:
            for sign in _signs(row, is_top):
                heights.setdefault(sign, {}).setdefault(row.page, row.base)
    return {sign: usual for sign, found in heights.items() if (usual := _usual(found))}


def _all(edges: Iterable[Iterable[_Edge]], known: _Known) -> Iterator[tuple[PrintedRow, _Sign]]:
    for page in edges:
        yield from _outermost(page, known)


def _outermost(edges: Iterable[_Edge], known: _Known) -> Iterator[tuple[PrintedRow, _Sign]]:
    """Yield the running rows of a page that no other text stands outside of."""
    closed: set[bool] = set()
    for (is_top, _), level in groupby(edges, key=lambda edge: edge[1:]):
        if is_top in closed:
            continue
        for row, _, _ in level:
            sign = known.sign(row, is_top)
            if sign:
                yield row, sign
            else:
                closed.add(is_top)


def _levels(rows: Sequence[PrintedRow]) -> list[list[PrintedRow]]:
    """Give the upright rows of a page, from its head down, those of one height together."""
    levels: list[list[PrintedRow]] = []
    for row in sorted((row for row in rows if not row.angle), key=lambda row: -row.base):
        if levels and levels[-1][0].base - row.base < _NEAR:
            levels[-1].append(row)
        else:
            levels.append([row])
    return levels


def _usual_step(pages: Sequence[list[list[PrintedRow]]], body: float) -> float:
    """Give how far apart the lines of pages usually are."""
    gaps = [gap for levels in pages for gap in _gaps(levels) if gap < _FAR * body]
    return median(gaps) if gaps else _USUAL * body


def _gaps(levels: Sequence[list[PrintedRow]]) -> list[float]:
    return [one[0].base - other[0].base for one, other in pairwise(levels)]


def _edges(levels: list[list[PrintedRow]], wide: float) -> Iterator[_Edge]:
    """Yield the rows of the upper and lower lines that a wide gap parts from the rest."""
    gaps = _gaps(levels)
    for is_top, ordered, beyond in ((True, levels, gaps), (False, levels[::-1], gaps[::-1])):
        apart = [number for number, gap in enumerate(beyond[:_LEVELS], 1) if gap > wide]
        count = 1 if len(levels) == 1 else max(apart, default=0)
        for number, level in enumerate(ordered[:count]):
            for row in level:
                yield _Edge(row, is_top, number)


def _signs(row: PrintedRow, is_top: bool) -> Iterator[_Sign]:
    """Yield the signs of a row: by its number, if it has one, then by its text alone."""
    text = row.text[:_LONGEST]
    if _ROMAN.fullmatch(text):
        yield _Sign("#", is_top, _roman(text) - row.page)
    for match in _NUMBER.finditer(text):
        around = f"{text[: match.start()]}#{text[match.end() :]}"
        yield _Sign(around, is_top, int(match[0]) - row.page)
    if not _NUMBER.fullmatch(text):
        yield _Sign(text, is_top)


def _roman(text: str) -> int:
    values = [_VALUES[one] for one in text.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, following, strict=True))


def _usual(heights: dict[int, float]) -> tuple[int, ...]:
    """Give the heights at which a row stands on pages enough; none if on too few."""
    ordered = sorted(heights.values())
    near = [
        height
        for first, height in zip(ordered, ordered[_REPEATED - 1 :], strict=False)
        if height - first < _NEAR
    ]
    return tuple(dict.fromkeys(round(height) for height in near))


def _height(row: PrintedRow, is_top: bool) -> tuple[bool, int]:
    return is_top, round(row.base)


def _first_number(numbers: Counter[int], pages: int) -> int | None:
    """Give the number of the first page where most pages have a printed one that tells it."""
    for distance, count in numbers.most_common(1):
        if count >= _REPEATED and 2 * count >= pages:
            return distance
    return None
