"""Foreign text as text of a page, and foreign addresses as links that are safe to follow."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from reader.errors import MisuseError
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.text import addresses
from reader.text.normal import clean

_ENDS_OF_PLANES = range(0xFFFF, 0x110000, 0x10000)
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(end - 1)}{chr(end)}" for end in _ENDS_OF_PLANES) + "]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_LINK = '<a class="{}" href="{}" rel="noreferrer noopener"{}>'


def text(given: str) -> str:
    """Give text with what HTML would take for markup escaped.

    >>> text("</script> & so on")
    '&lt;/script&gt; &amp; so on'
    """
    return escape(shown(given), quote=False)


def attribute(given: str) -> str:
    """Give text as the value of an attribute between double quotes."""
    return escape(shown(given))


def shown(given: str) -> str:
    """Give text with a picture or U+FFFD for each character that HTML has none of.

    >>> shown("a\x1b\ufffeb")
    'a␛\ufffdb'
    """
    kept = clean(given)
    return kept if kept.isascii() else _NONCHARACTER.sub("\ufffd", kept)


def harmless(record: Record, losses: Losses) -> Record:
    """Give a record without what a page cannot hold, or what could pass for other text.

    Where anything is replaced, as it is in every text that is read, that is counted.
    """
    # Nearly all are harmless: one look at all fields together tells.
    whole = "".join([value for value in record if isinstance(value, str)] + [*record.tags])
    if shown(whole) == whole:
        return record
    changed = {
        name: shown(value)
        for name, value in zip(record._fields, record, strict=True)
        if isinstance(value, str)
    }
    tags = tuple([shown(tag) for tag in record.tags])
    losses.add("the control characters", "annotation")
    return record._replace(tags=tags, **changed)  # type: ignore[arg-type]  # these hold text


def fragment(given: str) -> str:
    """Give an id as a link to it has it."""
    return quote(given, safe="-._~")


def opening_link(address: str, seen: str) -> str:
    """Give the tag that begins a link whose text is `seen`; nothing for what is not opened.

    One that looks as if it led elsewhere than it does is marked as such.
    """
    try:
        checked = addresses.checked(address)
    except MisuseError:
        return ""
    posing = ' data-poses=""' if addresses.poses(seen, checked) else ""
    # In print an address is written out, but not twice.
    name = "out bare" if seen in (address, checked) else "out"
    return _LINK.format(name, attribute(checked), posing)


def linked(address: str) -> str:
    """Give an address as a link, or as plain text where it is not opened."""
    opening = opening_link(address, address)
    return f"{opening}{text(address)}</a>" if opening else text(address)


def language(given: str) -> str:
    """Give the attribute that names a language, if it is named as the web does."""
    return f' lang="{given}"' if _LANGUAGE.fullmatch(given) else ""
