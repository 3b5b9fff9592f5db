"""Tags that can be taken for one another on the screen, and the characters that tell them apart.

Two paths look alike when they have the same *skeleton*: their characters brought to a common
form (NFKC), without those that show nothing, and each letter of another script in place of the
Latin one that it is drawn like. The table holds the letters that Unicode's own list of
confusables (UTS #39) gives for Latin ones in the scripts that are mixed with it: Greek,
Cyrillic, Armenian, Coptic and further Latin. The whole list is a megabyte, and most of it is of
characters that NFKC brings together already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from reader.annotation.tagging import matched
from reader.text.normal import visible

_DRAWN_LIKE: Mapping[str, str] = {
    "A": "ΑА", "B": "ΒВꞴ", "C": "СⲤ", "E": "ΕЕ", "F": "ϜꞘ", "G": "Ԍ", "H": "ΗНⲎ", "J": "ͿЈꞲ",
    "K": "ΚКⲔ", "L": "Ⳑ", "M": "ΜϺМⲘ", "N": "ΝⲚ", "O": "ΟОՕⲞ", "P": "ΡРⲢ", "R": "Ʀ", "S": "ЅՏ",
    "T": "ΤТⲦ", "U": "Ս", "V": "Ѵ", "W": "Ԝ", "X": "ΧХⲬꞳ", "Y": "ΥУҮⲨ", "Z": "Ζ",
    "a": "ɑαа", "b": "ƄЬ", "c": "сᴄⲥ", "d": "ԁ", "e": "еҽꬲ", "f": "քꞙꬵ", "g": "ƍɡցᶃ", "h": "һհ",
    "i": "ıɩɪιіӏꙇ", "j": "ϳј", "k": "κкⲕ", "l": "ƖǀΙІӀⲒ", "n": "ոռ", "o": "οσоօᴏᴑⲟꬽ", "p": "ρрⲣ",
    "q": "ԛգզ", "r": "гᴦⲅꭇꭈ", "s": "ƽѕꜱ", "u": "ʋυսᴜꞟꭎꭒ", "v": "νѵᴠ", "w": "ɯѡԝաᴡ", "x": "хχ",
    "y": "ɣʏγуүᶌỿꭚ", "z": "ᴢ",
    "-": "‐‑‒–—−⁃", "/": "⁄∕╱⧸", "'": "’‘ʼ′", "|": "ǀ∣",
}  # fmt: skip
_LETTERS = str.maketrans({other: one for one, others in _DRAWN_LIKE.items() for other in others})
_AS_DRAWN = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "O"})
"""What is alike within ASCII; only as it stands, since `i` and `l` are not."""
_MOST = 3
"""Characters that are named."""


def skeletons(path: str) -> tuple[str, str]:
    """Give what two paths that look alike have one of in common: as drawn, and without case.

    >>> skeletons("\\u0430ctors")[1] == skeletons("Actors")[1]
    True
    """
    if path.isascii():
        return path.translate(_AS_DRAWN), path.casefold()
    shown = (character for character in path if visible(character) == character)
    path = unicodedata.normalize("NFKC", "".join(shown)).translate(_LETTERS)
    return path.translate(_AS_DRAWN), path.casefold().translate(_LETTERS)


def look_alikes(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the paths that look like others, each with those that it looks like."""
    groups: dict[tuple[int, str], list[str]] = {}
    for path in paths:
        for key in enumerate(skeletons(path)):
            groups.setdefault(key, []).append(path)
    alike: dict[str, dict[str, None]] = {}
    for members in groups.values():
        if len(members) > 1:
            for path in members:
                alike.setdefault(path, {}).update(dict.fromkeys(members))
    return {path: tuple(one for one in others if one != path) for path, others in alike.items()}


def alike_by_part(paths: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the paths that look like others or are below such, each with why.

    That is the path or the beginning of it that looks like something, and what that is.

    >>> alike_by_part(["actors/state", "\u0430ctors/person"])["actors/state"]
    ('actors', '\u0430ctors')
    """
    given = list(paths)
    every = {matched(one): one for path in given for one in beginnings(path)}
    alike = look_alikes(every.values())
    found: dict[str, tuple[str, str]] = {}
    for path in given if alike else ():
        for one in map(matched, beginnings(path)):
            if others := alike.get(every[one]):
                found.setdefault(path, (every[one], others[0]))
    return found


class KnownPaths:
    """The paths that there are, to hold new ones against."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Make it of paths; those above them are known too."""
        self._folded = {matched(one): one for path in paths for one in beginnings(path)}
        self._drawn = {
            key: one for one in self._folded.values() for key in enumerate(skeletons(one))
        }

    def taken_for(self, path: str) -> tuple[str, str] | None:
        """Give what of a new path could be taken for something else, and for what.

        >>> KnownPaths(["actors/person"]).taken_for("Act\u043ers/state")
        ('Actоrs', 'actors')
        """
        for beginning in beginnings(path):
            if matched(beginning) not in self._folded:
                found = (self._drawn.get(key) for key in enumerate(skeletons(beginning)))
                if other := next(filter(None, found), ""):
                    return beginning, other
        return None


def beginnings(path: str) -> list[str]:
    """Give a path and those above it, the topmost first."""
    if "/" not in path:
        return [path]
    parts = path.split("/")
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def told_apart(path: str, other: str) -> str:
    """Say by which characters a path differs from one that it looks like.

    >>> told_apart("\\u0430ctors", "actors")
    'has U+0430 CYRILLIC SMALL LETTER A'
    """
    own, missing = _differing(path, other)
    return f"has {_named(own)}" if own else f"is without {_named(missing)}"


def _differing(path: str, other: str) -> tuple[list[str], list[str]]:
    """Give the characters that stand in one path only, case aside: in this one, in the other."""
    mine, others = ([character.casefold() for character in one] for one in (path, other))
    own: list[str] = []
    missing: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(a=mine, b=others).get_opcodes():
        if kind != "equal":
            own += path[start:end]
            missing += other[first:last]
    return own, missing


def _named(characters: Iterable[str]) -> str:
    found = list(dict.fromkeys(characters))
    names = [f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}" for one in found[:_MOST]]
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(names) + more
