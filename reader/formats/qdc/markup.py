"""XML as it is written, piece by piece: any text in, and nothing out that a parser refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from reader.formats.losses import Losses

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPECIAL = re.compile('[&<>"\t\n\r]')
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Give an element; attributes without a value are left out, and `content` is XML."""
    start = name + "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    inside = "".join(content)
    return f"<{start}>{inside}</{name}>" if inside else f"<{start}/>"


def container(name: str, *content: str) -> str:
    """Give an element with its children on lines of their own; nothing where it has none."""
    inside = "".join(f"{one}\n" for one in content if one)
    return f"<{name}>\n{inside}</{name}>" if inside else ""


def text_element(name: str, text: str) -> str:
    """Give an element that holds a text, which is fit for XML."""
    # A bare CR would be read as LF.
    return f"<{name}>{escape(text, {chr(13): '&#13;'})}</{name}>"


def fit(text: str, of: str, losses: Losses) -> str:
    """Give text that XML can hold: control characters by their pictures, counted as lost."""
    if not _NO_XML.search(text):
        return text
    losses.add("the control characters", of)
    return _NO_XML.sub(_picture, text)


def _quoted(value: str) -> str:
    return quoteattr(value) if _SPECIAL.search(value) else f'"{value}"'


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
