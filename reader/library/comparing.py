"""An annotation that is not surely placed, as it stood and beside where it may stand now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reader.annotation import comparing
from reader.annotation.differences import differences
from reader.annotation.model import Annotation, Article
from reader.library.documents import Documents
from reader.store import articles, passages
from reader.store.store import Store
from reader.text.document import Document, Span


@dataclass(frozen=True)
class Comparison:
    """What one needs to see to place an annotation."""

    annotation: Annotation
    article: Article
    before: Document
    """The version in which it surely stood."""
    made: str
    """When that version was taken in, ISO 8601 in UTC."""
    now: Document
    """The version that its article shows."""
    is_taken: bool
    """Whether another annotation stands exactly where it is proposed."""

    @property
    def span(self) -> Span:
        """Where it stood."""
        return Span(self.annotation.start, self.annotation.end)

    @property
    def proposed(self) -> Span | None:
        """Where it may stand now, if a place is proposed."""
        found = self.annotation.proposed
        return found if found and found.end <= len(self.now.text) else None

    @cached_property
    def place(self) -> Span:
        """The place that is proposed, else an empty one near which it would stand."""
        if self.proposed:
            return self.proposed
        at = comparing.near(self.before.text, self.now.text, self.span)
        return Span(at, at)

    @cached_property
    def reason(self) -> str:
        """Why it could not be placed surely."""
        return comparing.reason(self.annotation, self.now.text, self.is_taken)

    @cached_property
    def changes(self) -> tuple[list[Span], list[Span]]:
        """What of the passage is otherwise, in the text before and in the text now."""
        if self.proposed is None:
            return [], []
        start, end = self.proposed
        old, new = differences(self.annotation.quote, self.now.text[start:end])
        return (
            [Span(self.span.start + one.start, self.span.start + one.end) for one in old],
            [Span(start + one.start, start + one.end) for one in new],
        )


def compared(store: Store, documents: Documents, annotation_id: str) -> Comparison | None:
    """Give an annotation with both texts, `None` if it is there no more or stands surely."""
    annotation = store.read(passages.by_id, annotation_id)
    article = annotation and store.read(articles.by_id, annotation.article)
    if annotation is None or article is None or annotation.is_sure:
        return None
    made = dict(store.read(articles.versions, article.id))
    proposed, there = annotation.proposed, None
    if proposed is not None:
        there = store.read(
            passages.at, article.id, article.text_hash, *proposed, annotation.annotator
        )
    return Comparison(
        annotation,
        article,
        documents.get(article, annotation.text_hash),
        made.get(annotation.text_hash, ""),
        documents.get(article, article.text_hash),
        there is not None and there.id != annotation.id,
    )
