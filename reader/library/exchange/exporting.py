"""Writing a library out in a format: to a file, whole or not at all, or to a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple, cast

from reader.annotation.model import Article, TagUse
from reader.errors import MisuseError, ReaderError
from reader.formats import known
from reader.formats.export import ByteSink, Export, Marked, Options, TextSink, WrittenFile
from reader.formats.features import counted, counted_tags
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.library.exchange import folders, replacing
from reader.library.exchange.snapshot import Snapshot
from reader.store.connection import Connection

Progress = Callable[[int], None]
_STEP = 1_000
"""Annotations after which progress is told."""


class Exported(NamedTuple):
    """What was written."""

    written: int
    """Rows or annotations, whichever the format has."""
    losses: Losses
    """What the format has no place for."""
    left: tuple[str, ...] = ()
    """Files of an earlier export to the same folder that this one had nothing for."""


@dataclass(frozen=True)
class Exporting:
    """One export; `to_file` or `to_sink` does it."""

    connection: Connection
    snapshot: Snapshot
    format: Format
    options: Options
    is_strict: bool = False
    """Whether a format that cannot hold all is an error."""
    progress: Progress | None = None
    """Told now and then how many annotations are written."""

    def to_path(self, target: Path, *, is_folder: bool = False) -> Exported:
        """Write to a folder if it is one or is meant as one, or the format makes only folders."""
        if self.format.to_folder and (
            is_folder or folders.is_folder(target) or not self.format.writes
        ):
            return self.to_folder(target)
        if is_folder:
            raise MisuseError(f"{self.format.name} is one file", f"name a file in {target}")
        return self.to_file(target)

    def to_folder(self, target: Path) -> Exported:
        """Write a folder of files; nothing, if any that is not ours would be overwritten."""
        losses = Losses()
        export = Watched(self.snapshot, self.format, losses, self.progress)
        counted_tags(export.tags(), self.format.holds, losses)
        make = known.module(self.format.name, "write").files
        # They are made twice, and what is lost is counted once.
        passes = iter(((export, losses), (Watched(self.snapshot, self.format, Losses()), Losses())))

        def files() -> Iterator[WrittenFile]:
            given, counting = next(passes)
            return cast(Iterator[WrittenFile], make(given, self.options, counting))

        written, left = folders.export(
            self.connection, target, files, lambda: self._refuse_losses(losses)
        )
        return Exported(written, losses, left=tuple(left))

    def to_file(self, target: Path) -> Exported:
        """Write to a file, which is replaced whole or not at all."""
        replacing.refuse_target(self.connection, target)
        with replacing.replacing(target) as file:
            if self.format.writes == "bytes":
                return self.to_sink(file)
            text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            try:
                return self.to_sink(text)
            finally:
                text.detach()

    def to_sink(self, sink: TextSink | ByteSink) -> Exported:
        """Write to a stream of what the format writes, text or bytes.

        Where it is strict, what was written before a loss is known is written.
        """
        if not self.format.writes:
            raise MisuseError(f"{self.format.name} is a folder of files", "name one with -o")
        losses = Losses()
        export = Watched(self.snapshot, self.format, losses, self.progress)
        counted_tags(export.tags(), self.format.holds, losses)
        write = known.module(self.format.name, "write").write
        written: int = write(export, sink, self.options, losses)
        self._refuse_losses(losses)
        return Exported(written, losses)

    def _refuse_losses(self, losses: Losses) -> None:
        if losses and self.is_strict:
            raise ReaderError(
                f"{self.format.name} has no place for {', '.join(losses.lines())}",
                "leave out --strict, or choose another format",
            )


class Watched:
    """An `Export` that counts what its format has no place for, and tells how far it is."""

    def __init__(
        self, export: Export, form: Format, losses: Losses, progress: Progress | None = None
    ) -> None:
        self._export, self._holds, self._losses = export, form.holds, losses
        self._progress = progress
        self._done = 0

    @property
    def at(self) -> str:
        """The moment that it is of."""
        return self._export.at

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the library is asked for."""
        return self._export.is_narrowed

    def records(self) -> Iterator[Record]:
        """Give the annotations, by article and place."""
        found = counted(self._export.records(), self._holds, self._losses)
        return self._told(found) if self._progress else found

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts that annotations stand on, one at a time, by article."""
        for marked in self._export.texts(every=every):
            for _ in counted(marked.records, self._holds, self._losses):
                pass
            yield marked
            self._tell(len(marked.records))

    def articles(self) -> Iterator[Article]:
        """Give the articles."""
        return self._export.articles()

    def titles(self) -> Iterator[tuple[str, str]]:
        """Give the id and the title of every article, oldest first."""
        return self._export.titles()

    def tags(self) -> Sequence[TagUse]:
        """Give the tags by path."""
        return self._export.tags()

    def _told(self, records: Iterator[Record]) -> Iterator[Record]:
        for number, record in enumerate(records, 1):
            yield record
            if not number % _STEP:
                self._tell(_STEP)

    def _tell(self, more: int) -> None:
        self._done += more
        if self._progress and more:
            self._progress(self._done)
