"""The lists and quotes around blocks, told from the decoration that each block carries.

A block's lead says which containers it stands in: a container that the block before stood in
too shows its hang there, one that begins shows its bullet, number or bar.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import bidirectional

from reader.formats.html import escaping

_BEGINNING = re.compile(
    r"(?P<quote>│ )|(?P<number> *\d+[.)] (?:[☐☑] )?)|(?P<bullet>[•◦▪☐☑] )"
    r"|(?P<note>\[[^\[\]\s]+\] )|(?P<indent>  )"
)
_LISTS = {"number": "ol", "bullet": "ul"}


class _Container(NamedTuple):
    kind: str
    hang: str
    """What the lead of a further block in it has in the place of its own."""


class Containers:
    """The containers that are open while blocks are written one after the other."""

    def __init__(self) -> None:
        self._open: list[_Container] = []

    def enter(self, lead: str, text: str) -> tuple[str, str, str]:
        """Give what closes and what opens before a block with this lead, and what is left of it.

        Containers run the way that the text, of which the beginning is enough, runs.
        """
        at = kept = 0
        for container in self._open:
            if not lead.startswith(container.hang, at):
                break
            at += len(container.hang)
            kept += 1
        begun = _BEGINNING.match(lead, at)
        goes_on = self._goes_on(kept, begun)
        closing = self._closed(kept, keep_list=goes_on)
        opening = []
        way = ' dir="rtl"' if begun and _runs_left(text) else ""
        while begun:
            kind, found = begun.lastgroup or "", begun[0]
            opening.append(_opening(kind, found, way, goes_on=goes_on))
            hang = found if kind == "quote" else " " * len(found)
            self._open.append(_Container(kind, hang))
            at, goes_on = begun.end(), False
            begun = _BEGINNING.match(lead, at)
        return closing, "".join(opening), lead[at:]

    def end(self) -> str:
        """Give what closes all that is open."""
        return self._closed(0, keep_list=False)

    def _goes_on(self, kept: int, begun: re.Match[str] | None) -> bool:
        """Whether what begins is a further item of the list whose item ends."""
        if begun is None or kept == len(self._open):
            return False
        return begun.lastgroup in _LISTS and self._open[kept].kind == begun.lastgroup

    def _closed(self, kept: int, *, keep_list: bool) -> str:
        closing = [_closing(one.kind) for one in reversed(self._open[kept:])]
        del self._open[kept:]
        if keep_list:
            closing[-1] = "</li>"
        return "".join(closing)


def _runs_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    directions = (bidirectional(character) for character in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def _opening(kind: str, lead: str, way: str, *, goes_on: bool) -> str:
    if kind == "quote":
        return f"<blockquote{way}>"
    if kind == "indent":
        return f'<div class="indent"{way}>'
    sign = f' data-sign="{escaping.attribute(lead.strip())}"{way}'
    if kind == "note":
        return f'<div class="footnote"{sign}>'
    # A list whose signs are drawn by its style would be no list to some screen readers.
    begun = "" if goes_on else f'<{_LISTS[kind]} role="list"{way}>'
    return f"{begun}<li{sign}>"


def _closing(kind: str) -> str:
    if kind in _LISTS:
        return f"</li></{_LISTS[kind]}>"
    return "</blockquote>" if kind == "quote" else "</div>"
