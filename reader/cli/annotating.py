"""`annotate`, `edit`, `delete`: annotations made and changed from a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.adding import said
from reader.cli.context import Asked, pass_asked
from reader.cli.tags import tell_look_alikes
from reader.errors import MisuseError, NotFoundError

if TYPE_CHECKING:
    from reader.annotation.model import Annotation, Article
    from reader.library import Library
    from reader.text.document import Span

_POSITION = click.IntRange(min=0)


@click.command()
@click.argument("article")
@click.option("--quote", metavar="TEXT", help="The passage, exactly as it stands in the text.")
@click.option("--prefix", default="", metavar="TEXT", help="What stands right before it.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands right after it.")
@click.option("--start", type=_POSITION, help="Where it starts, in characters from 0.")
@click.option("--end", type=_POSITION, help="Where it ends: the position past its last character.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for it; repeatable.")
@click.option("--note", metavar="TEXT", help="A note on it.")
@click.option("--memo", metavar="TEXT", help="A memo on the whole article, in place of a passage.")
@pass_asked
def annotate(
    asked: Asked,
    article: str,
    quote: str | None,
    prefix: str,
    suffix: str,
    start: int | None,
    end: int | None,
    tags: tuple[str, ...],
    note: str | None,
    memo: str | None,
) -> None:
    """Annotate a passage of an article, or with --memo all of it.

    ARTICLE is an id, the start of one, a path or a part of a title that no other has. Where
    the quote stands more than once, --prefix, --suffix, --start or --end tell which one is
    meant. A path that is not in the library yet is added first. The same passage is never
    marked twice: the tags are added to the annotation that is there, the note is set on it.
    One memo is kept for each article and annotator: another one takes its place. Prints the
    annotation's id once it is on disk.
    """
    from reader.annotation.locating import locate

    if memo is not None and (quote, start, end, note) != (None, None, None, None):
        raise MisuseError("a memo has no passage and no note beside it", "give --memo alone")
    if memo is None and quote is None and (start is None or end is None):
        raise MisuseError(
            "the passage is missing", "give --quote, or --start and --end; or --memo for no passage"
        )
    if not asked.path.exists() and not Path(article).is_file():
        raise NotFoundError(f"no article is “{article}”", "`reader add PATH` takes one in")
    with asked.library(create=True) as library:
        posing = [library.codebook.taken_for(tag) for tag in tags]
        found = _article(library, article)
        if memo is not None:
            done = library.write_memo(found, memo, tags=tags).result()
        else:
            text = library.document(found).text
            span = locate(text, quote, prefix=prefix, suffix=suffix, start=start, end=end)
            done = library.annotate(found, span, tags=tags, note=note).result()
        if done.annotation is not None:
            # Only an empty memo leaves none.
            output.line(done.annotation.id)
        output.talk(done.message)
        tell_look_alikes(filter(None, posing))


def _article(library: Library, named: str) -> Article:
    """Give the article that is named; a file that is not in the library yet is taken in."""
    try:
        return library.article(named)
    except NotFoundError:
        if not Path(named).is_file():
            raise
    report = library.add([named])
    for problem in report.problems:
        raise NotFoundError(said(problem), "name another file")
    return library.article(named)


@click.command()
@click.argument("annotation", metavar="ID")
@click.option("--tag", "add_tags", multiple=True, metavar="TAG", help="A tag to add; repeatable.")
@click.option(
    "--untag", "remove_tags", multiple=True, metavar="TAG", help="A tag to take off; repeatable."
)
@click.option("--note", metavar="TEXT", help="The new note; empty for none.")
@click.option("--start", type=_POSITION, help="Where it starts now.")
@click.option("--end", type=_POSITION, help="Where it ends now.")
@pass_asked
def edit(
    asked: Asked,
    annotation: str,
    add_tags: tuple[str, ...],
    remove_tags: tuple[str, ...],
    note: str | None,
    start: int | None,
    end: int | None,
) -> None:
    """Change an annotation: its tags, its note, its ends.

    The start of its ID will do where no other id starts like it. What waits for review or is an
    orphan is placed by --start and --end in the text that its article shows; of a place that is
    proposed (`reader show --json` has it), what is not given stays.
    """
    if not (add_tags or remove_tags) and note is None and start is None and end is None:
        raise MisuseError("nothing to change", "give --tag, --untag, --note, --start or --end")
    with asked.library() as library:
        seen = library.annotation(annotation)
        span = _moved(seen, start, end)
        posing = [library.codebook.taken_for(tag) for tag in add_tags]
        done = library.edit(
            seen,
            add_tags=add_tags,
            remove_tags=remove_tags,
            note=note,
            span=span,
            text_hash=library.article(seen.article).text_hash,
        ).result()
        output.talk(done.message)
        tell_look_alikes(filter(None, posing))


def _moved(seen: Annotation, start: int | None, end: int | None) -> Span | None:
    """Give the place that an annotation is to have, if it is to have another one."""
    from reader.text.document import Span

    if start is None and end is None:
        return None
    known = Span(seen.start, seen.end) if seen.is_sure else seen.proposed
    if known is None and (start is None or end is None):
        raise MisuseError("no place is proposed for it", "give both --start and --end")
    start_known, end_known = known or (0, 0)
    return Span(start_known if start is None else start, end_known if end is None else end)


@click.command()
@click.argument("annotations", nargs=-1, required=True, metavar="ID...")
@pass_asked
def delete(asked: Asked, annotations: tuple[str, ...]) -> None:
    """Delete annotations.

    The starts of their IDs will do. `reader undo` brings them back, one at a time.
    """
    with asked.library() as library:
        for seen in [library.annotation(annotation) for annotation in annotations]:
            done = library.delete(seen).result()
            output.talk(f"{done.message} {seen.id}")
