"""What leads on from a place: the word's link first, footnotes there and back, headings by name."""

from __future__ import annotations

import pytest

from reader.text import links
from reader.text.document import Block, Document, Mark
from reader.text.markdown import parse


def document(source: str) -> Document:
    return parse(source)[0]


def targets(text: Document, at: str) -> list[str]:
    return [mark.target for mark in links.ways_from(text, text.text.index(at))]


def noted() -> Document:
    """A text with two references to its one footnote, which has a link of its own."""
    text = "First said[1]. Again so[1].\n\nSee here for it."
    note = text.index("See")
    return Document(
        text,
        (
            Block(0, 27, "paragraph", marks=(
                Mark(10, 13, "footnote", "1"), Mark(23, 26, "footnote", "1"),
            )),
            Block(note, len(text), "paragraph", lead="[1] ", hang="    ", marks=(
                Mark(note, len(text), "footnote_text", "1"),
                Mark(note + 4, note + 8, "link", "https://example.org/"),
            )),
        ),
        1,
    )  # fmt: skip


def test_the_current_word_s_link_comes_before_the_others() -> None:
    text = document("Go to [one](u:1) or [two](u:2). Then [three](u:3).")
    assert targets(text, "two") == ["u:2"]
    assert targets(text, "Go") == ["u:1", "u:2"]
    assert targets(text, "three") == ["u:3"]


def test_two_links_to_one_place_are_one_way() -> None:
    assert targets(document("See [one](u:1) and [again](u:1)."), "See") == ["u:1"]


def test_a_sentence_without_links_leads_nowhere() -> None:
    assert targets(document("Plain *words* ![only](x.png)."), "Plain") == []
    assert links.ways_from(document(""), 0) == []


def test_a_footnote_leads_to_its_text_and_back_to_its_first_reference() -> None:
    text = noted()
    (way,) = links.ways_from(text, 0)
    assert (way.style, way.target) == ("footnote", "1")
    assert links.footnote_text(text, "1") == text.text.index("See")
    assert links.footnote_reference(text, "1") == 10
    assert links.footnote_text(text, "2") is None
    assert links.footnote_reference(text, "2") is None


def test_in_a_footnote_the_way_back_comes_after_its_links() -> None:
    text = noted()
    for at in ("See", "here"):
        ways = links.ways_from(text, text.text.index(at))
        assert [way.style for way in ways] == ["link", "footnote_text"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Plain words", "plain-words"),
        ("What we did, and why?", "what-we-did-and-why"),
        ("snake_case and a-b", "snake_case-and-a-b"),
        ("Größe 漢字", "größe-漢字"),
        ("A  b", "a--b"),
    ],
)
def test_headings_have_the_names_that_links_use(heading: str, name: str) -> None:
    assert links.slug(heading) == name


def test_headings_that_read_alike_are_told_apart_by_number() -> None:
    text = document("# Top\n\n## Same\n\na\n\n## Same\n\nb\n\n## Same\n\nc")
    places = [links.heading_named(text, name) for name in ("same", "same-1", "Same-2")]
    first = text.text.index("Same")
    second = text.text.index("Same", first + 1)
    assert places == [first, second, text.text.index("Same", second + 1)]
    assert links.heading_named(text, "same-3") is None
