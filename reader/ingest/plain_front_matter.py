"""Front matter of plain lines, `name: value`, read without a parser of YAML.

Most front matter is nothing else, and PyYAML takes a third as long for it as the article's text
takes. What is not as plain as can be is left to YAML.
"""

from __future__ import annotations

import datetime
import re

_NAME = "[A-Za-z][A-Za-z0-9_-]{0,60}"
_CHARACTER = "[ -~\u00a1-\u1fff\u2010-\u2027\u3001-\ud7ff]"
"""What means the same in YAML wherever it stands in quotation marks."""
_LINE = re.compile(rf"({_NAME}): (?:\"((?:(?![\"\\]){_CHARACTER})+)\"|([A-Za-z0-9]{_CHARACTER}*))")
_MEANING = re.compile(r":(?: |$)| #| $")
"""What ends a value that is not in quotation marks, or begins another."""
_WORD = re.compile(r"[A-Za-z]")
_WHOLE = re.compile(r"[1-9][0-9]{0,14}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEANT = frozenset("yes no on off true false null y n".split())
"""Words that are more than words in YAML, or are in some of its versions."""


def read(source: str) -> dict[str, object] | None:
    """Give the values by name as YAML would; `None` where that is to be asked.

    >>> read('title: "One: two"\\npublished: 2020-06-12\\npages: 12\\n')
    {'title': 'One: two', 'published': datetime.date(2020, 6, 12), 'pages': 12}
    >>> read("tags: [one, two]") is None
    True
    """
    values: dict[str, object] = {}
    for line in filter(None, source.split("\n")):
        found = _LINE.fullmatch(line)
        if found is None or found[1] in values:
            return None
        value = found[2] or _value(found[3])
        if value is None:
            return None
        values[found[1]] = value
    return values or None


def _value(text: str) -> object:
    """Give what a value without quotation marks is; `None` where that is not plain."""
    if _MEANING.search(text):
        return None
    if _WORD.match(text):
        return None if text.lower() in _MEANT else text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None
    return None
