"""What every command has at hand: the settings, and the library when it asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from reader.cli import output
from reader.cli.opening import DATABASE, settings
from reader.config import Settings
from reader.sizes import DEFAULT_WORDS, HIGHEST_WORDS

if TYPE_CHECKING:
    from reader.library import Library

F = TypeVar("F", bound=Callable[..., object])


@dataclass
class Asked:
    """The options before the command's name."""

    annotator: str | None = None
    database: str | None = None
    max_size: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when first asked for."""
        return settings(self.annotator, self.database, self.max_size)

    @property
    def path(self) -> Path:
        """Where the database is."""
        return self.settings.database or Path(DATABASE)

    @contextmanager
    def library(self, *, create: bool = False) -> Iterator[Library]:
        """Open the library for one command; say so if that makes its database."""
        # Imported here: help and usage errors need no database.
        from reader.library import Library

        library = Library.open(
            self.path,
            annotator=self.settings.annotator,
            create=create,
            max_size=self.settings.max_size,
            tell=output.talk,
        )
        try:
            if library.created:
                output.talk(f"made the database {library.path}")
            if library.notice:
                output.talk(library.notice)
            yield library
        finally:
            library.close()
        if library.warning:
            output.talk(library.warning)


MAX_SIZE_HELP = (
    "The largest file to take in, such as 200MB or 1.5MiB, before ARTICLE_READER_MAX_SIZE;"
    f" by default {DEFAULT_WORDS}, at most {HIGHEST_WORDS}."
)

pass_asked = click.make_pass_decorator(Asked, ensure=True)


def row_options(command: F) -> F:
    """Add the options that choose how rows are printed."""
    command = click.option("--csv", "as_csv", is_flag=True, help="Print rows as CSV.")(command)
    return click.option("--json", "as_json", is_flag=True, help="Print rows as JSON objects.")(
        command
    )


def narrow_options(command: F) -> F:
    """Add the options that narrow annotations."""
    statuses = click.Choice(["anchored", "moved", "review", "orphaned"])
    command = click.option("--status", type=statuses, help="Only those of this status.")(command)
    command = click.option(
        "--article", metavar="ARTICLE", help="Only those of this article: id, path or title."
    )(command)
    return click.option(
        "--tag", metavar="TAG", help="Only those with this tag or one below it, as in actors/state."
    )(command)
