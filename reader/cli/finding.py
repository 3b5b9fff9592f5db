"""`annotations`, `search`: what stands where."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from reader.annotation.model import Search
from reader.cli import output
from reader.cli.asking import QueryCommand, query_argument
from reader.cli.context import Asked, narrow_options, pass_asked, row_options, tell_unknown
from reader.cli.table import LitCell
from reader.errors import MisuseError
from reader.formats.tables import HEADER

if TYPE_CHECKING:
    from reader.library import Hit, Library

LIMIT = 100
"""Hits that are printed unless more are asked for."""
_COLUMNS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "id": lambda row: row["id"][:8] if output.on_a_terminal() else row["id"],
    "status": lambda row: row["status"],
    "title": lambda row: row["title"],
    "tags": lambda row: "; ".join(row["tags"]),
    "quote": lambda row: row["quote"] or "(memo)",
    "note": lambda row: row["note"],
}
"""What is shown of annotations, by heading; the status only where some are unsure."""


@click.command("annotations", cls=QueryCommand)
@query_argument
@narrow_options
@row_options
@pass_asked
def list_annotations(
    asked: Asked,
    query: str,
    tag: str | None,
    article: str | None,
    status: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the annotations, a line each.

    With QUERY, only those that it finds: words in quote, note, tags or title, tag:NAME, note:WORD,
    near:TAG, status:review and so on, as `reader search --help` has them.
    """
    with asked.library() as library:
        records = library.records(
            article=library.article(article).id if article is not None else "",
            tag=tag or "",
            status=status or "",
            query=query,
        )
        if not records:
            tell_unknown(library, tag)
    is_unsure = any(record.status in ("review", "orphaned") for record in records)
    columns = dict(_COLUMNS)
    if not (is_unsure and output.on_a_terminal()):
        del columns["status"]
    found = [record._asdict() for record in records]
    output.rows(HEADER, found, columns, as_json=as_json, as_csv=as_csv)
    waiting = sum(record.status == "review" for record in records)
    if waiting and not (as_json or as_csv):
        output.talk(
            f"{waiting} to review: R in the app shows them, `reader edit ID --start N --end N`"
            " places one"
        )


@click.command(cls=QueryCommand)
@query_argument
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    help="Hits at most; 0 for all, in the 20,000 likeliest articles.",
)
@click.option("--save", metavar="NAME", help="Keep QUERY under a name, to be called by @NAME.")
@click.option("--saved", is_flag=True, help="List the saved searches.")
@click.option("--unsave", metavar="NAME", help="Delete a saved search.")
@row_options
@pass_asked
def search(
    asked: Asked,
    query: str,
    limit: int,
    save: str | None,
    saved: bool,
    unsave: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Search texts, quotes, notes, tags and titles.

    The likeliest articles come first, each with the sentences that say most. All words must
    stand in an article, in any order, whatever their case and accents.

    \b
    "two words"  as they stand       -word        not so
    wor*         how a word starts   a OR b       either; ( ) group
    tag:NAME     and those below it  near:TAG     in a paragraph with it, or beside it
    tag:none     without a tag       note:WORD    in a note
    title:WORD   author:WORD         source:WORD  source:="all of it"
    date:2019    2019-06, 2019..2020, 2019.., ..2020
    lang:en      kind:pdf            status:review
    is:unread    read, starred, open, annotated, guess, gone, copy
    @NAME        a saved search

    The list, `annotations` and `export --query` take the same.
    """
    if bool(query.strip()) == (saved or unsave is not None):
        raise MisuseError("what to search for is not said", "give a query, or --saved or --unsave")
    with asked.library() as library:
        if save is not None:
            output.talk(library.searches.save(save, query).result().message)
        elif unsave is not None:
            output.talk(library.searches.delete(unsave).result().message)
        elif saved:
            _print_saved(library.searches.every(), as_json=as_json, as_csv=as_csv)
        else:
            _search(library, query, limit, as_json=as_json, as_csv=as_csv)


def _print_saved(found: Sequence[Search], *, as_json: bool, as_csv: bool) -> None:
    columns: dict[str, Callable[[Mapping[str, object]], str]] = {
        "name": lambda row: f"@{row['name']}",
        "query": lambda row: str(row["query"]),
    }
    rows = [one._asdict() for one in found]
    output.rows(Search._fields, rows, columns, as_json=as_json, as_csv=as_csv)


def _search(library: Library, query: str, limit: int, *, as_json: bool, as_csv: bool) -> None:
    """Print the hits of a query, at most `limit` unless that is 0, and say if there are more."""
    most = limit or sys.maxsize
    hits = list(library.search(query, most=most + 1 if limit else most))
    _print(hits[:most], as_json=as_json, as_csv=as_csv)
    if len(hits) > most:
        output.talk(f"these are the first {limit}; --limit 0 gives all")
    _tell_of_rest(hits)


def _tell_of_rest(hits: Sequence[Hit]) -> None:
    """Say that there may be more, where so many articles were looked through as ever are."""
    from reader.library.searching import ARTICLES

    if len({hit.article.id for hit in hits}) >= ARTICLES:
        output.talk(
            f"only the {ARTICLES:,} likeliest articles are looked through;"
            " a query that asks for more finds others"
        )


def _print(hits: Sequence[Hit], *, as_json: bool, as_csv: bool) -> None:
    found: list[dict[str, object]] = [
        {
            "article": hit.article.id,
            "title": hit.article.title,
            "where": hit.where,
            "start": hit.start,
            "end": hit.end,
            "context": LitCell(hit.context, hit.lit),
            "annotation": hit.annotation,
        }
        for hit in hits
    ]
    columns: dict[str, Callable[[Mapping[str, object]], str]] = {
        "title": lambda row: str(row["title"]),
        "where": lambda row: str(row["where"]),
        "start": lambda row: str(row["start"]),
        "context": lambda row: cast(str, row["context"]),
    }
    names = ["article", "title", "where", "start", "end", "context", "annotation"]
    output.rows(names, found, columns, as_json=as_json, as_csv=as_csv)
