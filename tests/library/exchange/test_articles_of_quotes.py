"""Texts that did not come along: articles made of the quotes, and what grows of them."""

from __future__ import annotations

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import CALM, TEXT, placed, shown, take_in
from tests.library.given import dump


def test_quotes_without_a_text_make_an_article_that_grows(lib: Library) -> None:
    first = [GivenPassage("One thought.", key="1"), GivenPassage("Another\nthought.", key="2")]
    take_in(lib, GivenText("Book", first, author="Ada", key="book"))
    assert shown(lib)[1] == "One thought.\n\nAnother\nthought."
    more = GivenPassage("A third thought.", key="3", note="new")
    done = take_in(lib, GivenText("Book", [*first, more], author="Ada", key="book"))
    assert (done.new, done.there) == (1, 2)
    assert shown(lib)[1].endswith("\n\nA third thought.")
    assert all(one.is_sure for one in placed(lib))
    lib.undo().result()
    assert shown(lib)[1] == "One thought.\n\nAnother\nthought."


def test_a_passage_that_two_people_marked_stands_once_among_the_quotes(lib: Library) -> None:
    by_ann = GivenPassage("words here", prefix="some ", suffix=" and", annotator="ann", key="1")
    by_zoe = by_ann._replace(annotator="zoe", key="2")
    elsewhere = by_zoe._replace(prefix="other ", key="3")
    take_in(lib, GivenText("Page", [by_ann, by_zoe, elsewhere], key="page"))
    assert shown(lib)[1] == "words here\n\nwords here"
    assert [(one.start, one.annotator) for one in placed(lib)] == [
        (0, "ann"),
        (0, "zoe"),
        (12, "zoe"),
    ]


def test_the_same_words_twice_are_known_again(lib: Library) -> None:
    fox = GivenPassage("fox", note="first")
    passages = [GivenPassage("the brown fox"), fox, fox._replace(note="second")]
    told = GivenText("Fox", passages, key="fox")
    assert take_in(lib, told).new == 2
    before = dump(lib.path)
    done = take_in(lib, told)
    assert (done.new, done.review, done.orphaned, done.entry) == (0, 0, 0, None)
    assert dump(lib.path) == before


@pytest.mark.parametrize("text", ["A fox and a fox.", "Nothing of it."])
def test_what_stands_nowhere_surely_is_known_again(lib: Library, text: str) -> None:
    take_in(lib, GivenText("Fox", text=text))
    fox = GivenPassage("the fox", note="first")
    told = GivenText("Fox", [fox, fox._replace(note="second")])
    assert take_in(lib, told).new == 1
    assert take_in(lib, told).entry is None


def test_what_stands_in_no_text_of_the_file_s_keeps_that_status(lib: Library) -> None:
    statuses = {"one": "review", "of two": "orphaned", "two": "anchored", "one of two": "moved"}
    passages = [GivenPassage(quote, status=status) for quote, status in statuses.items()]
    done = take_in(lib, GivenText("Quotes", passages, key="q"), is_strict=True)
    assert {one.quote: one.status for one in placed(lib)} == statuses
    assert shown(lib)[1] == "two\n\none of two"
    more = GivenPassage("three")
    assert take_in(lib, GivenText("Quotes", [more, *passages], key="q"), is_strict=True).new == 1
    unsure = {one.quote: one.status for one in placed(lib) if not one.is_sure}
    assert unsure == {"one": "review", "of two": "orphaned"}
    assert (done.review, done.orphaned) == (0, 0)


def test_an_article_of_quotes_gets_its_text_when_that_comes(lib: Library) -> None:
    url = "https://example.org/calm"
    take_in(lib, GivenText("Calm", [GivenPassage("Nobody spoke", key="2")], url=url))
    take_in(lib, GivenText("Calm", [CALM], text=TEXT, url=url))
    assert shown(lib)[1] == TEXT.replace("\r\n", "\n")
    assert [one.quote for one in placed(lib) if one.is_sure] == [CALM.quote, "Nobody spoke"]


def test_places_in_a_text_that_nobody_has_are_told_as_lost(lib: Library) -> None:
    around = GivenPassage("A thought.", 50, 60, prefix="Before. ", key="1")
    done = take_in(lib, GivenText("Book", [around, GivenPassage("Another.", key="2")], key="b"))
    assert done.losses.counts() == {
        ("the place", "annotation"): 1,
        ("the context", "annotation"): 1,
    }
    assert take_in(lib, GivenText("Book", [around], key="b")).losses.counts() == {}
