"""Finding the articles of an import, by looking through all or by an index that is kept up."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange import importing
from reader.store import known_articles
from reader.store.known_articles import KnownArticles, called
from tests.library.exchange.given import take_in
from tests.library.given import article_file

both = pytest.mark.parametrize("few", [0, 1_000])


def named(name: str) -> GivenText:
    return GivenText(name, text=f"Text of {name}.", url=f"https://example.org/{name}")


def ids(library: Library) -> dict[str, str]:
    return {row.article.title: row.article.id for row in library.articles()}


@both
def test_what_was_written_between_two_questions_is_found(
    lib: Library, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_articles, "_FEW", few)
    known = KnownArticles()

    def at(name: str) -> list[str]:
        with lib._store.snapshot() as connection:
            return known.at_address(connection, [f"https://example.org/{name}"])

    def texts(*hashes: str) -> list[str]:
        with lib._store.snapshot() as connection:
            return known.with_text(connection, hashes)

    take_in(lib, named("a"))
    assert (at("a"), at("b")) == ([ids(lib)["a"]], [])
    article = lib.articles()[0].article
    assert (texts(article.text_hash), texts("0" * 64)) == ([article.id], [])
    take_in(lib, named("b"))
    other = lib.article(ids(lib)["b"])
    assert at("b") == texts(other.text_hash) == [other.id]
    lib.undo().result()
    assert at("b") == texts(other.text_hash) == []
    lib.redo().result()
    assert at("b") == texts(other.text_hash) == [other.id]


@both
def test_who_shows_a_text_goes_before_who_had_it(
    lib: Library, tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_articles, "_FEW", few)
    first = lib.add([article_file(tmp_path, "one.txt", "The same words.")]).added[0]
    lib.add([article_file(tmp_path, "one.txt", "Other words now.")])
    second = lib.add([article_file(tmp_path, "two.txt", "The same words.")]).added[0]
    with lib._store.snapshot() as connection:
        found = KnownArticles().with_text(connection, [first.text_hash, "1" * 64])
    assert found == [second.id, first.id]


def test_a_title_is_found_whatever_its_length_and_its_case(lib: Library) -> None:
    start = "A title that goes on and on beyond what articles are sorted by, "
    take_in(lib, *(GivenText(start + end, text=f"{end}.") for end in ("one", "two", "TWO", "Two")))
    with lib._store.snapshot() as connection:
        assert [len(called(connection, start + end)) for end in ("One", "two", "three")] == [
            1,
            3,
            0,
        ]


def test_an_import_of_many_portions_finds_what_it_made_itself(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_articles, "_FEW", 0)
    monkeypatch.setattr(importing, "_BATCH", 1)
    quotes = [
        GivenText(f"other {n}", [GivenPassage("Text of")], url=f"https://example.org/{n}#part")
        for n in range(9)
    ]
    done = take_in(lib, *(named(str(n)) for n in range(9)), *quotes)
    assert (len(done.made), done.new, len(lib.articles())) == (9, 9, 9)
