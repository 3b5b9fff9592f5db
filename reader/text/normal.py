"""What normalisation does to foreign text, written down once.

`normalise` makes the text that everything else works on. In this order it

1. drops one leading U+FEFF (a byte order mark);
2. turns CRLF and CR into LF;
3. replaces, one character for one, what a terminal could obey or what could make
   text look like other text:
   C0 controls except LF and TAB by their pictures (U+2400 and their code), DEL by
   U+2421, and C1 controls, the bidirectional controls (U+061C, U+200E, U+200F,
   U+202A to U+202E, U+2066 to U+2069), U+2028, U+2029 and lone surrogates by U+FFFD.

Nothing else changes: no composing, no trimming. Step 3 alone is `clean`; it is applied
again to what a parser makes of escapes such as `&#27;`. `RULES` counts the versions of
all rules that shape canonical text; raise it with any change to what they give.
"""

from __future__ import annotations

import re
from functools import cache

RULES: int = 2
"""Version of the rules of canonical text."""

_HARMFUL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"

# Characters without a picture of their own, those that only some fonts leave blank included.
_INVISIBLE = (
    "[\u00ad\u034f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200d\u202f\u205f-\u206f"
    "\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001107f\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PICTOGRAPH = (
    "[#*0-9\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff"
    "\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_ONE_LINE = str.maketrans("\n\t", "  ")


def normalise(source: str) -> str:
    """Give `source` as the rules above make it.

    Offsets move only by the byte order mark and the CRs that went.
    """
    text = source.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text)


def clean(text: str) -> str:
    """Replace every harmful character by a harmless one; the length stays.

    >>> clean("a\\x1b[2Jb")
    'a␛[2Jb'
    """
    # Looked for first: a substitution copies the text even where it finds nothing.
    harmful = _pattern(_HARMFUL)
    return harmful.sub(_harmless, text) if harmful.search(text) else text


def visible(text: str) -> str:
    """Give `text` for a label on one line, its invisible characters spelt out.

    Line ends and tabs become spaces; a character that shows nothing becomes
    `⟨U+200B⟩`, so that labels that look alike are told apart. What holds an emoji
    together stays. The result never has a control character.
    """
    if text.isascii() and text.isprintable():
        return text
    one_line = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ONE_LINE)
    return _pattern(_INVISIBLE).sub(_spelt_out, clean(one_line))


@cache
def _pattern(characters: str) -> re.Pattern[str]:
    # Compiled when a text needs it: these classes are large.
    return re.compile(characters)


def _harmless(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _spelt_out(match: re.Match[str]) -> str:
    character = match[0]
    if _holds_an_emoji(match.string, match.start()):
        return character
    return f"⟨U+{ord(character):04X}⟩"


def _holds_an_emoji(text: str, index: int) -> bool:
    """Whether the character at `index` styles the emoji before it or joins two."""
    before = text[index - 1 : index] if index else ""
    if text[index] in "\ufe0e\ufe0f":
        return bool(_pattern(_PICTOGRAPH).match(before))
    if text[index] != "\u200d":
        return False
    if before == "\ufe0f":
        before = text[index - 2 : index - 1] if index > 1 else ""
    return bool(
        _pattern(_PICTOGRAPH).match(before) and _pattern(_PICTOGRAPH).match(text, index + 1)
    )
