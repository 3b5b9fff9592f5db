"""What became of a passage that cannot be placed surely: why, and near what to look for it."""

from __future__ import annotations

from reader.annotation.model import Annotation
from reader.text.document import Span

MANY = 100
"""Times up to which it is counted how often a passage stands in a text."""

_LINES = 10
"""Lines on each side of a passage that may tell where it was."""
_LINE = 200
"""Characters of a line that are looked for."""
_TELLING = 12
"""Characters that a line must have to tell anything."""


def times(text: str, part: str) -> int:
    """Give how often `part` stands in `text`, without overlaps, counted up to `MANY`."""
    count = at = 0
    while part and count < MANY:
        at = text.find(part, at)
        if at < 0:
            break
        count, at = count + 1, at + len(part)
    return count


def reason(annotation: Annotation, present: str, is_taken: bool) -> str:
    """Say why an annotation could not be placed surely in the text that its article shows.

    `is_taken` tells that another annotation stands exactly where it is proposed.
    """
    count, proposed = times(present, annotation.quote), annotation.proposed
    if annotation.status == "orphaned":
        where = {0: "are not in the text now", 1: "stand in the text once"}
        return f"An orphan: its words {where.get(count, f'stand in the text {_often(count)}')}"
    if is_taken:
        return "Another annotation stands at that place already"
    if count > 1:
        return f"Its words stand in the text {_often(count)} now"
    if proposed is None or present[proposed.start : proposed.end] != annotation.quote:
        return "Its words were changed"
    return "What stands around it was changed"


def _often(count: int) -> str:
    return "twice" if count == 2 else f"{count} times" if count < MANY else "very often"


def near(old: str, new: str, span: Span) -> int:
    """Give the offset in `new` near which a passage of `old` would stand.

    That is where its words stand, else beside a line that stood near it and is found once;
    else it is as far into the text as it was.
    """
    share = span.start * len(new) // max(len(old), 1)
    part = old[span.start : span.end]
    places = [at for at in (new.find(part, share), new.rfind(part, 0, share)) if at >= 0]
    if places:
        return min(places, key=lambda at: abs(at - share))
    start, end = span
    for _ in range(_LINES):
        before, start = _line_before(old, start)
        at = _only(new, before[-_LINE:])
        if at >= 0:
            return min(at + len(before[-_LINE:]), len(new))
        after, end = _line_after(old, end)
        at = _only(new, after[:_LINE])
        if at >= 0:
            return at
    return share


def _line_before(text: str, offset: int) -> tuple[str, int]:
    """Give what stands on a line before an offset, and where the line before that ends."""
    start = text.rfind("\n", 0, offset) + 1
    return text[max(start, offset - _LINE) : offset].strip(), max(start - 1, 0)


def _line_after(text: str, offset: int) -> tuple[str, int]:
    """Give what stands on a line after an offset, and where the next line begins."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return text[offset : min(end, offset + _LINE)].strip(), min(end + 1, len(text))


def _only(text: str, part: str) -> int:
    """Give where a telling line stands in a text if it does once, else -1."""
    if len(part) < _TELLING:
        return -1
    at = text.find(part)
    return at if at >= 0 and text.find(part, at + 1) < 0 else -1
