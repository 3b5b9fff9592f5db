"""Marking passages: making, changing and deleting annotations, each as one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.annotation import anchoring
from reader.annotation.model import Annotation, Article, Entry
from reader.annotation.tagging import distinct, matched, new_tag
from reader.errors import ConflictError
from reader.library.clock import new_id
from reader.library.reports import Done
from reader.store.transaction import Transaction
from reader.text.document import Span
from reader.text.normal import normalise

_GONE = ConflictError("the annotation is gone", "undo brings it back if it was deleted")


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, when, and in which session."""

    annotator: str
    session: str
    at: str

    def entry(
        self, kind: str, summary: str, article: str = "", offset: int = 0, target: int = 0
    ) -> Entry:
        """Give the entry that says so, without a number yet."""
        return Entry(
            0, self.at, self.annotator, self.session, kind, summary, article, offset, target
        )


def annotate(
    step: Transaction,
    author: Author,
    article: Article,
    span: Span,
    tags: Sequence[str],
    note: str | None,
    annotation_id: str,
) -> Done:
    """Mark a passage, or add to the annotator's mark that stands exactly there."""
    text = step.text(article.id, article.text_hash)
    anchoring.check(text, span)
    present = step.article(article.id)
    if present is None or present.text_hash != article.text_hash:
        raise ConflictError("the article's text was changed meanwhile", "open it again")
    paths = _with_tags(step, author, distinct(tags))
    there = step.annotation_at(
        article.id, article.text_hash, span.start, span.end, author.annotator
    )
    if there:
        return _add_to(step, author, there, paths, note)
    prefix, suffix = anchoring.context(text, span)
    annotation = Annotation(
        annotation_id or new_id(),
        article.id,
        article.text_hash,
        span.start,
        span.end,
        text[span.start : span.end],
        prefix,
        suffix,
        paths,
        _note(note or ""),
        annotator=author.annotator,
        created=author.at,
        updated=author.at,
    )
    summary = _summary(paths, (), annotation.note) or "Highlighted"
    return _keep(step, author, "annotate", annotation, summary)


def edit(
    step: Transaction,
    author: Author,
    seen: Annotation,
    add_tags: Sequence[str],
    remove_tags: Sequence[str],
    note: str | None,
    span: Span | None,
) -> Done:
    """Change an annotation's tags, note or ends; a note changed meanwhile is kept too."""
    present = step.annotation(seen.id)
    if present is None:
        raise _GONE
    removed = {matched(path) for path in distinct(remove_tags)}
    kept = [path for path in present.tags if matched(path) not in removed]
    new = _with_tags(step, author, distinct(add_tags))
    changed = replace(present, tags=distinct([*kept, *new]))
    parts = []
    if note is not None:
        changed = replace(changed, note=_merged(seen, present, _note(note), author))
        parts.append(_note_summary(present, changed, note))
    if span is not None and span != (present.start, present.end):
        changed = _moved(step, seen, changed, span)
        parts.append("Moved the ends")
    if changed == present:
        return Done(None, present, "Nothing to change")
    gained = [path for path in changed.tags if path not in present.tags]
    lost = [path for path in present.tags if path not in changed.tags]
    parts.insert(0, _summary(gained, lost, ""))
    summary = _sentence(part for part in parts if part)
    return _keep(step, author, "edit", replace(changed, updated=author.at), summary)


def delete(step: Transaction, author: Author, seen: Annotation) -> Done:
    """Delete an annotation, unless its note was changed since it was seen."""
    present = step.annotation(seen.id)
    if present is None:
        raise _GONE
    if present.note != seen.note:
        raise ConflictError("the note was changed meanwhile", "look at it again, then delete it")
    step.drop_annotation(seen.id)
    entry = step.record(author.entry("delete", "Deleted", present.article, present.start))
    return Done(entry, None, "Deleted")


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


def _keep(
    step: Transaction, author: Author, kind: str, annotation: Annotation, summary: str
) -> Done:
    step.put_annotation(annotation, author.at)
    entry = step.record(author.entry(kind, summary, annotation.article, annotation.start))
    return Done(entry, annotation, summary)


def _add_to(
    step: Transaction, author: Author, there: Annotation, paths: Sequence[str], note: str | None
) -> Done:
    changed = replace(there, tags=distinct([*there.tags, *paths]))
    if note is not None:
        changed = replace(changed, note=_note(note))
    if changed == there:
        return Done(None, there, "Already there")
    gained = changed.tags[len(there.tags) :]
    summary = _summary(gained, (), changed.note if changed.note != there.note else "")
    changed = replace(changed, updated=author.at)
    return _keep(step, author, "annotate", changed, summary or "Deleted the note")


def _with_tags(step: Transaction, author: Author, paths: Sequence[str]) -> tuple[str, ...]:
    """Give paths as their tags spell them, making the tags that there are none of yet."""
    result = []
    for path in paths:
        tag = step.tag(path)
        if tag is None:
            tag = new_tag(new_id(), path, step.tags(), author.at)
            step.put_tag(tag)
        result.append(tag.path)
    return tuple(result)


def _moved(step: Transaction, seen: Annotation, annotation: Annotation, span: Span) -> Annotation:
    if annotation.text_hash != seen.text_hash:
        raise ConflictError("the article's text was changed meanwhile", "open it again")
    text = step.text(annotation.article, annotation.text_hash)
    anchoring.check(text, span)
    other = step.annotation_at(
        annotation.article, annotation.text_hash, span.start, span.end, annotation.annotator
    )
    if other:
        raise ConflictError("that passage is marked already", "change that annotation instead")
    prefix, suffix = anchoring.context(text, span)
    return replace(
        annotation,
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        prefix=prefix,
        suffix=suffix,
    )


def _note(given: str) -> str:
    """Give a note as it is kept: harmless, and none if it is blank."""
    note = normalise(given)
    return note if note.strip() else ""


def _merged(seen: Annotation, present: Annotation, note: str, author: Author) -> str:
    """Give the new note, or both where another one was written since `seen`."""
    stale = present.updated != seen.updated and present.note != seen.note
    if not stale or present.note in ("", note):
        return note
    if not note:
        return present.note
    when = author.at[:16].replace("T", " ")
    line = f"[changed meanwhile; this is what {author.annotator} wrote, {when}]"
    return f"{present.note}\n\n{line}\n{note}"


def _note_summary(present: Annotation, changed: Annotation, note: str) -> str:
    if changed.note == present.note:
        return ""
    if changed.note != _note(note):
        return "Kept both notes: it was changed meanwhile"
    if not changed.note:
        return "Deleted the note"
    return "Changed the note" if present.note else "Noted"


def _summary(gained: Sequence[str], lost: Sequence[str], note: str) -> str:
    parts = []
    if gained:
        parts.append(f"Tagged {', '.join(gained)}")
    if lost:
        parts.append(f"Untagged {', '.join(lost)}")
    if note:
        parts.append("Noted")
    return _sentence(parts)


def _sentence(parts: Iterable[str]) -> str:
    """Join parts of a summary into one: `Tagged numbers and noted`.

    >>> _sentence(["Tagged a, b", "Noted"])
    'Tagged a, b and noted'
    """
    first, *rest = [*parts] or [""]
    return " and ".join([first, *(part[0].lower() + part[1:] for part in rest)])
