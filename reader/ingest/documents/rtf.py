"""RTF rewritten so that every character in it stands for itself, as UTF-8.

RTF writes a character as a byte in the code page of its font, as a number with a substitute after
it, or as two numbers. What reads it next knows one code page and single numbers only. Everything
else is left as it is written.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.errors import IngestError

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of the largest RTF that is read."""
_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?(?P<gap> ?)"
    rb"|\\(?P<symbol>.)|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_SYSTEMS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansi": "cp1252"}
_TEXTS = (b"footnote",)
"""Groups of text that some programs mark as ones to pass over."""
_WIDE = re.compile("[^\x00-\x7f]")
_SPECIAL = re.compile(r"[\\{}]")
_DEEPEST = 10_000
_UNTOLD = "\ufffd"


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces, as far as it was read."""

    codec: str
    substitutes: int = 1
    is_fonts: bool = False
    font: int = 0


@dataclass(slots=True)
class _Rewriting:
    group: _Group = field(default_factory=lambda: _Group(""))
    around: list[_Group] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    default: str = "cp1252"
    bytes: bytearray = field(default_factory=bytearray)
    """Text that is not decoded yet: a character may go on in the next token."""
    is_starred: bool = False
    """Whether a sign stands before this that lets a program pass over a group it does not know."""
    skipped: int = 0
    """Substitutes that are still to be passed over."""
    parts: list[str] = field(default_factory=list)
    replaced: int = 0
    """Characters of the text that could not be told."""


class Rewritten(NamedTuple):
    """An RTF document with its characters in UTF-8."""

    data: bytes
    warnings: tuple[str, ...] = ()


def rewritten(data: bytes) -> Rewritten:
    """Give an RTF document with its characters in UTF-8; `IngestError` where it is none."""
    if len(data) > MOST_BYTES:
        raise IngestError(f"is RTF of more than {MOST_BYTES >> 20} MiB; save it without pictures")
    if not data.lstrip()[:5] == b"{\\rtf":
        raise IngestError("is no RTF")
    data = _in_numbers(data)
    state = _Rewriting()
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        if match["word"] == b"bin":
            # Bytes of a picture: no text, whatever they look like.
            position += max(int(match["number"] or 0), 0)
        elif not _is_skipped(state, match):
            _follow(state, match)
    _end_text(state)
    text = "".join(state.parts)
    # Two numbers that are halves of one character are put together.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    replaced = state.replaced + whole.count(_UNTOLD) - text.count(_UNTOLD)
    return Rewritten(whole.encode(), (_warning(replaced),) if replaced else ())


def _warning(replaced: int) -> str:
    return f"has bytes that mean no character in {replaced:,} places, shown as {_UNTOLD}"


def _in_numbers(data: bytes) -> bytes:
    """Give a document that somebody wrote in UTF-8 with numbers instead, as RTF has them."""
    if data.isascii():
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return _WIDE.sub(lambda match: f"{{\\uc0\\u{ord(match[0])} }}", text).encode()


def _is_skipped(state: _Rewriting, match: re.Match[bytes]) -> bool:
    """Pass over what stands for a character that was already given; tell whether that is all."""
    if not state.skipped or match["line"]:
        return False
    if match["brace"]:
        state.skipped = 0
        return False
    if match["text"]:
        kept = match["text"][state.skipped :]
        state.skipped = max(state.skipped - len(match["text"]), 0)
        state.bytes += kept
        return True
    if match["word"] == b"u":
        return False
    state.skipped -= 1
    return True


def _follow(state: _Rewriting, match: re.Match[bytes]) -> None:
    if match["hex"]:
        state.bytes.append(int(match["hex"], 16))
    elif match["text"]:
        state.bytes += match["text"]
    elif match["line"]:
        if not state.bytes:
            state.parts.append("\n")
    elif match["word"] == b"u" and match["number"]:
        _end_text(state)
        state.parts.append(_escaped(_character(int(match["number"]))))
        state.skipped = state.group.substitutes
    else:
        _end_text(state)
        _obey(state, match)


def _obey(state: _Rewriting, match: re.Match[bytes]) -> None:
    brace, word = match["brace"], match["word"]
    if brace == b"{":
        if len(state.around) > _DEEPEST:
            raise IngestError(f"has groups more than {_DEEPEST:,} deep")
        state.around.append(state.group)
        state.group = replace(state.group)
    elif brace and state.around:
        state.group = state.around.pop()
    if state.is_starred and word not in _TEXTS:
        state.parts.append("\\*")
    state.is_starred = match["symbol"] == b"*"
    if word is None:
        state.parts.append("" if state.is_starred else match[0].decode("latin-1"))
        return
    number = int(match["number"]) if match["number"] else None
    if word == b"ansicpg":
        state.default = _known(f"cp{number}", state.default)
        state.parts.append("\\ansicpg1252 ")
        return
    _set(state, word, number)
    if word != b"uc":
        written = match[0].decode("latin-1")
        state.parts.append(written if match["gap"] else written + " ")


def _set(state: _Rewriting, word: bytes, number: int | None) -> None:
    """Take in what a control word says of how the characters after it are written."""
    group = state.group
    if word in _SYSTEMS:
        state.default = _SYSTEMS[word]
    elif word == b"uc" and number is not None:
        group.substitutes = max(number, 0)
    elif word == b"fonttbl":
        group.is_fonts = True
    elif word == b"f" and number is not None:
        group.font = number
        group.codec = "" if group.is_fonts else state.fonts.get(number, "")
    elif word == b"plain":
        group.codec = ""
    elif group.is_fonts and word == b"fcharset" and number in _CHARSETS:
        state.fonts[group.font] = _CHARSETS[number]
    elif group.is_fonts and word == b"cpg":
        state.fonts[group.font] = _known(f"cp{number}", state.default)


def _end_text(state: _Rewriting) -> None:
    if state.bytes:
        codec = state.group.codec or state.default
        text = bytes(state.bytes).decode(codec, "replace")
        if not state.group.is_fonts:
            state.replaced += text.count(_UNTOLD)
        state.parts.append(_escaped(text))
        state.bytes.clear()


def _character(number: int) -> str:
    """Give the character of a number, which is negative where it did not fit in 15 bits."""
    return chr(number & 0xFFFF if number < 0 else min(number, 0x10FFFF))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _known(codec: str, otherwise: str) -> str:
    codec = {"cp936": "gbk", "cp950": "big5", "cp10000": "mac_roman", "cp65001": "utf-8"}.get(
        codec, codec
    )
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return otherwise
