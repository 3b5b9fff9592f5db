"""The columns that blocks are kept in, and their bytes.

Where each block starts and ends and what it is stand in columns, which are there at once however
many there are; what more a block has, its marks or cells, is JSON of its own that is read when
the block is asked for. Blocks are added one at a time, so that a parser need not hold millions.

The bytes: `MAGIC`; the CRC-32 of all that follows; how many blocks and how many of them have
more; of each block its start, end and shape; of those that have more, their index and where in the
rest their JSON ends; the JSON. Numbers are little-endian and of 32 bits, shapes of 8. Behind that
stands, only where a document has pages, JSON of its own: the offsets of the pages and their labels.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import Self

from reader.text.document import Block, PageMark
from reader.text.stored_block import KINDS, block_of, fields_of
from reader.text.stored_pages import bytes_of, pages_of

MAGIC = b"\0blocks\2"
_HEADER = len(MAGIC) + 4
_HEADING = KINDS.index("heading")
_TIGHT = 1 << 6
_SHAPES = bytes(shape for shape in range(256) if shape & 7 < len(KINDS))
_LEAD, _TIGHTNESS = (Block._fields.index(name) for name in ("lead", "tight"))


class Columns:
    """Blocks in order, of which each is made only when it is asked for."""

    def __init__(self) -> None:
        self.starts = array("I")
        """Where each block starts."""
        self.ends = array("I")
        """Where each block ends."""
        self._shapes = bytearray()
        self._special = array("I")
        self._fragment_ends = array("I")
        self._fragments = bytearray()
        self.pages: tuple[PageMark, ...] = ()
        """The pages that were read with the blocks."""

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Give the columns that `packed` made `data` of; malformed data raises `ValueError`."""
        if not data.startswith(MAGIC) or len(data) < _HEADER + 8:
            raise ValueError("these are no blocks")
        sum_of_all = int.from_bytes(data[_HEADER - 4 : _HEADER], "little")
        if crc32(memoryview(data)[_HEADER:]) != sum_of_all:
            raise ValueError("the blocks are damaged")
        columns = cls()
        count, specials = _numbers(data, _HEADER, 2)
        at = _HEADER + 8
        columns.starts = _numbers(data, at, count)
        columns.ends = _numbers(data, at + 4 * count, count)
        columns._shapes = bytearray(data[at + 8 * count : at + 9 * count])
        if len(columns._shapes) != count or columns._shapes.translate(None, _SHAPES):
            raise ValueError("blocks of no known kind")
        at += 9 * count
        columns._special = _numbers(data, at, specials)
        columns._fragment_ends = _numbers(data, at + 4 * specials, specials)
        at += 8 * specials
        end = at + columns._fragment_ends[-1] if specials else at
        columns._fragments = bytearray(data[at:end])
        columns.pages = pages_of(data[end:])
        return columns

    def packed(self, pages: Sequence[PageMark] = ()) -> bytes:
        """Give the columns as bytes, with the pages of the document that they belong to."""
        counts = array("I", (len(self), len(self._special)))
        parts: list[bytes | bytearray] = [
            *map(_little, (counts, self.starts, self.ends)),
            self._shapes,
            *map(_little, (self._special, self._fragment_ends)),
            self._fragments,
            bytes_of(pages),
        ]
        check = 0
        for part in parts:
            check = crc32(part, check)
        return b"".join([MAGIC, check.to_bytes(4, "little"), *parts])

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, block: Block) -> None:
        """Put a block behind the last."""
        shape = _shape(block)
        if any(block[_LEAD:_TIGHTNESS]) or any(block[_TIGHTNESS + 1 :]):
            self._fragments += _to_json()(fields_of(block)).encode()
            self._special.append(len(self))
            self._fragment_ends.append(len(self._fragments))
        self.starts.append(block.start)
        self.ends.append(block.end)
        self._shapes.append(shape)

    def make(self, index: int) -> Block:
        """Make the block at an index."""
        place = bisect_left(self._special, index)
        if place == len(self._special) or self._special[place] != index:
            return _plain_block(self.starts[index], self.ends[index], self._shapes[index])
        import json

        first = self._fragment_ends[place - 1] if place else 0
        block = block_of(json.loads(self._fragments[first : self._fragment_ends[place]]))
        return block._replace(start=self.starts[index], end=self.ends[index])

    def headings(self) -> list[int]:
        """Give the indices of the blocks that are headings."""
        return [index for index, shape in enumerate(self._shapes) if shape & 7 == _HEADING]


@cache
def _to_json() -> Callable[[object], str]:
    # Imported late: what is only looked at needs no JSON.
    import json

    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


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
