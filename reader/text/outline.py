"""Quotes and lists around a block: what decorates it and how close it stands to the last.

A block in a container shows the container's bullet, number or bar before its first row
(its lead) and what keeps later rows in line with it (its hang).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

BAR = "│ "
BULLETS = ("• ", "◦ ", "▪ ")


@dataclass(slots=True)
class Measure:
    """What must be known of a list before its first item is shown."""

    items: int = 0
    tight: bool = True


@dataclass(slots=True)
class _Container:
    """A quote, a list or an item that is open."""

    lead: str = ""
    hang: str = ""
    tight: bool = False
    bullets: int = 0
    """Bullet lists from the outermost container to here."""
    number: int = 0
    """A numbered list's next number."""
    width: int = 0
    """Digits of a numbered list's last number; 0 for all else."""


def measure_lists(tokens: list[Token]) -> dict[int, Measure]:
    """Measure every list, by the index of the token that opens it."""
    measures: dict[int, Measure] = {}
    opened: list[Measure] = []
    levels: list[int] = []
    for index, token in enumerate(tokens):
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            opened.append(Measure())
            levels.append(token.level)
            measures[index] = opened[-1]
        elif not opened:
            continue
        elif kind in ("bullet_list_close", "ordered_list_close"):
            opened.pop()
            levels.pop()
        elif kind == "list_item_open":
            opened[-1].items += 1
        elif kind == "paragraph_open" and token.level == levels[-1] + 2:
            opened[-1].tight = token.hidden
    return measures


class Outline:
    """The containers that are open while a document's tokens are walked."""

    def __init__(self, measures: dict[int, Measure]) -> None:
        self._measures = measures
        self._open = [_Container()]
        self._common = 1
        """How many containers the next block shares with the one before."""

    def follow(self, index: int, token: Token) -> None:
        """Enter or leave a container, if `token` at `index` opens or closes one."""
        kind = token.type
        if kind in ("blockquote_close", "list_item_close", "bullet_list_close",
                    "ordered_list_close"):  # fmt: skip
            self._open.pop()
            self._common = min(self._common, len(self._open))
            return
        around = self._open[-1]
        if kind == "blockquote_open":
            self._open.append(_Container(BAR, BAR, bullets=around.bullets))
        elif kind == "bullet_list_open":
            tight = self._measures[index].tight
            self._open.append(_Container(tight=tight, bullets=around.bullets + 1))
        elif kind == "ordered_list_open":
            measure = self._measures[index]
            number = int(token.attrs.get("start", 1))
            width = len(str(number + measure.items - 1))
            self._open.append(_Container("", "", measure.tight, around.bullets, number, width))
        elif kind == "list_item_open":
            self._open.append(_item(around, token))

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


def _item(parent: _Container, token: Token) -> _Container:
    if parent.width:
        lead = f"{parent.number:>{parent.width}}{token.markup} "
        parent.number += 1
    else:
        lead = BULLETS[min(parent.bullets, len(BULLETS)) - 1]
    return _Container(lead, " " * len(lead), parent.tight, parent.bullets)
