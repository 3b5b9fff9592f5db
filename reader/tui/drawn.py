"""The ground of our own widgets: whole lines drawn by hand, and nothing between.

A stock widget's borders, padding and scroll bars are most of a frame's cost, so a `Drawn`
gives its lines to the compositor as they are and keeps its own scroll position.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual.events import Key
from textual.geometry import Region, Size
from textual.messages import Update
from textual.strip import Strip
from textual.widget import Widget

from reader.commands import Place
from reader.text.cells import drawn, glyphs, is_simple, width_of
from reader.text.normal import visible
from reader.tui.keys import Keys, names_of, perform, split_escape
from reader.tui.palette import Palette
from reader.tui.shades import DARK

Piece = tuple[str, Style]
"""A stretch of one line in one style."""

UNDRAWN = Palette(DARK)
"""The styles of what no app draws yet."""


class Drawn(Widget):
    """A widget that draws whole lines.

    A subclass gives `line(y)` as pieces; what is over is cut, what is short is filled.
    """

    ALLOW_SELECT = False
    PLACES: ClassVar[tuple[Place, ...]] = ()
    """The places whose keys work here, the first winning."""

    DEFAULT_CSS = """
    Drawn { background: $background; }
    """

    def __init__(self, **options: Any) -> None:
        self._kept: dict[int, Strip] = {}
        """The lines that were drawn and have not changed since, by row."""
        self._kept_size = Size(0, 0)
        super().__init__(**options)

    @property
    def palette(self) -> Palette:
        """The app's present styles."""
        return getattr(self.app, "palette", UNDRAWN)

    @property
    def keys(self) -> Keys:
        """The keys in force."""
        keys: Keys = self.app.keys  # type: ignore[attr-defined]  # our app is the only one
        return keys

    @property
    def idle(self) -> Collection[str]:
        """The names of commands that would do nothing here now, which the footer leaves out."""
        return ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose keys work here now."""
        return self.PLACES

    def on_key(self, event: Key) -> None:
        """Carry out the command that a key is bound to here."""
        self.key_pressed()
        keys = self.keys
        command = keys.find(names_of(event), (*self.places, "everywhere"))
        if command is not None:
            event.stop()
            event.prevent_default()
            perform(self, command)
        elif after := split_escape(event):
            event.stop()
            for name in ("escape", after):
                if command := keys.find((name,), (*self.places, "everywhere")):
                    perform(self, command)

    def key_pressed(self) -> None:
        """Tell the screen that a key was pressed, whatever it does."""
        tell = getattr(self.screen, "key_pressed", None)
        if tell is not None:
            tell()

    def say(self, message: str) -> None:
        """Have the screen say something in the line at the bottom."""
        say = getattr(self.screen, "say", None)
        if say is not None:
            say(message)

    def line(self, y: int) -> Iterable[Piece]:
        """Give the pieces of the line `y` rows below the widget's top."""
        raise NotImplementedError

    def strip(self, y: int, width: int = 0) -> Strip:
        """Give one line as wide as the widget, which is `width` if the caller knows it."""
        return to_strip(self.line(y), width or self.size.width, self.palette.text)

    def refresh(self, *regions: Region, **options: bool) -> Self:
        """Draw anew, all of it or some regions, at the next chance."""
        if regions:
            for region in regions:
                for y in range(region.y, region.bottom):
                    self._kept.pop(y, None)
        else:
            self._kept.clear()
        return super().refresh(*regions, **options)

    def draw_at_once(self) -> None:
        """Draw what was refreshed, although something else was drawn just now.

        Two of Textual's frames are one to two of its intervals apart. Where a key draws in two
        panes, the second would be that much later.
        """
        screen = self.screen
        screen.post_message(Update(self))
        screen.call_next(screen._on_timer_update)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines that the compositor asks for.

        It asks for more than has changed: what stands beside a line that has, too.
        """
        size = self.size
        width = size.width
        if size != self._kept_size:
            self._kept.clear()
            self._kept_size = size
        kept, lines = self._kept, []
        for y in range(crop.y, crop.bottom):
            strip = kept.get(y)
            if strip is None:
                strip = kept[y] = self.strip(y, width)
            lines.append(strip)
        if crop.x or crop.width != width:
            return [line.crop(crop.x, crop.right) for line in lines]
        return lines


def to_strip(pieces: Iterable[Piece], width: int, ground: Style) -> Strip:
    """Make a line exactly `width` cells wide, filled up in the style of `ground`."""
    return Strip(to_segments(pieces, width, ground), width)


def to_segments(pieces: Iterable[Piece], width: int, ground: Style) -> list[Segment]:
    """Make the segments of a line or of a part of one, exactly `width` cells wide."""
    segments = []
    used = 0
    for text, style in pieces:
        size = width_of(text)
        if used + size > width:
            text, size = cut(text, width - used)
        if text:
            segments.append(Segment(text, style))
            used += size
        if used >= width:
            break
    if used < width:
        segments.append(Segment(" " * (width - used), ground))
    return segments


def cut(text: str, width: int) -> tuple[str, int]:
    """Give as much of `text` as fits into `width` cells, and the cells it takes."""
    if width <= 0:
        return "", 0
    if is_simple(text, 0, min(width, len(text))):
        return text[:width], min(width, len(text))
    end, used = 0, 0
    for glyph in glyphs(text, 0, len(text)):
        if glyph.cell + glyph.width > width:
            break
        end, used = glyph.end, glyph.cell + glyph.width
    return text[:end], used


def label(text: str, width: int) -> str:
    """Give foreign text as one safe line of at most `width` cells, with an ellipsis if cut."""
    # Only as much as can be shown is looked at: a quote may be a whole book.
    shown = drawn(visible(text[: max(width, 0) * 4 + 64]))
    if width_of(shown) <= width:
        return shown
    return cut(shown, width - 1)[0].rstrip() + "…" if width > 0 else ""


def filled(text: str, width: int) -> str:
    """Give a label filled up with spaces to exactly `width` cells."""
    shown = label(text, width)
    return shown + " " * (width - width_of(shown))
