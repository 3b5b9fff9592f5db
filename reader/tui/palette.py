"""The styles of the app, made of the shades of its theme.

Colour never stands alone: in `NO_COLOR`, and where a terminal has sixteen colours or
fewer, an underline is a highlight, the gutter bar the current sentence and reverse the
selection.
"""

from __future__ import annotations

from functools import cached_property

from rich.style import Style

from reader.tui.shades import Shades, TagShade


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
        self._inks: dict[str, Style] = {}

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
        """Rules and bars."""
        return self.make(self.shades.faint, self.shades.ground, "" if self.colors else "dim")

    @cached_property
    def code(self) -> Style:
        """A block of code, on a ground of its own."""
        return self.make(self.shades.text, self.shades.code)

    @cached_property
    def code_edge(self) -> Style:
        """What stands before a row of code, on the same ground."""
        return self.make(self.shades.faint, self.shades.code, "" if self.colors else "dim")

    @cached_property
    def accent(self) -> Style:
        """What is current."""
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
        return self.make(self.shades.strong, self.shades.search)

    @cached_property
    def head(self) -> Style:
        """The layer of the moving end of the selection."""
        if self.plain:
            return self.make(attributes="reverse bold underline")
        return self.make(self.shades.ground, self.shades.accent)

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
        """Give the layer of a highlight in a tag's colour; an overlap alone is underlined."""
        key = (color, lit, overlap)
        if key not in self._marks:
            shade = self._shade(color)
            if self.plain:
                style = self.make(attributes="bold underline" if lit or overlap else "underline")
            else:
                ink, ground = (self.shades.strong, shade.lit) if lit else ("", shade.tint)
                style = self.make(ink, ground, "underline" if overlap else "not underline")
            self._marks[key] = style
        return self._marks[key]

    def chip(self, color: str, *, bright: bool = True) -> Style:
        """Give the style of a tag's chip."""
        key = (color, bright)
        if key not in self._chips:
            shade = self._shade(color)
            if self.plain:
                style = self.make(shade.ink, "", "bold") if bright else self.dim
            elif bright:
                stronger = self.shades.dark and not self.shades.coarse
                style = self.make(shade.ink, shade.lit if stronger else shade.tint)
            else:
                style = self.make(shade.ink, self.shades.ground)
            self._chips[key] = style
        return self._chips[key]

    def ink(self, color: str) -> Style:
        """Give a tag's colour as text: gutter marks, dots, slot numbers."""
        if color not in self._inks:
            self._inks[color] = self.make(self._shade(color).ink, self.shades.ground)
        return self._inks[color]

    def _shade(self, color: str) -> TagShade:
        """Give a tag colour's shades; a name that no theme knows counts as the first."""
        return self.shades.tags.get(color) or self.shades.tags["amber"]
