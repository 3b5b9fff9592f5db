"""Quotes and lists around a block: what decorates it and how close it stands to the last.

A block in a container shows the container's bullet, number or bar before its first row
(its lead) and what keeps later rows in line with it (its hang).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

BAR = "│ "
BULLETS = ("• ", "◦ ", "▪ ")
BOXES = {False: "☐ ", True: "☑ "}
INDENT = "  "

_LISTS = ("bullet_list", "ordered_list", "dl")


@dataclass(slots=True)
class ListMeasure:
    """What must be known of a list, or of a term, before its first item is shown."""

    items: int = 0
    """Items of a list."""
    tight: bool = True
    """Whether no blank rows part its items, or a term and what defines it."""


@dataclass(slots=True)
class _Container:
    """A quote, a list, an item or a footnote that is open."""

    lead: str = ""
    hang: str = ""
    tight: bool = False
    bullets: int = 0
    """Bullet lists from the outermost container to here."""
    number: int = 0
    """A numbered list's next number; definitions of the term in a definition list."""
    width: int = 0
    """Digits of a numbered list's last number; 0 for all else."""
    inner: bool = False
    """Whether what is in one definition of a definition list is tight."""


def measure_lists(tokens: Sequence[Token]) -> dict[int, ListMeasure]:
    """Measure every list and every term, by the index of the token that opens it."""
    measures: dict[int, ListMeasure] = {}
    term, line = ListMeasure(), 0
    opened: list[ListMeasure] = []
    levels: list[int] = []
    for index, token in enumerate(tokens):
        kind = token.type
        if kind.removesuffix("_open") in _LISTS:
            opened.append(ListMeasure())
            levels.append(token.level)
            measures[index] = opened[-1]
        elif not opened:
            continue
        elif kind.removesuffix("_close") in _LISTS:
            opened.pop()
            levels.pop()
        elif kind == "list_item_open":
            opened[-1].items += 1
        elif kind == "dt_open":
            term, line = ListMeasure(), token.map[0] if token.map else 0
            measures[index] = term
        elif kind == "dd_open" and tokens[index - 1].type == "dt_close":
            first = tokens[index + 1].map
            term.tight = first is None or first[0] == line + 1
        if kind == "paragraph_open" and token.level == levels[-1] + 2:
            opened[-1].tight = token.hidden
    return measures


class Outline:
    """The containers that are open while a document's tokens are walked."""

    def __init__(self) -> None:
        self._open = [_Container()]
        self._common = 1
        """How many containers the next block shares with the one before."""

    def enter(self, lead: str) -> None:
        """Enter a container whose first block has a `lead`, and whose further ones hang."""
        self._open.append(_Container(lead, " " * len(lead)))

    def leave(self) -> None:
        """Leave the innermost container."""
        self._open.pop()
        self._common = min(self._common, len(self._open))

    def follow(self, token: Token, measure: ListMeasure | None) -> None:
        """Enter or leave a container, if `token` opens or closes one.

        `measure` is that of the list that it opens.
        """
        kind = token.type
        if kind in ("blockquote_close", "list_item_close", "bullet_list_close",
                    "ordered_list_close", "dl_close", "dd_close"):  # fmt: skip
            self.leave()
            return
        around = self._open[-1]
        if kind == "blockquote_open":
            self._open.append(_Container(BAR, BAR, bullets=around.bullets))
        elif kind == "list_item_open":
            self._open.append(_item(around, token))
        elif kind == "dt_open":
            self._begin_term(measure)
        elif kind == "dd_open":
            around.number += 1
            self._open.append(_Container(INDENT, INDENT, around.inner, around.bullets))
        elif measure:
            self._open.append(_list(around, token, measure))

    def is_tight(self) -> bool:
        """Whether the next block follows the one before without a blank row."""
        return self._open[self._common - 1].tight

    def take(self) -> tuple[str, str]:
        """Give the next block's lead and hang; bullets and numbers go to it alone."""
        self._common = len(self._open)
        if len(self._open) == 1:
            return "", ""
        lead = "".join([container.lead for container in self._open])
        hang = "".join([container.hang for container in self._open])
        for container in self._open:
            container.lead = container.hang
        return lead, hang

    def _begin_term(self, measure: ListMeasure | None) -> None:
        """Part a term from the definition before, as a source always does."""
        if self._open[-1].number:
            self._open.append(replace(self._open[-1], number=0))
            self._common = min(self._common, len(self._open) - 2)
            del self._open[-2]
        self._open[-1].tight = measure is None or measure.tight


def _list(around: _Container, token: Token, measure: ListMeasure) -> _Container:
    if token.type == "bullet_list_open":
        return _Container(tight=measure.tight, bullets=around.bullets + 1)
    if token.type == "dl_open":
        return _Container(inner=measure.tight, bullets=around.bullets)
    number = int(token.attrs.get("start", 1))
    width = len(str(number + measure.items - 1))
    return _Container("", "", measure.tight, around.bullets, number, width)


def _item(parent: _Container, token: Token) -> _Container:
    checked = token.meta.get("checked")
    box = "" if checked is None else BOXES[bool(checked)]
    if parent.width:
        lead = f"{parent.number:>{parent.width}}{token.markup} {box}"
        parent.number += 1
    else:
        lead = box or BULLETS[min(parent.bullets, len(BULLETS)) - 1]
    return _Container(lead, " " * len(lead), parent.tight, parent.bullets)
