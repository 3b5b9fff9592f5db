"""The colours of the app as hex: two themes, each as it is meant and for 256 colours.

A terminal of 256 colours gives each colour the nearest of its own, and what is told apart by
a shade falls together: there the shades are chosen from those it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.annotation.colors import INKS


class TagShade(NamedTuple):
    """One tag colour in one theme, as hex."""

    ink: str
    """Text of a chip, marks in the gutter."""
    tint: str
    """Background of a highlight and of a chip."""
    lit: str
    """The same for the lit annotation, stronger."""


class Shades(NamedTuple):
    """The colours of one theme, as hex."""

    name: str
    dark: bool
    ground: str
    """What the text stands on."""
    raised: str
    """The bar of the open article, pickers and fields."""
    text: str
    strong: str
    """Titles and what is emphasised strongly."""
    dim: str
    """What is there to be found, not read."""
    faint: str
    """Rules and bars."""
    accent: str
    """Headings, keys, what is current."""
    code: str
    """Background of code."""
    sentence: str
    """Background of the current sentence."""
    word: str
    """Background of the current word."""
    selection: str
    search: str
    error: str
    tags: Mapping[str, TagShade] = {}
    coarse: bool = False
    """Whether they are those of a terminal of 256 colours."""


DARK = Shades(
    name="reader-dark",
    dark=True,
    ground="#16181d",
    raised="#20252e",
    text="#d3d6db",
    strong="#f4f5f7",
    dim="#9a9fa8",
    faint="#4a505b",
    accent="#8ab4f8",
    code="#0f1014",
    sentence="#212732",
    word="#344054",
    selection="#2f4f7f",
    search="#5a4a12",
    error="#ff8f87",
    tags={
        "amber": TagShade(INKS["amber"].dark, "#3a2f20", "#574426"),
        "green": TagShade(INKS["green"].dark, "#1d3a33", "#24503f"),
        "rose": TagShade(INKS["rose"].dark, "#40252d", "#613343"),
        "blue": TagShade(INKS["blue"].dark, "#223450", "#2d4a75"),
        "violet": TagShade(INKS["violet"].dark, "#33294a", "#4a3a6e"),
        "teal": TagShade(INKS["teal"].dark, "#1b383d", "#23545b"),
        "orange": TagShade(INKS["orange"].dark, "#412b1f", "#613c28"),
        "olive": TagShade(INKS["olive"].dark, "#303620", "#474f2a"),
    },
)

LIGHT = Shades(
    name="reader-light",
    dark=False,
    ground="#fbfaf7",
    raised="#f0eee7",
    text="#24272c",
    strong="#0b0d10",
    dim="#61666e",
    faint="#c6c6c0",
    accent="#1f58b8",
    code="#f0f3f7",
    sentence="#efede5",
    word="#dcd9cd",
    selection="#bcd4f7",
    search="#f6e27a",
    error="#b3261e",
    tags={
        "amber": TagShade(INKS["amber"].light, "#fbeecb", "#f5dc9a"),
        "green": TagShade(INKS["green"].light, "#d6f0e6", "#ace0cc"),
        "rose": TagShade(INKS["rose"].light, "#fbe0e6", "#f4bcc9"),
        "blue": TagShade(INKS["blue"].light, "#dde9fb", "#b7d0f5"),
        "violet": TagShade(INKS["violet"].light, "#ebe1fa", "#d4c0f2"),
        "teal": TagShade(INKS["teal"].light, "#d5eff2", "#a9dde3"),
        "orange": TagShade(INKS["orange"].light, "#fde5d6", "#f9c8a9"),
        "olive": TagShade(INKS["olive"].light, "#eef1cf", "#dce29f"),
    },
)

DARK_256 = DARK._replace(
    ground="#121212",
    raised="#262626",
    text="#dadada",
    strong="#ffffff",
    dim="#9e9e9e",
    faint="#585858",
    accent="#87afff",
    code="#080808",
    sentence="#303030",
    word="#4e4e4e",
    selection="#005f87",
    search="#5f5f87",
    error="#ff8787",
    tags={
        "amber": TagShade("#ffd75f", "#5f5f00", "#878700"),
        "green": TagShade("#87d7af", "#005f00", "#008700"),
        "rose": TagShade("#ff87af", "#5f0000", "#870000"),
        "blue": TagShade("#afd7ff", "#000087", "#0000d7"),
        "violet": TagShade("#d7afff", "#5f005f", "#870087"),
        "teal": TagShade("#87d7d7", "#005f5f", "#008787"),
        "orange": TagShade("#ffaf87", "#875f00", "#af5f00"),
        "olive": TagShade("#d7d787", "#5f5f5f", "#808080"),
    },
    coarse=True,
)

LIGHT_256 = LIGHT._replace(
    ground="#ffffff",
    raised="#eeeeee",
    text="#262626",
    strong="#000000",
    dim="#626262",
    faint="#c6c6c6",
    accent="#005faf",
    code="#eeeeee",
    sentence="#e4e4e4",
    word="#d0d0d0",
    selection="#87afff",
    search="#ffff5f",
    error="#af0000",
    tags={
        "amber": TagShade("#875f00", "#ffffaf", "#ffd75f"),
        "green": TagShade("#005f00", "#afffaf", "#87d787"),
        "rose": TagShade("#87005f", "#ffd7d7", "#ffafaf"),
        "blue": TagShade("#0000af", "#d7d7ff", "#afafff"),
        "violet": TagShade("#5f00af", "#ffd7ff", "#ffafff"),
        "teal": TagShade("#005f5f", "#afffff", "#87d7d7"),
        "orange": TagShade("#af5f00", "#ffd7af", "#ffaf5f"),
        "olive": TagShade("#5f5f00", "#d7ffaf", "#afd75f"),
    },
    coarse=True,
)
