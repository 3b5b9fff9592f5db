"""The writing of an export, in a thread that no key waits for and that can be stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from reader.errors import MisuseError, ReaderError
from reader.tui.views.export.asked import Asked

if TYPE_CHECKING:
    from reader.library.exchange.exporting import Exported
    from reader.tui.desk import Desk

_EVERY = 0.1
"""Seconds between two looks at the progress."""


class StoppedError(Exception):
    """It is not to be written any more."""


class Told(Protocol):
    """What is told how it goes; all of it in the app's own thread."""

    def there_already(self, target: Path) -> None:
        """Say that there is a file, and nothing was written."""

    def so_far(self, count: int, doing: str) -> None:
        """Say with how many annotations what is being done."""

    def exported(self, target: Path, done: Exported) -> None:
        """Say that it is written."""

    def stopped(self, asked: Asked) -> None:
        """Say that it was stopped, and no file was written; of a folder, not all of them."""

    def failed(self, problem: str, hint: str, *files: Path) -> None:
        """Say that it failed, what to do, and which files that is about."""


class Work:
    """The writing for one dialog, one at a time."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk, self._told = desk, told
        self._stop: Event | None = None
        self._at = 0.0
        """When the progress was told last."""

    @property
    def is_running(self) -> bool:
        """Whether something is being written."""
        return self._stop is not None

    def start(
        self, asked: Asked, target: Path, kept: Callable[[], None], *, may_replace: bool
    ) -> None:
        """Write, and then call `kept` in the thread; a file is replaced if it may be."""
        self._stop = Event()
        self._at = monotonic()
        work = partial(self._run, asked, target, kept, may_replace, self._stop)
        self._desk.run_worker(work, thread=True, exit_on_error=False)

    def stop(self) -> bool:
        """Stop what is being written, which leaves no file; False where nothing is."""
        if self._stop is None:
            return False
        self._stop.set()
        return True

    def _run(
        self, asked: Asked, target: Path, kept: Callable[[], None], may_replace: bool, stop: Event
    ) -> None:
        """Do it; this runs in the thread."""
        # Imported here: the dialog opens without what writes.
        from reader.library.exchange.exporting import ThereAlreadyError

        try:
            done = self._export(asked, target, stop, may_replace=may_replace)
            kept()
        except ThereAlreadyError:
            self._end(partial(self._told.there_already, target))
        except StoppedError:
            self._end(partial(self._told.stopped, asked))
        except Exception as error:
            # Whatever it may be, its traceback must not be written over the screen.
            if isinstance(error, ReaderError):
                said = (error.what, error.hint)
            else:
                said = (f"it failed: {error!r}", "")
            self._end(partial(self._told.failed, *said, target, asked.template_path))
        else:
            self._end(partial(self._told.exported, target, done))

    def _export(self, asked: Asked, target: Path, stop: Event, *, may_replace: bool) -> Exported:
        from reader.library.exchange.replacing import is_stream

        if is_stream(target):
            # A pipe could be waited for without an end, and a terminal is the app's own.
            raise MisuseError(f"{target} is no file that can be replaced", "name another")

        def progress(count: int, doing: str = "writing", /) -> None:
            if stop.is_set():
                raise StoppedError
            if monotonic() - self._at >= _EVERY:
                self._at = monotonic()
                self._tell(partial(self._told.so_far, count, doing))

        progress(0)
        narrowing = asked.narrowing
        return self._desk.library.export(
            target,
            asked.format.name,
            article=narrowing.article,
            tag=narrowing.tag,
            query=narrowing.query,
            options=asked.read(),
            progress=progress,
            is_folder=asked.is_folder,
            may_replace=may_replace,
        )

    def _end(self, tell: Callable[[], None]) -> None:
        def told() -> None:
            self._stop = None
            tell()

        self._tell(told)

    def _tell(self, tell: Callable[[], None]) -> None:
        """Do something in the app's own thread; it may have been quit meanwhile."""
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(tell)
