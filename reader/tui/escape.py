"""A lone escape arrives when its delay is over, not when the input thread wakes anyway.

A terminal sends `esc` for that key and as the beginning of others, so Textual waits for
`ESCDELAY` whether more comes. It looks at the clock only when its wait for input ends, and that
is 100 ms long. Here the first wait after input ends with the delay; while nothing comes, the
thread wakes no more often than before.
"""

from __future__ import annotations

import selectors
from contextlib import suppress
from types import FunctionType, SimpleNamespace
from typing import IO

from textual.constants import ESCAPE_DELAY
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.closing import LastingOutput, TerminalGoneError, read

SOON = ESCAPE_DELAY + 0.001
"""Seconds after which the escape delay is surely over."""


class PromptSelector(selectors.SelectSelector):
    """A selector whose first wait after input ends when the escape delay is over."""

    _had_input = False

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for input, `timeout` seconds at most."""
        if not self._had_input or timeout is None or timeout <= SOON:
            ready = super().select(timeout)
        else:
            # Looked at twice: the rest of a key may have come while another thread ran, and
            # would not be taken for that key once the delay is noticed.
            ready = super().select(SOON) or super().select(0)
        self._had_input = bool(ready)
        return ready


_run_input_thread = FunctionType(
    # Textual's own loop with another selector: a copy would not follow its changes.
    LinuxDriver.run_input_thread.__code__,
    vars(linux_driver)
    | {
        "selectors": SimpleNamespace(**vars(selectors) | {"SelectSelector": PromptSelector}),
        "os": SimpleNamespace(read=read),
    },
)


class PromptDriver(LinuxDriver):
    """Textual's driver for terminals, with an escape that is not late, and an end with them."""

    def run_input_thread(self) -> None:
        """Wait for input and hand it on, until the driver stops or the terminal is closed."""
        try:
            _run_input_thread(self)
        except TerminalGoneError:
            self._terminal_gone()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        FunctionType(
            LinuxDriver.start_application_mode.__code__,
            vars(linux_driver) | {"WriterThread": self._output},
        )(self)

    def _output(self, file: IO[str]) -> LastingOutput:
        return LastingOutput(file, self._terminal_gone)

    def _terminal_gone(self) -> None:
        """Have the app end; this runs in either thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._app.terminal_gone)  # type: ignore[attr-defined]  # our app
