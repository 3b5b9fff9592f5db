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


def follow(annotation: Annotation, text: str, text_hash: str) -> Annotation | None:
    """Give the annotation as it stands in a changed text, or `None` where that is not sure.

    It is sure only where its quote stands between the same prefix and suffix exactly once.
    """
    passage = annotation.prefix + annotation.quote + annotation.suffix
    first = text.find(passage)
    if first < 0 or text.find(passage, first + 1) >= 0:
        return None
    start = first + len(annotation.prefix)
    span = Span(start, start + len(annotation.quote))
    prefix, suffix = context(text, span)
    return annotation._replace(
        text_hash=text_hash,
        start=span.start,
        end=span.end,
        prefix=prefix,
        suffix=suffix,
        status="moved",
    )
