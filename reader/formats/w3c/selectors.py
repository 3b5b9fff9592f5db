"""What a target selects, as far as it is a passage of text."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.formats.json_members import has_others, one_text
from reader.formats.json_values import listed, offset, table, texts
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank

_DEEPEST = 8
"""Selectors that refine each other; what is nested deeper is left alone."""
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"
_OTHERS = frozenset(
    f"{kind}Selector"
    for kind in ("Fragment", "Css", "XPath", "DataPosition", "Svg", "Range", "Page", "Shape")
)


_COMMON = frozenset("id @id type @type refinedBy".split())
_KNOWN_OF_QUOTES = _COMMON | {"exact", "prefix", "suffix"}
_KNOWN_OF_PLACES = _COMMON | {"start", "end"}
_PART = re.compile(
    r"[^#]*#(?:[^#]*&)?(?:(?:xywh|t|track|page|viewrect|char|line)=|(?:svgView|epubcfi|xpointer)\()"
    r"|[^#]*#.*:~:",
    re.DOTALL,
)
"""An address that goes on to say which part is meant: of a picture, a recording, a text."""


class Selected(NamedTuple):
    """A passage as it is selected."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    """In code points; -1 where no place is told."""
    end: int = -1


def is_part(iri: str) -> bool:
    """Whether an address speaks of a part of what it is the address of.

    >>> is_part("https://a.example/#xywh=1,2,3,4"), is_part("https://a.example/#notes")
    (True, False)
    """
    return _PART.match(iri) is not None


def selected(value: object, losses: Losses) -> Selected:
    """Give the first quote and the first place among selectors, whatever their order.

    A quote counts also where it refines another selector, but a place does not: that is one in
    the part that the other selects.
    """
    found = Selected()
    waiting = [(one, 0) for one in listed(value)]
    for one, depth in waiting:
        selector = table(one)
        kind = _kind(selector)
        if kind == _QUOTE and is_blank(found.quote):
            found = _quoted(found, selector, losses)
        elif kind == _POSITION and found.start < 0:
            found = _placed(found, selector, losses, depth)
        else:
            _lose(kind, losses)
        inner = listed(selector.get("refinedBy"))
        if depth < _DEEPEST:
            waiting += [(one, depth + 1) for one in inner]
        else:
            losses.add("a selector", "annotation", len(inner))
    return found


def _kind(selector: dict[str, object]) -> str:
    """Give the kind of a selector; of several the one that is understood."""
    kinds = texts(selector.get("type", selector.get("@type")))
    return next((kind for kind in kinds if kind in (_QUOTE, _POSITION)), next(iter(kinds), ""))


def _quoted(found: Selected, selector: dict[str, object], losses: Losses) -> Selected:
    losses.add("what else a selector says", "annotation", has_others(selector, _KNOWN_OF_QUOTES))
    return found._replace(
        quote=one_text(selector, "exact", losses),
        prefix=one_text(selector, "prefix", losses),
        suffix=one_text(selector, "suffix", losses),
    )


def _placed(found: Selected, selector: dict[str, object], losses: Losses, depth: int) -> Selected:
    start, end = offset(selector.get("start")), offset(selector.get("end"))
    if depth or not 0 <= start < end:
        losses.add("the position", "annotation")
        return found
    losses.add("what else a selector says", "annotation", has_others(selector, _KNOWN_OF_PLACES))
    return found._replace(start=start, end=end)


def _lose(kind: str, losses: Losses) -> None:
    if kind in (_QUOTE, _POSITION):
        losses.add(f"a further {kind}", "annotation")
    else:
        losses.add(f"the {kind}" if kind in _OTHERS else "a selector", "annotation")
