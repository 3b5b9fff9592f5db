"""`export`: annotations out of the library, in the format that is asked for."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import output
from reader.cli.context import Asked, narrow_options, pass_asked
from reader.counting import plural
from reader.errors import MisuseError
from reader.formats import known
from reader.formats.export import Options

_WRITTEN = known.written()


@click.command()
@click.option(
    "--format",
    "name",
    type=click.Choice([one.name for one in _WRITTEN]),
    default="csv",
    show_default=True,
    help="Format; docs/exchange.md says what each of them holds.",
)
@click.option(
    "-o", "--output", "target", metavar="FILE", help="The file to write, whole or not at all."
)
@click.option("--strict", is_flag=True, help="Fail if the format has no place for all there is.")
@click.option("--per-tag", is_flag=True, help="csv: one row per annotation and tag.")
@click.option("--bom", is_flag=True, help="csv: begin with a byte order mark, for Excel.")
@click.option(
    "--raw",
    is_flag=True,
    help="csv: exact text, also where a spreadsheet would run it as a formula.",
)
@narrow_options
@click.option(
    "--query", default="", metavar="QUERY", help="Only those that it finds, as in `search`."
)
@pass_asked
def export(
    asked: Asked,
    /,
    name: str,
    target: str | None,
    strict: bool,
    tag: str | None,
    article: str | None,
    status: str | None,
    query: str,
    **given: bool | str,
) -> None:
    """Write annotations in a format, to stdout or a file.

    A file is replaced whole or not at all, and only you can read it. In CSV a cell that a
    spreadsheet would run as a formula gets a ' in front, unless --raw is given. What the
    format has no place for is told on stderr.
    """
    options = _options(known.named(name), given)
    with asked.library() as library:
        to_file = target is not None and target != "-"
        done = library.export(
            Path(target or "") if to_file else output.text_sink(),
            name,
            article=library.article(article).id if article is not None else "",
            tag=tag or "",
            status=status or "",
            query=query,
            options=options,
            is_strict=strict,
            is_folder=to_file and str(target).endswith("/"),
        )
    for loss in done.losses.lines():
        output.talk(f"{name} has no place for {loss}")
    if done.left:
        several = f" and {plural(len(done.left) - 1, 'other')}" if done.left[1:] else ""
        output.talk(f"left as of an earlier export: {done.left[0]}{several}")
    if to_file:
        output.talk(f"wrote {plural(done.written, 'row')} to {target}")


def _options(form: known.Format, given: dict[str, bool | str]) -> Options:
    """Give the options that were given, if the format knows them all."""
    chosen = {name: value for name, value in given.items() if value}
    for name in chosen.keys() - form.options:
        option = f"--{name.replace('_', '-')}"
        knowing = [one.name for one in _WRITTEN if name in one.options]
        raise MisuseError(
            f"{option} means nothing for {form.name}", f"it is for {', '.join(knowing)}"
        )
    return Options(**chosen)  # type: ignore[arg-type]  # click names and types them as the fields
