"""The command line's root: options for all commands, and the corpus that is no command."""

from __future__ import annotations

import os

import click

from reader import __version__
from reader.cli import (
    adding,
    annotating,
    articles,
    backups,
    exporting,
    finding,
    history,
    keys,
    tags,
    upkeep,
)
from reader.cli.context import MAX_SIZE_HELP, Asked
from reader.cli.opening import open_app
from reader.errors import MisuseError

_HELP = """Read articles in the terminal and keep highlights, tags and notes in one SQLite file.

`reader` opens the app on ./corpus, `reader CORPUS` on a folder or file of yours; a folder
that is called like a command opens as `reader ./list`. The database is that of --db, else
of ARTICLE_READER_DB, else of the configuration, else annotations.db beside the corpus or,
for the other commands, in the current folder.
"""

_EPILOG = """Settings are read from config.toml in your configuration folder for article-reader.
Exit codes: 0 done, 1 failed, 2 misuse, 130 interrupted.
"""


class _Root(click.Group):
    """Commands by name; any other first word is a corpus to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        return "corpus", _corpus, args


@click.command("corpus", hidden=True)
@click.argument("corpus")
@click.pass_obj
def _corpus(asked: Asked, corpus: str) -> int:
    return open_app(corpus, asked.annotator, asked.database, asked.max_size)


@click.group(
    "reader",
    cls=_Root,
    help=_HELP,
    epilog=_EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[CORPUS | COMMAND [ARGS]...]",
)
@click.option(
    "--db", "database", metavar="FILE", help="The database to use, before ARTICLE_READER_DB."
)
@click.option(
    "--annotator",
    metavar="NAME",
    help="Who annotates, before ARTICLE_READER_ANNOTATOR; by default the login name.",
)
@click.option("--max-size", metavar="SIZE", help=MAX_SIZE_HELP)
@click.version_option(__version__, prog_name="reader", message="%(prog)s %(version)s")
@click.pass_context
def root(
    ctx: click.Context, database: str | None, annotator: str | None, max_size: str | None
) -> int:
    """Keep the options that hold for every command; alone, open the app."""
    ctx.obj = Asked(annotator, database, max_size)
    if ctx.invoked_subcommand is None:
        return open_app(None, annotator, database, max_size)
    return 0


for _command in (
    adding.add,
    articles.list_articles,
    articles.show,
    articles.remove,
    annotating.annotate,
    annotating.edit,
    annotating.delete,
    finding.list_annotations,
    finding.search,
    tags.tags,
    exporting.export,
    history.undo,
    history.redo,
    history.log,
    backups.backup,
    backups.restore,
    keys.keys,
    upkeep.doctor,
    upkeep.forget,
):
    root.add_command(_command)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; misuse is a `MisuseError`."""
    try:
        code = _invoked(arguments)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.UsageError as error:
        raise _misuse(error) from error
    except click.ClickException as error:
        raise MisuseError(error.format_message()) from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


def _invoked(arguments: list[str]) -> object:
    """Run a command as click does, but for pipes that nobody reads: those are `output`'s."""
    if "_READER_COMPLETE" in os.environ:
        return root.main(arguments, prog_name="reader", standalone_mode=False)
    with root.make_context("reader", list(arguments)) as context:
        return root.invoke(context)


def _misuse(error: click.UsageError) -> MisuseError:
    """Give click's words as one line: what is wrong, and where to read more."""
    path = error.ctx.command_path if error.ctx else "reader"
    if isinstance(error, click.NoSuchOption) and error.option_name == "--db":
        return MisuseError("--db stands before the command", "write it as `reader --db FILE …`")
    what = error.format_message().strip().rstrip(".")
    return MisuseError(" ".join(what.split()), f"see `{path} --help`")
