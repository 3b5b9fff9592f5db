"""`tags`: the codebook."""

from __future__ import annotations

import click

from reader.annotation.model import Tag
from reader.cli import output
from reader.cli.context import Asked, pass_asked, row_options
from reader.errors import MisuseError


@click.group(invoke_without_command=True)
@row_options
@click.pass_context
def tags(ctx: click.Context, as_json: bool, as_csv: bool) -> None:
    """List the tags (the codebook)."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_tags, as_json=as_json, as_csv=as_csv)
    elif as_json or as_csv:
        raise MisuseError("--json and --csv stand after the subcommand", "write them at the end")


@tags.command("list")
@row_options
@pass_asked
def list_tags(asked: Asked, as_json: bool = False, as_csv: bool = False) -> None:
    """List all tags with their use, the most recently used first."""
    with asked.library() as library:
        uses = library.tags()
    found = [
        use.tag._asdict() | {"annotations": use.count, "last_used": use.last_used} for use in uses
    ]
    columns = {
        "tag": lambda row: str(row["path"]),
        "annotations": lambda row: str(row["annotations"]),
        "key": lambda row: str(row["slot"] or ""),
        "color": lambda row: str(row["color"]),
        "last used": lambda row: str(row["last_used"])[:10],
        "description": lambda row: str(row["description"]),
    }
    names = [*Tag._fields, "annotations", "last_used"]
    output.rows(names, found, columns, as_json=as_json, as_csv=as_csv)
