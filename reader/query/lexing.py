"""What was typed in pieces: parentheses, “not” and “or”, words, fields and saved searches.

A quotation mark, straight or curly, begins what is taken as it stands, up to the next one. All
offsets are places in the query as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reader.query.errors import QueryError
from reader.query.model import TEXT_FIELDS

PieceKind = Literal["(", ")", "not", "or", "and", "words", "field", "saved"]

MARKS = '"“”„'
"""What quotes; any of them closes what any of them opened."""

_FIELD = re.compile(r"([^\W\d_]+):")
_BARE = re.compile(rf"[^\s(){MARKS}]+")
_VISIBLE = re.compile(r"\S")
_ENDS = "()" + MARKS
_PARENTHESES: dict[str, PieceKind] = {"(": "(", ")": ")"}
_SIGNS: dict[str, PieceKind] = {"OR": "or", "AND": "and", "NOT": "not"}


class Piece(NamedTuple):
    """One piece of a query."""

    kind: PieceKind
    offset: int
    """Where it begins."""
    end: int
    """Where it ends."""
    text: str = ""
    """What it says, without quotation marks: the words, a field's value, a search's name."""
    name: str = ""
    """The field's name as it was typed."""
    is_start: bool = False
    """Whether a `*` stands at its end."""
    is_whole: bool = False
    """Whether a `=` stands before a field's value."""
    is_quoted: bool = False
    place: int = 0
    """Where what it says begins."""


def pieces(query: str, *, lenient: bool) -> Iterator[Piece]:
    """Give the pieces in order; if `lenient`, a quotation mark at the end need not be closed."""
    end = 0
    while begin := _VISIBLE.search(query, end):
        piece = _piece(query, begin.start(), lenient)
        yield piece
        end = piece.end


def _piece(query: str, offset: int, lenient: bool) -> Piece:
    sign = query[offset]
    if sign in _PARENTHESES:
        return Piece(_PARENTHESES[sign], offset, offset + 1)
    if sign == "-" and _goes_on(query, offset + 1):
        return Piece("not", offset, offset + 1)
    if sign == "@" and _goes_on(query, offset + 1) and query[offset + 1] != "(":
        return _value("saved", query, offset, offset + 1, lenient)
    named = _FIELD.match(query, offset)
    if named and not query.startswith("//", named.end()):
        return _field(query, offset, named, lenient)
    return _value("words", query, offset, offset, lenient)


def _goes_on(query: str, offset: int) -> bool:
    """Whether something to apply a sign to stands right after it."""
    return offset < len(query) and not query[offset].isspace() and query[offset] not in "-)"


def _field(query: str, offset: int, named: re.Match[str], lenient: bool) -> Piece:
    place = named.end()
    is_whole = named[1].casefold() in TEXT_FIELDS and query.startswith("=", place)
    value = _value("field", query, offset, place + is_whole, lenient)
    return value._replace(name=named[1], is_whole=is_whole)


def _value(kind: PieceKind, query: str, offset: int, place: int, lenient: bool) -> Piece:
    """Give the words that begin at `place`, quoted or bare, as what began at `offset`."""
    if place < len(query) and query[place] in MARKS:
        return _quoted(kind, query, offset, place, lenient)
    bare = _BARE.match(query, place)
    text = bare[0] if bare else ""
    end = place + len(text)
    if kind == "words" and text in _SIGNS:
        return Piece(_SIGNS[text], offset, end)
    is_start = len(text) > 1 and text.endswith("*")
    text = text[:-1] if is_start else text
    return Piece(kind, offset, end, text, is_start=is_start, place=place)


def _quoted(kind: PieceKind, query: str, offset: int, place: int, lenient: bool) -> Piece:
    close = next((at for at in range(place + 1, len(query)) if query[at] in MARKS), -1)
    if close < 0 and not lenient:
        raise QueryError("this quotation mark is not closed", 'put a " at the end', query, place)
    last = close if close >= 0 else len(query)
    text = " ".join(query[place + 1 : last].split())
    end = last + (close >= 0)
    is_start = query.startswith("*", end)
    return Piece(kind, offset, end + is_start, text, is_start=is_start, is_quoted=True, place=place)


def can_be_bare(text: str) -> bool:
    """Whether words can be written without quotation marks and mean just themselves."""
    return (
        bool(text)
        and not any(character.isspace() or character in _ENDS for character in text)
        and text not in _SIGNS
        and text[0] not in "-@="
        and text[-1] != "*"
        and not _FIELD.match(text)
    )
