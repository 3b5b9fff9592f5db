"""JSON Lines: exact bytes, and nothing a file holds raises anything but one line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotation.model import Article, Tag, TagUse
from reader.errors import FormatError
from reader.formats.export import Marked, Options
from reader.formats.given import GivenTag, GivenText
from reader.formats.jsonl.read import read
from reader.formats.jsonl.write import write
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.text.document import Block, Document
from tests.formats.given import Given

_FIRST = {"line": "library", "format": "article-reader", "version": 1}
_ARTICLE = {"line": "article", "id": "A", "title": "T", "text_hash": "h"}


def exported() -> Given:
    article = Article("A", "/a.txt", "T\n", "text", "h", 5, metadata={"x": ["\ud800"]})
    record = Record(
        *("R", "A", "T\n", "", "", "", "", "", "", "a\u2028", "", "b"),
        *(("x/y",), "=1", 0, 2, "h", "anchored", "ann", "c", "u", "p. 1"),
    )
    document = Document("a\u2028b c", (Block(0, 5, "paragraph"),), 2)
    return Given(
        texts=[Marked(article, "h", document, [record])],
        tags=[TagUse(Tag("t", "x/y", "teal", "why", 3), 1, "")],
    )


def test_the_bytes_of_a_small_library() -> None:
    sink = io.StringIO(newline="")
    assert write(exported(), sink, Options(), Losses()) == 1
    assert sink.getvalue().encode() == (Path(__file__).parent / "small.jsonl").read_bytes()


@pytest.mark.parametrize("harm", ["\x9b31m", "\x7f", "\u202e", "\u2028"])
def test_nothing_that_a_terminal_could_obey_stands_as_it_is(tmp_path: Path, harm: str) -> None:
    given = exported()
    [marked] = given.texts()
    article = marked.article._replace(path=f"/n{harm}.txt", metadata={})
    sink = io.StringIO(newline="")
    write(Given(texts=[marked._replace(article=article)]), sink, Options(), Losses())
    assert harm[0] not in sink.getvalue()
    (tmp_path / "x.jsonl").write_text(sink.getvalue())
    [text] = read(tmp_path / "x.jsonl", Losses())
    assert isinstance(text, GivenText) and text.path == article.path


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    tag, text = read(Path(__file__).parent / "small.jsonl", Losses())
    assert tag == GivenTag("x/y", "teal", "why", 3)
    assert isinstance(text, GivenText) and text.text == "a\u2028b c" and text.blocks
    [passage] = text.passages
    assert (passage.id, passage.quote, passage.tags) == ("R", "a\u2028", ("x/y",))
    assert text.metadata == {"x": ["\ud800"]}


def test_what_is_not_known_is_counted(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (Path(__file__).parent / "small.jsonl").open()]
    file, losses = tmp_path / "x.jsonl", Losses()
    file.write_text("\n".join(json.dumps(line | {"rating": 5, "empty": None}) for line in lines))
    assert len([*read(file, losses)]) == 2
    assert [*losses.lines()] == [
        f"what else it says of 1 {kind}"
        for kind in ("library", "tag", "article", "text", "annotation")
    ]
    losses = Losses()
    assert len([*read(Path(__file__).parent / "small.jsonl", losses)]) == 2 and not losses


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["nothing"],
        [{"line": "library", "format": "other", "version": 1}],
        [_FIRST | {"version": 2}],
        [_FIRST, []],
        [_FIRST, {"line": "annotation", "article": "A"}],
        [_FIRST, _ARTICLE, {"line": "annotation", "article": "B"}],
        [_FIRST, _ARTICLE, {"line": "annotation", "article": "A", "start": 1.5}],
        [_FIRST, _ARTICLE, {"line": "annotation", "article": "A", "start": True}],
        [_FIRST, _ARTICLE, {"line": "annotation", "article": "A", "end": 10**30}],
        [_FIRST, _ARTICLE, {"line": "annotation", "article": "A", "tags": "a"}],
        [_FIRST, _ARTICLE, {"line": "text", "article": "A", "blocks": "é"}],
        [_FIRST, _ARTICLE | {"metadata": []}],
        [_FIRST, _ARTICLE | {"id": 1}],
    ],
)
def test_what_is_malformed_is_told_with_its_line(lines: list[object], tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(FormatError) as caught:
        [*read(file, Losses())]
    assert caught.value.what.startswith(f"line {len(lines)}: " if lines else "there is nothing")


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"\0" * 9, b"[" * 200_000, b'{"a":' * 200_000, b'{"line":1e999}', b"9" * 9_999],
)
def test_what_is_no_json_is_told_so(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(data)
    with pytest.raises(FormatError, match="line 1"):
        [*read(file, Losses())]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2_000), st.binary(max_size=6))
def test_damage_is_one_line(tmp_path: Path, at: int, put: bytes) -> None:
    data = (Path(__file__).parent / "small.jsonl").read_bytes()
    file = tmp_path / "x.jsonl"
    file.write_bytes(data[: at % len(data)] + put + data[at % len(data) + 1 :])
    try:
        for _ in read(file, Losses()):
            pass
    except FormatError as error:
        assert "\n" not in str(error)
