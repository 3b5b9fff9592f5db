"""The encoding of a page's bytes: as its mark, its server or itself says, else as can be told."""

from __future__ import annotations

import codecs
import re

from reader.errors import IngestError
from reader.ingest import decoding
from reader.ingest.decoding import Decoded

_LOOKED_AT = 8_192
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRAY = 0.001
"""The share of broken bytes that UTF-8 may have and still be UTF-8."""


def declared(data: bytes) -> str:
    """Give the encoding that a page's own first lines name; "" if none."""
    head = _COMMENT.sub(b"", data[:_LOOKED_AT])
    named = _META.search(head) or _XML.match(head.lstrip())
    return named[1].decode("ascii", "replace") if named else ""


def decode(data: bytes, asked: str, declared: str = "") -> Decoded:
    """Give a page's text; `IngestError` where it is in no encoding that is known.

    Unlike a file of text, a page with a few broken bytes is read nevertheless: many have some.
    """
    try:
        found = decoding.decode(data, asked, declared)
    except IngestError:
        if asked or b"\0" in data[:_LOOKED_AT]:
            raise
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") > len(text) * _STRAY:
            raise
        return Decoded(text, is_guess=True)
    if found.encoding or not declared or data.isascii() or data.startswith(codecs.BOM_UTF8):
        return found
    # It is UTF-8, whatever it says.
    return found._replace(is_guess=decoding.meant(declared) not in ("", "utf-8"))
