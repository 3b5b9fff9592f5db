"""One block as a list of plain fields, for keeping it in JSON, and back.

The fields stand in `Block`'s order; those at the end that are as usual are left out. Marks and
cells are flat lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from reader.text.document import Align, Block, BlockKind, Mark, MarkStyle, Span

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
_STYLES: tuple[MarkStyle, ...] = get_args(MarkStyle)
_ALIGNS: tuple[Align, ...] = get_args(Align)
_USUAL: list[object] = [None, None, None, 0, "", "", 0, [], [], [], ""]
_MARK_FIELDS = 5


def fields_of(block: Block) -> list[object]:
    """Give the fields of a block."""
    fields: list[object] = [
        block.start,
        block.end,
        KINDS.index(block.kind),
        block.level,
        block.lead,
        block.hang,
        int(block.tight),
        _flat_marks(block.marks),
        [[offset for cell in row for offset in cell] for row in block.rows],
        [_ALIGNS.index(align) for align in block.aligns],
        block.info,
    ]
    while fields[-1] == _USUAL[len(fields) - 1]:
        fields.pop()
    return fields


def _flat_marks(marks: tuple[Mark, ...]) -> list[object]:
    flat: list[object] = []
    for start, end, style, target, title in marks:
        flat += (start, end, _STYLES.index(style), target, title)
    return flat


def block_of(fields: Any) -> Block:
    """Give the block that `fields_of` made `fields` of; what is malformed raises an error.

    That is `ValueError`, `TypeError`, `KeyError` or `IndexError`.
    """
    if not isinstance(fields, list):
        raise ValueError("a block is no list")
    start, end, kind, level, lead, hang, tight, marks, rows, aligns, info = (
        fields + _USUAL[len(fields) :]
    )
    _expect(int, (start, end, kind, level, tight))
    _expect(str, (lead, hang, info))
    return Block(
        start,
        end,
        KINDS[kind],
        level,
        lead,
        hang,
        tight == 1,
        _marks(marks, start, end) if marks else (),
        tuple([_cells(row, start, end) for row in rows]) if rows else (),
        tuple([_ALIGNS[align] for align in aligns]) if aligns else (),
        info,
    )


def _marks(flat: list[Any], start: int, end: int) -> tuple[Mark, ...]:
    starts, ends, styles, targets, titles = (flat[n::_MARK_FIELDS] for n in range(_MARK_FIELDS))
    if len(flat) % _MARK_FIELDS:
        raise ValueError("a mark is cut off")
    _expect_within(starts, ends, start, end)
    _expect(str, targets)
    _expect(str, titles)
    names = [_STYLES[style] for style in styles]
    return tuple(map(Mark, starts, ends, names, targets, titles))


def _cells(flat: list[Any], start: int, end: int) -> tuple[Span, ...]:
    starts, ends = flat[::2], flat[1::2]
    _expect_within(starts, ends, start, end)
    return tuple(map(Span, starts, ends))


def _expect(kind: type, values: Iterable[object]) -> None:
    for value in values:
        if type(value) is not kind:
            raise ValueError(f"{value!r} where a {kind.__name__} was expected")


def _expect_within(starts: list[Any], ends: list[Any], first: int, last: int) -> None:
    """Raise `ValueError` unless these are extents within `[first, last)`."""
    _expect(int, starts)
    _expect(int, ends)
    for start, end in zip(starts, ends, strict=True):
        if not first <= start <= end <= last:
            raise ValueError(f"an extent at {start} is outside its block")
