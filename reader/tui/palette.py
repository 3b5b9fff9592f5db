"""The colours of the app: two sets of shades, and the styles that are made of them.

Colour never stands alone: in `NO_COLOR`, and where a terminal has sixteen colours or
fewer, an underline is a highlight, the gutter bar the current sentence and reverse the
selection.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from rich.style import Style


@dataclass(frozen=True, slots=True)
class TagShade:
    """One tag colour in one theme, as hex."""

    ink: str
    """Text of a chip, marks in the gutter."""
    tint: str
    """Background of a highlight and of a chip."""
    lit: str
    """The same for the lit annotation, stronger."""


@dataclass(frozen=True, slots=True)
class Shades:
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
    """Rules, bars and bullets."""
    accent: str
    """Headings, keys, what is current."""
    sentence: str
    """Background of the current sentence."""
    word: str
    """Background of the current word."""
    selection: str
    search: str
    error: str
    tags: dict[str, TagShade] = field(default_factory=dict)


DARK = Shades(
    name="reader-dark",
    dark=True,
    ground="#16181d",
    raised="#20252e",
    text="#d3d6db",
    strong="#f4f5f7",
    dim="#8d929b",
    faint="#4a505b",
    accent="#8ab4f8",
    sentence="#212732",
    word="#344054",
    selection="#2f4f7f",
    search="#5a4a12",
    error="#ff8f87",
    tags={
        "amber": TagShade("#e5b567", "#3a2f20", "#574426"),
        "green": TagShade("#84d8b8", "#1d3a33", "#24503f"),
        "rose": TagShade("#f093a8", "#40252d", "#613343"),
        "blue": TagShade("#a4c8fa", "#223450", "#2d4a75"),
        "violet": TagShade("#c5a3f0", "#33294a", "#4a3a6e"),
        "teal": TagShade("#7bd6de", "#1b383d", "#23545b"),
        "orange": TagShade("#f0a274", "#412b1f", "#613c28"),
        "olive": TagShade("#b8c46c", "#303620", "#474f2a"),
    },
)

LIGHT = Shades(
    name="reader-light",
    dark=False,
    ground="#fbfaf7",
    raised="#f0eee7",
    text="#24272c",
    strong="#0b0d10",
    dim="#666b73",
    faint="#c6c6c0",
    accent="#1f58b8",
    sentence="#efede5",
    word="#dcd9cd",
    selection="#bcd4f7",
    search="#f6e27a",
    error="#b3261e",
    tags={
        "amber": TagShade("#7d5200", "#fbeecb", "#f5dc9a"),
        "green": TagShade("#0f5f48", "#d6f0e6", "#ace0cc"),
        "rose": TagShade("#99213f", "#fbe0e6", "#f4bcc9"),
        "blue": TagShade("#1a4f9c", "#dde9fb", "#b7d0f5"),
        "violet": TagShade("#5b2d9a", "#ebe1fa", "#d4c0f2"),
        "teal": TagShade("#0b5a63", "#d5eff2", "#a9dde3"),
        "orange": TagShade("#8a3c07", "#fde5d6", "#f9c8a9"),
        "olive": TagShade("#535c06", "#eef1cf", "#dce29f"),
    },
)


class Palette:
    """The styles of the app for one set of shades and one kind of terminal."""

    def __init__(self, shades: Shades, *, colors: bool = True, few: bool = False) -> None:
        """Make the styles; `colors` is False for `NO_COLOR`, `few` for sixteen or fewer."""
        self.shades = shades
        self.colors = colors
        self.plain = few or not colors
        """Whether marks are told by underline and reverse, not by tints."""
        self._marks: dict[tuple[str, bool, bool], Style] = {}
        self._chips: dict[tuple[str, bool], Style] = {}

    def make(self, ink: str = "", ground: str = "", attributes: str = "") -> Style:
        """Give a style of two hex colours and attributes; without colours, of those alone."""
        if not self.colors:
            return Style.parse(attributes) if attributes else Style.null()
        color = Style(color=ink or None, bgcolor=ground or None)
        return color + Style.parse(attributes) if attributes else color

    @cached_property
    def text(self) -> Style:
        """The text that is read."""
        return self.make(self.shades.text, self.shades.ground)

    @cached_property
    def strong(self) -> Style:
        """Titles."""
        return self.make(self.shades.strong, self.shades.ground, "bold")

    @cached_property
    def dim(self) -> Style:
        """What is there to be found, not read."""
        return self.make(self.shades.dim, self.shades.ground, "" if self.colors else "dim")

    @cached_property
    def faint(self) -> Style:
        """Rules, bars and bullets."""
        return self.make(self.shades.faint, self.shades.ground, "" if self.colors else "dim")

    @cached_property
    def accent(self) -> Style:
        """Headings and what is current."""
        return self.make(self.shades.accent, self.shades.ground)

    @cached_property
    def key(self) -> Style:
        """A key in the footer and in the help."""
        return self.make(self.shades.accent, self.shades.ground, "bold")

    @cached_property
    def error(self) -> Style:
        """A message about what went wrong."""
        return self.make(self.shades.error, self.shades.ground, "bold")

    @cached_property
    def sentence(self) -> Style:
        """The layer of the current sentence."""
        return self.make("", "" if self.plain else self.shades.sentence)

    @cached_property
    def word(self) -> Style:
        """The layer of the current word."""
        if self.plain:
            return self.make(attributes="bold")
        return self.make(self.shades.strong, self.shades.word)

    @cached_property
    def selection(self) -> Style:
        """The layer of the selection."""
        if self.plain:
            return self.make(attributes="reverse")
        return self.make(self.shades.strong, self.shades.selection)

    @cached_property
    def search(self) -> Style:
        """The layer of a match of the search."""
        if self.plain:
            return self.make(attributes="bold underline")
        return self.make("", self.shades.search)

    @cached_property
    def hint(self) -> Style:
        """A hint label on the text."""
        if self.plain:
            return self.make(attributes="bold reverse")
        return self.make(self.shades.ground, self.shades.accent, "bold")

    def raised(self, style: Style) -> Style:
        """Give a style on the raised ground; without colours it is left as it is."""
        return style + self.make("", self.shades.raised) if self.colors else style

    def mark(self, color: str, *, lit: bool = False, overlap: bool = False) -> Style:
        """Give the layer of a highlight in a tag's colour; an overlap is underlined too."""
        key = (color, lit, overlap)
        if key not in self._marks:
            shade = self._shade(color)
            if self.plain:
                style = self.make(attributes="bold underline" if lit or overlap else "underline")
            else:
                ground = shade.lit if lit else shade.tint
                style = self.make("", ground, "underline" if overlap else "")
            self._marks[key] = style
        return self._marks[key]

    def chip(self, color: str, *, bright: bool = True) -> Style:
        """Give the style of a tag's chip."""
        key = (color, bright)
        if key not in self._chips:
            shade = self._shade(color)
            if self.plain:
                style = self.make(attributes="bold" if bright else "")
            elif bright:
                style = self.make(shade.ink, shade.lit if self.shades.dark else shade.tint)
            else:
                style = self.make(shade.ink, self.shades.ground)
            self._chips[key] = style
        return self._chips[key]

    def ink(self, color: str) -> Style:
        """Give a tag's colour as text: gutter marks, dots, slot numbers."""
        return self.make(self._shade(color).ink, self.shades.ground)

    def _shade(self, color: str) -> TagShade:
        """Give a tag colour's shades; a name that no theme knows counts as the first."""
        return self.shades.tags.get(color) or self.shades.tags["amber"]
