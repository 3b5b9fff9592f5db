"""An item of CSL-JSON as an entry that BibTeX and BibLaTeX read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.formats.csl.item import Date, Item, Name
from reader.text.addresses import percent_encoded
from reader.text.normal import visible

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
} | {one: f"\\{one}" for one in "$&#%_"}
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=')(?=')|(?<=`)(?=`)")
_BETWEEN = "\0"
"""Stands between two characters that LaTeX would draw as one; no visible text has it."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def entry(item: Item) -> str:
    """Give the entry, ending with a line end; names and titles keep their letters' case."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@misc{{{item['id']},\n{fields}}}\n"


def escaped(text: str) -> str:
    """Give a text on one line as LaTeX shows it.

    >>> escaped("5 % of {A & B}, {")
    '5 \\\\% of \\\\{A \\\\& B\\\\}, \\\\textbraceleft{}'
    """
    shown = _LIGATURE.sub(_BETWEEN, visible(text))
    pairs = _pairs(shown)
    made = "".join(
        f"\\{one}" if at in pairs else _SPECIAL.get(one, one) for at, one in enumerate(shown)
    )
    return made.replace(_BETWEEN, "{}")


def _pairs(text: str) -> set[int]:
    """Give where braces stand that are each other's: BibTeX counts them, whatever is before."""
    opened: list[int] = []
    pairs: set[int] = set()
    for at, one in enumerate(text):
        if one == "{":
            opened.append(at)
        elif one == "}" and opened:
            pairs |= {opened.pop(), at}
    return pairs


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    if author := item.get("author"):
        yield "author", f"{{{' and '.join(map(_name, author))}}}"
    if title := item.get("title"):
        yield "title", f"{{{{{escaped(title)}}}}}"
    if source := item.get("container-title"):
        yield "howpublished", f"{{{escaped(source)}}}"
    yield from _date(item.get("issued", {}))
    # Encoded, it has nothing that braces would mean.
    if address := percent_encoded(item.get("URL", "")):
        yield "url", f"{{{address}}}"
        if day := _iso(item.get("accessed", {})):
            yield "urldate", f"{{{day}}}"
    if locator := item.get("locator"):
        yield "pages", f"{{{escaped(locator).replace('–', '--')}}}"
    if language := item.get("language"):
        yield "langid", f"{{{escaped(language)}}}"
    if keyword := item.get("keyword"):
        yield "keywords", f"{{{escaped(keyword)}}}"
    if annote := item.get("annote"):
        yield "annote", f"{{{escaped(annote)}}}"


def _name(name: Name) -> str:
    if "family" in name:
        return f"{{{escaped(name['family'])}}}, {{{escaped(name['given'])}}}"
    return f"{{{escaped(name['literal'])}}}"


def _date(date: Date) -> Iterator[tuple[str, str]]:
    """Give a date for both: BibTeX takes year and month, BibLaTeX the whole."""
    if iso := _iso(date):
        parts = date["date-parts"][0]
        yield "date", f"{{{iso}}}"
        yield "year", f"{{{parts[0]}}}"
        if parts[1:]:
            yield "month", _MONTHS[parts[1] - 1]
    elif literal := date.get("literal"):
        yield "year", f"{{{escaped(literal)}}}"


def _iso(date: Date) -> str:
    if "date-parts" not in date:
        return ""
    first, *rest = date["date-parts"][0]
    return "-".join((f"{first:04}", *(f"{part:02}" for part in rest)))
