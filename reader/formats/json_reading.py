"""JSON of others: one value, or a file of any length, read front to back, of which one is held.

Nothing in it is trusted: what is no JSON, is nested without end or is one endless value ends in a
`FormatError` that says in which line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from math import isinf
from pathlib import Path
from typing import TextIO

from reader.errors import FormatError

_PIECE = 1 << 18
_LONGEST = 1 << 25
"""Characters of the longest value that is taken in whole."""
_WHITE = re.compile(r"[ \t\n\r]*")
_BEHIND = " \t\n\r,]}"
"""What may follow a number."""
_HINT = "export it anew"


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _finite(written: str) -> float:
    """Give a number; one so large that it is none cannot be written as JSON again."""
    found = float(written)
    if isinf(found):
        raise ValueError(written)
    return found


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_refused, strict=False).raw_decode


def decoded(data: bytes | str) -> object:
    """Give the one value that is written here, bytes in UTF-8; `ValueError` if that is no JSON.

    >>> decoded('{"a":[1]}')
    {'a': [1]}
    """
    try:
        text = data if isinstance(data, str) else data.decode()
        found: object = json.loads(text, parse_float=_finite, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    return found


@contextmanager
def opened(file: Path) -> Iterator[JsonFile]:
    """Open a file of JSON in UTF-8, with or without a byte order mark."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield JsonFile(text)


class JsonFile:
    """A file of JSON and the place in it up to which it was read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._buffer = ""
        self._at = 0
        """Where in the buffer the next thing stands."""
        self._line = 1
        """The line in which the buffer begins."""

    def next(self) -> str:
        """Give the character with which the next value begins; nothing at the end."""
        while True:
            white = _WHITE.match(self._buffer, self._at)
            assert white is not None
            self._at = white.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._read_on():
                return ""

    def value(self) -> object:
        """Give the next value whole."""
        self.next()
        while True:
            try:
                found, end = _decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if len(self._buffer) - self._at > _LONGEST:
                    raise self.wrong("one value is too long to be read") from error
                place = error.pos - self._at
                if not self._read_on():
                    raise self.wrong(error.msg, place) from error
            except RecursionError as error:
                raise self.wrong("it is nested too deep") from error
            except ValueError as error:
                raise self.wrong("a number in it cannot be understood") from error
            else:
                if self._is_whole(found, end) or not self._read_on():
                    self._at = end
                    return found

    def items(self) -> Iterator[object]:
        """Give the values of the list that comes next."""
        self._pass("[")
        if self.next() == "]":
            self._pass("]")
            return
        while True:
            yield self.value()
            if self.next() != ",":
                break
            self._pass(",")
        self._pass("]")

    def members(self) -> Iterator[str]:
        """Give the names in the object that comes next; the value of each is to be read then."""
        self._pass("{")
        if self.next() == "}":
            self._pass("}")
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise self.wrong("an object has a name that is no text")
            self._pass(":")
            yield name
            if self.next() != ",":
                break
            self._pass(",")
        self._pass("}")

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.next():
            raise self.wrong("there is more behind its end")

    def wrong(self, what: str, at: int | None = None) -> FormatError:
        """Give the error that says what is wrong where the file was read up to."""
        place = self._at if at is None else at
        line = self._line + self._buffer.count("\n", 0, place)
        return FormatError(f"line {line}: {what[:1].lower()}{what[1:]}", _HINT)

    def _is_whole(self, found: object, end: int) -> bool:
        """Whether a value that ends here cannot be the beginning of a longer number."""
        if isinstance(found, (int, float)):
            return self._buffer[end : end + 1] in _BEHIND and end < len(self._buffer)
        return True

    def _pass(self, character: str) -> None:
        if self.next() != character:
            raise self.wrong(f"a {character} is missing")
        self._at += 1

    def _read_on(self) -> bool:
        """Read more, and forget what was read up to here; `False` at the end of the file."""
        self._line += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :]
        self._at = 0
        try:
            # As much as there is already, so that a long value is tried only a few times.
            piece = self._file.read(max(_PIECE, len(self._buffer)))
        except UnicodeDecodeError as error:
            raise self.wrong("it is no UTF-8", len(self._buffer)) from error
        self._buffer += piece
        return bool(piece)
