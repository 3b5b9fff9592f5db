"""Texts of which a title is told: when that is enough to be an article that is there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import placed, take_in
from tests.library.given import article_file

A_FILE, A_PAGE, A_PDF, ANOTHER = (
    "/tmp/a.html",
    "https://example.org/p",
    "urn:x-pdf:aa",
    "urn:x-pdf:bb",
)


def told(words: str, title: str = "Home", **known: str) -> GivenText:
    return GivenText(title, [GivenPassage(words, key=words)], **known)  # type: ignore[arg-type]  # the fields are called so


def known_by(uri: str, title: str = "Home") -> GivenText:
    """Give a text as a tool tells it that knows texts by their addresses alone."""
    return told(
        f"of {uri}",
        title,
        key=uri,
        url=uri if uri.startswith("http") else "",
        path=uri if uri.startswith("/") else "",
    )


def texts(library: Library) -> set[str]:
    return {library.document(row.article).text for row in library.articles()}


@pytest.mark.parametrize("pair", [*permutations((A_FILE, A_PAGE, A_PDF, ANOTHER), 2)])
def test_what_is_known_by_other_addresses_is_never_one_article_by_its_title(
    lib: Library, pair: tuple[str, str]
) -> None:
    given = [known_by(uri) for uri in pair]
    assert len(take_in(lib, *given).made) == 2
    assert texts(lib) == {f"of {uri}" for uri in pair}
    again = take_in(lib, *given)
    assert (again.there, again.entry) == (2, None)


def test_books_of_one_title_are_told_apart_by_their_numbers_and_authors(lib: Library) -> None:
    books = [
        told("by nobody", key="Home"),
        told("by ada", author="Ada", key="Home\nAda"),
        told("by bo", author="Bo", key="Home\nBo"),
        told("numbered", author="Ada", key="B00AA"),
        told("otherwise", author="Ada", key="B00BB"),
    ]
    for number, order in enumerate((books, books[::-1])):
        take_in(lib, *order)
        assert len(texts(lib)) == len(books), number
    assert take_in(lib, *books).entry is None


def test_a_title_alone_is_that_of_the_only_article_which_has_it(lib: Library) -> None:
    take_in(lib, known_by(A_PDF))
    done = take_in(lib, told("further words"))
    assert (len(done.found), done.made) == (1, [])


@pytest.mark.parametrize(
    ("known", "is_found"),
    [
        (lambda words: told(words, key=A_PDF), True),
        (lambda words: told(words, url=A_PAGE, key=A_PAGE), True),
        (lambda words: told(words, path=A_FILE, key=A_FILE), False),
    ],
)
def test_a_file_of_the_title_is_it_where_it_tells_no_address_and_has_the_words(
    lib: Library, tmp_path: Path, known: Callable[[str], GivenText], is_found: bool
) -> None:
    lib.add([article_file(tmp_path, "Home.txt", "Some words that stand here.\n")])
    assert lib.articles()[0].article.title == "Home"
    assert bool(take_in(lib, known("Other words")).found) is False
    [file] = (row.article for row in lib.articles() if row.article.path.startswith("/"))
    assert not [one for one in lib.annotations() if one.article == file.id]
    lib.undo().result()
    assert bool(take_in(lib, known("words that stand")).found) is is_found


def test_of_two_that_a_title_would_do_for_the_first_is_it_each_time(
    lib: Library, tmp_path: Path
) -> None:
    lib.add([article_file(tmp_path, "Home.txt", "Some words that stand here.\n")])
    two = [told("Some words", key="Home\nAda", author="Ada"), told("here", key="B", author="Bo")]
    done = take_in(lib, *two)
    assert (len(done.found), len(done.made)) == (1, 1)
    for order in (two, two[::-1]):
        assert take_in(lib, *order).entry is None
    assert sorted(one.quote for one in placed(lib)) == ["Some words", "here"]


def test_a_page_and_places_in_it_are_found_again_each_where_it_was(lib: Library) -> None:
    page = [
        known_by("doi:10.1/aa"),
        known_by(f"{A_PAGE}#a"),
        known_by(A_PAGE, "Other"),
        known_by(f"{A_PAGE}/"),
    ]
    for order in permutations(page):
        take_in(lib, *order)
        assert take_in(lib, *order).entry is None
        lib.undo().result()
        assert not lib.articles()
