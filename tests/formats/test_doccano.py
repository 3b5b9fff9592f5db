"""doccano's JSON Lines: texts with labels, written in one form and read in all."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats.doccano.read import read
from reader.formats.doccano.write import write
from reader.formats.export import Options
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.test_brat import marked


def written(export: Given, losses: Losses | None = None) -> str:
    sink = StringIO(newline="")
    write(export, sink, Options(), Losses() if losses is None else losses)
    return sink.getvalue()


def texts(path: Path, lines: str | bytes, losses: Losses | None = None) -> list[GivenText]:
    file = path / "d.jsonl"
    file.write_bytes(lines.encode() if isinstance(lines, str) else lines)
    found = read(file, Losses() if losses is None else losses)
    return [one for one in found if isinstance(one, GivenText)]


def test_a_line_has_text_labels_and_what_makes_it_citable() -> None:
    one = marked((0, 0, (), "a memo"), (0, 4, ("actors/the state", "b"), "x"), (18, 21, (), ""))
    one = one._replace(article=one.article._replace(url="https://example.org/", author="Ada"))
    assert written(Given(texts=[one])) == (
        '{"text": "Salt dries.\\n\\nThe 😀 sea is wide.", '
        '"label": [[0, 4, "actors/the state"], [0, 4, "b"], [18, 21, "highlight"]], '
        '"title": "Sea", "author": "Ada", "url": "https://example.org/", '
        '"article": "a1", "text_hash": "h1"}\n'
    )


def test_what_cannot_be_told_apart_is_counted() -> None:
    losses = Losses()
    same = marked((0, 4, ("highlight",), ""), (0, 4, ("b",), ""))
    written(Given(texts=[same]), losses)
    assert [*losses.lines()] == [
        "what parts it from another of 1 annotation",
        "the tag “highlight” of 1 annotation",
    ]


@settings(deadline=None)
@given(strategies.libraries())
def test_any_library_comes_back(tmp_path_factory: pytest.TempPathFactory, library: Given) -> None:
    found = iter(texts(tmp_path_factory.mktemp("doccano"), written(library)))
    for one in library.texts():
        expected: dict[tuple[int, int], list[str]] = {}
        for mark in one.records:
            if not mark.is_memo:
                expected.setdefault((mark.start, mark.end), []).extend(mark.tags)
        if not expected:
            continue
        back, article = next(found), one.article
        assert (back.text, back.article) == (one.document.text, article.id)
        assert back.text_hash == one.text_hash
        if article.title:
            assert back.title == article.title
        about = (back.author, back.source, back.published, back.accessed, back.url)
        assert about == (
            article.author,
            article.source,
            article.published,
            article.accessed,
            article.url,
        )
        assert {(mark.start, mark.end): {*mark.tags} for mark in back.passages} == {
            place: {*tags} - {"highlight"} for place, tags in expected.items()
        }
        assert all(mark.quote == (back.text or "")[mark.start : mark.end] for mark in back.passages)
    assert next(found, None) is None


@pytest.mark.parametrize(
    "line",
    [
        {"text": "öl 😀 sea", "label": [[5, 8, "X"]]},
        {"data": "öl 😀 sea", "labels": [[5, 8, "X"]]},
        {"text": "öl 😀 sea", "label": [{"start_offset": 5, "end_offset": 8, "label": "X"}]},
        {
            "id": 4,
            "text": "öl 😀 sea",
            "entities": [{"id": 1, "label": "X", "start_offset": 5, "end_offset": 8}],
        },
    ],
)
def test_each_form_of_labels_is_read(tmp_path: Path, line: dict[str, object]) -> None:
    (found,) = texts(tmp_path, b"\xef\xbb\xbf" + json.dumps(line).encode() + b"\r\n\n")
    assert found.passages == [GivenPassage("sea", 5, 8, tags=("X",))]
    assert found.title == "öl 😀 sea"


def test_what_else_stands_there_is_kept_or_counted(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "text": "one\r\ntwo",
        "label": ["good", [5, 8, "b"], [5, 8, "a"], [5, 99, "far"]],
        "relations": [{"id": 1}],
        "meta": {"title": "Old", "page": 3},
        "Comments": ["look"],
        "lang": "en",
    }
    losses = Losses()
    (found,) = texts(tmp_path, json.dumps(line), losses)
    assert found.passages == [
        GivenPassage(tags=("good",)),
        GivenPassage(note="look"),
        GivenPassage("two", 5, 8, tags=("b", "a")),
    ]
    assert (found.title, found.key, found.metadata) == ("Old", "7", {"page": 3, "lang": "en"})
    assert [*losses.lines()] == ["all of 1 stray label", "all of 1 relation"]


def test_a_blank_text_is_known_by_its_line(tmp_path: Path) -> None:
    assert texts(tmp_path, '{"text": "a"}\n\n{"text": " "}')[1].title == "line 3"


def test_what_is_of_another_kind_is_kept_or_counted(tmp_path: Path) -> None:
    line = {
        "id": [7],
        "text": "one",
        "data": "the same",
        "label": [""],
        "relations": {"id": 1},
        "meta": {"author": "ana", "label": "of the meta", "text": "of the meta"},
        "author": "bo",
        "title": 3,
        "comments": [{"text": "look"}, " "],
    }
    losses = Losses()
    (found,) = texts(tmp_path, json.dumps(line), losses)
    assert (found.passages, found.key, found.author, found.title) == ([], "", "bo", "one")
    assert found.metadata == {
        "id": [7],
        "data": "the same",
        "label": "of the meta",
        "text": "of the meta",
        "title": 3,
    }
    assert [*losses.lines()] == [
        "all of 1 label without a name",
        "all of 1 comment",
        "all of 1 relation",
        "the meta of 1 text",
    ]
    losses = Losses()
    texts(tmp_path, json.dumps({"text": "one", "meta": ["a"]}), losses)
    assert [*losses.lines()] == ["the meta of 1 text"]


def test_comments_and_intents_are_read_as_each_kind_of_project_has_them(tmp_path: Path) -> None:
    comments = [{"id": 1, "comment": "look"}, {"id": 2}, "", 3]
    line = {"text": "one two", "cats": ["asks"], "entities": [[0, 3, "a"]], "Comments": comments}
    losses = Losses()
    (found,) = texts(tmp_path, json.dumps(line), losses)
    assert found.passages == [
        GivenPassage(tags=("asks",)),
        GivenPassage(note="look"),
        GivenPassage("one", 0, 3, tags=("a",)),
    ]
    assert found.metadata == {}
    assert [*losses.lines()] == ["all of 2 comments"]


def test_what_others_call_cats_is_kept_as_it_is(tmp_path: Path) -> None:
    (found,) = texts(tmp_path, json.dumps({"text": "one two", "cats": {"asks": 1}}))
    assert (found.passages, found.metadata) == ([], {"cats": {"asks": 1}})


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        "{}",
        '{"text": 1}',
        '{"text": "a", "label": {}}',
        '{"text": "a", "label": [[0, 1]]}',
        '{"text": "a", "label": [[1, 0, "x"]]}',
        '{"text": "a", "label": [[-1, 1, "x"]]}',
        '{"text": "a", "label": [[0, 1.0, "x"]]}',
        '{"text": "a", "label": [[0, true, "x"]]}',
        '{"text": "a", "label": [[0, NaN, "x"]]}',
        '{"text": "a", "label": [[0, ' + "9" * 5000 + ', "x"]]}',
        "[" * 100_000,
        b"\xff",
    ],
)
def test_a_broken_line_is_refused_with_its_number(tmp_path: Path, bad: str | bytes) -> None:
    data = bad.encode() if isinstance(bad, str) else bad
    with pytest.raises(ReaderError, match=r"^line 2: "):
        texts(tmp_path, b'{"text": "a"}\n' + data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ["text", "label", "entities", "meta", "id", "title", "Comments", "relations"], _JSON
        ),
    )
)
def test_any_json_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, line: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("doccano")
    try:
        texts(path, json.dumps(line))
    except ReaderError as error:
        assert error.what.startswith("line 1: ")
