"""Settling what waits for review: a passage is placed in the present text, or left an orphan."""

from __future__ import annotations

from reader.annotation import anchoring
from reader.annotation.model import Annotation
from reader.errors import ConflictError
from reader.library.annotating import gone, keep, shortly
from reader.library.author import Author
from reader.library.reports import Done
from reader.store.transaction import Transaction
from reader.text.document import Span


def place(step: Transaction, author: Author, seen: Annotation, span: Span, text_hash: str) -> Done:
    """Place an annotation at `span` of the version `text_hash`, which its article shows."""
    present = _present(step, seen)
    placed = placed_in_present_text(step, present, span, text_hash)
    summary = f"Placed {shortly(present.quote)}"
    return keep(step, author, "review", placed._replace(updated=author.at), summary)


def orphan(step: Transaction, author: Author, seen: Annotation) -> Done:
    """Leave an annotation where it last stood surely, as an orphan."""
    present = _present(step, seen)
    left = anchoring.orphaned(present)
    if left == present:
        return Done(None, present, "It is an orphan already")
    summary = f"Left {shortly(present.quote)} as an orphan"
    return keep(step, author, "review", left._replace(updated=author.at), summary)


def placed_in_present_text(
    step: Transaction, present: Annotation, span: Span, text_hash: str
) -> Annotation:
    """Give an annotation as it stands at `span` of its article's text, if that is free."""
    article = step.article(present.article)
    if article is None or article.text_hash != text_hash:
        raise ConflictError("the article's text was changed meanwhile", "open it again")
    text = step.text(present.article, text_hash)
    anchoring.check(text, span)
    other = step.annotation_at(present.article, text_hash, *span, present.annotator)
    if other is not None and other.id != present.id:
        raise ConflictError("that passage is marked already", "change that annotation instead")
    return anchoring.placed(present, span, text, text_hash)


def _present(step: Transaction, seen: Annotation) -> Annotation:
    present = step.annotation(seen.id)
    if present is None:
        raise gone()
    if present.is_sure:
        raise ConflictError("it was placed meanwhile", "look at it again")
    return present
