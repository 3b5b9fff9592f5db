"""The encoding of a page's bytes: as its mark, its server or itself says, else as can be told."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reader.errors import IngestError

_LOOKED_AT = 8_192
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
# Browsers read these names as the encodings that hold them and more.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STRAY = 0.001
"""The share of broken bytes that UTF-8 may have and still be UTF-8."""


class Decoded(NamedTuple):
    """A page's text, and how it was told."""

    text: str
    encoding: str = ""
    """As Python names it; empty for UTF-8."""
    is_guess: bool = False
    """Whether nothing said so, or what said so was wrong."""


def declared(data: bytes) -> str:
    """Give the encoding that a page's own first lines name; "" if none."""
    head = _COMMENT.sub(b"", data[:_LOOKED_AT])
    named = _META.search(head) or _XML.match(head.lstrip())
    return named[1].decode("ascii", "replace") if named else ""


def decode(data: bytes, asked_encoding: str, declared: str = "") -> Decoded:
    """Give a page's text; `IngestError` where it is in no encoding that is known."""
    if asked_encoding:
        try:
            return Decoded(data.decode(asked_encoding), _named(asked_encoding))
        except (LookupError, UnicodeError) as error:
            raise IngestError(f"is not in the encoding {asked_encoding}") from error
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text, _named(encoding), is_guess="\ufffd" in text)
    says_utf8 = _named(declared) == "" and bool(declared)
    try:
        text = data.decode()
        # Bytes that are UTF-8 by chance are next to none.
        return Decoded(text, is_guess=bool(declared) and not says_utf8 and not data.isascii())
    except UnicodeDecodeError:
        pass
    if declared and not says_utf8:
        try:
            return Decoded(data.decode(_python(declared)), _named(declared))
        except (LookupError, UnicodeError):
            pass
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= len(text) * _STRAY:
        return Decoded(text, is_guess=True)
    return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return Decoded(data.decode(encoding, "replace"), _named(encoding), is_guess=True)


def _python(name: str) -> str:
    """Give the codec that a name in a page means; `LookupError` if none."""
    found = codecs.lookup(name.strip().lower().removeprefix("x-"))
    return _MEANT.get(found.name, found.name)


def _named(name: str) -> str:
    """Give the name to keep of an encoding: empty for UTF-8, and for what is none."""
    try:
        found = _python(name)
    except LookupError:
        return ""
    # A page that could be read until it named its encoding is in no UTF-16.
    return "" if found in ("utf-8", "utf-8-sig") else found
