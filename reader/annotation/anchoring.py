"""Where an annotation stands: checking a place, and finding it again in a changed text."""

from __future__ import annotations

from reader.annotation.model import CONTEXT, Annotation
from reader.errors import MisuseError
from reader.text.document import Span
from reader.text.graphemes import is_boundary


def context(text: str, span: Span) -> tuple[str, str]:
    """Give the characters before and after a passage that tell it from others like it."""
    return text[max(span.start - CONTEXT, 0) : span.start], text[span.end : span.end + CONTEXT]


def check(text: str, span: Span) -> None:
    """Refuse, as `MisuseError`, what is no passage of `text`.

    That is what is empty, reaches outside, or would part a character from the marks that
    combine with it.
    """
    if not 0 <= span.start <= span.end <= len(text):
        raise MisuseError(
            f"{span.start} to {span.end} is not within the text",
            f"it has {len(text)} characters",
        )
    if span.start == span.end:
        raise MisuseError("an empty passage cannot be marked", "give it at least one character")
    for offset in span:
        if not is_boundary(text, offset):
            raise MisuseError(
                f"{offset} is in the middle of a character", "move it by one or two characters"
            )


def occurrences(text: str, part: str) -> list[int]:
    """Give the offsets at which `part` stands in `text`, overlapping ones too.

    >>> occurrences("banana", "ana")
    [1, 3]
    """
    found: list[int] = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def placed(annotation: Annotation, span: Span, text: str, text_hash: str) -> Annotation:
    """Give the annotation as it stands at `span` of another version of its text."""
    prefix, suffix = context(text, span)
    return annotation._replace(
        text_hash=text_hash,
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        prefix=prefix,
        suffix=suffix,
        status="moved",
        proposed_start=0,
        proposed_end=0,
    )


def reviewed(annotation: Annotation, span: Span) -> Annotation:
    """Give the annotation as it waits for review, on its last sure version, beside a place."""
    return annotation._replace(status="review", proposed_start=span.start, proposed_end=span.end)


def orphaned(annotation: Annotation) -> Annotation:
    """Give the annotation as it stays on its last sure version, found nowhere in the newest."""
    return annotation._replace(status="orphaned", proposed_start=0, proposed_end=0)
