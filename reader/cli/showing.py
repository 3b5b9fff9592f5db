"""Showing a person how far a command is, in one line on a terminal that is gone at the end."""

from __future__ import annotations

import shutil
from time import monotonic
from types import TracebackType
from typing import Self

from reader.cli import output
from reader.library.pace import Pace
from reader.library.reports import AddProgress

_EVERY = 0.1
"""Seconds between two changes of the line."""
_HINT = "ctrl+c stops and keeps what is in"


class Showing:
    """The line that says how far files are taken in."""

    def __init__(self) -> None:
        self._pace = Pace(monotonic())
        self._next = 0.0
        self._is_shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._is_shown:
            output.progress("")

    def show(self, now: AddProgress) -> None:
        """Show how far it is, not too often."""
        at = monotonic()
        if at < self._next:
            return
        self._next = at + _EVERY
        if said := self._pace.said(at, now):
            self._is_shown = True
            width = shutil.get_terminal_size().columns - 1
            line = f"taking in {said}"
            output.progress(f"{line} · {_HINT}"[:width])
