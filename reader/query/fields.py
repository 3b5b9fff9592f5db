"""The fields of the language and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import cast, get_args

from reader.annotation.model import Kind, Status
from reader.query.errors import QueryError
from reader.query.lexing import Piece
from reader.query.model import (
    TEXT_FIELDS,
    Dated,
    Field,
    How,
    Named,
    NamedField,
    Near,
    Node,
    Not,
    Tagged,
    TextField,
    Undated,
    Untagged,
)

STATES = ("unread", "read", "starred", "open", "annotated", "guess", "gone", "copy")
"""What an article can be: `is:unread`; `open` is one that was begun and is not read."""

KNOWN: dict[NamedField, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "status": get_args(Status),
    "is": STATES,
}
"""The names that these fields take."""

FIELDS: tuple[str, ...] = (*TEXT_FIELDS[:2], "tag", "near", *TEXT_FIELDS[2:], "date", *KNOWN)
"""All fields, as they are told to a person."""

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_BEGUN_DATE = re.compile(
    r"[0-9]{0,4}\.?|[0-9]{4}-(?:[01]?|(?:0[1-9]|1[0-2])(?:\.|-[0-3]?|-[0-9]{2}\.)?)|n|no|non"
)
NONE = "none"
"""What stands for none, unless it is quoted: `tag:none`, `date:none`, `source:none`."""

ANY = "*"
"""What stands for any tag."""


def is_field(name: str) -> bool:
    """Whether a field is called so."""
    return name.casefold() in FIELDS


def is_beginning(piece: Piece) -> bool:
    """Whether the value of a field is none yet, but the beginning of one.

    >>> from reader.query.lexing import pieces
    >>> [is_beginning(piece) for piece in pieces("is:unr date:2019..20 kind:pdf", lenient=True)]
    [True, True, False]
    """
    name, value = piece.name.casefold(), piece.text.casefold()
    if name == "date":
        *first, last = value.split("..", 1)
        is_date = all(_DATE.fullmatch(date) for date in first if date)
        return is_date and not _DATE.fullmatch(last) and bool(_BEGUN_DATE.fullmatch(last))
    known: Sequence[str] = KNOWN.get(cast(NamedField, name), ())
    return value not in known and any(one.startswith(value) for one in known)


def understood(piece: Piece, query: str) -> Node:
    """Give what a field asks for; `QueryError` at its place if that cannot be told."""
    name = piece.name.casefold()
    if not is_field(name):
        what = f"no field is called “{piece.name[:40]}”"
        hint = f"{_known(name, FIELDS, 'fields')}; quoted, it is a word"
        raise QueryError(what, hint, query, piece.offset)
    if not piece.text and not (piece.is_whole and piece.is_quoted and name in TEXT_FIELDS):
        if query.startswith("(", piece.end):
            what = f"parentheses are not taken after {name}:"
            hint = f"name the field for each word, as in ({name}:one OR {name}:two)"
            raise QueryError(what, hint, query, piece.end)
        what = f"nothing stands after {name}:"
        hint = f"write it as {name}:{_EXAMPLES[name]}, without a space"
        raise QueryError(what, hint, query, piece.end)
    if name in KNOWN:
        return _named(name, piece, query)
    is_none = piece.text == NONE and not piece.is_quoted and not piece.is_start
    if name == "date":
        return Undated() if is_none else _dated(piece, query)
    if name == "tag" or name == "near":
        return _tagged(name, piece, query)
    if is_none:
        return Field(cast(TextField, name), "", "whole")
    return _text(cast(TextField, name), piece, query)


_EXAMPLES = {
    "title": "word",
    "note": "word",
    "tag": "actors/state",
    "near": "actors/state",
    "source": '"The Paper"',
    "author": "name",
    "lang": "en",
    "date": "2019..2020",
    "kind": "pdf",
    "status": "review",
    "is": "unread",
}


def _known(given: str, names: tuple[str, ...], called: str) -> str:
    """Say what there is, and what was probably meant."""
    close = get_close_matches(given[:40], names, 1)
    guess = f"did you mean {close[0]}? " if close else ""
    return f"{guess}{called} are {', '.join(names)}"


def _named(name: NamedField, piece: Piece, query: str) -> Named:
    value = piece.text.casefold().removesuffix("?")
    if value in KNOWN[name]:
        return Named(name, value)
    what = f"{name}: knows no “{piece.text[:40]}”"
    hint = _known(value, KNOWN[name], f"what {name}: knows")
    raise QueryError(what, hint.replace("knows are", "knows is"), query, piece.place)


def _tagged(name: str, piece: Piece, query: str) -> Node:
    if name == "tag" and piece.text == ANY and not piece.is_quoted:
        return Not(Untagged())
    if piece.text == NONE and not piece.is_quoted:
        if name == "tag":
            return Untagged()
        raise QueryError("near: needs a tag", 'a tag called so is "none"', query, piece.place)
    if not piece.text.strip("/ "):
        what = f"{name}: needs the name of a tag"
        raise QueryError(what, f"write it as {name}:actors/state", query, piece.place)
    return (Tagged if name == "tag" else Near)(piece.text, piece.is_start)


def _text(name: TextField, piece: Piece, query: str) -> Field:
    how: How = "start" if piece.is_start else "whole" if piece.is_whole else "words"
    if how != "whole" and not any(map(str.isalnum, piece.text)):
        what = f"“{piece.text[:40]}” holds no letter and no digit"
        raise QueryError(what, f"{name}: looks for words", query, piece.place)
    return Field(name, piece.text, how)


def _dated(piece: Piece, query: str) -> Dated:
    first, dots, last = piece.text.partition("..")
    if not dots:
        last = first
    place = piece.place + piece.is_quoted
    for date, offset in ((first, place), (last, place + len(first) + len(dots))):
        if (date or not dots) and not _DATE.fullmatch(date):
            what = f"“{date[:40]}” is no date"
            hint = "write it as 2019, 2019-06, 2019-06-30, 2019..2020, 2019.. or ..2020"
            raise QueryError(what, hint, query, place if not dots else offset)
    if not first and not last:
        raise QueryError("date: needs a date", "write it as 2019..2020", query, place)
    if first and last and f"{last}~" < first:
        what = f"{last} is before {first}"
        raise QueryError(what, f"write it as {last}..{first}", query, place)
    return Dated(first, last)
