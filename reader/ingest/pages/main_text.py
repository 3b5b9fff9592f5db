"""Which units of a page are its article, as trafilatura judges.

Trafilatura gives its text trimmed, and without what it holds for decoration. So its text is
only compared with the page's: a unit is kept whole if its letters and digits stand in what
trafilatura gives, and everything else about it is the page's own.
"""

from __future__ import annotations

import copy
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import IngestError
from reader.ingest.pages.units import Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 30_000
"""Elements of a page that is given to trafilatura, some of whose steps take their square."""
LARGEST = 5_000_000
"""Characters of such a page."""
_DATES = {"extensive_search": False, "original_date": True}
"""How dates are looked for: searching all of a text takes fifty times as long, and guesses."""
_LONG = 24
"""Letters of a unit that stands in the article wherever it stands there."""
_SEED, _STEP = 16, 8
"""Letters of what is looked up of the main text, and from one such seed to the next."""
_TRIES = 20
"""Places of one seed that are looked at."""
_NEAR = 2_000
"""Letters of the main text that a short unit is looked for in, after the unit before."""


class MainText(NamedTuple):
    """What trafilatura makes of a page."""

    pieces: tuple[str, ...]
    """The letters and digits of the blocks of its main text."""
    about: Any
    """Its `Document`, with what the page says of itself."""


def found(tree: HtmlElement, url: str) -> MainText | None:
    """Ask trafilatura; `None` where it finds no text. It fetches nothing.

    `IngestError` where it is not installed whole.
    """
    _silence()
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        what = f"needs trafilatura, which cannot be loaded ({error.msg.split(chr(10))[0]})"
        raise IngestError(f"{what}; --full keeps all of a page without it") from error

    def ask() -> Any:
        return bare_extraction(
            _given(tree),
            url=url or None,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )

    about = _answered(ask)
    if about is None or isinstance(about, dict):
        return None
    pieces = [letters(" ".join(_own(element))) for element in about.body.iter("*")]
    return MainText(tuple(filter(None, pieces)), about)


def about_only(tree: HtmlElement, url: str) -> Any:
    """Ask trafilatura only for what a page says of itself; `None` where it cannot tell."""
    _silence()
    try:
        from trafilatura import extract_metadata
    except ImportError:
        return None
    return _answered(lambda: extract_metadata(copy.deepcopy(tree), url or None, dict(_DATES)))


def _answered(ask: Callable[[], Any]) -> Any:
    """Give what trafilatura answers; `None` where it fails, which ends no import."""
    try:
        return ask()
    except Exception:
        # It promises nothing, and what it rests on (lxml, htmldate, courlan, justext) has each its
        # own errors besides `ValueError`, `TypeError` and `RecursionError` of hostile pages.
        return None


def _given(tree: HtmlElement) -> HtmlElement:
    """Give a copy of a page to change, without what makes empty cells of few characters."""
    from lxml.etree import strip_attributes

    given = copy.deepcopy(tree)
    strip_attributes(given, "colspan", "rowspan")
    return given


def _silence() -> None:
    """Keep from the terminal what trafilatura and its libraries log."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def letters(text: str) -> str:
    """Give the letters and digits of a text, which no trimming touches.

    >>> letters("One, two\\xa0\\N{SOFT HYPHEN}3.")
    'onetwo3'
    """
    return "".join(filter(str.isalnum, text)).casefold()


def chosen(units: Sequence[Unit], pieces: Sequence[str]) -> list[Unit]:
    """Give those of a page's units, in order, that stand in trafilatura's `pieces`."""
    text = _MainText(pieces)
    keys = [letters(unit.text()) for unit in units]
    places = {
        index: place
        for index, key in enumerate(keys)
        if len(key) >= _LONG and (place := text.find(key)) >= 0
    }
    keeps = [
        index in places or (len(keys[index]) >= _LONG and _stands_in_parts(unit, keys[index], text))
        for index, unit in enumerate(units)
    ]
    _keep_short(keys, keeps, places, text)
    _keep_between(units, keeps)
    return [unit for unit, keep in zip(units, keeps, strict=True) if keep]


class _MainText:
    """Trafilatura's text, in which long texts are found in a time that their length sets."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.whole = "".join(pieces)
        self.pieces = Counter(pieces)
        self._places: dict[str, list[int]] = {}
        # Whatever has `_LONG` letters holds one of these seeds whole.
        for place in range(0, len(self.whole) - _SEED + 1, _STEP):
            places = self._places.setdefault(self.whole[place : place + _SEED], [])
            if len(places) < _TRIES:
                places.append(place)

    def find(self, key: str) -> int:
        """Give where a text of at least `_LONG` letters stands; -1 if nowhere."""
        for by in range(_STEP):
            for place in self._places.get(key[by : by + _SEED], ()):
                if place >= by and self.whole.startswith(key, place - by):
                    return place - by
        return -1


def _own(element: HtmlElement) -> list[str]:
    """Give an element's text before its first child, and what follows on it."""
    return [element.text or "", element.tail or ""]


def _stands_in_parts(unit: Unit, key: str, text: _MainText) -> bool:
    """Whether most of a unit's letters stand in the main text, part by part."""
    if unit.kind == "code":
        parts = unit.code.split("\n")
    elif unit.kind == "table":
        parts = ["".join([run.text for run in cell]) for row in unit.rows for cell in row]
    else:
        parts = [run.text for run in unit.runs]
    known = 0
    for part in map(letters, parts):
        if part in text.pieces or (len(part) >= _LONG and text.find(part) >= 0):
            known += len(part)
    return known * 2 >= len(key)


def _keep_short(
    keys: Sequence[str], keeps: list[bool], places: Mapping[int, int], text: _MainText
) -> None:
    """Keep the short units that stand where the main text has them: between the same long ones."""
    spare = text.pieces.copy()
    position = 0
    for index, key in enumerate(keys):
        if index in places:
            position = places[index] + len(key)
        elif key and not keeps[index]:
            place = position if text.whole.startswith(key, position) else -1
            if place < 0 and spare[key] > 0:
                # A piece of its own may stand a little further on, after one that is left out.
                place = text.whole.find(key, position, position + _NEAR)
            if place >= 0:
                spare[key] -= 1
                keeps[index] = True
                position = place + len(key)


def _keep_between(units: Sequence[Unit], keeps: list[bool]) -> None:
    """Keep headings, images, rules and captions that stand among what is kept.

    A heading right before what is kept, or an image or rule within the same element as kept text
    on both sides, belongs to the article though trafilatura may leave it out.
    """
    last_kept = -1
    following = _next_kept(keeps)
    for index, unit in enumerate(units):
        if keeps[index]:
            last_kept = index
            continue
        after = following[index]
        if last_kept < 0 or after < 0:
            continue
        inside = _is_beside(unit, units[last_kept], units[after])
        if inside and (
            _is_picture(unit)
            or unit.kind == "rule"
            or (unit.kind == "heading" and after == index + 1)
        ):
            keeps[index] = True


def _is_picture(unit: Unit) -> bool:
    """Whether a unit is images, or words below one."""
    if unit.runs and all(run.kind == "image" for run in unit.runs):
        return True
    around = [] if unit.element is None else _around(unit.element, 3)
    return any(one.tag == "figcaption" for one in around)


def _next_kept(keeps: Sequence[bool]) -> list[int]:
    following = [-1] * len(keeps)
    nearest = -1
    for index in range(len(keeps) - 1, -1, -1):
        following[index] = nearest
        if keeps[index]:
            nearest = index
    return following


def _is_beside(unit: Unit, before: Unit, after: Unit) -> bool:
    """Whether a unit's place is in the element that holds those kept before and after it."""
    if unit.element is None or before.element is None or after.element is None:
        return False
    around = {id(one) for one in _around(unit.element, 3)}
    return any(id(one) in around for one in _around(before.element, 2)) and any(
        id(one) in around for one in _around(after.element, 2)
    )


def _around(element: HtmlElement, levels: int) -> list[HtmlElement]:
    found = [element]
    while len(found) <= levels and (parent := found[-1].getparent()) is not None:
        if parent.tag in ("body", "html"):
            break
        found.append(parent)
    return found
