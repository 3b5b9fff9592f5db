"""JSON as every format writes it: harmless on a terminal, and the same when it is read."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Article
from reader.formats.export import Marked, Options
from reader.formats.json_reading import decoded
from reader.formats.json_writing import encoded
from reader.formats.known import module
from reader.formats.losses import Losses
from reader.text.document import Document
from tests.formats.given import Given
from tests.formats.test_csv import record

_HARM = "\x1b\x7f\x9b\u202e\u2028\ud800"
_HARMFUL = re.compile(f"[\x00-\x09\x0b-\x1f{_HARM}]")
_TEXT = st.text(st.characters() | st.sampled_from(_HARM))


@given(_TEXT, st.sampled_from([None, 1, 2]), st.booleans())
def test_any_text_is_harmless_and_comes_back(text: str, indent: int | None, spaced: bool) -> None:
    written = encoded({text: [text, 1.5, None]}, indent=indent, spaced=spaced)
    assert not _HARMFUL.search(written)
    assert decoded(written.encode()) == json.loads(written) == {text: [text, 1.5, None]}


@pytest.mark.parametrize("name", ["jsonl", "doccano", "csl", "w3c", "hypothesis"])
def test_no_format_of_json_writes_what_a_terminal_could_obey(name: str) -> None:
    article = Article("a", f"/{_HARM}", _HARM, "text", "h", 6, source=_HARM, author=_HARM)
    one = record(article="a", title=_HARM, quote=_HARM, start=0, end=6, tags=("a",), note=_HARM)
    marked = Marked(article, "h", Document(_HARM, (), 0), [one])
    sink = io.StringIO(newline="")
    module(name, "write").write(Given([one], texts=[marked]), sink, Options(), Losses())
    assert not _HARMFUL.search(sink.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"{", b"NaN", b"-Infinity", b"\xff", b"[" * 200_000, b"9" * 9_999, b"1 2"]
)
def test_what_is_no_json_is_told_in_one_way(data: bytes) -> None:
    with pytest.raises(ValueError):
        decoded(data)
