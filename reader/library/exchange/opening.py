"""A file that is imported: opened to be read again and again, and named in what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reader.errors import FormatError, IngestError
from reader.formats import known
from reader.formats.given import Given, GivenText
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.qualcoder import project
from reader.ingest import reading
from reader.library.exchange.work import is_unsure_alone
from reader.store import foreign
from reader.store.foreign import ForeignDatabase

Read = Callable[[Losses], Iterator[Given]]
"""Reads a file from its beginning, each time it is called."""


@contextmanager
def opened(file: Path, form: Format, max_size: int, *, raw: bool) -> Iterator[Read]:
    """Give what reads a file of a format; `raw` where it was written with exact cells."""
    read = known.module(form.name, "read").read
    with ExitStack() as open_:
        source: Path | ForeignDatabase = file
        if form.reads == "database":
            path = _database(file, form)
            with _named(file):
                source = open_.enter_context(foreign.opened(path, max_size))
        else:
            _refuse_size(file, form, max_size)
        options: dict[str, object] = {"raw": True} if raw else {}
        if form.to_folder:
            # Its reader opens files that stand beside the one that is named, or in it.
            options["max_size"] = max_size
        yield lambda losses: _in_turn(file, read(source, losses, **options))


def state(file: Path) -> tuple[int, ...]:
    """Give what changes with the content of a file; nothing where it cannot be told."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _in_turn(file: Path, found: Iterator[Given]) -> Iterator[Given]:
    """Give what is found, the texts of which only unsure passages are told last."""
    with _named(file):
        late = []
        for given in found:
            # A new article is made of what stands in its text.
            if isinstance(given, GivenText) and is_unsure_alone(given):
                late.append(given)
            else:
                yield given
        yield from late


def _database(file: Path, form: Format) -> Path:
    """Give the database that a file is, or the one in a folder that is a project."""
    if not file.is_dir():
        return file
    if form.name != "qualcoder":
        raise FormatError(f"{file} is a folder", "name the database in it")
    found = project.database(file)
    if found is None:
        hint = "name a project's folder, mostly NAME.qda, or the data.qda in it"
        raise FormatError(f"{file} holds no data.qda", hint)
    return found


def _refuse_size(file: Path, form: Format, max_size: int) -> None:
    """Refuse what is no regular file, or a larger one than the limit; a folder may be one."""
    if file.is_dir() and form.to_folder:
        return
    try:
        size = reading.status(file).size
    except IngestError as error:
        raise FormatError(f"{file} {error.what}", "name another file") from error
    if size > max_size:
        raise FormatError(
            f"{file} has {size:,} bytes, and the limit is {max_size:,}", "--max-size raises it"
        )


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Name the file in what is said of it."""
    try:
        yield
    except FormatError as error:
        raise FormatError(f"{file}: {error.what}", error.hint) from error
    except OSError as error:
        what = f"{file} cannot be read: {error.strerror}"
        raise FormatError(what, "name another file") from error
    except RecursionError as error:
        raise FormatError(f"{file} is nested too deep", "it may be damaged") from error
