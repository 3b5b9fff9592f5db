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
from reader.formats.export import Export, Marked, Options
from reader.formats.features import counted_tags
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.library.exchange.exporting import Watched
from reader.library.exchange.peeking import body, contents, lines
from reader.sizes import shown
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
    losses: tuple[str, ...]
    """What the format has no place for, in words."""
    looked_at: int
    """Annotations that both were told from."""
    is_all: bool
    """Whether these are all."""


class EnoughError(Exception):
    """No more of what is written is wanted."""


@dataclass(frozen=True)
class Previewing:
    """One look at what an export would write."""

    export: Export
    uses: Sequence[TagUse]
    """The tags of the whole library."""
    format: Format
    options: Options
    stopped: Stopped
    """Tells that nobody waits for it any more; then `EnoughError` is raised."""

    def preview(self, *, is_folder: bool = False) -> Preview:
        """Give what would stand first in the file, or in the folder."""
        first = First(self.export, self.uses, self.stopped)
        losses = Losses()
        watched = Watched(first, self.format, losses)
        counted_tags(watched.tags(), self.format.holds, losses)
        if is_folder or not self.format.writes:
            found, is_cut = self._folder(watched, losses)
        elif self.format.writes == "bytes":
            found, is_cut = self._bytes(watched, losses)
        else:
            found, is_cut = self._text(watched, losses)
        first.count_if_unasked()
        is_all = not (is_cut or first.is_cut)
        return Preview(tuple(found), tuple(losses.lines()), first.seen, is_all)

    def _text(self, export: Export, losses: Losses) -> tuple[list[str], bool]:
        head = _Head(self.stopped)
        self._write(export, head, losses)
        text = body(head.text) if self.format.ending == ".html" else head.text
        return lines(text, _LINES), head.is_full

    def _bytes(self, export: Export, losses: Losses) -> tuple[list[str], bool]:
        held = _Bytes(self.stopped)
        self._write(export, held, losses)
        return contents(held.getvalue(), is_cut=held.is_full)[:_LINES], held.is_full

    def _write(self, export: Export, sink: _Head | _Bytes, losses: Losses) -> None:
        """Have the format write until the sink has enough."""
        write = known.module(self.format.name, "write").write
        try:
            write(export, sink, self.options, losses)
        except Exception:
            # Whatever a writer makes of being stopped in the middle.
            if not sink.is_full:
                raise
        if self.stopped():
            raise EnoughError

    def _folder(self, export: Export, losses: Losses) -> tuple[list[str], bool]:
        """Give the names of the first files, then the first of them."""
        files = known.module(self.format.name, "write").files
        found = list(islice(files(export, self.options, losses), _FILES + 1))
        named = [f"{visible(one.name)}  {shown(len(one.text.encode()))}" for one in found[:_FILES]]
        first = ["", *lines(found[0].text[:_KEPT], _LINES)] if found else []
        return [*named, *first], len(found) > _FILES


class First:
    """An `Export` of the first annotations of another one, and of their articles and tags."""

    def __init__(self, export: Export, uses: Sequence[TagUse], stopped: Stopped) -> None:
        self._export, self._uses, self._stopped = export, uses, stopped
        self.seen = 0
        """Annotations that were given, in the way in which the most were."""
        self.is_cut = False
        """Whether there are more than were given."""

    @property
    def at(self) -> str:
        """The moment that it is of."""
        return self._export.at

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the library is asked for."""
        return self._export.is_narrowed

    def records(self) -> Iterator[Record]:
        """Give the first annotations."""
        for number, record in enumerate(self._export.records(), 1):
            if self._is_over(number):
                return
            self.seen = max(self.seen, number)
            yield record

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts of the first annotations, and not many."""
        given = 0
        for number, marked in enumerate(self._export.texts(every=every), 1):
            if number > _TEXTS or given == MOST:
                self.is_cut = self.is_cut or bool(marked.records)
                return
            first = marked.records[: MOST - given]
            self.is_cut = self.is_cut or len(first) < len(marked.records)
            given += len(first)
            self.seen = max(self.seen, given)
            self._look_up()
            yield marked._replace(records=first)

    def articles(self) -> Iterator[Article]:
        """Give the first articles."""
        for article in islice(self._export.articles(), MOST):
            self._look_up()
            yield article

    def tags(self) -> Sequence[TagUse]:
        """Give the tags; where something is narrowed, those of the first annotations."""
        if not self.is_narrowed:
            return self._uses
        counts: Counter[str] = Counter()
        for record in islice(self._export.records(), MOST):
            self._look_up()
            counts.update(record.tags)
        used = [use for use in self._uses if use.tag.path in counts]
        return [use._replace(count=counts[use.tag.path]) for use in used]

    def count_if_unasked(self) -> None:
        """Look at the annotations, if the format asked for none of them."""
        if not self.seen:
            for _ in self.records():
                pass

    def _is_over(self, number: int) -> bool:
        self._look_up()
        if number > MOST:
            self.is_cut = True
        return number > MOST

    def _look_up(self) -> None:
        if self._stopped():
            raise EnoughError


class _Head:
    """A sink that keeps the first of a text, and has enough in the end."""

    def __init__(self, stopped: Stopped) -> None:
        self._stopped = stopped
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
        if self._written > _ENOUGH or self._stopped():
            self.is_full = True
            raise EnoughError
        return len(text)

    def flush(self) -> None:
        """Hand nothing on."""


class _Bytes(BytesIO):
    """A sink that keeps bytes until it has enough."""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__()
        self._stopped = stopped
        self.is_full = False

    def write(self, data: object, /) -> int:
        """Take some bytes."""
        if self.tell() > _ENOUGH or self._stopped():
            self.is_full = True
            raise EnoughError
        return super().write(data)  # type: ignore[arg-type]  # what BytesIO takes
