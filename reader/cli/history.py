"""`undo`, `redo`, `log`: the history."""

from __future__ import annotations

import click

from reader.annotation.model import Entry
from reader.cli import output
from reader.cli.context import Asked, pass_asked, row_options


@click.command()
@pass_asked
def undo(asked: Asked) -> None:
    """Take back the last step and print it.

    It is the last of all, whoever made it. A step that a later one builds on is not taken
    back: the message names the later one.
    """
    with asked.library() as library:
        output.line(library.undo(own_first=False).result().message)


@click.command()
@pass_asked
def redo(asked: Asked) -> None:
    """Make again what was undone last, and print it.

    That ends with the first new step after an undo.
    """
    with asked.library() as library:
        output.line(library.redo(own_first=False).result().message)


@click.command()
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    metavar="N",
    help="Only the last N.",
)
@row_options
@pass_asked
def log(asked: Asked, limit: int, as_json: bool, as_csv: bool) -> None:
    """List what was done, when and by whom, newest first."""
    with asked.library() as library:
        entries = library.log(limit)
        titles = {row.article.id: row.article.title for row in library.articles()}
    found = [entry._asdict() | {"title": titles.get(entry.article, "")} for entry in entries]
    columns = {
        "step": lambda row: str(row["seq"]),
        "when": lambda row: str(row["at"])[:19].replace("T", " "),
        "annotator": lambda row: str(row["annotator"]),
        "what": lambda row: str(row["summary"]),
        "title": lambda row: str(row["title"]),
    }
    names = [*Entry._fields, "title"]
    output.rows(names, found, columns, as_json=as_json, as_csv=as_csv)
