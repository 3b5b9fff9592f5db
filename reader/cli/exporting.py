"""`export`: annotations out of the library."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import output
from reader.cli.context import Asked, narrow_options, pass_asked


@click.command()
@click.option(
    "--format", "kind", type=click.Choice(["csv"]), default="csv", show_default=True, help="Format."
)
@click.option(
    "-o", "--output", "target", metavar="FILE", help="The file to write, whole or not at all."
)
@click.option("--per-tag", is_flag=True, help="One row per annotation and tag.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for Excel.")
@click.option(
    "--raw", is_flag=True, help="Exact text, also where a spreadsheet would run it as a formula."
)
@narrow_options
@click.option(
    "--query", default="", metavar="QUERY", help="Only those that it finds, as in `search`."
)
@pass_asked
def export(
    asked: Asked,
    kind: str,
    target: str | None,
    per_tag: bool,
    bom: bool,
    raw: bool,
    tag: str | None,
    article: str | None,
    status: str | None,
    query: str,
) -> None:
    """Write annotations as CSV, to stdout or a file.

    A file is replaced whole or not at all, and only you can read it. A cell that a
    spreadsheet would run as a formula gets a ' in front, unless --raw is given.
    """
    assert kind == "csv"
    with asked.library() as library:
        to_file = target is not None and target != "-"
        count = library.export_csv(
            Path(target or "") if to_file else output.csv_sink(),
            article=library.article(article).id if article is not None else "",
            tag=tag or "",
            status=status or "",
            query=query,
            per_tag=per_tag,
            bom=bom,
            raw=raw,
        )
    if to_file:
        output.talk(f"wrote {count} row{'' if count == 1 else 's'} to {target}")
