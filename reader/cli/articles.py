"""`list`, `show`, `remove`: the articles of the library."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reader.annotation.model import Article, ArticleRow, Reading
from reader.cli import output
from reader.cli.asking import QueryCommand, query_argument
from reader.cli.context import Asked, pass_asked, row_options
from reader.errors import MisuseError, NotFoundError

if TYPE_CHECKING:
    from reader.library import Library


@click.command("list", cls=QueryCommand)
@query_argument
@row_options
@pass_asked
def list_articles(asked: Asked, query: str, as_json: bool, as_csv: bool) -> None:
    """List the articles by title, a line each.

    With QUERY, only those that it finds: words in title and text, tag:NAME, source:NAME,
    date:2019..2020, is:unread and so on, as `reader search --help` has them.
    """
    columns = {
        "id": lambda row: row["id"][:8] if output.on_a_terminal() else row["id"],
        "title": lambda row: row["title"],
        "source": lambda row: row["source"],
        "published": lambda row: row["published"],
        "length": lambda row: str(row["length"]),
        "annotations": lambda row: str(row["annotations"]),
    }
    names = [name for kind in (Article, ArticleRow, Reading) for name in kind._fields]
    names = [name for name in names if name not in ("article", "reading", "copies")]
    names.append("copies")
    with asked.library() as library:
        found = library.rows(query)
        rows = (metadata(row.article) | {"copies": row.copies} for row in found)
        output.rows(names, rows, columns, as_json=as_json, as_csv=as_csv)


def metadata(row: ArticleRow) -> dict[str, object]:
    """Give all that is known of an article, by name."""
    return row.article._asdict() | {"annotations": row.annotations} | row.reading._asdict()


@click.command()
@click.argument("article")
@click.option("--version", "text_hash", metavar="HASH", help="An earlier version of its text.")
@click.option("--page", "as_page", is_flag=True, help="Its page as it was fetched last, unchanged.")
@click.option("--json", "as_json", is_flag=True, help="With its metadata and annotations.")
@pass_asked
def show(asked: Asked, article: str, text_hash: str | None, as_page: bool, as_json: bool) -> None:
    """Print the text of an article, exactly.

    ARTICLE is an id, the start of one, a path or address, or a part of a title that no other has.
    Positions of annotations count its characters (Unicode code points) from 0. With --json,
    those that are not surely placed in the present text are listed as `unsure`, each with the
    place that is proposed.
    """
    with asked.library() as library:
        found = library.article(article)
        if as_page:
            _print_page(library, found)
            return
        version = _version(library, found, text_hash) if text_hash else found.text_hash
        document = library.document(found, version)
        if not as_json:
            output.text(document.text)
            return
        records = [asdict(record) for record in library.records(article=found.id)]
        output.json(
            metadata(library.article_row(found.id))
            | {"copies": [copy.article.id for copy in library.copies(found.id)]}
            | {"text_hash": version, "text": document.text}
            | {"versions": [{"text_hash": one, "made": at} for one, at in library.versions(found)]}
            | {"annotations": [row for row in records if row["text_hash"] == version]}
            | {"unsure": _unsure(library, found, records)}
            | {"pages": [page._asdict() for page in library.pages(found)]}
        )


def _print_page(library: Library, article: Article) -> None:
    """Print what was fetched last of an article, byte for byte."""
    pages = library.pages(article)
    if not pages:
        raise NotFoundError(f"“{article.title}” was not fetched as a page", "leave out --page")
    if output.on_a_terminal():
        raise MisuseError("a page is not shown on a terminal as it is", "send it to a file with >")
    output.raw(library.page_data(pages[0]))


def _unsure(
    library: Library, article: Article, records: list[dict[str, object]]
) -> list[dict[str, object]]:
    """Give what waits for review and the orphans, with the places proposed for them, if any."""
    found = {one.id: one.proposed for one in library.annotations(article=article.id)}
    return [
        record | {"proposed_start": place and place.start, "proposed_end": place and place.end}
        for record in records
        if record["status"] in ("review", "orphaned")
        for place in [found.get(str(record["id"]))]
    ]


def _version(library: Library, article: Article, start: str) -> str:
    """Give the hash of the version whose hash starts like this."""
    hashes = [text_hash for text_hash, _ in library.versions(article)]
    found = [text_hash for text_hash in hashes if text_hash.startswith(start.lower())]
    if len(found) == 1:
        return found[0]
    have = ", ".join(text_hash[:12] for text_hash in hashes[:3])
    what = "no version" if not found else "more than one version"
    raise NotFoundError(f"{what} of “{article.title}” is {start[:64]}", f"there are {have}")


@click.command()
@click.argument("article")
@pass_asked
def remove(asked: Asked, article: str) -> None:
    """Take an article out of the library.

    Its annotations go with it. `reader undo` brings both back.
    """
    with asked.library() as library:
        done = library.remove_article(library.article(article)).result()
        output.talk(done.message)
