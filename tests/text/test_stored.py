"""Stored blocks: they come back the same, and what is malformed is told."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import markdown, stored_columns
from reader.text.document import Block, Document
from reader.text.stored import pack, unpack
from reader.text.stored_block import block_of, fields_of
from tests.text.strategies import documents


@given(documents)
def test_a_document_comes_back_the_same(document: Document) -> None:
    opened = unpack(document.text, document.rules, pack(document))
    assert (opened.text, opened.rules) == (document.text, document.rules)
    assert tuple(opened.blocks) == tuple(document.blocks)
    assert [opened.blocks[number] for number in range(len(opened.blocks))] == [*document.blocks]
    assert list(opened.starts) == list(document.starts)
    assert list(opened.headings) == list(document.headings)


@given(documents)
def test_blocks_stored_before_as_one_list_are_still_read(document: Document) -> None:
    data = json.dumps([fields_of(block) for block in document.blocks]).encode()
    opened = unpack(document.text, document.rules, data)
    assert tuple(opened.blocks) == tuple(document.blocks)


def test_what_more_a_block_has_is_read_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = markdown.parse("*one*\n\ntwo\n\n*three*\n")[0]
    blocks = tuple(document.blocks)
    read: list[object] = []

    def reading(fields: object) -> Block:
        read.append(fields)
        return block_of(fields)

    monkeypatch.setattr(stored_columns, "block_of", reading)
    opened = unpack(document.text, document.rules, pack(document))
    assert opened.blocks[1] == blocks[1]
    assert not read
    assert opened.blocks[2] == blocks[2]
    assert opened.blocks[2] == blocks[2]
    assert len(read) == 1


@given(documents, st.data())
def test_a_flipped_bit_is_told(document: Document, data: st.DataObject) -> None:
    packed = bytearray(pack(document))
    place = data.draw(st.integers(0, len(packed) * 8 - 1))
    packed[place // 8] ^= 1 << place % 8
    with pytest.raises(ValueError):
        unpack(document.text, document.rules, bytes(packed))


@given(documents, st.data())
def test_what_is_cut_off_is_told(document: Document, data: st.DataObject) -> None:
    packed = pack(document)
    with pytest.raises(ValueError):
        unpack(document.text, document.rules, packed[: data.draw(st.integers(0, len(packed) - 1))])


def test_blocks_of_a_longer_text_are_told() -> None:
    document = markdown.parse("one\n\ntwo\n")[0]
    with pytest.raises(ValueError, match="out of place"):
        unpack("one", document.rules, pack(document))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"null", b"[1]", b"[[]]", b"[[0]]", b"[[0,5]]", b"[[0,99,1]]", b"[[3,2,1]]",
        b"[[-1,2,1]]", b"[[0,5,77]]", b'[["0",5,1]]', b"[[0,5,1.5]]", b"[[0,5,1,0,3]]", b"\xff",
        b"[[0,5,1],[3,5,1]]", b'[[0,5,1,0,"","",0,[1]]]', b'[[0,5,1,0,"","",0,[0,9,0,"",""]]]',
        b'[[0,5,1,0,"","",0,[0,1,99,"",""]]]', b'[[0,5,1,0,"","",0,[0,1,0,2,""]]]',
        b'[[0,5,3,0,"","",0,[],[[0,9]]]]', b'[[0,5,3,0,"","",0,[],[[0]]]]',
        b'[[0,5,3,0,"","",0,{"a":1}]]',
        b'[[0,5,1,0,"","",0,[],[],[],"",1]]', b"[" * 100_000, b'[[true,5,1]]',
    ],
)  # fmt: skip
def test_malformed_data_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack("text.", 1, data)


@given(st.recursive(st.none() | st.integers(-2, 9) | st.text(max_size=2), st.lists, max_leaves=20))
def test_any_other_data_is_a_document_or_told(data: object) -> None:
    try:
        made = unpack("some text", 1, json.dumps(data).encode())
    except ValueError:
        return
    assert isinstance(made, Document)


def test_opening_a_stored_article_loads_no_parser() -> None:
    document = markdown.parse("# Title\n\nOne *plain* article.")[0]
    program = (
        "import sys\n"
        "from reader.text import motions, selection, units\n"
        "from reader.text.stored import unpack\n"
        f"document = unpack({document.text!r}, 1, {pack(document)!r})\n"
        "offset = motions.next_word(document, motions.next_sentence(document, 0))\n"
        "selection.right(document, selection.start(units.word_at(document, offset)))\n"
        "print([name for name in ('markdown_it', 'regex', 'textual') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_there_is_no_block_before_the_first_or_after_the_last() -> None:
    document = markdown.parse("one\n\ntwo\n\n*three*\n")[0]
    blocks = unpack(document.text, document.rules, pack(document)).blocks
    assert blocks[-1] == blocks[2]
    for outside in (-4, 3):
        with pytest.raises(IndexError):
            blocks[outside]


def test_going_through_the_blocks_from_either_end_keeps_none() -> None:
    document = markdown.parse("one\n\ntwo\n\n*three*\n")[0]
    blocks = unpack(document.text, document.rules, pack(document)).blocks
    assert [*reversed(blocks)] == [*blocks][::-1]
    first = next(iter(blocks))
    assert next(iter(blocks)) is not first


def test_a_block_of_no_known_kind_is_told() -> None:
    document = markdown.parse("one\n\ntwo\n")[0]
    columns = stored_columns.Columns()
    for block in document.blocks:
        columns.add(block)
    columns._shapes[1] = 7
    with pytest.raises(ValueError, match="kind"):
        unpack(document.text, document.rules, columns.packed())
