"""`undo`, `redo`, `log`: the history."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from reader.annotation.model import Entry
from reader.cli import output
from reader.cli.context import Asked, pass_asked, row_options
from reader.errors import MisuseError

if TYPE_CHECKING:
    from reader.library.remembering import Logged, Step, Wanted

_HIGHEST = 2**31 - 1


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
@click.argument("number", required=False, type=click.IntRange(1, _HIGHEST), metavar="[NUMBER]")
@click.option(
    "--article", metavar="ARTICLE", help="Only what was done in this article: id, path or title."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only steps of this kind, such as edit or undo; may be given several times.",
)
@click.option("--annotator", metavar="NAME", help="Only what this annotator did.")
@click.option(
    "--since", metavar="WHEN", help="Only from this day or time on, such as 2024-03-01 or today."
)
@click.option("--until", metavar="WHEN", help="Only up to this day or time, which is included.")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(0, _HIGHEST),
    default=0,
    metavar="N",
    help="Only the last N.",
)
@row_options
@pass_asked
def log(
    asked: Asked,
    number: int | None,
    article: str | None,
    kinds: tuple[str, ...],
    annotator: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List what was done, when and by whom, newest first.

    With a NUMBER of the list it shows what that step changed, before and after.
    """
    narrowed = (article, kinds, annotator, since, until, limit)
    if number is not None and any(narrowed):
        raise MisuseError("a step's number needs no other option", "leave one of them out")
    wanted = _wanted(*narrowed)
    with asked.library() as library:
        if number is not None:
            _show(library.step(number), as_json=as_json, as_csv=as_csv)
            return
        found = library.history(wanted)
    rows = [_row(logged) for logged in found]
    names = [*Entry._fields, "title", "undone"]
    output.rows(names, rows, _COLUMNS, as_json=as_json, as_csv=as_csv)


def _wanted(
    article: str | None,
    kinds: tuple[str, ...],
    annotator: str | None,
    since: str | None,
    until: str | None,
    limit: int,
) -> Wanted:
    """Give what is asked of the history; `MisuseError` says that a time is none."""
    from reader.library.moments import moment
    from reader.library.remembering import Wanted

    now = datetime.datetime.now().astimezone()
    first = moment(since, now) if since else ""
    last = moment(until, now, after=True) if until else ""
    return Wanted(article or "", kinds, annotator or "", first, last, limit)


def _row(logged: Logged) -> dict[str, object]:
    return logged.entry._asdict() | {"title": logged.title, "undone": logged.is_undone}


def _when(row: Mapping[str, object]) -> str:
    """Give when a step was done: by the clock on the wall to a person, exactly to a program."""
    from reader.library.moments import local

    return local(str(row["at"])) if output.on_a_terminal() else str(row["at"])


_COLUMNS: dict[str, Callable[[Mapping[str, object]], str]] = {
    "step": lambda row: str(row["seq"]),
    "when": _when,
    "annotator": lambda row: str(row["annotator"]),
    "kind": lambda row: str(row["kind"]),
    "what": lambda row: f"{'(undone) ' if row['undone'] else ''}{row['summary']}",
    "title": lambda row: str(row["title"]),
}


def _show(step: Step, *, as_json: bool, as_csv: bool) -> None:
    """Print one step: as an object with its changes, as a row for each of them, or in words."""
    from reader.library import explaining

    if as_json and not as_csv:
        output.json(_row(step.logged) | {"changes": [one._asdict() for one in step.details]})
        return
    if as_csv:
        rows = [one._asdict() for one in step.details]
        output.rows(explaining.Detail._fields, rows, {}, as_json=as_json, as_csv=as_csv)
        return
    row = _row(step.logged)
    head = [_COLUMNS[name](row) for name in ("when", "annotator", "kind")]
    output.line(f"step {row['seq']}  {'  '.join(head)}")
    named = f"“{row['title']}”"
    is_told = not row["title"] or named in str(row["summary"])
    output.line(_COLUMNS["what"](row) + ("" if is_told else f", in {named}"))
    output.line("")
    for line in explaining.lines(step.details):
        output.line(line)
