"""The app: start-up, themes, and the one door out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# Textual reads both when it is imported: an escape is told from `alt` within this many
# milliseconds, and a frame follows its key sooner.
os.environ.setdefault("ESCDELAY", "25")
os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App
from textual.driver import Driver
from textual.events import Event, Key
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.theme import Theme

from reader.commands import COMMANDS, rebound
from reader.config import Settings
from reader.errors import ReaderError
from reader.library import Library
from reader.tui.backing_up import BackingUp
from reader.tui.desk_commands import CommandDesk
from reader.tui.key_order import KeyOrder
from reader.tui.keys import Keys, names_of, perform, split_escape
from reader.tui.palette import Palette
from reader.tui.shades import DARK, DARK_256, LIGHT, LIGHT_256, Shades

INTERRUPTED = 130
"""The exit code after the signal that ctrl+c is elsewhere."""
_ALWAYS = ("quit", "interrupt", "suspend")
"""Commands whose keys work in a field too, unless they are letters."""


class ReaderApp(App[int], inherit_bindings=False):
    """Reader on one library, and the corpus that was named for it."""

    TITLE = "Reader"
    ENABLE_COMMAND_PALETTE = False
    _is_dressed = False
    """Whether our theme is known; until then its colours would be worked out in vain."""

    def __init__(self, library: Library, corpus: Path | None, settings: Settings) -> None:
        no_color = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if no_color else None)
        self.library = library
        self.keys = Keys(rebound(COMMANDS, settings.keys))
        self._no_color = no_color
        for shades in (DARK, LIGHT):
            self.register_theme(_theme(shades))
        dark = settings.theme == "dark" or (settings.theme == "auto" and not _light_terminal())
        self.palette = self._palette(dark=dark)
        # Not by assignment: Textual would parse every style sheet once more before it starts.
        self._is_dressed = True
        self.set_reactive(App.theme, DARK.name if dark else LIGHT.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.desk = CommandDesk(library, self.keys, corpus)
        self.desk.cited = settings.citation, settings.citation_template
        self.backing_up = BackingUp(self.desk)
        self.key_order = KeyOrder(self._hand_on, self._pumps, self._is_ready)

    def get_css_variables(self) -> dict[str, str]:
        """Give the colours that style sheets name."""
        return super().get_css_variables() if self._is_dressed else {}

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        return self.desk

    def get_driver_class(self) -> type[Driver]:
        """Give the driver that is usual here, with an escape that is not late."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from reader.tui.escape import PromptDriver

        return PromptDriver

    async def on_event(self, event: Event) -> None:
        """Hand events on, keys one by one."""
        if isinstance(event, Key) and not event.is_forwarded:
            after = split_escape(event)
            if after and self.desk.overlays.field is not None:
                # An escape and a letter in one: the field is left, then the letter is a key.
                await self.key_order.take(Key("escape", None))
                event = Key(_key_of(after), after)
            await self.key_order.take(event)
        else:
            await super().on_event(event)

    async def _hand_on(self, event: Key) -> None:
        """Hand a key to what has the focus, but for those that mean the same everywhere."""
        command = self.keys.find(names_of(event), ("everywhere",))
        if command is not None and command.name in _ALWAYS and not event.is_printable:
            perform(self.desk, command)
        else:
            await super().on_event(event)

    def _pumps(self) -> Iterable[MessagePump]:
        """Give what a key passes through: the app, the focus, and what that stands in."""
        yield self
        yield from (self.desk.focused or self.desk).ancestors_with_self

    def _is_ready(self) -> bool:
        """Tell whether the field that was opened, if one was, takes keys."""
        field = self.desk.overlays.field
        return field is None or field.ready

    def on_mount(self) -> None:
        """Draw everything anew when the theme changes, end well at a signal, make backups."""
        self.backing_up.start()
        self.theme_changed_signal.subscribe(self, self._restyle)
        self.app_resume_signal.subscribe(self, lambda _: self._restyle(self.current_theme))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.desk.leave_now)
            loop.add_signal_handler(signal.SIGHUP, self.terminal_gone)
            loop.add_signal_handler(signal.SIGINT, self.desk.leave_now, INTERRUPTED)

    def terminal_gone(self) -> None:
        """End: the terminal is closed, whether or not a signal says so too."""
        if not self.desk.is_leaving:
            self.desk.leave_now()

    def _palette(self, *, dark: bool) -> Palette:
        """Give the styles of a theme for the colours that the terminal has."""
        shades = DARK if dark else LIGHT
        if self.console.color_system == "256":
            shades = DARK_256 if dark else LIGHT_256
        few = self.console.color_system in ("standard", "windows")
        return Palette(shades, colors=not self._no_color, few=few)

    def _restyle(self, theme: Theme) -> None:
        """Draw everything in another theme's colours."""
        self.palette = self._palette(dark=theme.dark)
        self.desk.pane.restyle()
        self.desk.refresh(layout=True)
        for widget in self.desk.query("*"):
            widget.refresh()


def _key_of(character: str) -> str:
    """Give the name of the key that types a character."""
    return character if character.isalnum() else _character_to_key(character)


def _theme(shades: Shades) -> Theme:
    """Give Textual a theme of our shades, for the widgets that it draws itself."""
    return Theme(
        name=shades.name,
        primary=shades.accent,
        accent=shades.accent,
        foreground=shades.text,
        background=shades.ground,
        surface=shades.raised,
        panel=shades.faint,
        error=shades.error,
        dark=shades.dark,
        variables={
            "text-muted": shades.dim,
            "input-cursor-background": shades.accent,
            "input-selection-background": shades.selection,
        },
    )


def _light_terminal() -> bool:
    """Tell whether the terminal says that its background is light."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return ground in ("7", "15")


def run(
    database: Path,
    corpus: Path | None,
    settings: Settings,
    tell: Callable[[str], None] | None = None,
) -> int:
    """Open the app on a database and give the exit code.

    The database is made where there is none. Without a terminal, and where the database
    cannot be opened, `ReaderError` is raised. `tell` is given a line for the user before
    anything that takes long, while there is no screen yet.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ReaderError(
            "the reader needs a terminal",
            "run it in one, or use a command such as `reader list` in a pipe",
        )
    library = Library.open(
        database,
        annotator=settings.annotator,
        create=True,
        max_size=settings.max_size,
        window=True,
        tell=tell,
    )
    try:
        app = ReaderApp(library, corpus, settings)
        try:
            result = app.run()
        finally:
            app.backing_up.stop()
    finally:
        library.close()
    return app.return_code or 0 if result is None else result
