"""Noticing that the file of the open article was changed, or went, while it is open.

A file is looked at by a thread, for a disk may take long to answer, and no key waits for one.
What it saw is told by the next look of the clock, once for each change.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class _Sight(NamedTuple):
    """A file as it was seen."""

    path: str
    size: int
    mtime_ns: int

    @property
    def is_missing(self) -> bool:
        """Whether there was no file."""
        return self == _missing(self.path)


def _missing(path: str) -> _Sight:
    return _Sight(path, -1, 0)


class Watching:
    """What one desk knows of the file of its open article."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread: threading.Thread | None = None
        self._seen: _Sight | None = None
        """What the thread saw last."""
        self._first: _Sight | None = None
        """What was seen first of the open article's file since it was opened or taken in."""
        self._told: _Sight | None = None
        """The change that was told last."""
        self._missed: _Sight | None = None
        """The look before, if no file was seen: while it is written anew there may be none."""

    def look(self) -> None:
        """Tell of what was seen since the last look, and have the file looked at anew."""
        seen, self._seen = self._seen, None
        article = self._desk.article
        path = article.path if article is not None else ""
        if self._desk.taking_in.is_running:
            return
        self._judge(seen if seen is not None and seen.path == path else None)
        if path and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._see, args=(path,), daemon=True)
            self._thread.start()

    def _see(self, path: str) -> None:
        """Look at a file; this is the thread."""
        try:
            found = Path(path).stat()
        except (OSError, ValueError):
            # Imported here: it brings all that takes files in, which no start waits for.
            from reader.library.going import is_missing

            # An address is no file that could be gone.
            self._seen = _missing(path) if is_missing(path) else None
            return
        self._seen = _Sight(path, found.st_size, found.st_mtime_ns)

    def _judge(self, seen: _Sight | None) -> None:
        """Tell of a change; take the sign of one back that was taken in."""
        if seen is None:
            return
        try:
            read = self._desk.library.file_as_read(seen.path)
        except ReaderError:
            # Whatever it is, the desk tells of it by its own look.
            return
        if read is None or self._desk.library.read_only:
            return
        if seen.is_missing:
            self._show_missing(seen)
            return
        self._missed = None
        is_changed = self._differs(seen, *read)
        self._show(seen, is_changed=is_changed)

    def _show_missing(self, seen: _Sight) -> None:
        """Tell once that the file is not there, unless that is known of the article."""
        desk = self._desk
        before, self._missed = self._missed, seen
        is_known = desk.article is not None and desk.article.gone
        if is_known or seen == self._told or before != seen or desk.overlays.field is not None:
            return
        self._told = seen
        key = desk.keys.key_of("take_in")
        desk.say(f"The file of this article is not where it was · {key} looks for it")

    def _differs(self, seen: _Sight, size: int, mtime_ns: int | None) -> bool:
        """Tell whether a file is another than the one that was read with this size and time."""
        if mtime_ns is not None:
            return (seen.size, seen.mtime_ns) != (size, mtime_ns)
        # Its time then told nothing; the one that is seen first does.
        if self._first is None or self._first.path != seen.path:
            self._first = seen
        return seen.size != size or seen != self._first

    def _show(self, seen: _Sight, *, is_changed: bool) -> None:
        desk = self._desk
        key = desk.keys.key_of("take_in")
        sign = f"changed on disk · {key}" if is_changed else ""
        if sign != desk.changed:
            desk.changed = sign
            desk.show_place()
        if is_changed and seen != self._told and desk.overlays.field is None:
            self._told = seen
            desk.say(f"The file of this article changed on disk · {key} takes it in")

    def renew(self) -> None:
        """Take what is on disk for what was read: it was just taken in."""
        # What was seen missing and told needs no telling again.
        self._told = self._told if self._told is not None and self._told.is_missing else None
        self._seen = self._first = None
        self._desk.changed = ""
