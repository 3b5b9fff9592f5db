"""A stretch of an article as HTML: its inline styles, its highlights, and where passages begin.

Every character of the stretch is written, once and in order, whatever styles and highlights
begin or end in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.formats.html import escaping
from reader.text.document import Mark, MarkStyle, Span

_TAGS: dict[MarkStyle, tuple[str, str]] = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "code": ("<code>", "</code>"),
    "strike": ("<s>", "</s>"),
    "underline": ("<u>", "</u>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "image": ('<span class="image">', "</span>"),
    "keyword": ("<b>", "</b>"),
    "comment": ("<i>", "</i>"),
}
"""What has no tag here is not told apart."""
_LINKS = ("link", "footnote")


class Run(NamedTuple):
    """A stretch `[start, end)` of a text that the same highlights cover."""

    start: int
    end: int
    color: str
    overlap: bool


class Point(NamedTuple):
    """Something without text that stands at an offset: where a passage begins or ends."""

    offset: int
    markup: str
    closes: bool = False
    """Whether it belongs to the text before it."""


class _Open(NamedTuple):
    mark: Mark
    opening: str
    closing: str


class Stretch:
    """One stretch of a text, with what stands in it; `markup` gives its HTML."""

    def __init__(
        self,
        text: str,
        span: Span,
        marks: Sequence[Mark] = (),
        runs: Sequence[Run] = (),
        points: Sequence[Point] = (),
        *,
        prefix: str = "",
    ) -> None:
        """Take a stretch; `prefix` begins the ids of its article's footnotes."""
        self._text, self._span, self._prefix = text, span, prefix
        start, end = span
        self._marks = [one for one in marks if max(one.start, start) < min(one.end, end)]
        self._runs = [one for one in runs if max(one.start, start) < min(one.end, end)]
        self._before: dict[int, list[str]] = {}
        self._after: dict[int, list[str]] = {}
        for point in points:
            held = self._before if point.closes else self._after
            held.setdefault(min(max(point.offset, start), end), []).append(point.markup)
        self._stack: list[_Open] = []
        self._parts: list[str] = []

    def markup(self) -> str:
        """Give the HTML of the stretch."""
        start, end = self._span
        opening = sorted(self._marks, key=lambda one: (max(one.start, start), -one.end))
        taken = place = 0
        for at, following in pairwise([*self._edges(), end]):
            self._close(at)
            self._parts += self._before.get(at, ())
            while at < end and taken < len(opening) and opening[taken].start <= at:
                self._enter(opening[taken])
                taken += 1
            self._parts += self._after.get(at, ())
            while place < len(self._runs) and self._runs[place].end <= at:
                place += 1
            if at < following:
                self._write(at, following, self._runs[place] if place < len(self._runs) else None)
        return "".join(self._parts)

    def _edges(self) -> list[int]:
        """Give where anything begins or ends, the stretch itself too, in order."""
        start, end = self._span
        edges = {start, end, *self._before, *self._after}
        edges.update(offset for mark in self._marks for offset in (mark.start, mark.end))
        edges.update(offset for run in self._runs for offset in (run.start, run.end))
        return sorted(edge for edge in edges if start <= edge <= end)

    def _close(self, at: int) -> None:
        """Close what ends here; what lies within it and goes on begins anew."""
        if not self._stack:
            return
        lowest = next((i for i, one in enumerate(self._stack) if one.mark.end <= at), None)
        if lowest is None:
            if at == self._span.end:
                self._parts += [one.closing for one in reversed(self._stack)]
                self._stack = []
            return
        above = self._stack[lowest:]
        self._parts += [one.closing for one in reversed(above)]
        del self._stack[lowest:]
        for one in above:
            if one.mark.end > at and at < self._span.end:
                self._parts.append(one.opening)
                self._stack.append(one)
        if at == self._span.end:
            self._close(at)

    def _enter(self, mark: Mark) -> None:
        opening, closing = self._tags(mark)
        if opening:
            self._parts.append(opening)
            self._stack.append(_Open(mark, opening, closing))

    def _tags(self, mark: Mark) -> tuple[str, str]:
        if mark.style not in _LINKS:
            return _TAGS.get(mark.style, ("", ""))
        if any(one.mark.style in _LINKS for one in self._stack):
            return "", ""  # HTML knows no link in a link.
        if mark.style == "footnote":
            target = escaping.fragment(self._prefix + mark.target)
            return f'<a class="ref" href="#{escaping.attribute(target)}">', "</a>"
        return escaping.opening_link(mark.target, self._text[mark.start : mark.end]), "</a>"

    def _write(self, start: int, end: int, run: Run | None) -> None:
        written = escaping.text(self._text[start:end])
        if run is not None and run.start <= start:
            over = " over" if run.overlap else ""
            written = f'<mark class="{run.color}{over}" data-s="{start}">{written}</mark>'
        self._parts.append(written)
