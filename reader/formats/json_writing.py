"""Values as JSON, in which nothing that a terminal could obey stands as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache

_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_COMPACT = (",", ":")


@cache
def _encode(indent: int | None, spaced: bool) -> Callable[[object], str]:
    separators = None if indent is not None or spaced else _COMPACT
    return json.JSONEncoder(ensure_ascii=False, indent=indent, separators=separators).encode


def encoded(value: object, *, indent: int | None = None, spaced: bool = False) -> str:
    r"""Give a value as JSON: any character as it is, unless it could do harm or is half of one.

    It is one line without blanks; `spaced`, with a blank behind each comma and colon; with
    `indent`, a line for each thing in it.

    >>> encoded({"a": "é\x7f\x1b"})
    '{"a":"é\\u007f\\u001b"}'
    """
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", _encode(indent, spaced)(value))


def without_empty(values: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty text, an empty list or nothing.

    >>> without_empty({"a": "", "b": 0, "c": [], "d": "e"})
    {'b': 0, 'd': 'e'}
    """
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
