"""The first of what an export would write, written by the format itself and then let fall.

The writer is given the first annotations alone, and a sink that soon has enough, so that a
look takes no longer in a large library than in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from reader.annotation.model import Article, TagUse
from reader.formats import known
from reader.formats.export import Marked, Options
from reader.formats.features import counted, counted_tags
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.library.exchange.exporting import Exporting, Watched
from reader.library.exchange.peeking import body, contents, lines
from reader.library.exchange.snapshot import Narrow, Snapshot
from reader.sizes import shown
from reader.store.connection import Connection
from reader.text.normal import visible

MOST = 200
"""Annotations that are looked at."""
_TEXTS = 20
"""Texts that are looked at."""
_LINES = 40
"""Lines that are given."""
_KEPT = 60_000
"""Characters that are kept for these."""
_ENOUGH = 4_000_000
"""Characters or bytes after which the writer is stopped."""
_FILES = 12
"""Files of a folder that are named."""

Stopped = Callable[[], bool]


class Preview(NamedTuple):
    """What an export would begin with."""

    lines: tuple[str, ...]
    """The first lines of the file as they would stand in it, or what will be in it by name.

    They are foreign text, and harmless only once they are drawn.
    """
    losses: Losses
    """What the format has no place for."""
    looked_at: int
    """Annotations that both were told from."""
    is_all: bool
    """Whether these are all."""


class EnoughError(Exception):
    """No more of what is written is wanted."""


class First(Snapshot):
    """The first annotations of a library, or of a part of it, with their articles and tags."""

    def __init__(
        self, connection: Connection, narrow: Narrow, at: str, stopped: Stopped = lambda: False
    ) -> None:
        """Begin; where `stopped` tells that nobody waits, `EnoughError` is raised."""
        super().__init__(connection, narrow, at)
        self._all = Snapshot(connection, Narrow(), at)
        self._stopped = stopped
        self.seen = 0
        """Annotations that were given, in the way in which the most were."""
        self.was_asked = False
        """Whether any were asked for."""
        self.is_cut = False
        """Whether there are more than were given."""

    def records(self) -> Iterator[Record]:
        """Give the first annotations."""
        self.was_asked = True
        for number, record in enumerate(super().records(), 1):
            self.look_up()
            if number > MOST:
                self.is_cut = True
                return
            self.seen = max(self.seen, number)
            yield record

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts of the first annotations, and not many."""
        self.was_asked = True
        given = 0
        for number, marked in enumerate(super().texts(every=every), 1):
            self.look_up()
            if number > _TEXTS or given == MOST:
                self.is_cut = self.is_cut or bool(marked.records)
                return
            first = marked.records[: MOST - given]
            self.is_cut = self.is_cut or len(first) < len(marked.records)
            given += len(first)
            self.seen = max(self.seen, given)
            yield marked._replace(records=first)

    def articles(self) -> Iterator[Article]:
        """Give the first articles."""
        for article in islice(super().articles(), MOST):
            self.look_up()
            yield article

    def tags(self) -> Sequence[TagUse]:
        """Give the tags; where something is narrowed, those of the first annotations."""
        uses = self._all.tags()
        if not self.is_narrowed:
            return uses
        counts: Counter[str] = Counter()
        for record in islice(super().records(), MOST):
            self.look_up()
            counts.update(record.tags)
        used = [use for use in uses if use.tag.path in counts]
        return [TagUse(use.tag, counts[use.tag.path], use.last_used) for use in used]

    @property
    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self._stopped()

    def look_up(self) -> None:
        """Raise `EnoughError` if nobody waits any more."""
        if self.is_over:
            raise EnoughError


@dataclass(frozen=True)
class Previewing:
    """One look at what an export would write."""

    connection: Connection
    first: First
    format: Format
    options: Options

    def preview(self, *, is_folder: bool = False) -> Preview:
        """Give what would stand first in the file, or in the folder."""
        first = self.first
        if is_folder or not self.format.writes:
            found, losses, is_cut = self._folder()
        else:
            found, losses, is_cut = self._file()
        if not first.was_asked:
            # The format asked for none of the annotations.
            for _ in first.records():
                pass
        if self.options.template:
            # What is in it is a person's own choice.
            losses = Losses()
        is_all = not (is_cut or first.is_cut)
        return Preview(tuple(found), losses, first.seen, is_all)

    def _file(self) -> tuple[list[str], Losses, bool]:
        """Give the first lines of a file, what is lost in it, and whether that was cut short."""
        if self.format.writes == "text":
            head = _Head(self.first)
            losses = self._write(head)
            text = body(head.text) if self.format.ending == ".html" else head.text
            return lines(text, _LINES), losses, head.is_full
        held = _Bytes(self.first)
        losses = self._write(held)
        return contents(held.getvalue(), is_cut=held.is_full)[:_LINES], losses, held.is_full

    def _write(self, sink: _Head | _Bytes) -> Losses:
        """Have the format write until the sink has enough, and give what is lost."""
        exporting = Exporting(self.connection, self.first, self.format, self.options)
        try:
            return exporting.to_sink(sink).losses
        except Exception:
            # Whatever a writer makes of being stopped in the middle.
            if not sink.is_full:
                raise
        self.first.look_up()
        losses = Losses()
        counted_tags(self.first.tags(), self.format.holds, losses)
        for _ in counted(self.first.records(), self.format.holds, losses):
            pass
        return losses

    def _folder(self) -> tuple[list[str], Losses, bool]:
        """Give the names of the first files and how the first begins, and so on as `_file`."""
        losses = Losses()
        export = Watched(self.first, self.format, losses)
        counted_tags(export.tags(), self.format.holds, losses)
        files = known.module(self.format.name, "write").files
        found = list(islice(files(export, self.options, losses), _FILES + 1))
        named = [f"{visible(one.name)}  {shown(len(one.text.encode()))}" for one in found[:_FILES]]
        first = ["", *lines(found[0].text[:_KEPT], _LINES)] if found else []
        return [*named, *first], losses, len(found) > _FILES


class _Head:
    """A sink that keeps the first of a text, and has enough in the end."""

    def __init__(self, first: First) -> None:
        self._first = first
        self._parts: list[str] = []
        self._kept = self._written = 0
        self.is_full = False

    @property
    def text(self) -> str:
        """What was kept."""
        return "".join(self._parts)

    def write(self, text: str, /) -> int:
        """Take some text."""
        self._written += len(text)
        if self._kept < _KEPT:
            self._parts.append(text[: _KEPT - self._kept])
            self._kept += len(self._parts[-1])
        if self._written > _ENOUGH or self._first.is_over:
            self.is_full = True
            raise EnoughError
        return len(text)

    def flush(self) -> None:
        """Hand nothing on."""


class _Bytes(BytesIO):
    """A sink that keeps bytes until it has enough."""

    def __init__(self, first: First) -> None:
        super().__init__()
        self._first = first
        self.is_full = False

    def write(self, data: object, /) -> int:
        """Take some bytes."""
        if self.tell() > _ENOUGH or self._first.is_over:
            self.is_full = True
            raise EnoughError
        return super().write(data)  # type: ignore[arg-type]  # what BytesIO takes
