"""Marking passages: making and deleting annotations, each as one step with what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.annotation import anchoring
from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import distinct, new_tag, united
from reader.errors import ConflictError
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.reports import Done
from reader.store.transaction import Transaction
from reader.text.document import Span
from reader.text.normal import normalise

KEPT_BOTH = "Kept both notes: it was changed meanwhile"


def annotate(
    step: Transaction,
    author: Author,
    article: Article,
    span: Span,
    tags: Sequence[str],
    note: str | None,
    annotation_id: str,
    note_seen: str | None = None,
) -> Done:
    """Mark a passage, or add to the annotator's mark that stands exactly there.

    The note is set there; where `note_seen` says which note the caller saw, one that was written
    since is kept too.
    """
    text = step.text(article.id, article.text_hash)
    anchoring.check(text, span)
    present = step.article(article.id)
    if present is None or present.text_hash != article.text_hash:
        raise ConflictError("the article's text was changed meanwhile", "open it again")
    paths = with_tags(step, author, distinct(tags))
    there = step.annotation_at(
        article.id, article.text_hash, span.start, span.end, author.annotator
    )
    if there:
        return _add_to(step, author, there, paths, note, note_seen)
    bare = made(author, article, text, span)._replace(id=annotation_id or new_id())
    annotation = bare._replace(tags=paths, note=note_text(note or ""))
    summary = summary_of(paths, (), annotation.note) or "Highlighted"
    return keep(step, author, "annotate", annotation, summary)


def made(author: Author, article: Article, text: str, span: Span) -> Annotation:
    """Give a new annotation of a passage of an article's text, without an id, tags or a note."""
    prefix, suffix = anchoring.context(text, span)
    return Annotation(
        "",
        article.id,
        article.text_hash,
        span.start,
        span.end,
        text[span.start : span.end],
        prefix,
        suffix,
        annotator=author.annotator,
        created=author.at,
        updated=author.at,
    )


def delete(step: Transaction, author: Author, seen: Annotation) -> Done:
    """Delete an annotation, unless its note was changed since it was seen."""
    present = step.annotation(seen.id)
    if present is None:
        raise gone()
    if present.note != seen.note:
        raise ConflictError("the note was changed meanwhile", "look at it again, then delete it")
    return dropped(step, author, present)


def dropped(step: Transaction, author: Author, present: Annotation) -> Done:
    """Take an annotation away, with the entry that says so."""
    step.drop_annotation(present.id)
    what = "Deleted the memo" if present.is_memo else f"Deleted {shortly(present.quote)}"
    entry = step.record(author.entry("delete", what, present.article, present.start))
    return Done(entry, None, what if present.is_memo else "Deleted")


def shortly(quote: str) -> str:
    """Give the first words of a quote, in quotation marks."""
    words = " ".join(quote[:400].split())
    return f"“{words}”" if len(words) <= 40 else f"“{words[:39].rstrip()}…”"


def remove_article(step: Transaction, author: Author, article: Article) -> Done:
    """Take an article out of the library, with its annotations."""
    present = step.article(article.id)
    if present is None:
        raise ConflictError("the article is no longer in the library", "look again")
    count = len(step.annotations_of(article.id))
    step.drop_article(article.id)
    summary = f"Removed “{present.title}”"
    if count:
        summary += f" with {count} annotation{'s' if count > 1 else ''}"
    entry = step.record(author.entry("remove", summary, article.id))
    return Done(entry, None, summary)


def set_read(step: Transaction, article: str, read: bool) -> Done:
    """Mark an article as read or unread; the history knows nothing of it."""
    step.set_read(article, read)
    return Done(None, None, "Marked as read" if read else "Marked as unread")


def set_starred(step: Transaction, article: str, starred: bool) -> Done:
    """Star an article or take the star off; the history knows nothing of it."""
    step.set_starred(article, starred)
    return Done(None, None, "Starred" if starred else "Took the star off")


def gone() -> ConflictError:
    """Give the error for an annotation that is there no more."""
    return ConflictError("the annotation is gone", "undo brings it back if it was deleted")


def keep(
    step: Transaction, author: Author, kind: str, annotation: Annotation, summary: str
) -> Done:
    """Store an annotation, with the entry that says what was done to it."""
    step.put_annotation(annotation, author.at)
    entry = step.record(author.entry(kind, summary, annotation.article, annotation.start))
    return Done(entry, annotation, summary)


def _add_to(
    step: Transaction,
    author: Author,
    there: Annotation,
    paths: Sequence[str],
    note: str | None,
    note_seen: str | None,
) -> Done:
    changed = there._replace(tags=united([*there.tags, *paths]))
    if note is not None:
        seen = there.note if note_seen is None else note_seen
        both = merged(seen, there.note, note_text(note), author)
        changed = changed._replace(note=both)
    if changed == there:
        return Done(None, there, "Already there")
    gained = changed.tags[len(there.tags) :]
    summary = summary_of(gained, (), changed.note if changed.note != there.note else "")
    if note is not None and changed.note not in (there.note, note_text(note)):
        summary = sentence_of(filter(None, [summary_of(gained, (), ""), KEPT_BOTH]))
    changed = changed._replace(updated=author.at)
    return keep(step, author, "annotate", changed, summary or "Deleted the note")


def with_tags(step: Transaction, author: Author, paths: Sequence[str]) -> tuple[str, ...]:
    """Give paths as their tags spell them, making the tags that there are none of yet."""
    result = []
    for path in paths:
        tag = step.tag(path)
        if tag is None:
            tag = new_tag(new_id(), path, step.tags(), author.at)
            step.put_tag(tag)
        result.append(tag.path)
    return tuple(result)


def merged(seen: str, present: str, note: str, author: Author) -> str:
    """Give the new note, or both where another one was written since the caller saw `seen`."""
    if present in (seen, note, ""):
        return note
    if not note:
        return present
    when = author.at[:16].replace("T", " ")
    line = f"[changed meanwhile; this is what {author.annotator} wrote, {when}]"
    return f"{present}\n\n{line}\n{note}"


def note_text(given: str) -> str:
    """Give a note as it is kept: harmless, and none if it is blank."""
    # A mark at its start is none of a file: only the first of two is taken off.
    note = normalise(f"\ufeff{given}")
    return note if note.strip().strip("\ufeff") else ""


def summary_of(gained: Sequence[str], lost: Sequence[str], note: str) -> str:
    """Say which tags and whether a note came; nothing if neither did."""
    parts = []
    if gained:
        parts.append(f"Tagged {', '.join(gained)}")
    if lost:
        parts.append(f"Untagged {', '.join(lost)}")
    if note:
        parts.append("Noted")
    return sentence_of(parts)


def sentence_of(parts: Iterable[str]) -> str:
    """Join parts of a summary into one: `Tagged numbers and noted`.

    >>> sentence_of(["Tagged a, b", "Noted"])
    'Tagged a, b and noted'
    """
    first, *rest = [*parts] or [""]
    return " and ".join([first, *(part[0].lower() + part[1:] for part in rest)])
