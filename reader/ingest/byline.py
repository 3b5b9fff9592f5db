"""Who wrote a plain text and when, where a line at its head says so and nothing else.

Only what is sure is taken: a line that is a byline or a date as a whole, or begins as one
(`Posted on …`), before the text proper. What is found stays in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.text import dates

_AMONG = 12
"""Lines that are looked at."""
_LONGEST = 140
"""Characters of a line that may be a byline; a longer one is text."""
_BEGINNING = 70
"""Characters of the text proper in which a wire's name and day may stand."""
_CAPITALISED = r"[^\W\d_a-z][\w’'.-]*"
_PARTICLES = r"(?:(?:de|del|da|di|van|von|der|den|la|le|al|bin|el|y)\s)*"
_NAME = rf"{_CAPITALISED}(?:\s{_PARTICLES}{_CAPITALISED}){{1,3}}"
_AND = r"(?:\s*,\s+|\s+(?:and|und|et|y|&)\s+)"
_BYLINE = re.compile(
    r"(?:(?:[Ww]ritten |[Pp]osted |[Pp]ublished )?[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR"
    r"|(?:Author|Autor|Autora|Autorin|Auteur|AUTHOR)\s?s?\s?:)"
    rf"\s+(?P<author>{_NAME}(?:{_AND}{_NAME}){{0,4}})"
)
_BYLINE_UNSPACED = re.compile(
    r"(?:作者|記者|记者|撰文|文)\s?[：:／/]\s?(?P<author>[\u4e00-\u9fff·]{2,8})"
)
_NO_NAMES = frozenset(
    "the a an our this that these those his her their its my your staff monday tuesday wednesday"
    " thursday friday saturday sunday der die das den dem ein eine le la les un une el los las"
    " all no".split()
)
_BEFORE = re.compile(
    r"(?:(?:first |originally )?(?:posted|published|released|date|dated)(?: on| at)?|date"
    r"|veröffentlicht(?: am)?|erschienen am|stand|datum|vom|am|publié(?: le)?|paru le|le"
    r"|publicado(?: el)?|fecha|el|发布时间|日期|发布于)\s*[:：]?\s*",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\W*(?:posted|published|veröffentlicht|publié|publicado)\s(?:on|am|le|el)\s\W*$", re.IGNORECASE
)
_DATELINE = re.compile(r"\((?:[^()]{1,40}\s)?[—–-]?\s*$")
_AFTER_DATELINE = re.compile(r"\)\s*[—–-]")
_BESIDE = re.compile(
    r"[\s|,;·•()\[\]–—:.-]+|T?\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:uhr|[ap]\.?m\.?)?"
    r"|Z|UTC|GMT|E[SD]T|P[SD]T|CES?T|[+-]\d{2}:?\d{2}"
    r"|(?:at|um|à|a las)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|(?:diens|donners|frei|sams|sonn|mon)tag\b|mittwoch\b|sonnabend\b"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche\b"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|星期.|周.",
    re.IGNORECASE,
)


class Byline(NamedTuple):
    """What the head of a text says of it; empty where it does not."""

    author: str = ""
    published: str = ""
    """The day, as ISO 8601 has it."""


def find(text: str, title: str = "") -> Byline:
    """Give author and day of a plain text, of lines at its head that are not its title.

    >>> find("A bridge\\n\\nBy Ann Example | 12 June 2020\\n\\nText.")
    Byline(author='Ann Example', published='2020-06-12')
    """
    author = published = ""
    for line in _head(text):
        if line == title:
            continue
        found = _of_line(line)
        author, published = author or found.author, published or found.published
    return Byline(author, published)


def _head(text: str) -> list[str]:
    """Give the first lines, to the first that is long enough to be the text proper."""
    lines = [line.strip() for line in text[: _AMONG * 2 * _LONGEST].split("\n")]
    head: list[str] = []
    for line in filter(None, lines):
        head.append(line[:_BEGINNING] if len(line) > _LONGEST else line)
        if len(line) > _LONGEST or len(head) == _AMONG:
            break
    return head


def _of_line(line: str) -> Byline:
    dated = _date(line)
    if dated is None:
        return Byline(_author(line))
    published, before, after = dated
    author = _author(before) or _author(after)
    if _POSTED.match(before) or (_DATELINE.search(before) and _AFTER_DATELINE.match(after)):
        return Byline(author, published)
    rest = [part for part in (before, after) if not author or not _author(part)]
    return Byline(author, published) if all(map(_is_beside, rest)) else Byline()


def _date(line: str) -> tuple[str, str, str] | None:
    """Give the one day that a line names, with what stands before and after it."""
    found = dates.days(line)
    if len(found) != 1:
        return None
    day, start, end = found[0]
    return day, line[:start], line[end:]


def _author(part: str) -> str:
    part = part.strip(" \t|,;·•–—-")
    match = _BYLINE.fullmatch(part) or _BYLINE_UNSPACED.fullmatch(part)
    if not match:
        return ""
    words = match["author"].casefold().replace(",", " ").split()
    return "" if not _NO_NAMES.isdisjoint(words[:1]) or _is_dated(words) else match["author"]


def _is_dated(words: list[str]) -> bool:
    return any(dates.is_month(word) and len(word) > 3 for word in words[:1])


def _is_beside(part: str) -> bool:
    """Tell whether there is nothing but what goes with a date."""
    part = part.strip()
    if match := _BEFORE.match(part):
        part = part[match.end() :]
    while part:
        match = _BESIDE.match(part)
        if not match or not match[0]:
            return False
        part = part[match.end() :]
    return True
