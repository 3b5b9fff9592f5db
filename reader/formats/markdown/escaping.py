"""Foreign text as Markdown that shows it and does nothing else.

What CommonMark, GitHub or Obsidian would take for markup gets a backslash: emphasis, links and
embeds, raw HTML, tags, comments, mathematics, highlights, block ids, callouts, the fields and
queries of Dataview, addresses that become links by themselves. White space that Markdown would
drop, and what would change how a line is shown, stands as a character reference. So a reader of
CommonMark gives back each character, but for the control characters that Markdown has no place
for: their pictures stand in their place, and are counted by `unheld`.
"""

from __future__ import annotations

import re

from reader.text.addresses import percent_encoded
from reader.text.normal import clean

_ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>#$^~|@]"
    r"|%(?=%)|(?<=[<%])%|=(?==)|(?<==)=|&(?=[#a-z0-9])"
    r"|(?<=:):|:(?=[:/])|:(?=[a-z+-][\w+-]*:)"
    r"|(?<=www)\.",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=[-+:=]))", re.MULTILINE)
_EDGE = re.compile(r"^[^\S\n]+|[^\S\n]+$", re.MULTILINE)
_MORE_ENDS = re.compile(r"\A\n+|\n+\Z|(?<=\n\n)\n+")
_REFERRED = re.compile("[\r\x0c\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HELD = re.compile("[\r\x0c\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def escaped(text: str) -> str:
    """Give a text of any number of lines as Markdown, without a prefix to its lines.

    >>> escaped("see [[A_B]], #1 & https://x.example")
    'see \\\\[\\\\[A\\\\_B\\\\]\\\\], \\\\#1 & https\\\\://x.example'
    """
    # Those that come back through a reference are kept from `clean`.
    safe = "".join(
        part if _HELD.fullmatch(part) else clean(part)
        for part in re.split(f"({_HELD.pattern})", text)
    )
    marked = _ANYWHERE.sub(r"\\\g<0>", safe)
    marked = _FIRST.sub(r"\g<number>\\", marked)
    marked = _EDGE.sub(_referred, marked)
    marked = _MORE_ENDS.sub(_referred, marked)
    return _REFERRED.sub(_referred, marked)


def on_one_line(text: str) -> str:
    """Give a text as Markdown on one line."""
    return escaped(text.replace("\n", " "))


def quoted(text: str) -> str:
    """Give a text as a block quote, each of its lines marked.

    >>> quoted("one\\n\\ntwo")
    '> one\\n>\\n> two'
    """
    return "\n".join(f"> {line}" if line else ">" for line in escaped(text).split("\n"))


def is_shown(text: str) -> bool:
    """Whether each character shows as it stands, and needs no reference in its place."""
    return clean(text) == text and not _REFERRED.search(text) and not _MORE_ENDS.search(text)


def unheld(text: str) -> bool:
    """Whether a text has control characters that Markdown has no place for."""
    return any(clean(part) != part for part in _HELD.split(text))


def linked(url: str) -> str:
    """Give an address as a link if it is one of the web, else as text.

    >>> linked("https://a.example/x y"), linked("javascript:alert(1)")
    ('<https://a.example/x%20y>', 'javascript:alert(1)')
    """
    found = percent_encoded(url)
    return f"<{found}>" if found else on_one_line(url)


def _referred(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])
