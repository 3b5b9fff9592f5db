"""Passages that become one annotation, and texts that become one article: what that loses."""

from __future__ import annotations

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange import importing
from tests.library.exchange.given import CALM, TEXT, placed, take_in

WORDS = GivenPassage("words", note="one", tags=("a",), created="2024-01-02T03:04:05Z")


def separation(count: int) -> dict[tuple[str, str], int]:
    return {("the separation", "annotation"): count} if count else {}


@pytest.mark.parametrize("text", [None, "The words stand here."])
@pytest.mark.parametrize(
    ("others", "count"),
    [
        ([WORDS], 0),
        ([WORDS, WORDS], 0),
        ([WORDS._replace(note="two")], 1),
        ([WORDS._replace(note="")], 1),
        ([WORDS._replace(note="two"), WORDS._replace(note="two"), WORDS], 1),
        ([WORDS._replace(created="2025-01-02T03:04:05Z")], 1),
        ([WORDS._replace(tags=("b",))], 1),
        ([WORDS._replace(annotator="zoe")], 0),
    ],
)
def test_the_same_words_that_say_something_else_are_told(
    lib: Library, text: str | None, others: list[GivenPassage], count: int
) -> None:
    given = GivenText("T", [WORDS, *others], text=text, key="t")
    assert take_in(lib, given).losses.counts() == separation(count)
    assert take_in(lib, given).entry is None


def test_one_id_of_two_things_is_told(lib: Library) -> None:
    two = [WORDS._replace(key="1"), WORDS._replace(key="1", note="two")]
    assert take_in(lib, GivenText("T", two, key="t")).losses.counts() == separation(1)


def test_tags_given_one_by_one_are_those_of_one_passage(lib: Library) -> None:
    label = GivenPassage("words", 4, 9)
    labels = [label._replace(tags=(tag,)) for tag in "abc"]
    done = take_in(lib, GivenText("T", labels, text="The words stand here."), is_strict=True)
    assert (done.new, placed(lib)[0].tags) == (1, ("a", "b", "c"))
    more = [*labels, label._replace(tags=("d", "e"))]
    done = take_in(lib, GivenText("U", more, text="Two words here."))
    assert done.losses.counts() == separation(1)


@pytest.mark.parametrize("size", [1, importing._BATCH])
def test_passages_of_two_texts_of_a_file_are_told_as_those_of_one(
    lib: Library, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", size)
    second = CALM._replace(note="otherwise", key="2")
    two = [GivenText("Calm", [one], text=TEXT, key=f"t{one.key}") for one in (CALM, second)]
    done = take_in(lib, *two)
    assert (done.new, done.losses.counts()) == (1, separation(1))
    assert take_in(lib, *two).entry is None
    nameless = [one._replace(key="", tags=("x",), end=7, quote="The sea") for one in (CALM, second)]
    done = take_in(lib, *(one._replace(passages=[n]) for one, n in zip(two, nameless, strict=True)))
    assert (done.new, done.losses.counts()) == (1, separation(1))


def test_what_texts_that_become_one_article_tell_else_is_told(lib: Library) -> None:
    first = GivenText("First", [CALM], text=TEXT, url="https://example.org/a#top")
    texts = [
        first,
        first._replace(url="https://example.org/a#end"),
        first._replace(title="Second", author="Bo"),
        first._replace(title="Second", author="", url=""),
    ]
    done = take_in(lib, *texts)
    assert (len(done.made), len(done.found), len(lib.articles())) == (1, 0, 1)
    told = {("the title", "text"): 2, ("the author", "text"): 1}
    assert done.losses.counts() == told
    again = take_in(lib, *texts)
    assert (again.losses.counts(), len(again.found)) == (told, 1)


def test_an_article_that_is_there_keeps_its_title_without_a_word(lib: Library) -> None:
    take_in(lib, GivenText("Calm", [CALM], text=TEXT, author="Ada"))
    done = take_in(lib, GivenText("Other", text=TEXT, author="Bo"), is_strict=True)
    assert (len(done.found), lib.articles()[0].article.author) == (1, "Ada")


@pytest.mark.parametrize("size", [1, importing._BATCH])
def test_what_an_import_made_it_did_not_find(
    lib: Library, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", size)
    done = take_in(lib, *(GivenText("Calm", [CALM], text=TEXT) for _ in range(3)))
    assert "1 article made" in done.message and "found" not in done.message
