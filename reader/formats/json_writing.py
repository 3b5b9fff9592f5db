"""Values as JSON on one line, in which nothing that a terminal could obey stands as it is."""

from __future__ import annotations

import json
import re

_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encoded(value: object) -> str:
    r"""Give a value as JSON: any character as it is, unless it could do harm or is half of one.

    >>> encoded({"a": "é\x7f\x1b"})
    '{"a":"é\\u007f\\u001b"}'
    """
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", _encode(value))


def without_empty(values: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty text, an empty list or nothing.

    >>> without_empty({"a": "", "b": 0, "c": [], "d": "e"})
    {'b': 0, 'd': 'e'}
    """
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
