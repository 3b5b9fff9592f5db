"""`add`: files, folders and pages taken into the library, with a report of what became of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from reader.annotation.model import Article
from reader.cli import output
from reader.cli.context import MAX_SIZE_HELP, Asked, pass_asked
from reader.cli.ending import interruptible
from reader.cli.showing import Showing
from reader.counting import plural
from reader.errors import NotFoundError
from reader.text.addresses import is_web

if TYPE_CHECKING:
    from reader.library import AddReport, Problem


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
@click.option(
    "--full/--no-full",
    default=None,
    help="Keep all of a page, not its main text alone, now and later; or its main text again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@pass_asked
def add(
    asked: Asked,
    paths: tuple[str, ...],
    max_size: str | None,
    allow_private: bool,
    proxy: str,
    encoding: str,
    full: bool | None,
    as_json: bool,
) -> int:
    """Take files, folders and pages of the web into the library.

    What is taken in are texts (.md, .markdown, .txt), saved pages (.html, .htm, .xhtml, .mhtml,
    .mht), PDFs and, with the extra “documents”, .epub, .docx, .odt, .rtf, .rst and .org, in
    folders at any depth; hidden ones are passed over, and links out of a folder named. Of a page
    its main text is kept, with --full all of it, until --no-full. Adding again changes nothing. A
    file that has changed gives its article a new text, in which its annotations are found again;
    what is not sure waits for review, what is gone is an orphan. A file that was moved or renamed
    is known by its content; an article whose file is not in its folder any more is marked as
    gone, and stays. What cannot be taken in, as a file larger than --max-size, is named and stops
    nothing else. With --encoding, files are read again even if they have not changed.

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
    _refuse_nothing(paths)
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
        _tell(report, as_json=as_json)
    return _code(report, paths)


def _refuse_nothing(paths: tuple[str, ...]) -> None:
    """Refuse a path alone that names nothing, before there is a database; others are reported."""
    if len(paths) == 1 and not _is_there(paths[0]):
        [path] = paths
        what = f"there is nothing at {path}" if path else "an empty path names nothing"
        raise NotFoundError(what, "name a file, a folder or the https address of a page")


def _is_there(path: str) -> bool:
    return is_web(path) or os.path.lexists(path)


def _tell(report: AddReport, *, as_json: bool) -> None:
    """Print what came in; a line for each thing that did not, or was guessed."""
    if as_json:
        output.json(_as_json(report))
    for problem in report.problems:
        output.talk(f"not taken in: {said(problem)}")
    for warning in report.warnings:
        output.talk(f"warning: {said(warning)}")
    for passed in report.exports:
        files = plural(passed.files, "exported file")
        output.talk(f"passed over: {passed.path}: {files}; name the folder to add them")
    output.talk(report.message)
    if report.stopped:
        output.talk("stopped: what was taken in so far is kept; adding again goes on")


def said(problem: Problem) -> str:
    """Give a problem in words: the path and what is wrong with it."""
    return f"{problem.path}: {problem.what}" if problem.path else problem.what


def _code(report: AddReport, paths: tuple[str, ...]) -> int:
    """Give the exit code: it is a failure that what was named itself did not come in."""
    if report.stopped:
        return output.INTERRUPTED
    failed = {problem.path for problem in report.problems}
    return output.FAILED if failed & _as_reported(paths) else output.DONE


def _as_reported(paths: tuple[str, ...]) -> set[str]:
    """Give the paths that were named, in the forms in which a report may name them."""
    return {form for path in paths for form in (path, os.path.realpath(path))}


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
        "exports": [one._asdict() for one in report.exports],
        "review": report.review,
        "orphaned": report.orphaned,
        "copies": [
            {"id": one.article.id, "of": one.other.id, "likeness": round(one.likeness, 2)}
            for one in report.copies
        ],
        "stopped": report.stopped,
    }
