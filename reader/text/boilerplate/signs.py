"""What one line by itself tells: whether it reads like something that pages put around articles."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from reader.text.boilerplate import openings, phrases

Kind = Literal["menu", "share", "related", "advertisement", "end"]

SURE, LIKELY, NOTICE = 2, 1, 0
LONGEST = 400
"""Characters of a line that is looked up at all."""

_EDGES = " \t\u00a0\u3000.,:;!?。！？：…·•|*#<>←→«»‹›–—_-[]()【】（）「」“”\"'’+^▲▼×✕"
"""What may stand around a phrase."""
_SEPARATORS = re.compile(r"[|·•»›>→\t]| / |  ")
_PARTS = re.compile(r"\s*[|·•»›>→\t]\s*|\s+/\s+|\s{2,}")
"""What stands between the entries of a menu on one line."""
_ENTRY = 28
_MENU_WORDS = 4
_SHORT = 60
_COUNT = re.compile(
    r"\d+ (comments?|replies|responses|shares|likes|kommentare?|commentaires?|comentarios?"
    r"|comentários?|commenti|reacties|комментари\w+)"
)
_PICTURE = re.compile(r"(photo of|avatar of|profile picture of) |.{1,40} (profile picture|avatar)$")


class Sign(NamedTuple):
    """What a line reads like."""

    kind: Kind
    weight: int
    """`SURE` if hardly any article has such a line, `LIKELY` if it tells something in company.

    A `NOTICE` of rights tells nothing by itself.
    """


def sign_of(line: str) -> Sign | None:
    """Give the sign that a line is, if it is one by its own words."""
    if len(line) > LONGEST:
        return None
    lowered = line.lower().replace("’", "'").replace("\u00a0", " ")
    opened = _opened(lowered)
    if len(line) > 2 * LONGEST // 3:
        return opened
    bare = lowered.strip(_EDGES)
    found = _known().get(bare)
    if found is not None or opened is not None:
        return found or opened
    if _SEPARATORS.search(line) and _is_path_or_menu(line):
        return Sign("menu", SURE)
    if len(line) <= _SHORT and (_COUNT.fullmatch(bare) or _PICTURE.match(bare)):
        return Sign("end", SURE)
    return Sign("menu", SURE) if _is_menu(bare) else None


def sign_in_company(line: str) -> Sign | None:
    """Give the sign that a line without one is where there are others."""
    if len(line) > LONGEST // 2:
        return None
    lowered = line.lower()
    if any(phrase in lowered for phrase in _parted(openings.NOTICES)):
        return Sign("end", NOTICE)
    if any(phrase in lowered for phrase in _parted(openings.CONTAINED)):
        return Sign("end", LIKELY)
    return None


def is_known_entry(line: str) -> bool:
    """Tell whether a line is the name of a part of a site."""
    found = _known().get(line.lower().strip(_EDGES))
    return found is not None and found.kind == "menu"


def _opened(lowered: str) -> Sign | None:
    """Give the sign that a line begins with; its phrase may run on into other words."""
    for phrase, sign in _openings().get(lowered[:2], ()):
        if lowered.startswith(phrase) and (sign.weight == SURE or len(lowered) <= 2 * _SHORT):
            return sign
    return None


def _is_path_or_menu(line: str) -> bool:
    """Tell whether a line is names of parts side by side, or a path that begins at home."""
    parts = [part for part in _PARTS.split(line.strip()) if part.strip(_EDGES)]
    if len(parts) < 2 or "<" in line or any(len(part) > _ENTRY for part in parts[:-1]):
        return False
    if parts[0].lower().strip(_EDGES) in _parted(phrases.HOME):
        return True
    known = {part.lower() for part in parts if is_known_entry(part)}
    return len(parts) > 2 and len(known) > 1 and len(known) * 2 >= len(parts)


def _is_menu(bare: str) -> bool:
    """Tell whether a line is names of parts, with spaces between them."""
    first, _, rest = bare.partition(" ")
    if first not in _known() or rest.count(" ") < _MENU_WORDS - 2:
        return False
    return is_known_entry(first) and all(map(is_known_entry, rest.split()))


@cache
def _known() -> dict[str, Sign]:
    """Give the whole lines that are signs."""
    known: dict[str, Sign] = {}
    for text, sign in (
        (phrases.LIKELY_END, Sign("end", LIKELY)),
        (phrases.LIKELY_RELATED, Sign("related", LIKELY)),
        (phrases.LIKELY_SHARE, Sign("share", LIKELY)),
        (phrases.LIKELY_MENU, Sign("menu", LIKELY)),
        (phrases.ADVERTISEMENTS, Sign("advertisement", LIKELY)),
        (phrases.SURE_END, Sign("end", SURE)),
        (phrases.SURE_RELATED, Sign("related", SURE)),
        (phrases.SURE_SHARE, Sign("share", SURE)),
        (phrases.SURE_MENU, Sign("menu", SURE)),
    ):
        known |= dict.fromkeys(_parted(text), sign)
    return known


@cache
def _openings() -> dict[str, list[tuple[str, Sign]]]:
    """Give what lines begin with, by its first two characters."""
    found: dict[str, list[tuple[str, Sign]]] = {}
    for text, sign in (
        (openings.SURE_OPENINGS, Sign("end", SURE)),
        (openings.LIKELY_OPENINGS, Sign("end", LIKELY)),
    ):
        for phrase in _parted(text):
            found.setdefault(phrase[:2], []).append((phrase, sign))
    return found


@cache
def _parted(text: str) -> tuple[str, ...]:
    return tuple([phrase for part in text.split(";") if (phrase := " ".join(part.split()))])
