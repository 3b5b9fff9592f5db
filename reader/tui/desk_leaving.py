"""The way out of the app: what is being written is kept, and what cannot be is told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic

from rich.text import Text

from reader.text.normal import visible
from reader.tui.desk_reviewing import ReviewingDesk

_TWICE = 2.0
"""Seconds within which a second `q` quits."""


class LeavingDesk(ReviewingDesk):
    """A desk that is left, by a key or at a signal."""

    _asked_to_quit = float("-inf")
    """When quitting was asked for first, by the clock of `monotonic`."""

    def ask_to_quit(self) -> None:
        """Quit at the second time within two seconds."""
        now = monotonic()
        if now - self._asked_to_quit <= _TWICE:
            self.command_quit()
        else:
            self._asked_to_quit = now
            self.say(f"{self.keys.key_of('back')} again quits")

    def command_quit(self) -> None:
        """Quit: a note being written is kept, and what is on its way to the disk is waited for.

        Asked for again meanwhile, it does not wait; where a write fails, it stays.
        """
        was_leaving = self.is_leaving
        self._prepare_to_leave()
        if self.writing.is_idle or was_leaving:
            self._exit(0, self.noting.unsaved.last_words())
            return
        self.say("Waiting for the disk")
        self.writing.when_idle(self._leave)

    def _prepare_to_leave(self) -> None:
        """Keep the note being written and the place; a note that fails now is left as a draft."""
        self.is_leaving = True
        self.overlays.leave_field()
        self.taking_in.stop()
        self._remember_place()

    def _leave(self, saved: bool) -> None:
        self.is_leaving = False
        if saved:
            self._exit(0, self.noting.unsaved.last_words())
        else:
            self.noting.unsaved.open_again()

    def leave_now(self, code: int = 0) -> None:
        """Quit at a signal: what can be saved is, nothing is asked; at a second one, at once.

        `code` is the exit code where all was saved. What could not be is told where the program
        was called from.
        """
        if self.is_leaving:
            words = self.noting.unsaved.last_words()
            self._exit(code if self.writing.is_idle and not words else 1, words)
            return
        self._prepare_to_leave()
        self.writing.when_idle(partial(self._end, code))

    def _end(self, code: int, saved: bool) -> None:
        words = self.noting.unsaved.last_words()
        if not (saved or words):
            words = [visible(self.footer.message)]
        self._exit(1 if words else code, words)

    def _exit(self, code: int, words: Sequence[str]) -> None:
        """Quit, and say something where the program was called from."""
        told = Text("\n".join(f"reader: error: {word}" for word in words)) if words else None
        self.app.exit(code, message=told)
