"""`tags`: the codebook, listed and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import click

from reader.annotation.model import TAG_COLORS, Tag
from reader.annotation.tagging import matched, sought
from reader.cli import output, retagging
from reader.cli.context import Asked, pass_asked, row_options
from reader.errors import MisuseError

if TYPE_CHECKING:
    from reader.annotation.tag_tree import TagRow


@click.group(invoke_without_command=True)
@row_options
@click.pass_context
def tags(ctx: click.Context, as_json: bool, as_csv: bool) -> None:
    """List the tags (the codebook), or change them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_tags, as_json=as_json, as_csv=as_csv)
    elif as_json or as_csv:
        raise MisuseError("--json and --csv stand after the subcommand", "write them at the end")


@tags.command("list")
@row_options
@pass_asked
def list_tags(asked: Asked, as_json: bool = False, as_csv: bool = False) -> None:
    """List all tags as a tree, with their use.

    Beside the passages that have a tag stands how many have it or one below it. Tags that could
    be taken for one another are marked, with the characters that tell them apart.
    """
    with asked.library() as library:
        found = library.codebook.rows()
    if as_json or as_csv:
        rows = [_row(row) for row in found if row.tag]
        output.rows(_NAMES, rows, {}, as_json=as_json, as_csv=as_csv)
        return
    as_tree = output.on_a_terminal()
    headings = _IN_THE_TREE if as_tree else _IN_LINES
    cells = [_cells(row, as_tree) for row in found if row.tag or as_tree]
    columns = {name: partial(_cell, name) for name in headings}
    output.rows(headings, cells, columns, as_json=False, as_csv=False)
    if as_tree:
        tell_look_alikes((row.path, other) for row in found for other in row.alike)


_NAMES = [*Tag._fields, "annotations", "with_below", "last_used", "looks_like"]
_IN_THE_TREE = ("tag", "passages", "with below", "key", "color", "description")
_IN_LINES = (*_IN_THE_TREE, "last used", "looks like")


def _row(row: TagRow) -> dict[str, object]:
    assert row.tag is not None
    return row.tag._asdict() | {
        "annotations": row.annotations,
        "with_below": row.total,
        "last_used": row.last_used,
        "looks_like": list(row.alike),
    }


def _cells(row: TagRow, as_tree: bool) -> dict[str, str]:
    """Give what stands in a line; a name that is no tag of its own has only what is below it."""
    tag = row.tag or Tag("", row.path, color="")
    mark = " ≈" if row.alike else ""
    return {
        "tag": "  " * row.level + row.name + mark if as_tree else row.path,
        "passages": str(row.annotations) if row.tag else "",
        "with below": str(row.total) if row.below else "",
        "key": str(tag.slot or ""),
        "color": tag.color,
        "description": tag.description,
        "last used": row.last_used[:10],
        "looks like": "; ".join(_alike(row)),
    }


def _cell(name: str, row: Mapping[str, object]) -> str:
    return str(row[name])


def _alike(row: TagRow) -> list[str]:
    """Say which tags one could be taken for, and what tells it apart."""
    from reader.annotation.look_alikes import told_apart

    return [f"{other}, but {told_apart(row.path, other)}" for other in row.alike]


def tell_look_alikes(pairs: Iterable[tuple[str, str]]) -> None:
    """Tell a user which tags, or beginnings of tags, can be taken for others."""
    from reader.annotation.look_alikes import told_apart

    for path, other in pairs:
        output.talk(f"{path} looks like {other}, but {told_apart(path, other)}")


@tags.command()
@click.argument("tag")
@click.argument("new")
@click.option("--only", is_flag=True, help="Leave the tags below it as they are.")
@pass_asked
def rename(asked: Asked, tag: str, new: str, only: bool) -> None:
    """Give a tag another name.

    The tags below it are renamed with it: with `actors` also `actors/state`. A name that another
    tag has is refused; `merge` makes the two one.
    """
    from reader.annotation.look_alikes import beginnings

    with asked.library() as library:
        output.talk(library.codebook.rename(tag, new, only=only).result().message)
        wanted = set(beginnings(sought(new)))
        rows = [row for row in library.codebook.rows() if matched(row.path) in wanted]
        tell_look_alikes((row.path, other) for row in rows for other in row.alike)


@tags.command()
@click.argument("tag")
@click.argument("parent", required=False)
@click.option("--top", is_flag=True, help="Below none.")
@pass_asked
def move(asked: Asked, tag: str, parent: str | None, top: bool) -> None:
    """Put a tag, with those below it, below another.

    PARENT need not be a tag yet.
    """
    if top == bool(parent):
        raise MisuseError("where to is not said", "name a parent, or give --top")
    with asked.library() as library:
        output.talk(library.codebook.move(tag, parent or "").result().message)


@tags.command()
@click.argument("tag")
@click.argument("text")
@pass_asked
def describe(asked: Asked, tag: str, text: str) -> None:
    """Say what a tag is for; an empty TEXT takes the description off."""
    with asked.library() as library:
        output.talk(library.codebook.describe(tag, text).result().message)


@tags.command(epilog=f"Colours: {', '.join(TAG_COLORS)}.")
@click.argument("tag")
@click.argument("color")
@pass_asked
def color(asked: Asked, tag: str, color: str) -> None:
    """Give a tag another colour."""
    with asked.library() as library:
        output.talk(library.codebook.color(tag, color).result().message)


@tags.command()
@click.argument("tag")
@click.argument("key", type=click.IntRange(0, 9))
@pass_asked
def pin(asked: Asked, tag: str, key: int) -> None:
    """Give a tag a key of the tag bar, 1 to 9; 0 takes it off its key.

    A tag that has that key gets this one's.
    """
    with asked.library() as library:
        output.talk(library.codebook.pin(tag, key).result().message)


for _command in (retagging.merge, retagging.split, retagging.delete):
    tags.add_command(_command)
