"""Where the passages of a text stand in it: highlights, numbers, and notes beside their blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from reader.annotation.model import Annotation
from reader.annotation.painting import disjoint
from reader.formats.html import escaping
from reader.formats.html.inline import Point, Run
from reader.formats.html.tagbook import TagBook
from reader.formats.record import Record
from reader.text.document import Document


class Marking:
    """What is drawn in one text and beside it."""

    def __init__(
        self,
        document: Document,
        records: Sequence[Record],
        book: TagBook,
        note: Callable[[Record, int], str],
    ) -> None:
        """Take the passages that stand in a document, by place.

        `note` gives what stands in the margin for one of them and its number.
        """
        self.points: dict[int, list[Point]] = {}
        """Where passages begin and end, by the index of the block."""
        self.beside: dict[int, list[str]] = {}
        """Notes, by the index of the block that they stand beside."""
        self._document = document
        self._runs = _runs(records, book)
        number = 0
        for record in records if document.blocks else ():
            first, last = self._block_from(record.start), self._block_to(record.end)
            place = f'<span id="p-{escaping.attribute(record.id)}" class="at"></span>'
            self.points.setdefault(first, []).append(Point(record.start, place))
            if record.note or record.tags:
                number += 1
                sign = f'<sup class="number" data-p="{escaping.attribute(record.id)}"'
                sign += f' data-number="{number}"></sup>'
                self.points.setdefault(last, []).append(Point(record.end, sign, closes=True))
                self.beside.setdefault(first, []).append(note(record, number))

    def between(self, start: int, end: int) -> Sequence[Run]:
        """Give the runs that touch `[start, end)`."""
        first = bisect_right(self._runs, start, key=lambda run: run.end)
        return self._runs[first : bisect_left(self._runs, end, key=lambda run: run.start)]

    def _block_from(self, start: int) -> int:
        """Give the block that holds an offset, or the next one with text."""
        blocks = self._document.blocks
        index = max(bisect_right(self._document.starts, start) - 1, 0)
        while index < len(blocks) - 1 and blocks[index].end <= start:
            index += 1
        return index

    def _block_to(self, end: int) -> int:
        """Give the last block that has text before an offset."""
        blocks = self._document.blocks
        index = max(bisect_left(self._document.starts, end) - 1, 0)
        while index > 0 and blocks[index].start == blocks[index].end:
            index -= 1
        return index


def _runs(records: Sequence[Record], book: TagBook) -> list[Run]:
    marks = [
        Annotation(
            one.id, one.article, one.text_hash, one.start, one.end, one.quote,
            tags=one.tags, created=one.created,
        )
        for one in records
    ]  # fmt: skip
    return [
        Run(start, end, book.color(top.tags), depth > 1)
        for start, end, top, depth in disjoint(marks)
    ]
