"""What every command has at hand: the settings, and the library when it asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reader.annotation.tagging import sought
from reader.cli import output
from reader.cli.opening import DATABASE, settings
from reader.config import Settings
from reader.errors import MisuseError
from reader.sizes import DEFAULT_WORDS, HIGHEST_WORDS
from reader.text.normal import visible

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

_ARTICLE = "Only those of this article: id, path or title."
_TAG = "Only those with this tag or one below it, as in actors/state."

pass_asked = click.make_pass_decorator(Asked, ensure=True)


def row_options(command: F) -> F:
    """Add the options that choose how rows are printed."""
    command = click.option("--csv", "as_csv", is_flag=True, help="Print rows as CSV.")(command)
    return click.option("--json", "as_json", is_flag=True, help="Print rows as JSON objects.")(
        command
    )


def tell_unknown(library: Library, tag: str | None) -> None:
    """Say of a tag by which nothing was found that there is none of its name, if so."""
    if not tag:
        return
    wanted = sought(tag)
    paths = [sought(use.tag.path) for use in library.tags()]
    if not any(path == wanted or path.startswith(f"{wanted}/") for path in paths):
        output.talk(f"there is no tag “{visible(tag)}”; `reader tags` lists those there are")


def narrowing(name: str, **attributes: Any) -> Callable[[F], F]:
    """Give an option that narrows to one thing; none, or a second one, is refused, not ignored."""

    def the_one(_: click.Context, parameter: click.Parameter, found: tuple[str, ...]) -> str | None:
        if len(found) > 1:
            raise MisuseError(f"{name} is given {len(found)} times", "give it once")
        if found and not found[0].strip():
            raise MisuseError(f"{name} is empty", "leave it out, or say what to narrow to")
        return found[0] if found else None

    return click.option(name, multiple=True, callback=the_one, **attributes)


def narrow_options(command: F) -> F:
    """Add the options that narrow annotations."""
    statuses = click.Choice(["anchored", "moved", "review", "orphaned"])
    for name, attributes in (
        ("--status", {"type": statuses, "help": "Only those of this status."}),
        ("--article", {"metavar": "ARTICLE", "help": _ARTICLE}),
        ("--tag", {"metavar": "TAG", "help": _TAG}),
    ):
        command = narrowing(name, **attributes)(command)
    return command
