"""Hypothes.is: what its client would take in, and what its tools give, with replies and groups."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotation.model import Article
from reader.errors import FormatError
from reader.formats.export import Marked, Options
from reader.formats.given import GivenPassage, GivenText
from reader.formats.hypothesis.read import read
from reader.formats.hypothesis.write import write
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.text.document import Document
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.test_w3c_read import as_given
from tests.formats.test_w3c_written import RECORD

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_TEXT = "😀 Then the 😀 tide fell."
_PASSAGE = RECORD._replace(start=7, end=17, prefix="😀 Then ")
_GOLDEN = """\
{"export_date":"2026-01-02T03:04:05Z","export_userid":"","client_version":"article-reader",\
"annotations":[
{"id":"0f4c8a52-6f0b-4a53-8a43-0e6c1b1b6d07","created":"2026-01-01T01:00:00.000Z",\
"updated":"2026-01-02T01:00:00.000Z","user":"acct:ana@article-reader.invalid",\
"uri":"https://a.example/tides","text":"So it\\ndid.","tags":["sea/tide","ebb"],\
"group":"__world__","permissions":{"read":["acct:ana@article-reader.invalid"],\
"admin":["acct:ana@article-reader.invalid"],"update":["acct:ana@article-reader.invalid"],\
"delete":["acct:ana@article-reader.invalid"]},"target":[{"source":"https://a.example/tides",\
"selector":[{"type":"TextPositionSelector","start":8,"end":19},{"type":"TextQuoteSelector",\
"exact":"the 😀 tide","prefix":"😀 Then ","suffix":" fell."}]}],\
"document":{"title":["On tides"]},"article-reader":{"start":7,"end":17,\
"article":"5d2c7e1a-43a4-4be2-8d55-6a5e3a1f9b10","text_hash":"abc","author":"A. Writer",\
"source":"The Harbour","published":"2024-05","accessed":"2026-01-01T00:00:00.000Z",\
"url":"https://a.example/tides","heading":"Ebb, p. 12","page":"12","status":"moved"}}
]}
"""


def written(library: Given) -> str:
    sink = io.StringIO(newline="")
    write(library, sink, Options(), Losses())
    return sink.getvalue()


def library(*records: Record) -> Given:
    article = Article(RECORD.article, "/a", RECORD.title, "text", "abc", len(_TEXT))
    return Given(texts=[Marked(article, "abc", Document(_TEXT, (), 0), [*records])])


def texts(value: object, folder: Path, losses: Losses | None = None) -> list[GivenText]:
    file = folder / "a.json"
    text = value if isinstance(value, str) else json.dumps(value)
    file.write_text(text, encoding="utf-8")
    found = list(read(file, Losses() if losses is None else losses))
    assert all(isinstance(one, GivenText) for one in found)
    return [one for one in found if isinstance(one, GivenText)]


def row(**more: object) -> dict[str, Any]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 400, "end": 404},
        {"type": "TextQuoteSelector", "exact": "tide", "prefix": "the ", "suffix": " fell"},
    ]
    return {
        "id": "Zx8",
        "created": "2024-05-06T07:08:09.123456+00:00",
        "updated": "2024-05-07T07:08:09.123456+00:00",
        "user": "acct:ana@hypothes.is",
        "uri": "https://a.example/1",
        "text": "So",
        "tags": ["sea"],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "admin": ["acct:ana@hypothes.is"]},
        "target": [{"source": "https://a.example/1", "selector": selectors}],
        "document": {"title": ["Tides"]},
        "links": {"html": "https://hypothes.is/a/Zx8"},
    } | more


def test_the_bytes_of_one_annotation() -> None:
    assert written(library(_PASSAGE)) == _GOLDEN


def test_nothing_at_all_is_an_empty_export() -> None:
    assert json.loads(written(Given()))["annotations"] == []


def test_a_memo_is_a_page_note() -> None:
    memo = RECORD._replace(quote="", prefix="", suffix="", start=0, end=0)
    [one] = json.loads(written(library(memo)))["annotations"]
    assert one["target"] == [{"source": "https://a.example/tides"}]


@_SAME_FOLDER
@given(strategies.libraries())
def test_any_library_comes_back(tmp_path: Path, library: Given) -> None:
    losses = Losses()
    found = texts(written(library), tmp_path, losses)
    assert not losses
    marked = {(one.article.id, one.text_hash): one for one in library.texts()}
    assert {(one.article, one.text_hash) for one in found} == marked.keys()
    for text in found:
        article = marked[text.article, text.text_hash].article
        assert (text.title, text.author, text.source) == (
            article.title,
            article.author,
            article.source,
        )
        assert (text.published, text.accessed, text.url) == (
            article.published,
            article.accessed,
            article.url,
        )
        expected = [as_given(one) for one in marked[text.article, text.text_hash].records]
        assert [*text.passages] == expected


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: {"annotations": [one], "export_date": "", "client_version": "1"},
        lambda one: {"total": 1, "rows": [one]},
        lambda one: [one],
        lambda one: one,
    ],
)
def test_exports_answers_and_lists_are_read(wrap: Any, tmp_path: Path) -> None:
    losses = Losses()
    [text] = texts(wrap(row()), tmp_path, losses)
    assert (text.title, text.url, text.key) == ("Tides", "https://a.example/1", text.url)
    assert [*text.passages] == [
        GivenPassage(
            quote="tide",
            prefix="the ",
            suffix=" fell",
            tags=("sea",),
            note="So",
            annotator="ana",
            created="2024-05-06T07:08:09.123456+00:00",
            updated="2024-05-07T07:08:09.123456+00:00",
            key="Zx8",
        )
    ]
    assert not losses


def test_what_their_client_keeps_of_ours_still_comes_back(tmp_path: Path) -> None:
    [own] = json.loads(written(library(_PASSAGE)))["annotations"]
    kept = {name: own[name] for name in ("target", "tags", "text", "uri", "document")}
    [text] = texts([kept], tmp_path)
    [passage] = text.passages
    assert (text.title, text.url) == ("On tides", "https://a.example/tides")
    assert (passage.quote, passage.prefix) == (_PASSAGE.quote, _PASSAGE.prefix)
    assert (passage.tags, passage.note) == (_PASSAGE.tags, _PASSAGE.note)
    assert (passage.start, passage.end, passage.text_hash) == (-1, -1, "")


def test_passages_of_a_page_are_in_its_order(tmp_path: Path) -> None:
    rows = []
    for start in (30, 10, 20):
        one = row(id=str(start))
        one["target"][0]["selector"][1]["start"] = start
        rows.append(one)
    note = row(id="note", target=[{"source": "https://a.example/1"}])
    [text] = texts([*rows, note], tmp_path)
    assert [one.key for one in text.passages] == ["note", "10", "20", "30"]


def test_replies_are_paragraphs_of_the_note_they_answer_to(tmp_path: Path) -> None:
    losses = Losses()
    replies = [
        row(id="b", references=["Zx8", "a"], text="No.", user="acct:bo@x", created="2024-06-02T1"),
        row(id="a", references=["Zx8"], text="Is it?", tags=[], created="2024-06-01T1"),
        row(id="c", references=["gone"], text="Lost", tags=[]),
    ]
    answer = {"rows": [row()], "replies": [*replies, replies[1]]}
    [text] = texts(answer, tmp_path, losses)
    [passage] = text.passages
    assert passage.note == "So\n\nana, 2024-06-01: Is it?\n\nbo, 2024-06-02: No."
    assert list(losses.lines()) == ["the tags of 1 reply", "all of 1 reply"]


def test_the_same_annotation_twice_is_one_and_another_with_its_id_is_two(tmp_path: Path) -> None:
    [text] = texts([row(), row()], tmp_path)
    assert len(text.passages) == 1
    [text] = texts([row(), row(text="Other")], tmp_path)
    assert len(text.passages) == 2


def selected(*quotes: object) -> list[object]:
    return [{"selector": [{"type": "TextQuoteSelector", "exact": one} for one in quotes]}]


def selecting(kind: str) -> list[object]:
    quote = {"type": "TextQuoteSelector", "exact": "tide"}
    return [{"selector": [quote, {"type": kind, "index": 3, "label": "4"}]}]


@pytest.mark.parametrize(
    ("more", "loss"),
    [
        ({"group": "Xy"}, "the group of 1 annotation"),
        ({"permissions": {"read": ["group:other"]}}, "who may read it of 1 annotation"),
        ({"target": [{}, {}]}, "the other targets of 1 annotation"),
        ({"target": [{"selector": [{"type": "ShapeSelector"}]}]}, "the place of 1 annotation"),
        ({"target": selected("tide", "ebb")}, "a further TextQuoteSelector of 1 annotation"),
        ({"target": selected(["tide", "ebb"])}, "what else “exact” says of 1 annotation"),
        ({"target": selected(" ")}, "the place of 1 annotation"),
        ({"tags": ["sea", 5]}, "what else “tags” says of 1 annotation"),
        ({"text": ["a", "b"]}, "what else “text” says of 1 annotation"),
        ({"uri": ["urn:a", "urn:b"]}, "what else “uri” says of 1 annotation"),
        ({"user": ["acct:a@b", "acct:c@b"]}, "what else “user” says of 1 annotation"),
        ({"document": {"title": ["A", "B"]}}, "what else “title” says of 1 annotation"),
        ({"references": [5]}, "what else “references” says of 1 annotation"),
        ({"rating": 5}, "what else it says of 1 annotation"),
        (
            {"user_info": {"display_name": "Ana of the Coast"}},
            "what else is said of the annotator of 1 annotation",
        ),
        ({"hidden": True}, "what moderators say of 1 annotation"),
        ({"flagged": True}, "what moderators say of 1 annotation"),
        ({"moderation": {"flagCount": 2}}, "what moderators say of 1 annotation"),
        ({"moderation_status": "DENIED"}, "what moderators say of 1 annotation"),
        ({"target": selecting("PageSelector")}, "the page of 1 annotation"),
        ({"target": selecting("EPUBContentSelector")}, "a selector of 1 annotation"),
        ({"document": {"favicon": "f"}}, "what else is said of its document of 1 annotation"),
        (
            {"document": {"link": [{"href": "https://b.example/"}]}},
            "a further address of its document of 1 annotation",
        ),
    ],
)
def test_what_has_no_place_in_the_library_is_counted(
    more: dict[str, object], loss: str, tmp_path: Path
) -> None:
    losses = Losses()
    texts([row(**more)], tmp_path, losses)
    assert loss in losses.lines()


def test_a_list_that_is_none_beside_one_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    texts({"annotations": [row()], "replies": "none"}, tmp_path, losses)
    assert list(losses.lines()) == ["all of 1 thing other than an annotation"]


def test_what_says_nothing_of_nothing_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    assert not texts([{"id": "x", "target": [{}], "text": " "}], tmp_path, losses)
    assert list(losses.lines()) == ["all of 1 annotation without a target"]


def test_what_everyone_may_see_as_it_is_says_nothing_of_moderators(tmp_path: Path) -> None:
    losses = Losses()
    seen = {"hidden": False, "flagged": False, "moderation": {"flagCount": 0}}
    here = {"title": ["Tides"], "link": [{"href": "https://a.example/1"}]}
    texts([row(**seen, moderation_status="APPROVED", document=here)], tmp_path, losses)
    assert not losses


def test_a_pdf_has_the_address_that_it_was_loaded_from(tmp_path: Path) -> None:
    losses = Losses()
    links = [
        {"href": "urn:x-pdf:1a2b"},
        {"href": "javascript:0"},
        {"href": "https://a.example/t.pdf"},
    ]
    [text] = texts([row(uri="urn:x-pdf:1a2b", document={"link": links[::2]})], tmp_path, losses)
    assert (text.key, text.url) == ("urn:x-pdf:1a2b", "https://a.example/t.pdf")
    assert not losses
    [text] = texts([row(uri="urn:x-pdf:1a2b", document={"link": links[:2]})], tmp_path, losses)
    assert text.url == ""


def test_what_only_who_made_it_may_read_is_no_loss(tmp_path: Path) -> None:
    losses = Losses()
    texts([row(permissions={"read": ["acct:ana@hypothes.is"]})], tmp_path, losses)
    assert not losses


@pytest.mark.parametrize(
    ("uri", "path"), [("urn:x-pdf:1a2b", ""), ("file:///home/a%20b.pdf", "/home/a b.pdf")]
)
def test_what_is_no_page_of_the_web_has_no_address(uri: str, path: str, tmp_path: Path) -> None:
    [text] = texts([row(uri=uri, document={})], tmp_path)
    assert (text.url, text.path, text.title, text.key) == ("", path, uri, uri)


@pytest.mark.parametrize(
    "text", ["", "1", '"a"', "{}", '{"a":[]}', '{"rows":[', "[{]", '{"rows":3}']
)
def test_what_is_no_such_file_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        texts(text, tmp_path)
    assert "\n" not in str(caught.value)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id uri text tags target source selector type exact start references group user"
                " permissions read document title article-reader rows annotations".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@_SAME_FOLDER
@given(_VALUES, st.sampled_from(["", "rows", "annotations", "uri", "target"]))
def test_whatever_a_file_holds_is_read_or_refused(tmp_path: Path, value: object, name: str) -> None:
    try:
        for text in texts([{name: value}] if name else value, tmp_path):
            assert all(isinstance(one, GivenPassage) for one in text.passages)
    except FormatError:
        pass
