"""`backup`, `restore`: verified copies of the database, made and put back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.context import Asked, pass_asked, row_options
from reader.errors import MisuseError, ReaderError, StoreError

if TYPE_CHECKING:
    from reader.library.backups import Kept, Restored

_NAMES = ["name", "made", "reason", "articles", "annotations", "schema", "size", "path", "problem"]


@click.command()
@click.option("-o", "--output", "target", metavar="FILE", help="A new file to put it into.")
@click.option("--list", "only_list", is_flag=True, help="List the backups there are instead.")
@row_options
@pass_asked
def backup(asked: Asked, target: str | None, only_list: bool, as_json: bool, as_csv: bool) -> None:
    """Make a backup of the database and print where it is.

    It is verified and on disk when its path is printed. It goes into the folder
    NAME-backups beside the database NAME.db, where the app puts its own, or into a new FILE;
    nothing is ever overwritten. The database may be in use meanwhile.
    """
    from reader.library import backups

    if only_list:
        if target is not None:
            raise MisuseError("--list makes no backup", "leave out -o, or --list")
        _list(backups.listed(asked.path), as_json=as_json, as_csv=as_csv)
        return
    if as_json or as_csv:
        raise MisuseError("only a list comes as rows", "add --list")
    if target == "":
        raise MisuseError("-o needs a path", "leave it out for the folder of backups")
    output.line(str(backups.back_up(asked.path, Path(target) if target is not None else None)))


def _list(found: list[Kept], *, as_json: bool, as_csv: bool) -> None:
    columns = {
        "name": lambda row: str(row["name"]),
        "articles": lambda row: str(row["articles"]),
        "annotations": lambda row: str(row["annotations"]),
        "size": lambda row: f"{row['size']:,}",
        "problem": lambda row: str(row["problem"]),
    }
    output.rows(_NAMES, [_row(one) for one in found], columns, as_json=as_json, as_csv=as_csv)


def _row(kept: Kept) -> dict[str, object]:
    return {
        "name": kept.backup.path.name,
        "made": kept.backup.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reason": kept.backup.reason,
        "articles": kept.articles,
        "annotations": kept.annotations,
        "schema": kept.backup.schema,
        "size": kept.backup.size,
        "path": str(kept.backup.path),
        "problem": kept.problem,
    }


@click.command()
@click.argument("backup", metavar="[BACKUP]", required=False)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@pass_asked
def restore(asked: Asked, backup: str | None, is_sure: bool) -> None:
    """Put a backup in the place of the database.

    BACKUP is a file, or the start of a name that `reader backup --list` shows; without it,
    the newest backup that is sound, but for those made before a restoring. It is verified
    first. The present database is backed up before, or where it is too damaged for that, moved
    aside; other programs must have closed it.
    """
    from reader.library import backups

    backups.refuse_foreign(asked.path)
    if backup is not None:
        source = backups.named(asked.path, backup)
    else:
        source, problems = backups.newest_sound(asked.path)
        for problem in problems:
            output.talk(f"passed over: {problem}")
    if not is_sure:
        _ask(source, asked.path)
    done = _restored(asked.path, source)
    if done.before is not None:
        output.talk(f"as it was, the database is kept in {done.before.path}")
    for path in done.aside:
        output.talk(f"what was there is now {path}")
    output.talk(f"restored {asked.path} from {source}")


def _restored(database: Path, source: Path) -> Restored:
    """Restore a backup; where that itself cannot be read, another one is asked for."""
    from reader.library import backups

    try:
        backups.held(source)
    except StoreError as error:
        hint = "name another backup: `reader backup --list` shows them"
        raise StoreError(error.what, hint) from error
    return backups.restore(database, source)


def _ask(source: Path, database: Path) -> None:
    """Let a person say yes; nobody else can."""
    from reader.library import backups

    if not (sys.stdin and sys.stdin.isatty()):
        raise MisuseError(f"{source.name} would be restored", "add --yes to do it")
    articles, annotations = backups.held(source)
    output.talk(f"{source} has articles: {articles}, annotations: {annotations}")
    output.talk(f"put it in the place of {database}? [y/N]")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise ReaderError("nothing was restored", "the database is as it was")
