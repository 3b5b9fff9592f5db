"""Changing an annotation: as the caller saw it, and never over what was written since."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotation import anchoring
from reader.annotation.model import Annotation
from reader.annotation.tagging import distinct, matched, united
from reader.errors import ConflictError, MisuseError
from reader.library.annotating import (
    KEPT_BOTH,
    dropped,
    gone,
    keep,
    merged,
    note_text,
    sentence_of,
    summary_of,
    with_tags,
)
from reader.library.author import Author
from reader.library.reports import Done
from reader.library.reviewing import placed_in_present_text
from reader.store.transaction import Transaction
from reader.text.document import Span


def edit(
    step: Transaction,
    author: Author,
    seen: Annotation,
    add_tags: Sequence[str],
    remove_tags: Sequence[str],
    note: str | None,
    span: Span | None,
    text_hash: str = "",
) -> Done:
    """Change an annotation's tags, note or ends; a note changed meanwhile is kept too.

    `text_hash` names the text that `span` is a place in, where the annotation is not sure.
    """
    present = step.annotation(seen.id)
    if present is None:
        raise gone()
    removed = {matched(path) for path in distinct(remove_tags)}
    kept = [path for path in present.tags if matched(path) not in removed]
    new = with_tags(step, author, distinct(add_tags))
    changed = present._replace(tags=united([*kept, *new]))
    parts = []
    if note is not None:
        both = merged(seen.note, present.note, note_text(note), author)
        changed = changed._replace(note=both)
        parts.append(_note_summary(present, changed, note))
        if changed.is_memo and not changed.note:
            return dropped(step, author, present)
    if span is not None and not (present.is_sure and span == (present.start, present.end)):
        changed = _moved(step, seen, changed, span, text_hash)
        parts.append("Moved the ends" if present.is_sure else "Placed it in the present text")
    if changed == present:
        return _unchanged(present, note)
    summary = sentence_of(filter(None, [_tags_summary(present, changed), *parts]))
    return keep(step, author, "edit", changed._replace(updated=author.at), summary)


def _moved(
    step: Transaction, seen: Annotation, annotation: Annotation, span: Span, text_hash: str
) -> Annotation:
    if (annotation.text_hash, annotation.is_sure) != (seen.text_hash, seen.is_sure):
        raise ConflictError("the article's text was changed meanwhile", "open it again")
    if not annotation.is_sure:
        return placed_in_present_text(step, annotation, span, text_hash)
    if annotation.is_memo:
        raise MisuseError("a memo is about the whole article", "annotate the passage instead")
    text = step.text(annotation.article, annotation.text_hash)
    anchoring.check(text, span)
    other = step.annotation_at(
        annotation.article, annotation.text_hash, span.start, span.end, annotation.annotator
    )
    if other:
        raise ConflictError("that passage is marked already", "change that annotation instead")
    prefix, suffix = anchoring.context(text, span)
    return annotation._replace(
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        prefix=prefix,
        suffix=suffix,
    )


def _unchanged(present: Annotation, note: str | None) -> Done:
    """Say that all stays as it is, and why where another note was to be set."""
    kept_note = note is not None and note_text(note) != present.note
    message = "Kept the note: it was changed meanwhile" if kept_note else "Nothing to change"
    return Done(None, present, message)


def _tags_summary(present: Annotation, changed: Annotation) -> str:
    """Say which tags were given and taken off, or nothing."""
    gained = [path for path in changed.tags if path not in present.tags]
    lost = [path for path in present.tags if path not in changed.tags]
    return summary_of(gained, lost, "")


def _note_summary(present: Annotation, changed: Annotation, note: str) -> str:
    if changed.note == present.note:
        return ""
    if changed.note != note_text(note):
        return KEPT_BOTH
    if not changed.note:
        return "Deleted the note"
    if present.is_memo:
        return "Changed the memo"
    return "Changed the note" if present.note else "Noted"
