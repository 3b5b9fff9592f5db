"""Web Annotations as they are read: ours exactly, others' in all their shapes, none trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.w3c.read import read
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.test_w3c_written import RECORD, written

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_QUOTE = {"type": "TextQuoteSelector", "exact": "tide", "prefix": "the ", "suffix": " fell"}
_PLACE = {"type": "TextPositionSelector", "start": 4, "end": 8}


def found(text: str, folder: Path, losses: Losses | None = None) -> list[GivenTag | GivenText]:
    file = folder / "a.jsonld"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return list(read(file, Losses() if losses is None else losses))


def texts(value: object, folder: Path, losses: Losses | None = None) -> list[GivenText]:
    things = found(json.dumps(value), folder, losses)
    return [one for one in things if isinstance(one, GivenText)]


def annotation(**more: object) -> dict[str, object]:
    target = {"source": "https://a.example/1", "selector": [_PLACE, _QUOTE]}
    return {"id": "https://b.example/7", "type": "Annotation", "target": target} | more


def only(value: object, folder: Path, losses: Losses | None = None) -> GivenPassage:
    [text] = texts(value, folder, losses)
    [passage] = text.passages
    return passage


def as_given(record: Record) -> GivenPassage:
    """Give what is to come back of a record."""
    return GivenPassage(
        quote=record.quote,
        start=-1 if record.is_memo else record.start,
        end=-1 if record.is_memo else record.end,
        prefix=record.prefix,
        suffix=record.suffix,
        tags=record.tags,
        note=record.note,
        annotator=record.annotator,
        created=record.created,
        updated=record.updated,
        status=record.status,
        text_hash=record.text_hash,
        id=record.id,
    )


@_SAME_FOLDER
@given(strategies.libraries())
def test_any_library_comes_back(tmp_path: Path, library: Given) -> None:
    losses = Losses()
    things = found(written(library), tmp_path, losses)
    assert not losses
    assert [one for one in things if isinstance(one, GivenTag)] == [
        GivenTag(use.tag.path, use.tag.color, use.tag.description) for use in library.tags()
    ]
    given_texts = [one for one in things if isinstance(one, GivenText)]
    for text, marked in zip(given_texts, library.texts(), strict=True):
        article = marked.article
        assert (text.article, text.text_hash) == (article.id, marked.text_hash)
        assert (text.title, text.author, text.source) == (
            article.title,
            article.author,
            article.source,
        )
        assert (text.published, text.accessed) == (article.published, article.accessed)
        assert text.url == article.url
        assert [*text.passages] == [as_given(one) for one in marked.records]


def test_any_status_and_page_comes_back(tmp_path: Path) -> None:
    [text] = [one for one in found(written(Given([RECORD])), tmp_path) if one]
    assert isinstance(text, GivenText)
    assert [*text.passages] == [as_given(RECORD)]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"items": [one], "type": "AnnotationPage"},
        lambda one: {"type": "AnnotationCollection", "first": {"items": [one]}},
        lambda one: {"@graph": [one]},
        lambda one: [{"type": "AnnotationCollection", "first": {"items": [one]}}],
    ],
)
def test_a_file_may_be_an_annotation_a_list_a_page_or_a_collection(
    wrap: object, tmp_path: Path
) -> None:
    assert callable(wrap)
    losses = Losses()
    passage = only(wrap(annotation()), tmp_path, losses)
    assert (passage.quote, passage.start, passage.end) == ("tide", 4, 8)
    assert (passage.prefix, passage.suffix, passage.key) == ("the ", " fell", "https://b.example/7")
    assert not losses


def test_a_text_is_known_by_what_is_told_of_its_source(tmp_path: Path) -> None:
    source = {"id": "https://a.example/1", "title": {"en": "Tides"}, "language": "en"}
    state = {"type": "TimeState", "sourceDate": "2026-01-01T00:00:00Z"}
    target = {"source": source, "selector": _QUOTE, "state": [state]}
    [text] = texts(annotation(target=target), tmp_path)
    assert (text.title, text.url, text.key) == ("Tides", source["id"], source["id"])
    assert (text.language, text.accessed, text.article) == ("en", state["sourceDate"], "")


def test_an_id_that_is_no_uuid_is_a_key(tmp_path: Path) -> None:
    one = only(annotation(id="urn:uuid:7"), tmp_path)
    assert (one.id, one.key) == ("", "urn:uuid:7")
    ours = "6F2B7F0A-3A57-4A38-9D5C-0C1D6F6B5C52"
    one = only(annotation(id=f"URN:uuid:{ours}"), tmp_path)
    assert (one.id, one.key) == (ours.lower(), "")


def test_a_file_is_known_by_its_path(tmp_path: Path) -> None:
    [text] = texts(annotation(target="file:///home/a%20b.html", bodyValue="So"), tmp_path)
    assert (text.path, text.url) == ("/home/a b.html", "")


def test_passages_of_one_source_are_together_and_in_order(tmp_path: Path) -> None:
    def at(start: int, source: str) -> dict[str, object]:
        place = {"type": "TextPositionSelector", "start": start, "end": start + 4}
        return annotation(target={"source": source, "selector": [_QUOTE, place]})

    found_texts = texts([at(9, "urn:a"), at(5, "urn:b"), at(2, "urn:a")], tmp_path)
    assert [[one.start for one in text.passages] for text in found_texts] == [[2, 9], [5]]


def test_several_targets_are_several_passages(tmp_path: Path) -> None:
    one = {"source": "urn:a", "selector": _QUOTE}
    [text] = texts(annotation(target=[one, one], bodyValue="So"), tmp_path)
    keys = [passage.key for passage in text.passages]
    assert keys == ["https://b.example/7", "https://b.example/7#2"]
    assert {passage.note for passage in text.passages} == {"So"}
    together = {"type": "List", "items": [one, "urn:b"]}
    assert [text.key for text in texts(annotation(target=together), tmp_path)] == ["urn:a", "urn:b"]


@pytest.mark.parametrize(
    ("more", "tags", "note"),
    [
        ({"bodyValue": "So"}, (), "So"),
        ({"bodyValue": "sea", "motivation": "tagging"}, ("sea",), ""),
        ({"body": "https://c.example/"}, (), "https://c.example/"),
        ({"body": {"type": "TextualBody", "value": "So"}}, (), "So"),
        ({"body": {"value": "sea"}, "motivation": ["tagging"]}, ("sea",), ""),
        ({"body": ["So", {"value": "sea", "purpose": "tagging"}]}, ("sea",), "So"),
        ({"body": [{"value": "One"}, {"value": "two"}]}, (), "One\n\ntwo"),
        ({"body": {"value": {"en": "So", "hu": "Így"}}}, (), "So"),
        ({"body": {"value": ["So"]}}, (), "So"),
        ({"body": {"type": "Choice", "items": [{"value": "So"}, {"value": "Or"}]}}, (), "So"),
        ({"body": {"source": {"id": "urn:c"}, "purpose": "tagging"}}, (), "urn:c"),
    ],
)
def test_bodies_are_tags_or_notes(
    more: dict[str, object], tags: tuple[str, ...], note: str, tmp_path: Path
) -> None:
    passage = only(annotation(**more), tmp_path)
    assert (passage.tags, passage.note) == (tags, note)


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ("https://a.example/ana", "https://a.example/ana"),
        ({"type": "Person", "name": "ana", "nickname": "a"}, "ana"),
        ([{"nickname": "a"}, "urn:b"], "a"),
        (3, ""),
    ],
)
def test_who_annotated_is_known_by_name(creator: object, name: str, tmp_path: Path) -> None:
    assert only(annotation(creator=creator), tmp_path).annotator == name


def selecting(*selectors: object) -> dict[str, object]:
    return annotation(target={"source": "urn:a", "selector": [*selectors]}, bodyValue="So")


def test_other_selectors_are_losses(tmp_path: Path) -> None:
    losses = Losses()
    others = ({"type": "RangeSelector"}, {"type": "FragmentSelector"}, {"type": "\x1b[2J"}, "urn:s")
    passage = only(selecting(*others, _PLACE, _QUOTE), tmp_path, losses)
    assert (passage.quote, passage.start) == ("tide", 4)
    assert list(losses.lines()) == [
        "the RangeSelector of 1 annotation",
        "the FragmentSelector of 1 annotation",
        "a selector of 2 annotations",
    ]


def more(**given: object) -> dict[str, object]:
    return annotation(body={"type": "TextualBody", "value": "So", **given})


def at(**given: object) -> dict[str, object]:
    return annotation(target={"source": "urn:a", "selector": _QUOTE, **given})


def by(**given: object) -> dict[str, object]:
    return annotation(creator={"type": "Person", "name": "ana", **given})


@pytest.mark.parametrize(
    ("given_", "loss"),
    [
        (selecting(_QUOTE | {"exact": ["tide", "ebb"]}), "what else “exact” says"),
        (selecting(_QUOTE | {"exact": {"en": "tide", "de": "Flut"}}), "what else “exact” says"),
        (selecting(_QUOTE | {"prefix": ["the ", "a "]}), "what else “prefix” says"),
        (selecting(_QUOTE, _QUOTE | {"exact": "ebb"}), "a further TextQuoteSelector"),
        (selecting(_QUOTE, _PLACE, _PLACE), "a further TextPositionSelector"),
        (selecting(_QUOTE | {"type": [_QUOTE["type"]]}, _QUOTE), "a further TextQuoteSelector"),
        (selecting(_PLACE, _QUOTE | {"exact": 5}), "what else “exact” says"),
        (annotation(target=[{"source": "urn:a", "selector": _QUOTE}, 5]), "a target that is none"),
        (annotation(target={"source": ["urn:a", "urn:b"]}), "the other sources"),
        (annotation(target={"source": 5, "selector": _QUOTE}), "what else “id” says"),
        (annotation(target={"id": "urn:a", "title": ["A", "B"]}), "what else “title” says"),
        (annotation(target={"source": {"id": "urn:a", "cover": "B"}}), "what else its target says"),
        (at(mood="calm"), "what else its target says"),
        (selecting(_QUOTE | {"note": "B"}), "what else a selector says"),
        (selecting(_QUOTE, _PLACE | {"unit": "byte"}), "what else a selector says"),
        (more(value={"@value": "So", "@language": "en"}), "what else a body says"),
        (at(state=[{"sourceDate": "2026"}, {"sourceDate": "2025"}]), "the state of the text"),
        (at(state={"sourceDate": "2026", "cached": "urn:c"}), "the state of the text"),
        (at(state={"type": "HttpRequestState", "value": "Accept: a"}), "the state of the text"),
        (more(value=["So", 5]), "what else a body says"),
        (more(value={"en": "So", "hu": "Így"}), "what else a body says"),
        (more(label="thus"), "what else a body says"),
        (more(purpose="assessing"), "what it is meant for"),
        (annotation(bodyValue=["So", 5]), "what else “bodyValue” says"),
        (annotation(motivation=["commenting", "questioning"]), "what it is meant for"),
        (annotation(created=["2026-01-01T00:00:00Z", "2025"]), "what else “created” says"),
        (annotation(modified=5), "what else “modified” says"),
        (annotation(status="draft"), "the status"),
        (annotation(id=["urn:a", "urn:b"]), "what else “id” says"),
        (annotation(creator=["urn:ana", "urn:bo"]), "the other annotators"),
        (annotation(creator=5), "what else is said of the annotator"),
        (by(name=["ana", "anna"]), "what else is said of the annotator"),
        (by(email="ana@a.example"), "what else is said of the annotator"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_several_is_counted(
    given_: dict[str, object], loss: str, tmp_path: Path
) -> None:
    losses = Losses()
    texts(given_, tmp_path, losses)
    assert list(losses.lines()) == [f"{loss} of 1 annotation"]


@pytest.mark.parametrize(
    ("given_", "loss"),
    [
        (at(scope="urn:page"), "the scope of 1 target"),
        (at(styleClass="red"), "the styleClass of 1 target"),
        (at(renderedVia={"id": "urn:x"}), "the renderedVia of 1 target"),
        (at(format="text/html"), "the format of 1 target"),
        (at(rights="urn:cc"), "the rights of 1 target"),
        (at(source={"id": "urn:a", "textDirection": "ltr"}), "the textDirection of 1 source"),
        (annotation(rights="urn:cc"), "the rights of 1 annotation"),
        (more(language="hu"), "the language of 1 body"),
        (more(creator="urn:bo"), "the creator of 1 body"),
        (more(created="2020-01-01T00:00:00Z"), "the date of 1 body"),
        (more(value="<b>So</b>", format="text/html"), "the markup of 1 body"),
    ],
)
def test_what_the_standard_has_a_word_for_is_counted_by_it(
    given_: dict[str, object], loss: str, tmp_path: Path
) -> None:
    losses = Losses()
    texts(given_, tmp_path, losses)
    assert list(losses.lines()) == [loss]


def test_what_a_body_says_as_its_annotation_does_is_no_loss(tmp_path: Path) -> None:
    losses = Losses()
    at, by = "2026-01-01T00:00:00Z", {"name": "ana"}
    body = {"type": "TextualBody", "value": "So", "created": at, "creator": by}
    texts(annotation(body=body, created=at, creator=by, generator="urn:g"), tmp_path, losses)
    assert not losses


def test_of_a_body_of_html_the_words_are_taken(tmp_path: Path) -> None:
    losses = Losses()
    markup = "<p>One &amp;\n two</p><p>three</p><p>1 &lt; 2</p>"
    body = [{"value": markup, "format": "text/html"}, {"value": "<p>", "format": "text/plain"}]
    assert (
        only(annotation(body=body), tmp_path, losses).note == "One & two\n\nthree\n\n1 < 2\n\n<p>"
    )
    assert not losses


@pytest.mark.parametrize("part", ["xywh=1,2,3,4", "t=10,20", "page=3", "a=1&t=2", ":~:text=tide"])
def test_an_address_of_a_part_is_a_place_that_is_lost(part: str, tmp_path: Path) -> None:
    losses = Losses()
    target = f"https://a.example/1#{part}"
    assert only(annotation(target=target, bodyValue="So"), tmp_path, losses).quote == ""
    assert [*losses.lines()] == [
        "the FragmentSelector of 1 annotation",
        "the place of 1 annotation",
    ]
    assert only(at(source=target), tmp_path, losses).quote == "tide"


def test_an_address_with_a_heading_is_that_of_a_text(tmp_path: Path) -> None:
    losses = Losses()
    only(annotation(target="https://a.example/1#notes", bodyValue="So"), tmp_path, losses)
    assert not losses


def test_all_texts_of_a_body_are_notes_or_tags(tmp_path: Path) -> None:
    losses = Losses()
    tagging = {"value": ["sea", "salt"], "purpose": "tagging"}
    passage = only(annotation(body=[{"value": ["One", "two"]}, tagging]), tmp_path, losses)
    assert (passage.tags, passage.note) == (("sea", "salt"), "One\n\ntwo")
    assert not losses


def test_a_page_may_have_one_annotation_that_is_in_no_list(tmp_path: Path) -> None:
    for page in ({"items": annotation()}, {"type": "AnnotationPage", "@graph": annotation()}):
        assert only(page, tmp_path).quote == "tide"
    first = {"type": "AnnotationCollection", "first": [{"items": annotation()}]}
    assert only(first, tmp_path).quote == "tide"


def test_what_is_odd_in_a_list_of_tags_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    codebook = [{"prefLabel": ["sea", "salt"]}, {"prefLabel": 5}, "urn:c"]
    page = {"type": "AnnotationPage", "items": [], "partOf": {"codebook": codebook}}
    assert [*found(json.dumps(page), tmp_path, losses)] == [GivenTag("sea")]
    assert list(losses.lines()) == [
        "what else is said of 1 tag",
        "all of 2 tags without a name",
    ]


def test_a_blank_quote_is_a_place_that_is_lost(tmp_path: Path) -> None:
    losses = Losses()
    passage = only(selecting(_QUOTE | {"exact": " \ufeff"}), tmp_path, losses)
    assert passage.quote == ""
    assert list(losses.lines()) == ["the place of 1 annotation"]


def test_a_quote_that_refines_counts_but_a_place_that_does_not(tmp_path: Path) -> None:
    losses = Losses()
    part = {"type": "FragmentSelector", "value": "p1", "refinedBy": [_QUOTE, _PLACE]}
    passage = only(selecting(part), tmp_path, losses)
    assert (passage.quote, passage.start) == ("tide", -1)
    assert "the position of 1 annotation" in losses.lines()


def test_what_selects_no_text_is_a_memo_that_lost_its_place(tmp_path: Path) -> None:
    losses = Losses()
    passage = only(selecting({"type": "SvgSelector"}), tmp_path, losses)
    assert (passage.quote, passage.start, passage.note) == ("", -1, "So")
    assert "the place of 1 annotation" in losses.lines()


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (8, 4), (3, 3), ("1", 2), (True, 2), (0, 1 << 60), (1.5, 3)]
)
def test_a_place_that_is_none_is_not_taken(start: object, end: object, tmp_path: Path) -> None:
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    passage = only(selecting(place, _QUOTE), tmp_path)
    assert (passage.start, passage.end, passage.quote) == (-1, -1, "tide")


def test_what_has_no_place_in_the_library_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    page = {
        "type": "AnnotationPage",
        "next": "urn:next",
        "items": [
            annotation(rights="CC", body={"value": "So", "via": "urn:c"}),
            annotation(motivation="replying", bodyValue="No"),
            annotation(target=[]),
            annotation(target={}),
            "urn:elsewhere",
        ],
    }
    texts(page, tmp_path, losses)
    assert sorted(losses.lines()) == [
        "all of 1 page elsewhere",
        "all of 1 reply",
        "all of 1 thing other than an annotation",
        "all of 2 annotations without a target",
        "the rights of 1 annotation",
        "the via of 1 body",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "no",
        "{",
        "[",
        '{"a"',
        '{"a":1}',
        "{}",
        '{"items":[{}',
        '{"items":[{},]}',
        '{"items":[]} more',
        '[{"target":' + "[" * 100_000,
        '{"first":' * 100_000,
        "[" + "9" * 10_000 + "]",
        "[NaN]",
        '{1:"a"}',
    ],
)
def test_what_is_no_such_file_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        found(text, tmp_path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_the_line_of_what_is_wrong_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"^line 3: "):
        found('{"items":[\n{"target":"urn:a"},\n{"target" "urn:b"}\n]}', tmp_path)
    file = tmp_path / "b.jsonld"
    file.write_bytes(b'[\n"\xff"]')
    with pytest.raises(FormatError, match="no UTF-8"):
        list(read(file, Losses()))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id type target source selector exact start end refinedBy body value purpose items"
                " motivation creator article title state partOf codebook prefLabel"
                " first next".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@_SAME_FOLDER
@given(_VALUES, st.sampled_from(["", "target", "items", "first", "partOf"]))
def test_whatever_a_file_holds_is_read_or_refused(tmp_path: Path, value: object, name: str) -> None:
    try:
        for one in texts({name: value} if name else value, tmp_path):
            assert all(isinstance(passage, GivenPassage) for passage in one.passages)
            assert isinstance(one.title, str) and isinstance(one.key, str)
    except FormatError:
        pass
