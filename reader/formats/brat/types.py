"""Tags as brat's types, which are plain words, and the words and colours that it shows for them.

A type has letters of ASCII, digits, `-` and `_` alone. What a tag is really called stands in
`visual.conf`, as the label that brat shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.annotation import colors
from reader.annotation.model import TagUse

UNTAGGED = "Highlight"
"""The type of a mark that has no tag."""

_OTHER = re.compile(r"[^A-Za-z0-9_-]")
_HEADING = re.compile(r"^\[(\w+)\]$")
_MACRO = re.compile(r"<(.*?)>")
"""What brat takes for a macro; a label with one that is not defined makes it drop all settings."""
_COLOR = re.compile(r"\bbgColor:\s*(#[0-9a-fA-F]{6})\b")


class Types:
    """The types of a folder's tags: no two tags share one."""

    def __init__(self, tags: Iterable[TagUse]) -> None:
        self._of: dict[str, str] = {}
        self._taken = {UNTAGGED.lower()}
        self._count = defaultdict[str, int](lambda: 1)
        """The last number that was put behind a name."""
        self._colors: dict[str, str] = {}
        for use in tags:
            self._colors[self.of(use.tag.path)] = colors.HEX.get(use.tag.color, "")

    def of(self, path: str) -> str:
        """Give the type of a tag.

        >>> types = Types(())
        >>> types.of("actors/the state"), types.of("actors-the state")
        ('actors-the_state', 'actors-the_state-2')
        """
        if path not in self._of:
            plain = name = _plain(path)
            while name.lower() in self._taken:
                self._count[plain.lower()] += 1
                name = f"{plain}-{self._count[plain.lower()]}"
            self._taken.add(name.lower())
            self._of[path] = name
        return self._of[path]

    def annotation_conf(self) -> str:
        """Give the file in which brat finds the types that there are."""
        entities = "\n".join([UNTAGGED, *self._of.values()])
        return f"[entities]\n\n{entities}\n\n[relations]\n\n[events]\n\n[attributes]\n"

    def visual_conf(self) -> str:
        """Give the file in which brat finds how they are called and coloured."""
        labels = "\n".join(
            f"{name} | {label(path)}" for path, name in self._of.items() if path != name
        )
        drawing = "\n".join(
            f"{name}\tbgColor:{color}" for name, color in self._colors.items() if color
        )
        return f"[labels]\n\n{labels}\n\n[drawing]\n\n{drawing}\n"


def label(path: str) -> str:
    """Give a path as brat can show it: with other brackets where it would look for a macro.

    >>> label("a <b> c > d")
    'a ‹b› c > d'
    """
    return _MACRO.sub(r"‹\1›", path)


class Shown(NamedTuple):
    """What `visual.conf` says of types."""

    labels: Mapping[str, str] = {}
    colors: Mapping[str, str] = {}


def shown(conf: str) -> Shown:
    """Read a `visual.conf`; what is not understood of it is left out."""
    section = ""
    labels: dict[str, str] = {}
    drawn: dict[str, str] = {}
    for line in _lines(conf):
        if heading := _HEADING.match(line):
            section = heading[1]
        elif section == "labels" and "|" in line:
            name, label = (part.strip() for part in line.split("|")[:2])
            labels[name] = label or name
        elif section == "drawing":
            parts = line.split(None, 1)
            if len(parts) == 2 and (color := _COLOR.search(parts[1])):
                drawn[parts[0]] = colors.named(color[1])
    return Shown(labels, drawn)


def _lines(conf: str) -> Iterator[str]:
    for line in conf.split("\n"):
        plain = line.strip()
        if plain and not plain.startswith("#"):
            yield plain


def _plain(path: str) -> str:
    """Give a path in the characters that a type may have."""
    plain = _OTHER.sub("_", path.replace("/", "-"))
    # A line of `-` alone parts groups in the settings.
    return f"_{plain}" if plain.startswith("-") else plain
