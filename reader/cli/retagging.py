"""`tags merge`, `split`, `delete`: changes of tags that reach passages, which may take a while."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.context import Asked, pass_asked
from reader.cli.ending import interruptible
from reader.errors import MisuseError
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.library import Done, Library
    from reader.library.tagging.retagging import RetagProgress

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say what it would do.")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="TAG...")
@click.argument("target", metavar="INTO")
@_DRY_RUN
@pass_asked
def merge(asked: Asked, sources: tuple[str, ...], target: str, dry_run: bool) -> int:
    """Make tags one: all their passages get the tag INTO.

    A passage that has both keeps INTO where it stands, and INTO keeps its colour and description.
    Tags below go below INTO.
    """
    from reader.library.tagging.wording import of_merging

    with asked.library() as library:
        book = library.codebook
        if dry_run:
            output.line(of_merging(book.effect_of_merging(sources, target)))
            return output.DONE
        return _done(lambda **options: book.merge(sources, target, **options))


@click.command()
@click.argument("tag")
@click.argument("target", metavar="INTO")
@click.argument("annotations", nargs=-1, metavar="[ID]...")
@click.option("--article", metavar="ARTICLE", help="All of its passages in this article.")
@click.option("--query", metavar="QUERY", help="All of its passages that it finds, as in `search`.")
@pass_asked
def split(
    asked: Asked,
    tag: str,
    target: str,
    annotations: tuple[str, ...],
    article: str | None,
    query: str | None,
) -> int:
    """Send some of a tag's passages to another tag, which may be a new one.

    Which ones is said by the IDs of annotations, or by --article and --query.
    """
    if bool(annotations) == (article is not None or query is not None):
        raise MisuseError(
            "which passages is not said", "give ids of annotations, or --article or --query"
        )
    with asked.library() as library:
        book = library.codebook
        chosen = [library.annotation(one).id for one in annotations] or _narrowed(
            library, book.tag(tag).path, article, query
        )
        return _done(lambda **options: book.split(tag, target, chosen, **options))


def _narrowed(library: Library, tag: str, article: str | None, query: str | None) -> list[str]:
    """Give the ids of a tag's annotations in an article, or with some words, or both."""
    article_id = library.article(article).id if article is not None else ""
    found = library.annotations(tag=tag, article=article_id, query=query or "")
    return [one.id for one in found]


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="TAG...")
@click.option("--only", is_flag=True, help="Leave the tags below as they are.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_DRY_RUN
@pass_asked
def delete(asked: Asked, names: tuple[str, ...], only: bool, yes: bool, dry_run: bool) -> int:
    """Delete tags, with those below them.

    Their passages and notes stay, without the tag. On a terminal it says what it will do and asks
    first.
    """
    from reader.library.tagging.wording import of_deleting

    with asked.library() as library:
        book = library.codebook
        effect = book.effect_of_deleting(names, only=only)
        if dry_run:
            output.line(of_deleting(effect))
            return output.DONE
        asks = not yes and sys.stdin is not None and sys.stdin.isatty()
        if asks and (effect.passages or effect.below):
            question = f"reader: {visible(', '.join(names))}: {of_deleting(effect)}. Delete?"
            if not click.confirm(question, err=True):
                output.talk("nothing was changed")
                return output.FAILED
        return _done(lambda **options: book.delete(names, only=only, **options))


def _done(change: Callable[..., Done]) -> int:
    """Make a change with its progress shown, say what was done, and give the exit code."""
    with interruptible() as stopped:
        done = change(progress=_show, stopped=lambda: bool(stopped))
    output.progress("")
    output.talk(done.message)
    return output.INTERRUPTED if stopped else output.DONE


def _show(now: RetagProgress) -> None:
    output.progress(f"{now.done:,} passages so far")
