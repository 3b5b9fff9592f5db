"""A document's blocks and pages as bytes: an article is parsed once and then only looked at.

The blocks stand in columns (`stored_columns`), from which each is made when it is asked for. The
text is stored elsewhere; it and the bytes belong together. Before, the blocks were one JSON list;
that is still read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import le, lt
from typing import overload

from reader.text.document import Block, Document, PageMark
from reader.text.stored_block import block_of
from reader.text.stored_columns import Columns


def pack(document: Document) -> bytes:
    """Give the blocks of `document` as bytes."""
    if isinstance(document.blocks, StoredBlocks):
        return document.blocks.columns.packed(document.pages)
    columns = Columns()
    for block in document.blocks:
        columns.add(block)
    return columns.packed(document.pages)


def unpack(text: str, rules: int, data: bytes) -> Document:
    """Give the document that `pack` made `data` of, `text` and `rules` being its own.

    Data that is malformed, or that does not fit the text, raises `ValueError`.
    """
    if data.startswith(b"["):
        return _unpack_json(text, rules, data)
    columns = Columns.read(data)
    _check_order(text, columns.starts, columns.ends)
    _check_pages(text, columns.pages)
    return StoredDocument(text, StoredBlocks(columns), rules, columns.pages)


class StoredBlocks(Sequence[Block]):
    """Blocks that are made when they are asked for, and then kept."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._made: dict[int, Block] = {}

    def __len__(self) -> int:
        return len(self.columns)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        """Give one block, or some."""
        if isinstance(index, slice):
            return tuple([self[number] for number in range(*index.indices(len(self)))])
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(f"no block {index}")
        block = self._made.get(index)
        if block is None:
            block = self._made[index] = self.columns.make(index)
        return block

    def __iter__(self) -> Iterator[Block]:
        """Go through all blocks, keeping none of them."""
        return map(self._passing, range(len(self)))

    def __reversed__(self) -> Iterator[Block]:
        """Go through all blocks from the last on, keeping none of them."""
        return map(self._passing, reversed(range(len(self))))

    def _passing(self, index: int) -> Block:
        return self._made.get(index) or self.columns.make(index)


class StoredDocument(Document):
    """A document whose blocks are looked at only where one is."""

    blocks: StoredBlocks

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offsets at which the blocks start, for bisection."""
        return self.blocks.columns.starts

    @cached_property
    def headings(self) -> Sequence[int]:
        """Indices of the blocks that are headings."""
        return self.blocks.columns.headings()


def _check_order(text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
    """Raise `ValueError` unless the extents are in order and within the text."""
    in_order = all(map(le, starts, ends)) and all(map(le, ends, islice(starts, 1, None)))
    if not in_order or (ends and (starts[0] < 0 or ends[-1] > len(text))):
        raise ValueError("blocks are out of place")


def _check_pages(text: str, pages: Sequence[PageMark]) -> None:
    """Raise `ValueError` unless each page begins in the text, behind the one before."""
    offsets = [page.offset for page in pages]
    if not all(map(lt, [-1, *offsets], [*offsets, len(text)])):
        raise ValueError("pages are out of place")


def _unpack_json(text: str, rules: int, data: bytes) -> Document:
    import json

    try:
        blocks = tuple([block_of(fields) for fields in json.loads(data)])
        _check_order(text, [block.start for block in blocks], [block.end for block in blocks])
    except (TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError(f"malformed blocks: {error}") from error
    return Document(text, blocks, rules)
