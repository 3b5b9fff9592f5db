"""`add`, `list`, `show`, `remove`: the articles of the library."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reader.annotation.model import Article, ArticleRow, Reading
from reader.cli import output
from reader.cli.asking import QueryCommand, query_argument
from reader.cli.context import MAX_SIZE_HELP, Asked, pass_asked, row_options
from reader.cli.showing import Showing
from reader.errors import MisuseError, NotFoundError
from reader.text.addresses import is_web

if TYPE_CHECKING:
    from reader.library import AddReport, Library, Problem


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH_OR_URL...")
@click.option("--max-size", metavar="SIZE", help=MAX_SIZE_HELP)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch pages from this machine and from private networks too.",
)
@click.option(
    "--proxy",
    metavar="URL",
    default="",
    help="Fetch pages by this proxy (http://HOST:PORT); those set elsewhere are not used.",
)
@click.option(
    "--encoding", default="", metavar="NAME", help="Read texts in this encoding, whatever they say."
)
@click.option("--full", is_flag=True, help="Keep all of a page, not its main text alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@pass_asked
def add(
    asked: Asked,
    paths: tuple[str, ...],
    max_size: str | None,
    allow_private: bool,
    proxy: str,
    encoding: str,
    full: bool,
    as_json: bool,
) -> int:
    """Take files, folders and pages of the web into the library.

    What is taken in are texts (.md, .markdown, .txt), saved pages (.html, .htm, .xhtml, .mhtml,
    .mht), PDFs and, with the extra “documents”, .epub, .docx, .odt, .rtf, .rst and .org, in
    folders at any depth; hidden ones and links out of a folder are passed over. Of a page its
    main text is kept, with --full all of it. Adding again changes nothing. A file that has
    changed gives its article a new text, in which its annotations are found again; what is not
    sure waits for review, what is gone is an orphan. A file that was moved or renamed is known
    by its content; an article whose file is not in its folder any more is marked as gone, and
    stays. What cannot be taken in, as a file larger than --max-size, is named and stops nothing
    else. With --encoding, files are read again even if they have not changed.

    A page is named by its address, which begins with http:// or https://. It is fetched each
    time, and nothing that it names is; what was fetched is kept with its date and hash. No
    cookies, no password and no trace of other pages are sent. What leads to this machine or
    into a private network is refused without --allow-private.
    """
    if max_size is not None:
        asked.max_size = max_size
    if encoding:
        from reader.library import encodings

        encodings.known(encoding)
    for path in paths:
        if len(paths) == 1 and not _is_there(path):
            what = f"there is nothing at {path}" if path else "an empty path names nothing"
            raise NotFoundError(what, "name a file, a folder or the https address of a page")
    with asked.library(create=True) as library, interruptible() as stopped:
        with Showing() as showing:
            report = library.add(
                paths,
                progress=showing.show,
                stopped=lambda: bool(stopped),
                encoding=encoding,
                is_full=full,
                allow_private=allow_private,
                proxy=proxy,
            )
        if as_json:
            output.json(_as_json(report))
        for problem in report.problems:
            output.talk(f"not taken in: {said(problem)}")
        for warning in report.warnings:
            output.talk(f"warning: {said(warning)}")
        output.talk(report.message)
    if report.stopped:
        output.talk("stopped: what was taken in so far is kept; adding again goes on")
        return output.INTERRUPTED
    failed = {problem.path for problem in report.problems}
    return output.FAILED if failed & _as_reported(paths) else output.DONE


def said(problem: Problem) -> str:
    """Give a problem in words: the path and what is wrong with it."""
    return f"{problem.path}: {problem.what}" if problem.path else problem.what


def _as_reported(paths: tuple[str, ...]) -> set[str]:
    """Give the paths that were named, in the forms in which a report may name them."""
    return {form for path in paths for form in (path, os.path.realpath(path))}


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Let ctrl+c end the work after the file at hand: the list given fills then."""
    signals: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
    try:
        yield signals
    finally:
        signal.signal(signal.SIGINT, before)


def _is_there(path: str) -> bool:
    return is_web(path) or os.path.lexists(path)


def _as_json(report: AddReport) -> dict[str, object]:
    def named(articles: tuple[Article, ...]) -> list[dict[str, str]]:
        return [{"id": one.id, "path": one.path, "title": one.title} for one in articles]

    return {
        "added": named(report.added),
        "changed": named(report.changed),
        "moved": named(report.moved),
        "gone": named(report.gone),
        "back": named(report.back),
        "unchanged": list(report.unchanged),
        "problems": [{"path": one.path, "what": one.what} for one in report.problems],
        "warnings": [{"path": one.path, "what": one.what} for one in report.warnings],
        "review": report.review,
        "orphaned": report.orphaned,
        "copies": [
            {"id": one.article.id, "of": one.other.id, "likeness": round(one.likeness, 2)}
            for one in report.copies
        ],
        "stopped": report.stopped,
    }


@click.command("list", cls=QueryCommand)
@query_argument
@row_options
@pass_asked
def list_articles(asked: Asked, query: str, as_json: bool, as_csv: bool) -> None:
    """List the articles, a line each.

    With QUERY, only those that it finds: words in title and text, tag:NAME, source:NAME,
    date:2019..2020, is:unread and so on, as `reader search --help` has them.
    """
    with asked.library() as library:
        found = library.articles()
        if query.strip():
            ids = library.found_articles(query)
            found = [row for row in found if row.article.id in ids]
        copies = library.copies_by_article() if as_json or as_csv else {}
    found.sort(key=lambda row: (row.article.title.casefold(), row.article.id))
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
    rows = [metadata(row) | {"copies": copies.get(row.article.id, [])} for row in found]
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
        records = [record._asdict() for record in library.records(article=found.id)]
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
