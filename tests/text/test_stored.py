"""Stored blocks: they come back the same, and what is malformed is told."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import markdown
from reader.text.document import Document
from reader.text.stored import pack, unpack
from tests.text.strategies import documents


@given(documents)
def test_a_document_comes_back_the_same(document: Document) -> None:
    assert unpack(document.text, document.rules, pack(document)) == document


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
