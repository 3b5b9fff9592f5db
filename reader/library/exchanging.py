"""What goes out of a library in the formats of other tools and our own, and comes in from them.

What the first screen has no need of is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.asking import Asking
from reader.library.clock import now

if TYPE_CHECKING:
    from reader.formats.export import ByteSink, Options, TextSink
    from reader.formats.record import Record
    from reader.library.exchange.exporting import Exported, Progress
    from reader.library.exchange.imported import Imported, ImportProgress
    from reader.library.exchange.previewing import Preview
    from reader.query.model import Query


class Exchanging(Asking):
    """An open database of which annotations are exported, and into which they are imported."""

    def records(
        self, *, article: str = "", tag: str = "", status: str = "", query: str | Query = ""
    ) -> list[Record]:
        """Give annotations as exports know them, narrowed as `annotations` does; in any thread."""
        from reader.library.exchange.snapshot import Narrow, Snapshot

        narrow = Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection:
            return list(Snapshot(connection, narrow, now()).records())

    def export(
        self,
        target: Path | TextSink | ByteSink,
        name: str = "csv",
        *,
        article: str = "",
        tag: str = "",
        status: str = "",
        query: str | Query = "",
        options: Options | None = None,
        is_strict: bool = False,
        is_folder: bool = False,
        progress: Progress | None = None,
        may_replace: bool = True,
    ) -> Exported:
        """Write annotations in the format of this name, narrowed as `annotations` does.

        It may be called in any thread. A file is replaced whole or not at all; a folder, a
        database and the library's own articles are never written over. `progress` is told now and
        then how far it is, and may raise to stop it. With `is_strict` it is an error, and no file
        written, if the format has no place for all there is. With `is_folder`, or where the path
        is one, it is a folder of files, which are overwritten only if they are as an earlier
        export wrote them. Unless it `may_replace`, a file that is there and could be replaced is
        a `ThereAlreadyError`.
        """
        from reader.formats import known
        from reader.formats.export import Options
        from reader.library.exchange.exporting import Exporting
        from reader.library.exchange.snapshot import Narrow, Snapshot

        narrow = Narrow(article, tag, status, self.asked(query))
        with self._store.snapshot() as connection:
            exporting = Exporting(
                connection,
                Snapshot(connection, narrow, now()),
                known.named(name),
                options or Options(),
                is_strict,
                progress,
                may_replace,
            )
            if isinstance(target, Path):
                return exporting.to_path(target, is_folder=is_folder)
            return exporting.to_sink(target)

    def preview(
        self,
        name: str,
        *,
        article: str = "",
        tag: str = "",
        query: str | Query = "",
        options: Options | None = None,
        is_folder: bool = False,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Preview:
        """Give the first of what `export` would write; in any thread.

        It takes about as long in a large library as in a small one; once `stopped` says so, it
        raises `EnoughError`.
        """
        from reader.formats import known
        from reader.formats.export import Options
        from reader.library.exchange.previewing import First, Previewing
        from reader.library.exchange.snapshot import Narrow

        narrow = Narrow(article, tag, query=self.asked(query))
        with self._store.snapshot() as connection:
            first = First(connection, narrow, now(), stopped)
            looking = Previewing(connection, first, known.named(name), options or Options())
            return looking.preview(is_folder=is_folder)

    def import_(
        self,
        file: Path,
        name: str = "",
        *,
        raw: bool = False,
        is_strict: bool = False,
        is_tried: bool = False,
        progress: Callable[[ImportProgress], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Imported:
        """Take in what a file of another tool, or of ours, has of texts and annotations.

        `name` is its format's; without one it is told from the file, or `MisuseError` says that it
        cannot be. It is done in the calling thread, whichever that is, and is one
        entry of the history. Importing again adds what is new, and what was deleted since. `raw`
        says that cells were written exactly. With `is_strict` it is an error, and nothing is
        written, if not all can be kept as the file has it. A file that cannot be understood
        raises `FormatError`, and nothing is written. With `is_tried` these errors are all that
        comes of it.
        """
        from reader.formats import known
        from reader.library.exchange import guessing
        from reader.library.exchange.importing import Importing

        return Importing(
            self._store,
            self._author(),
            known.named(name or guessing.guessed(file, self.max_size)),
            file,
            self.max_size,
            raw,
            is_strict,
            progress,
            stopped,
            is_tried,
        ).run()
