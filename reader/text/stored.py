"""A document's blocks as bytes, so that an article is parsed once and then only looked at.

Where each block starts and ends and what it is stand in columns, which are there at once however
many there are; what more a block has, its marks or cells, is JSON of its own that is read when
the block is asked for. The text is stored elsewhere; it and the bytes belong together.

The bytes: `MAGIC`; the CRC-32 of all that follows; how many blocks and how many of them have
more; of each block its start, end and shape; of those that have more, their index and where in the
rest their JSON ends; the JSON. Numbers are little-endian and of 32 bits, shapes of 8. Before,
the blocks were one JSON list; that is still read.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import le
from typing import overload

from reader.text.document import Block, Document
from reader.text.stored_block import KINDS, block_of, fields_of

MAGIC = b"\0blocks\2"
_HEADER = len(MAGIC) + 4
_HEADING = KINDS.index("heading")
_TIGHT = 1 << 6


def pack(document: Document) -> bytes:
    """Give the blocks of `document` as bytes."""
    import json

    starts, ends, shapes = array("I"), array("I"), bytearray()
    special, fragment_ends = array("I"), array("I")
    fragments = bytearray()
    for index, block in enumerate(document.blocks):
        starts.append(block.start)
        ends.append(block.end)
        shapes.append(_shape(block))
        if block != _plain_block(block.start, block.end, shapes[-1]):
            fields = fields_of(block)
            fragments += json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
            special.append(index)
            fragment_ends.append(len(fragments))
    counts = array("I", (len(starts), len(special)))
    columns = b"".join(map(_little, (counts, starts, ends)))
    rest = columns + shapes + _little(special) + _little(fragment_ends) + fragments
    return MAGIC + crc32(rest).to_bytes(4, "little") + rest


def unpack(text: str, rules: int, data: bytes) -> Document:
    """Give the document that `pack` made `data` of, `text` and `rules` being its own.

    Data that is malformed, or that does not fit the text, raises `ValueError`.
    """
    if data.startswith(b"["):
        return _unpack_json(text, rules, data)
    blocks = StoredBlocks(data)
    _check_order(text, blocks.starts, blocks.ends)
    return StoredDocument(text, blocks, rules)


class StoredBlocks(Sequence[Block]):
    """Blocks that are made when they are asked for, and then kept."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < _HEADER + 8:
            raise ValueError("these are no blocks")
        if crc32(memoryview(data)[_HEADER:]) != int.from_bytes(
            data[_HEADER - 4 : _HEADER], "little"
        ):
            raise ValueError("the blocks are damaged")
        count, specials = _numbers(data, _HEADER, 2)
        at = _HEADER + 8
        self.starts = _numbers(data, at, count)
        self.ends = _numbers(data, at + 4 * count, count)
        self.shapes = data[at + 8 * count : at + 9 * count]
        at += 9 * count
        self._special = _numbers(data, at, specials)
        self._fragment_ends = _numbers(data, at + 4 * specials, specials)
        self._fragments = data[at + 8 * specials :]
        self._made: dict[int, Block] = {}

    def __len__(self) -> int:
        return len(self.starts)

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
        block = self._made.get(index)
        if block is None:
            block = self._made[index] = self._make(index)
        return block

    def __iter__(self) -> Iterator[Block]:
        """Go through all blocks, keeping none of them."""
        for index in range(len(self)):
            yield self._made.get(index) or self._make(index)

    def _make(self, index: int) -> Block:
        place = bisect_left(self._special, index)
        if place == len(self._special) or self._special[place] != index:
            return _plain_block(self.starts[index], self.ends[index], self.shapes[index])
        import json

        first = self._fragment_ends[place - 1] if place else 0
        return block_of(json.loads(self._fragments[first : self._fragment_ends[place]]))


class StoredDocument(Document):
    """A document whose blocks are looked at only where one is."""

    blocks: StoredBlocks

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offsets at which the blocks start, for bisection."""
        return self.blocks.starts

    @cached_property
    def headings(self) -> Sequence[int]:
        """Indices of the blocks that are headings."""
        shapes = self.blocks.shapes
        return [index for index, shape in enumerate(shapes) if shape & 7 == _HEADING]


def _shape(block: Block) -> int:
    return KINDS.index(block.kind) | (block.level & 7) << 3 | (_TIGHT if block.tight else 0)


def _plain_block(start: int, end: int, shape: int) -> Block:
    return Block(start, end, KINDS[shape & 7], shape >> 3 & 7, tight=bool(shape & _TIGHT))


def _numbers(data: bytes, at: int, count: int) -> array[int]:
    """Read `count` numbers from a place in the bytes on; fewer raise `ValueError`."""
    numbers = array("I")
    numbers.frombytes(data[at : at + 4 * count])
    if len(numbers) != count:
        raise ValueError("the blocks are cut off")
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _check_order(text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
    """Raise `ValueError` unless the extents are in order and within the text."""
    in_order = all(map(le, starts, ends)) and all(map(le, ends, islice(starts, 1, None)))
    if not in_order or (ends and (starts[0] < 0 or ends[-1] > len(text))):
        raise ValueError("blocks are out of place")


def _unpack_json(text: str, rules: int, data: bytes) -> Document:
    import json

    try:
        blocks = tuple([block_of(fields) for fields in json.loads(data)])
        _check_order(text, [block.start for block in blocks], [block.end for block in blocks])
    except (TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError(f"malformed blocks: {error}") from error
    return Document(text, blocks, rules)
