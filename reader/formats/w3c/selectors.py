"""What a target selects, as far as it is a passage of text."""

from __future__ import annotations

from typing import NamedTuple

from reader.formats.json_values import listed, offset, table, text
from reader.formats.losses import Losses

_DEEPEST = 8
"""Selectors that refine each other; what is nested deeper is left alone."""
_OTHERS = frozenset(
    f"{kind}Selector"
    for kind in ("Fragment", "Css", "XPath", "DataPosition", "Svg", "Range", "Page", "Shape")
)


class Selected(NamedTuple):
    """A passage as it is selected."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    """In code points; -1 where no place is told."""
    end: int = -1


def selected(value: object, losses: Losses) -> Selected:
    """Give the first quote and the first place among selectors, whatever their order.

    A quote counts also where it refines another selector, but a place does not: that is one in
    the part that the other selects.
    """
    found = Selected()
    waiting = [(one, 0) for one in listed(value)]
    for one, depth in waiting:
        selector = table(one)
        kind = text(selector.get("type", selector.get("@type")))
        if kind == "TextQuoteSelector" and not found.quote:
            found = found._replace(
                quote=text(selector.get("exact")),
                prefix=text(selector.get("prefix")),
                suffix=text(selector.get("suffix")),
            )
        elif kind == "TextPositionSelector" and found.start < 0:
            found = _placed(found, selector, losses, depth)
        else:
            _lose(kind, losses)
        if depth < _DEEPEST:
            waiting += [(inner, depth + 1) for inner in listed(selector.get("refinedBy"))]
    return found


def _placed(found: Selected, selector: dict[str, object], losses: Losses, depth: int) -> Selected:
    start, end = offset(selector.get("start")), offset(selector.get("end"))
    if depth or not 0 <= start < end:
        losses.add("the position", "annotation")
        return found
    return found._replace(start=start, end=end)


def _lose(kind: str, losses: Losses) -> None:
    if kind in ("TextQuoteSelector", "TextPositionSelector"):
        losses.add(f"a further {kind}", "annotation")
    else:
        losses.add(f"the {kind}" if kind in _OTHERS else "a selector", "annotation")
