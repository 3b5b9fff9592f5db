"""Writing a library out in a format: to a file, whole or not at all, or to a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, Protocol, cast

from reader.annotation.model import Article, TagUse
from reader.counting import plural
from reader.errors import MisuseError, ReaderError
from reader.formats import known
from reader.formats.export import ByteSink, Export, Marked, Options, TextSink, WrittenFile
from reader.formats.features import counted, counted_tags
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.library.exchange import folders, replacing
from reader.library.exchange.snapshot import Snapshot
from reader.store.connection import Connection, keep_little

_STEP = 1_000
"""Annotations after which progress is told."""


class ThereAlreadyError(ReaderError):
    """There is a file that was not to be replaced."""


class Progress(Protocol):
    """Told now and then how far an export is; it may raise to stop it."""

    def __call__(self, done: int, doing: str = "writing", /) -> object:
        """Take how many annotations are written, and what is being done with them."""


class Exported(NamedTuple):
    """What was written."""

    written: int
    """Annotations, tags, articles or rows: `noun` says which."""
    losses: Losses
    """What the format has no place for."""
    noun: str = "annotation"
    articles: int = 0
    """Articles that the annotations are in; 0 where that is not known."""
    left: tuple[str, ...] = ()
    """Files of an earlier export to the same folder that this one had nothing for."""

    @property
    def words(self) -> str:
        """What was written, in words: `41 annotations in 3 articles`."""
        counted = plural(self.written, self.noun)
        if self.noun not in ("annotation", "row") or not self.articles:
            return counted
        return f"{counted} in {plural(self.articles, 'article')}"


@dataclass(frozen=True)
class Exporting:
    """One export; `to_path` or `to_sink` does it."""

    connection: Connection
    snapshot: Snapshot
    format: Format
    options: Options
    is_strict: bool = False
    """Whether a format that cannot hold all is an error."""
    progress: Progress | None = None
    may_replace: bool = True
    """Whether a file that is there may be replaced."""

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
        make = known.module(self.format.name, "write").files
        left: list[str] = []

        def write(export: Watched, losses: Losses) -> int:
            # They are made twice, and what is lost is counted once.
            again = Watched(self.snapshot, self.format, Losses(), self.progress)
            passes = iter(((export, losses), (again, Losses())))
            export.doing = "checking"

            def files() -> Iterator[WrittenFile]:
                given, counting = next(passes)
                return cast(Iterator[WrittenFile], make(given, self.options, counting))

            written, others = folders.export(
                self.connection, target, files, lambda: self._refuse_losses(losses)
            )
            left.extend(others)
            return written

        return self._exported(write)._replace(left=tuple(left))

    def to_file(self, target: Path) -> Exported:
        """Write to a file, which is replaced whole or not at all."""
        is_database = self.format.writes == "database"
        replacing.refuse_target(self.connection, target, may_be_published=is_database)
        if not self.may_replace and target.is_file():
            raise ThereAlreadyError(f"{target} is there already", "name another file")
        if is_database and not replacing.is_stream(target):
            with replacing.replacing_by(target) as passing:
                return self._exported(
                    lambda export, _: _publishing().make(passing, export, export.tell)
                )
        with replacing.replacing(target) as file:
            if self.format.writes != "text":
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
        form = self.format
        if not form.writes:
            raise MisuseError(f"{form.name} is a folder of files", "name one with -o")
        if form.writes == "database":
            return self._exported(lambda export, _: _publishing().copy(sink, export, export.tell))
        write = known.module(form.name, "write").write
        return self._exported(lambda export, losses: write(export, sink, self.options, losses))

    def _exported(self, write: Callable[[Watched, Losses], int]) -> Exported:
        """Let the annotations be written, and count what is lost."""
        keep_little(self.connection)
        losses = Losses()
        # Of annotations nothing is missed in a format of tags or articles alone, nor where a
        # person's own template says what is to be in it.
        is_missed = self.format.counts == "annotation" and not self.options.template
        missed = losses if is_missed else Losses()
        export = Watched(self.snapshot, self.format, missed, self.progress)
        if self.snapshot.is_described() and not self.options.template:
            counted_tags(export.tags(), self.format.holds, losses)
        written = write(export, losses)
        self._refuse_losses(losses)
        return Exported(written, losses, self._noun, export.articles_seen)

    def _refuse_losses(self, losses: Losses) -> None:
        if losses and self.is_strict:
            raise ReaderError(
                f"{self.format.name} has no place for {', '.join(losses.gathered())}",
                "leave out --strict, or choose another format",
            )

    @property
    def _noun(self) -> str:
        """What is counted: what the format counts, or rows where an annotation may have many."""
        return "row" if self.options.per_tag else self.format.counts


def _publishing() -> ModuleType:
    # Imported here: no other format has need of it.
    from reader.library.exchange import publishing

    return publishing


class Watched:
    """An `Export` that counts what its format has no place for, and tells how far it is."""

    def __init__(
        self, export: Export, form: Format, losses: Losses, progress: Progress | None = None
    ) -> None:
        self._export, self._holds, self._losses = export, form.holds, losses
        self._progress = progress
        self._done = 0
        self.doing = "writing"
        """What is being done with what is given."""
        self.articles_seen = 0
        """Articles of the annotations that were given last."""

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
        found = counted(self._export.records(), self._holds, self._losses_of_this_pass())
        return self._seen(found)

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts that annotations stand on, one at a time, by article."""
        article = ""
        losses = self._losses_of_this_pass()
        self._done = self.articles_seen = 0
        for marked in self._export.texts(every=every):
            for _ in counted(marked.records, self._holds, losses):
                pass
            yield marked
            self.articles_seen += bool(marked.records) and marked.article.id != article
            article = marked.article.id
            self._count(len(marked.records))

    def articles(self) -> Iterator[Article]:
        """Give the articles."""
        return self._export.articles()

    def titles(self) -> Iterator[tuple[str, str]]:
        """Give the id and the title of every article, oldest first."""
        return self._export.titles()

    def tags(self) -> Sequence[TagUse]:
        """Give the tags by path."""
        return self._export.tags()

    def _seen(self, records: Iterator[Record]) -> Iterator[Record]:
        """Pass records on, count their articles and tell of them by the thousand."""
        article, number = "", 0
        self._done = self.articles_seen = 0
        for number, record in enumerate(records, 1):
            if record.article != article:
                article = record.article
                self.articles_seen += 1
            yield record
            if not number % _STEP:
                self._count(_STEP)
        self._count(number % _STEP)

    def _losses_of_this_pass(self) -> Losses:
        """Give where to count: a format that goes through the annotations twice loses them once."""
        losses, self._losses = self._losses, Losses()
        return losses

    def tell(self, doing: str) -> None:
        """Tell what is being done with what was given so far."""
        if self._progress:
            self._progress(self._done, doing)

    def _count(self, more: int) -> None:
        self._done += more
        self.tell(self.doing)
