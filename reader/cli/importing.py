"""`import`: annotations of other tools, and our own, into the library with their texts."""

from __future__ import annotations

import os
from collections.abc import Sized
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.context import MAX_SIZE_HELP, Asked, pass_asked
from reader.cli.ending import interruptible
from reader.cli.showing import ShowingImport
from reader.counting import plural
from reader.errors import MisuseError, NotFoundError
from reader.formats import known

if TYPE_CHECKING:
    from reader.library.exchange.imported import Imported

_READ = known.read()
_RAW = known.reading("raw")
_MOST_NAMED = 20
"""Annotations that were left out, of which each is named."""


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "name",
    type=click.Choice([one.name for one in _READ]),
    default=None,
    help="Format; docs/exchange.md says what each of them holds. Some files tell theirs.",
)
@click.option("--strict", is_flag=True, help="Fail, and write nothing, if not all can be kept.")
@click.option("--raw", is_flag=True, help=f"{', '.join(_RAW)}: the file was written with --raw.")
@click.option("--max-size", metavar="SIZE", help=MAX_SIZE_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@pass_asked
def import_file(
    asked: Asked,
    file: str,
    name: str | None,
    strict: bool,
    raw: bool,
    max_size: str | None,
    as_json: bool,
) -> int:
    """Take annotations in that are in a file, with their texts.

    An article is known by its id, its text, its address or path, or, where the file has no text,
    by its title if one alone has it; else one is made, of the text that came along or of the
    quotes. Each passage is looked up in its text; one that does not stand where the file says is
    found again, waits for review, or is an orphan with the text that it came with. Importing
    again adds what is new in the file, and brings back annotations that were deleted since.
    `reader undo` takes all of it back.
    """
    if raw and name not in _RAW:
        raise MisuseError(f"--raw means nothing for {name or 'any format'}", "add --format csv")
    if not os.path.lexists(file):
        raise NotFoundError(f"there is nothing at {file}", "name a file that was exported")
    if max_size is not None:
        asked.max_size = max_size
    taking = _Taking(Path(file), _format(asked, file, name), raw, strict)
    # Imported here: help needs nothing of the library.
    from reader.library.exchange.new_library import kept_if_used

    with interruptible() as stopped, kept_if_used(asked.path, output.talk):
        done = taking.take_in(asked, stopped)
        if done is None:
            output.talk("stopped: nothing came in")
            return output.INTERRUPTED
        if as_json:
            output.json(_as_json(done))
        _tell(done, file)
    if done.stopped:
        return output.INTERRUPTED
    return output.FAILED if done.is_in_vain else output.DONE


def _format(asked: Asked, file: str, name: str | None) -> str:
    """Give the format that is named or that a file tells, before a database is made or opened."""
    # Imported here: help needs nothing of the library.
    from reader.library.exchange import guessing

    guessing.refuse_own(Path(file))
    return name or guessing.guessed(Path(file), asked.settings.max_size)


@dataclass(frozen=True)
class _Taking:
    """What is taken in, and how."""

    file: Path
    name: str
    """The format's."""
    is_raw: bool
    is_strict: bool

    def take_in(self, asked: Asked, stopped: Sized) -> Imported | None:
        """Take it in, and show how far that is; `None` if it is stopped before that."""
        if not asked.path.exists():
            self._try_out(asked, stopped)
            if stopped:
                return None
        with asked.library(create=True) as library, ShowingImport() as showing:
            return library.import_(
                self.file,
                self.name,
                raw=self.is_raw,
                is_strict=self.is_strict,
                progress=showing.show,
                stopped=lambda: bool(stopped),
            )

    def _try_out(self, asked: Asked, stopped: Sized) -> None:
        """Refuse a file before a database is made for it: as an empty one elsewhere would."""
        from reader.library import Library

        with TemporaryDirectory(prefix="article-reader-") as folder:
            empty = Library.open(
                Path(folder) / "empty.db",
                annotator=asked.settings.annotator,
                create=True,
                max_size=asked.settings.max_size,
            )
            try:
                empty.import_(
                    self.file,
                    self.name,
                    raw=self.is_raw,
                    is_strict=self.is_strict,
                    is_tried=True,
                    stopped=lambda: bool(stopped),
                )
            finally:
                empty.close()


def _tell(done: Imported, file: str) -> None:
    if done.stopped and not done.entry:
        output.talk("stopped: nothing came in")
        return
    for loss in done.losses.lines():
        output.talk(f"not kept as it is: {loss}")
    for dropped in done.dropped[:_MOST_NAMED]:
        output.talk(f"not kept: {dropped.words or 'something without words'}: {dropped.why}")
    if (more := len(done.dropped) - _MOST_NAMED) > 0:
        output.talk(f"not kept: {plural(more, 'annotation')} more")
    output.talk(f"{file}: {done.message}")
    if done.is_changed:
        output.talk(f"{file} was changed meanwhile: import it again")
    if done.stopped:
        output.talk("stopped: what came in so far is kept; importing again goes on")


def _as_json(done: Imported) -> dict[str, object]:
    made = [{"id": one.id, "path": one.path, "title": one.title} for one in done.made]
    return {
        "made": made,
        "found": sorted(done.found),
        "new": done.new,
        "there": done.there,
        "merged": done.merged,
        "moved": done.moved,
        "review": done.review,
        "orphaned": done.orphaned,
        "not_kept": [one._asdict() for one in done.dropped],
        "tags": done.tags,
        "losses": [
            {"what": what, "of": noun, "count": count}
            for (what, noun), count in done.losses.counts().items()
        ],
        "entry": done.entry.seq if done.entry else None,
        "stopped": done.stopped,
        "changed": done.is_changed,
    }
