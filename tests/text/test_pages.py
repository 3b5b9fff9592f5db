"""Pages of a source: kept with the blocks, and given to whoever cites."""

from __future__ import annotations

import json
from binascii import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import pages
from reader.text.document import Block, Document, PageMark
from reader.text.stored import pack, unpack
from reader.text.stored_columns import MAGIC
from tests.text.strategies import documents

_TEXT = "One page.\n\nTwo pages."
_BLOCKS = (Block(0, 9, "paragraph"), Block(11, 21, "heading", 2, lead="› "))
_PAGES = (PageMark(0, "xii"), PageMark(4, "1"), PageMark(15, "A–2"))


def _with_pages(data: object) -> bytes:
    """Give the blocks with something else for pages, under a sum that is right."""
    packed = pack(Document(_TEXT, _BLOCKS, 1))
    rest = packed[len(MAGIC) + 4 :] + json.dumps(data).encode()
    return MAGIC + crc32(rest).to_bytes(4, "little") + rest


@given(documents, st.data())
def test_pages_come_back_with_the_blocks(document: Document, data: st.DataObject) -> None:
    offsets = data.draw(st.sets(st.integers(0, max(len(document.text) - 1, 0))))
    marks = [PageMark(offset, data.draw(st.text(max_size=3))) for offset in sorted(offsets)]
    paged = Document(document.text, document.blocks, 1, marks if document.text else [])
    opened = unpack(paged.text, 1, pack(paged))
    assert list(opened.pages) == list(paged.pages)
    assert tuple(opened.blocks) == tuple(document.blocks)
    assert pack(opened) == pack(paged)


def test_a_document_without_pages_is_packed_as_before() -> None:
    plain = pack(Document(_TEXT, _BLOCKS, 1))
    assert pack(Document(_TEXT, _BLOCKS, 1, _PAGES)).endswith(plain[len(MAGIC) + 4 :] + _json())
    assert not unpack(_TEXT, 1, plain).pages
    assert plain.hex() == (
        "00626c6f636b73020b8558640200000001000000000000000b000000090000001500000001100100000012000000"
        + '[11,21,0,2,"› "]'.encode().hex()
    )


def _json() -> bytes:
    return '[[0,4,15],["xii","1","A–2"]]'.encode()


@pytest.mark.parametrize(
    "data",
    [
        [], [[], []], 1, {"a": 1}, [[0], []], [[0], [1]], [["0"], ["1"]], [[0, 0], ["1", "2"]],
        [[5, 4], ["1", "2"]], [[-1], ["1"]], [[21], ["1"]], [[0], ["1"], []], [[True], ["1"]],
    ],
)  # fmt: skip
def test_malformed_pages_are_told(data: object) -> None:
    with pytest.raises(ValueError, match="pages"):
        unpack(_TEXT, 1, _with_pages(data))


@pytest.mark.parametrize(
    ("start", "end", "cited", "labels"),
    [
        (0, 4, "p. xii", "xii"),
        (4, 15, "p. 1", "1"),
        (3, 5, "pp. xii–1", "xii–1"),
        (0, 21, "pp. xii–A–2", "xii–A–2"),
        (4, 4, "p. 1", "1"),
    ],
)
def test_a_passage_is_cited_by_its_pages(start: int, end: int, cited: str, labels: str) -> None:
    assert pages.cited(_PAGES, start, end) == cited
    assert pages.labels(_PAGES, start, end) == labels


def test_without_pages_nothing_is_cited() -> None:
    assert pages.cited((), 0, 5) == ""
    assert pages.labels((), 0, 5) == ""


def test_a_heading_and_pages_are_told_in_one_line() -> None:
    assert pages.with_pages("Method", "p. 3") == "Method, p. 3"
    assert pages.with_pages("", "p. 3") == "p. 3"
    assert pages.with_pages("Method", "") == "Method"
