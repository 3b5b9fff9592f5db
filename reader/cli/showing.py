"""Showing a person how far a command is, in one line on a terminal that is gone at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.cli import output
from reader.counting import plural
from reader.library.pace import Pace
from reader.library.reports import AddProgress

if TYPE_CHECKING:
    from reader.library.exchange.imported import ImportProgress

_EVERY = 0.1
"""Seconds between two changes of the line."""
_HINT = "ctrl+c stops and keeps what is in"
_EXPORT_HINT = "ctrl+c stops"
_PATIENCE = 1.0
"""Seconds that an export or an import may take without a word."""


class _Line:
    """A line that is written over and over, not too often, and is gone at the end."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._pace = Pace(self._began)
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

    def _is_due(self, at: float) -> bool:
        if at < self._next:
            return False
        self._next = at + _EVERY
        return True

    def _show(self, line: str) -> None:
        self._is_shown = True
        output.progress(line[: shutil.get_terminal_size().columns - 1])


class Showing(_Line):
    """The line that says how far files are taken in."""

    def show(self, now: AddProgress) -> None:
        """Show how far it is, not too often."""
        at = monotonic()
        if self._is_due(at) and (said := self._pace.said(at, now)):
            self._show(f"taking in {said} · {_HINT}")


class ShowingImport(_Line):
    """The line that says how far an import is, once it takes long."""

    def show(self, now: ImportProgress) -> None:
        """Show how far it is, not too often."""
        at = monotonic()
        if self._is_due(at) and at - self._began > _PATIENCE:
            of = f" of {now.total:,}" if now.total else ""
            self._show(f"importing {now.done:,}{of} · {_HINT}")


class ShowingExport(_Line):
    """The line that says how far an export is, once it takes long."""

    def __init__(self, count: Callable[[], int | None]) -> None:
        """Begin; `count` gives how many annotations there are if that can be told quickly."""
        super().__init__()
        self._count = count
        self._total: int | None = None
        self._is_counted = False

    def show(self, done: int, doing: str = "writing", /) -> None:
        """Show what is done with so many annotations, not too often."""
        at = monotonic()
        if not self._is_due(at):
            return
        if at - self._began > _PATIENCE and not self._is_counted:
            self._is_counted, self._total = True, self._count()
        said = self._pace.said(at, AddProgress(done, max(self._total or 0, done), ""))
        if at - self._began > _PATIENCE:
            is_counted = self._total and doing == "writing"
            shown = said if is_counted else plural(done, "annotation")
            self._show(f"{doing} {shown} · {_EXPORT_HINT}")
