"""Where a note belongs: what its draft begins with, and how its place is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.errors import ReaderError
from reader.library.clock import new_id
from reader.library.draft import Draft
from reader.text.document import Span

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.drafts import OpenDraft


def draft_on(desk: Desk, span: Span, here: Annotation | None) -> Draft:
    """Give the draft that a note on a passage of the open article begins with."""
    article, text = desk.article, desk.pane.document.text
    assert article is not None  # What is not taken in yet is not marked.
    before = here.note if here else ""
    return Draft(
        article.id,
        article.title,
        article.text_hash,
        *span,
        text[span.start : span.end],
        here.id if here else new_id(),
        here.tags if here else (),
        before,
        before,
    )


def draft_of(desk: Desk, mark: Annotation) -> Draft:
    """Give the draft that the note of an annotation begins with, wherever that stands."""
    return Draft(
        mark.article,
        desk.library.article_row(mark.article).article.title,
        mark.text_hash,
        mark.start,
        mark.end,
        mark.quote,
        mark.id,
        mark.tags,
        mark.note,
        mark.note,
    )


def found_again(desk: Desk, open_draft: OpenDraft) -> tuple[bool, Annotation | None]:
    """Open the article of a draft, and give whether its passage is there, and its annotation.

    Where there is no such annotation any more, the draft gets the place that its passage
    has in the present text.
    """
    draft = open_draft.draft
    desk.refresh_library(draft.article)
    article = desk.article
    if article is None or article.id != draft.article:
        return False, None
    try:
        seen = desk.library.annotation(draft.annotation)
    except ReaderError:
        seen = None
    if seen is not None and seen.article == article.id:
        if seen.text_hash == article.text_hash:
            desk.pane.go(seen.start, lit=seen.id)
        return True, seen
    span = Span(0, 0) if draft.is_memo else _span_now(desk, draft)
    if span is None:
        return False, None
    if article.text_hash != draft.text_hash:
        draft = draft._replace(start=span.start, end=span.end, text_hash=article.text_hash)
    # A new id: undo may bring the deleted annotation back, with its own.
    open_draft.draft = draft._replace(annotation=new_id())
    desk.pane.go(span.start)
    return True, None


def _span_now(desk: Desk, draft: Draft) -> Span | None:
    """Give where a draft's passage stands in the open article, if that is sure."""
    article, text = desk.article, desk.pane.document.text
    if article is not None and article.text_hash == draft.text_hash:
        span = Span(draft.start, min(draft.end, len(text)))
        return span if span.end > span.start else None
    if not draft.is_quoted:
        return None
    start = text.find(draft.quote)
    if start < 0 or text.find(draft.quote, start + 1) >= 0:
        return None
    return Span(start, start + len(draft.quote))
