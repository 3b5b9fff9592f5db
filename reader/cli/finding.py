"""`annotations`, `search`: what stands where."""

from __future__ import annotations

from dataclasses import asdict

import click

from reader.cli import output
from reader.cli.context import Asked, narrow_options, pass_asked, row_options
from reader.formats.csv.write import HEADER


@click.command("annotations")
@click.argument("query", nargs=-1)
@narrow_options
@row_options
@pass_asked
def list_annotations(
    asked: Asked,
    query: tuple[str, ...],
    tag: str | None,
    article: str | None,
    status: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the annotations, a line each.

    With QUERY, only those in whose quote, note, tags or title all of its words stand.
    """
    with asked.library() as library:
        records = library.records(
            article=library.article(article).id if article is not None else "",
            tag=tag or "",
            status=status or "",
            query=" ".join(query),
        )
    columns = {
        "id": lambda row: row["id"][:8] if output.on_a_terminal() else row["id"],
        "title": lambda row: row["title"],
        "tags": lambda row: "; ".join(row["tags"]),
        "quote": lambda row: row["quote"] or "(memo)",
        "note": lambda row: row["note"],
    }
    if output.on_a_terminal() and any(
        record.status in ("review", "orphaned") for record in records
    ):
        columns = {"id": columns["id"], "status": lambda row: row["status"], **columns}
    found = [asdict(record) for record in records]
    output.rows(HEADER, found, columns, as_json=as_json, as_csv=as_csv)
    waiting = sum(record.status == "review" for record in records)
    if waiting and not (as_json or as_csv):
        output.talk(
            f"{waiting} to review: R in the app shows them, `reader edit ID --start N --end N`"
            " places one"
        )


@click.command()
@click.argument("query", nargs=-1, required=True)
@row_options
@pass_asked
def search(asked: Asked, query: tuple[str, ...], as_json: bool, as_csv: bool) -> None:
    """Search texts, quotes, notes, tags and titles.

    Hits in titles come first, then those in tags, notes, quotes and texts. A text that does
    not have QUERY as it stands is found by all of its words.
    """
    with asked.library() as library:
        hits = library.search(" ".join(query))
    found: list[dict[str, object]] = [
        {
            "article": hit.article.id,
            "title": hit.article.title,
            "where": hit.where,
            "start": hit.start,
            "end": hit.end,
            "context": hit.context,
            "annotation": hit.annotation,
        }
        for hit in hits
    ]
    columns = {
        "title": lambda row: str(row["title"]),
        "where": lambda row: str(row["where"]),
        "start": lambda row: str(row["start"]),
        "context": lambda row: str(row["context"]),
    }
    names = ["article", "title", "where", "start", "end", "context", "annotation"]
    output.rows(names, found, columns, as_json=as_json, as_csv=as_csv)
