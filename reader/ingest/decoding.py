"""Bytes to text, in an order of certainty: what is asked, a byte order mark, UTF-8, what was told.

What none of these settles is guessed (`guessing`), and says that it is; what has no plausible
reading is refused. Every reading is strict: no byte is ever dropped or replaced.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reader.errors import IngestError, MisuseError

_MARKS = (
    # Before those of UTF-16: the longer begins as the shorter does.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXTS = frozenset("idna punycode unicode_escape raw_unicode_escape undefined mbcs oem".split())
"""What Python knows as encodings and is none that a text is in."""
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
"""What is meant by names that are told: the encodings that have those within them."""
_SEVEN_BITS = ("hz", "iso2022", "utf-7")
"""The beginnings of names of encodings that are ASCII in which signs lead to other characters."""
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\x0b\f\r\x08\x1b"}) + b"\x7f"
_HEAD = 8192
"""Bytes of a file's first pages, by which it is told whether it is text."""
_UNASSIGNED = re.compile("[\x80-\x9f]")
_FORCE = "--encoding forces one"


class Decoded(NamedTuple):
    """A text that was bytes."""

    text: str
    encoding: str = ""
    """What it was read in, as Python names it; empty for UTF-8."""
    is_guess: bool = False

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a report says of the reading."""
        if not self.is_guess:
            return ()
        return (f"read as {said(self.encoding)}, which is a guess; --encoding forces another",)


def decode(data: bytes, asked: str = "", declared: str = "") -> Decoded:
    """Give the text that `data` is; `IngestError` says why it is none.

    `asked` is the encoding that the user forces, which is used whatever the bytes look like;
    `declared` is what a server or the file itself tells, used where the bytes do not say it
    better. `MisuseError` says that there is no encoding of the name that is asked.
    """
    if asked:
        return _forced(data, known(asked))
    for mark, encoding in _MARKS:
        if (
            data.startswith(mark)
            and (text := _whole(data[len(mark) :], encoding, mark)) is not None
        ):
            return Decoded(text, "" if encoding == "utf-8" else encoding)
    return _unmarked(data, declared)


def known(name: str) -> str:
    """Give an encoding's name as Python has it; `MisuseError` says that there is none."""
    encoding = _looked_up(name)
    if not encoding:
        shown = name if name.isprintable() else ascii(name)
        raise MisuseError(
            f"there is no encoding “{shown[:40]}”", "name one as windows-1252, koi8-r or shift_jis"
        )
    return encoding


def said(encoding: str) -> str:
    """Give an encoding's name as people say it."""
    return encoding.replace("cp125", "windows-125") if encoding else "utf-8"


def _looked_up(name: str) -> str:
    try:
        encoding = codecs.lookup(name.strip()).name
        # Some that Python lists make bytes of bytes.
        "".encode(encoding)
    except (LookupError, ValueError, TypeError):
        return ""
    return "" if encoding.replace("-", "_") in _NO_TEXTS else encoding


def meant(declared: str) -> str:
    """Give the encoding that is meant by a name that was told; "" where that is none."""
    encoding = _looked_up(declared) if declared else ""
    return _AS_BROWSERS_DO.get(encoding, encoding)


def _forced(data: bytes, encoding: str) -> Decoded:
    is_utf8 = encoding in ("utf-8", "utf-8-sig")
    try:
        text = data.decode("utf-8-sig" if is_utf8 else encoding)
    except UnicodeError as error:
        what = f"is not in {said(encoding)} ({_place(data, error)})"
        raise IngestError(f"{what}; force another encoding") from error
    if "\0" in text[:_HEAD]:
        raise IngestError("is binary, not text")
    return Decoded(text, "" if is_utf8 else encoding)


def _whole(data: bytes, encoding: str, mark: bytes) -> str | None:
    """Give the text behind a byte order mark; None where another mark may be meant."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        if encoding == "utf-32-le":
            return None
        what = f"begins as {said(encoding)} and is not ({_place(mark + data, error)})"
        raise IngestError(f"{what}; save it anew, or {_FORCE}") from error


def _unmarked(data: bytes, declared: str) -> Decoded:
    # Imported here, as what is UTF-8 needs none of it.
    from reader.ingest import guessing

    head = data[:_HEAD]
    if b"\0" in head:
        if wide := guessing.wide(data):
            return Decoded(*wide)
        raise IngestError("is binary, not text")
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 10:
        # As Chinese in UTF-16 has, which may do without a zero.
        found = guessing.wide(data)
        if found and not found[2]:
            return Decoded(found[0], found[1], is_guess=True)
        raise IngestError("is binary, not text")
    # In ASCII alone these are written, so that whatever they say is UTF-8 as well.
    is_within = data.isascii() and meant(declared).startswith(_SEVEN_BITS)
    if is_within and (told := _declared(data, declared)):
        return told
    if shifted := guessing.shifted(data):
        return Decoded(*shifted)
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError as error:
        found = _declared(data, declared) or _guessed(data)
        if found is None:
            what = f"is not valid UTF-8 ({_place(data, error)}), nor in an encoding that it tells"
            raise IngestError(f"{what}; {_FORCE}") from error
        return found


def _declared(data: bytes, declared: str) -> Decoded | None:
    """Give the text in the encoding that was told, if it can be that."""
    encoding = meant(declared)
    if not encoding or encoding.startswith(("utf-8", "utf-16", "utf-32")):
        return None
    try:
        text = data.decode(encoding)
        # Halves of characters, which UTF-7 can write, are none.
        is_plain = text.encode() == data
    except UnicodeError:
        return None
    if is_plain:
        return Decoded(text)
    return None if _UNASSIGNED.search(text) or "\0" in text else Decoded(text, encoding)


def _guessed(data: bytes) -> Decoded | None:
    from reader.ingest import guessing

    if b"\0" in data:
        wide = guessing.wide(data)
        return Decoded(*wide) if wide else None
    guessing.refuse_damaged(data)
    found = guessing.guess(data)
    return Decoded(*found, is_guess=True) if found else None


def _place(data: bytes, error: UnicodeError) -> str:
    """Say where it is that bytes cannot be read."""
    if not isinstance(error, UnicodeDecodeError) or error.encoding.startswith(("utf-16", "utf-32")):
        start = getattr(error, "start", 0)
        return f"byte {start + 1:,}"
    line = data.count(b"\n", 0, error.start) + 1
    return f"line {line:,}"
