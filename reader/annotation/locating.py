"""Finding the passage a quote means: exactly one, or an error that says how to narrow."""

from __future__ import annotations

from reader.annotation.anchoring import occurrences
from reader.errors import MisuseError, NotFoundError
from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, previous_boundary
from reader.text.normal import clean


def locate(
    text: str,
    quote: str | None,
    *,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Span:
    """Give the one place in `text` where `quote` stands, as narrowed by the rest.

    Without a quote, `start` and `end` say it all. `NotFoundError` if it stands nowhere or,
    as narrowed, more than once.

    >>> locate("a rose is a rose", "rose", prefix="is a ")
    Span(start=12, end=16)
    """
    before, after = _as_kept(prefix), _as_kept(suffix)
    if quote is None:
        if start is None or end is None:
            raise MisuseError("the passage is missing", "give a quote, or start and end")
        return _checked(text, Span(start, end), before, after)
    wanted = _as_kept(quote)
    if not wanted:
        raise MisuseError("the quote is empty", "give the words of the passage")
    everywhere = [Span(at, at + len(wanted)) for at in occurrences(text, wanted)]
    whole = [span for span in everywhere if _is_whole(text, span)]
    narrowed = [
        span
        for span in whole
        if text.endswith(before, 0, span.start)
        and text.startswith(after, span.end)
        and start in (None, span.start)
        and end in (None, span.end)
    ]
    if len(narrowed) == 1:
        return narrowed[0]
    is_cut = everywhere and not whole
    raise _cut(text, everywhere[0]) if is_cut else _unclear(wanted, len(whole), len(narrowed))


def _checked(text: str, span: Span, before: str, after: str) -> Span:
    """Give a place that is told by its ends, if it has around it what it must have."""
    start, end = span
    if text.endswith(before, 0, max(start, 0)) and text.startswith(after, max(end, 0)):
        return span
    raise NotFoundError(
        f"the passage from {start} to {end} does not stand where the other options say",
        "look at --prefix and --suffix",
    )


def _as_kept(given: str) -> str:
    """Give words as a text has them; a U+FEFF at their start is no byte order mark."""
    return clean(given.replace("\r\n", "\n").replace("\r", "\n"))


def _is_whole(text: str, span: Span) -> bool:
    return is_boundary(text, span.start) and is_boundary(text, span.end)


def _cut(text: str, span: Span) -> NotFoundError:
    """Say that a quote stands only where it cuts a character, and what to take for it."""
    start, end = span
    if is_begun := not is_boundary(text, start):
        start = previous_boundary(text, start)
    if not is_boundary(text, end):
        end = next_boundary(text, end)
    whole = text[start:end]
    return NotFoundError(
        f"{_named(text[span.start : span.end])} {'begins' if is_begun else 'ends'} in the middle"
        " of a character",
        f"take {_named(whole)}, from {start} to {end}",
    )


def _named(quote: str) -> str:
    words = " ".join(quote.split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"


def _unclear(quote: str, whole: int, narrowed: int) -> NotFoundError:
    named = _named(quote)
    if not whole:
        return NotFoundError(
            f"{named} does not stand in the text", "copy it from `reader show`, exactly"
        )
    times = "once" if whole == 1 else f"{whole} times"
    if not narrowed:
        return NotFoundError(
            f"{named} stands in the text {times}, but not where the other options say",
            "look at --prefix, --suffix, --start and --end",
        )
    still = f", {narrowed} times as narrowed" if narrowed != whole else ""
    return NotFoundError(
        f"{named} stands in the text {times}{still}",
        "say which one by --prefix, --suffix or --start",
    )
