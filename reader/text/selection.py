"""Select mode as a value: what was selected first, and the end that moves.

Positions are gaps between characters. The origin stays wholly selected while the moving
end, the head, goes past it to either side; so a word selected first is never cut by
going back over it. Only motions by character and to a row's ends cut it: the origin
then shrinks to nothing at the side that holds. A selection is never empty.

    one [two|] three    v on `two`: the head is its end
    one [two three|]    w
    [|one two] three    b b: the head has crossed the origin
"""

from __future__ import annotations

from typing import NamedTuple

from reader.text import characters, units
from reader.text.document import Document, Span
from reader.text.graphemes import next_boundary, previous_boundary
from reader.text.graphemes import trimmed as trimmed
from reader.text.objects import grow as grow
from reader.text.objects import shrink as shrink
from reader.text.steps import PARAGRAPHS, SENTENCES, WORDS, Steps


class Selection(NamedTuple):
    """A passage that is being selected."""

    origin: Span
    """What was selected first; empty if it was cut."""
    head: int
    """Offset of the end that moves."""

    @property
    def forward(self) -> bool:
        """Whether the moving end is the right one."""
        return self.head > self.origin.start

    @property
    def span(self) -> Span:
        """What is selected."""
        if self.forward:
            return Span(self.origin.start, self.head)
        return Span(self.head, self.origin.end)


def moving_character(document: Document, selection: Selection) -> Span:
    """Give the selected character at the moving end.

    >>> moving_character(Document("one two", (), 0), Selection(Span(0, 3), 3))
    Span(start=2, end=3)
    """
    head = selection.head
    if selection.forward:
        return Span(previous_boundary(document.text, head), head)
    return Span(head, next_boundary(document.text, head))


def start(span: Span) -> Selection:
    """Begin with `span`, its right end moving."""
    return Selection(span, span.end)


def anew(document: Document, selection: Selection) -> Selection:
    """Begin again with the word at the moving end."""
    head = selection.head
    if selection.forward:
        head = previous_boundary(document.text, head)
    return start(units.word_at(document, head))


def other_end(selection: Selection) -> Selection:
    """Let the other end move; the selected passage stays."""
    span = selection.span
    if span == selection.origin:
        return Selection(span, span.start if selection.forward else span.end)
    if selection.forward:
        return Selection(Span(span.end, span.end), span.start)
    return Selection(Span(span.start, span.start), span.end)


def right(document: Document, selection: Selection) -> Selection:
    """Move the head one character to the right, cutting the origin if it is in the way."""
    origin, head = _held(document, selection)
    if head > origin.start:
        return Selection(origin, characters.end_after(document, head))
    if head < origin.start:
        return Selection(origin, min(characters.start_after(document, head), origin.start))
    inside = characters.start_after(document, head)
    if inside < origin.end:
        return Selection(Span(origin.end, origin.end), inside)
    return Selection(origin, characters.end_after(document, origin.end))


def left(document: Document, selection: Selection) -> Selection:
    """Move the head one character to the left, cutting the origin if it is in the way."""
    origin, head = _held(document, selection)
    if head <= origin.start:
        return Selection(origin, characters.start_before(document, head))
    if head > origin.end:
        return Selection(origin, max(characters.end_before(document, head), origin.end))
    inside = characters.end_before(document, head)
    if inside > origin.start:
        return Selection(Span(origin.start, origin.start), inside)
    return Selection(origin, characters.start_before(document, origin.start))


def next_word(document: Document, selection: Selection) -> Selection:
    """Take the next word in, or leave the first one out if the left end moves."""
    return _onward(document, selection, WORDS)


def previous_word(document: Document, selection: Selection) -> Selection:
    """Leave the last word out, or take the one before in if the left end moves."""
    return _back(document, selection, WORDS)


def word_end(document: Document, selection: Selection) -> Selection:
    """Move the head to the next end of a word."""
    origin, head = _held(document, selection)
    end = WORDS.end_after(document, head)
    if end is not None and end <= origin.start:
        return Selection(origin, end)
    return _onward(document, selection, WORDS)


def next_sentence(document: Document, selection: Selection) -> Selection:
    """As `next_word`, by sentences."""
    return _onward(document, selection, SENTENCES)


def previous_sentence(document: Document, selection: Selection) -> Selection:
    """As `previous_word`, by sentences."""
    return _back(document, selection, SENTENCES)


def next_paragraph(document: Document, selection: Selection) -> Selection:
    """As `next_word`, by blocks."""
    return _onward(document, selection, PARAGRAPHS)


def previous_paragraph(document: Document, selection: Selection) -> Selection:
    """As `previous_word`, by blocks."""
    return _back(document, selection, PARAGRAPHS)


def line_start(selection: Selection, row: Span) -> Selection:
    """Move the head to the start of the `row` that it is on."""
    return _placed(selection, row.start)


def line_end(selection: Selection, row: Span) -> Selection:
    """Move the head to the end of the `row` that it is on."""
    return _placed(selection, row.end)


def reaching(document: Document, selection: Selection, unit: Span) -> Selection:
    """Move the head to the far side of `unit`, the origin staying whole."""
    return spanning(_held(document, selection)[0], unit)


def spanning(origin: Span, reached: Span) -> Selection:
    """Select `origin` first, then all up to the far side of `reached`."""
    if reached.start < origin.start:
        return Selection(origin, reached.start)
    return Selection(origin, max(reached.end, origin.end))


def _held(document: Document, selection: Selection) -> tuple[Span, int]:
    """Give the origin and the head; an origin that was cut is the character that it holds."""
    origin, head = selection.origin, selection.head
    if origin.start == origin.end:
        here = origin.start
        if head > here:
            origin = Span(here, next_boundary(document.text, here))
        elif head < here:
            origin = Span(previous_boundary(document.text, here), here)
    return origin, head


def _placed(selection: Selection, offset: int) -> Selection:
    """Move the head to `offset`, cutting the origin if that is inside it."""
    origin = selection.origin
    if origin.start < offset < origin.end:
        side = origin.start if selection.forward else origin.end
        return Selection(Span(side, side), offset)
    if origin.start == origin.end == offset:
        return selection
    return Selection(origin, offset)


def _onward(document: Document, selection: Selection, steps: Steps) -> Selection:
    """Move the head to the right by a unit, the origin staying whole."""
    origin, head = _held(document, selection)
    if head < origin.start:
        following = steps.start_after(document, head) or origin.start
        return Selection(origin, min(following, origin.start))
    end = steps.end_after(document, max(head, origin.end))
    return selection if end is None else Selection(origin, end)


def _back(document: Document, selection: Selection, steps: Steps) -> Selection:
    """Move the head to the left by a unit, the origin staying whole."""
    origin, head = _held(document, selection)
    if head > origin.end:
        preceding = steps.end_before(document, head) or origin.end
        return Selection(origin, max(preceding, origin.end))
    begin = steps.start_before(document, min(head, origin.start))
    return selection if begin is None else Selection(origin, begin)
