"""Addresses as they stand in running text, and what to call an image by its own.

The library that markdown-it has for this knows every top-level domain and costs a tenth of
the time to the first screen; here an address begins with its scheme, so that a name such as
`readme.md` stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from reader.text.document import Span

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\u00c0-\u024f\u0370-\u052f]+",
    re.I,
)
_HOST = re.compile(r"[A-Za-z0-9\[\u00c0-\u024f\u0370-\u052f]")
_TRAILING = ".,:;!?'*_~&"
_LONGEST = 2048
"""Characters of an address that a browser takes."""


def addresses(text: str) -> Iterator[Span]:
    """Yield where `text` has `http://` and `https://` addresses.

    The punctuation of the sentence around is left out, as is a bracket that was opened
    before the address.
    """
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        host = text.index("://", start) + 3
        while end > host and _is_trailing(text, start, end):
            end -= 1
        if end > host and _HOST.match(text, host):
            yield Span(start, end)


def file_name(address: str) -> str:
    """Give the name of the file that an image's `address` leads to, or the address.

    >>> file_name("https://example.org/a/red%20house.png?size=2")
    'red house.png'
    """
    if address.startswith("data:"):
        return re.split("[;,]", address, maxsplit=1)[0].removeprefix("data:")
    path = re.split("[?#]", address, maxsplit=1)[0].rstrip("/")
    return " ".join(unquote(path.rsplit("/", 1)[-1]).split()) or address


def _is_trailing(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    for opening, closing in ("()", "[]"):
        if last == closing:
            return text.count(closing, start, end) > text.count(opening, start, end)
    return last in _TRAILING
