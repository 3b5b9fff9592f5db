"""Canonical text and its blocks while they are put together, one block after the other."""

from __future__ import annotations

from io import StringIO

from reader.text.document import Align, Block, BlockKind, Mark, Span
from reader.text.markdown.outline import Outline
from reader.text.stored_columns import Columns

Rows = tuple[tuple[Span, ...], ...]


class Assembly:
    """The blocks so far and their text; `outline` decorates the next one."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.columns = Columns()
        """The blocks so far."""
        self._text = StringIO()
        self._length = 0
        self._note: tuple[str, str] | None = None
        self._note_start = 0

    def text(self) -> str:
        """Give the text so far."""
        return self._text.getvalue()

    def begin_note(self, number: str, title: str) -> None:
        """Begin a footnote; its first block of text is marked as what its number refers to."""
        self.outline = Outline()
        self.outline.enter(f"[{number}] ")
        self._note = number, title
        self._note_start = len(self.columns)

    def is_note_empty(self) -> bool:
        """Tell whether nothing was added since the footnote began."""
        return len(self.columns) == self._note_start

    def end_note(self) -> None:
        """End a footnote: no further block is its first."""
        self._note = None

    def next_start(self, joint: str | None = None) -> int:
        """Give where the next block's text starts; `joint` is what parts it from the last.

        Without one, it is an empty line, or a line end where the outline is tight.
        """
        return self._length + len(self._separator(joint)) if self._length else 0

    def add(
        self,
        text: str,
        kind: BlockKind,
        *,
        joint: str | None = None,
        level: int = 0,
        marks: tuple[Mark, ...] = (),
        rows: Rows = (),
        aligns: tuple[Align, ...] = (),
        info: str = "",
    ) -> bool:
        """Add a block, unless its text is blank; tell whether it was added.

        Offsets in `marks` and `rows` are those of the article.
        """
        if not text or text.isspace():
            return False
        start = self.next_start(joint)
        tight = joint is not None or self.outline.is_tight()
        if self._length:
            self._text.write(self._separator(joint))
        self._text.write(text)
        end = self._length = start + len(text)
        lead, hang = self.outline.take()
        if self._note:
            marks = (Mark(start, end, "footnote_text", *self._note), *marks)
            self._note = None
        self.columns.add(
            Block(start, end, kind, level, lead, hang, tight, marks, rows, aligns, info)
        )
        return True

    def add_rule(self) -> None:
        """Add a rule, which has no text."""
        tight = self.outline.is_tight()
        lead, hang = self.outline.take()
        self.columns.add(Block(self._length, self._length, "rule", 0, lead, hang, tight))

    def append(self, other: Assembly) -> None:
        """Add all blocks of `other`, parted from these by an empty line."""
        if not other._length:
            return
        by = self._length
        if by:
            self._text.write("\n\n")
            by += 2
        self._text.write(other.text())
        self._length = by + other._length
        for index in range(len(other.columns)):
            self.columns.add(_shifted(other.columns.make(index), by))

    def _separator(self, joint: str | None) -> str:
        if joint is not None:
            return joint
        return "\n" if self.outline.is_tight() else "\n\n"


def _shifted(block: Block, by: int) -> Block:
    marks = [mark._replace(start=mark.start + by, end=mark.end + by) for mark in block.marks]
    rows = [tuple([Span(start + by, end + by) for start, end in row]) for row in block.rows]
    return block._replace(
        start=block.start + by, end=block.end + by, marks=tuple(marks), rows=tuple(rows)
    )
