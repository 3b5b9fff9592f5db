"""Taking the corpus in behind the app, with its progress at the bottom."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.text.normal import visible
from reader.tui.words import plural

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.library import AddProgress, AddReport
    from reader.tui.desk import Desk

_EVERY = 20
"""Files between two messages about progress."""


class TakingIn:
    """One run over the corpus, in a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._worker: Worker[None] | None = None

    def start(self, corpus: Path) -> None:
        """Take a folder or a file in, and show what came of it."""
        self._worker = self._desk.run_worker(
            lambda: self._run(corpus), thread=True, exit_on_error=False, group="adding"
        )

    def stop(self) -> bool:
        """Stop after the present file; False where nothing runs."""
        if self._worker is None or self._worker.is_finished:
            return False
        self._worker.cancel()
        return True

    def _run(self, corpus: Path) -> None:
        """Do it; this runs in the thread."""
        worker = get_current_worker()

        def progress(now: AddProgress) -> None:
            if now.done and now.done % _EVERY == 0:
                said = f"Taking in {now.done:,} of {now.total:,} files"
                self._tell(lambda: self._desk.say(said))

        try:
            report = self._desk.library.add(
                [corpus], progress=progress, stopped=lambda: worker.is_cancelled
            )
        except ReaderError as error:
            problem = str(error)
            self._tell(lambda: self._desk.say(problem, error=True))
        else:
            self._tell(lambda: self._show(report, corpus))

    def _tell(self, tell: Callable[[], None]) -> None:
        """Do something in the app's own thread; it may have been quit meanwhile."""
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(tell)

    def _show(self, report: AddReport, corpus: Path) -> None:
        """Show what was taken in; a file that was named is opened."""
        named = self._desk.article_of(corpus)
        if report.added or report.changed or named:
            self._desk.refresh_library(named)
        if said := summary(report):
            self._desk.say(said, error=bool(report.problems))


def summary(report: AddReport) -> str:
    """Give what was taken in, in one line; nothing where nothing changed."""
    parts = []
    if report.added:
        parts.append(f"{plural(len(report.added), 'article')} added")
    if report.changed:
        parts.append(f"{len(report.changed)} changed")
    if report.kept_old:
        parts.append(f"{len(report.kept_old)} kept at the version their annotations stand on")
    if report.problems:
        first = report.problems[0]
        more = f" and {len(report.problems) - 1} more" if len(report.problems) > 1 else ""
        parts.append(f"not taken in: {visible(str(first.path))}: {visible(first.what)}{more}")
    return " · ".join(parts)
