"""Articles in an order, a part at a time: always those that the whole order has there."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from reader.annotation.model import ArticleRow
from reader.library import Library
from reader.library.listed import Listed, Numbered
from reader.library.narrowing import titled
from reader.store.listing import EVERYTHING, ORDERS, Gathered, Narrow, Order, is_indexed
from tests.library.given import article_file, library, marked

MANY = 80
SOURCES = ("The Tide", "Harbour Post", "", "évening post")
WORDS = ("Platform", "purge", "harbour", "港の記録", "Plaza", "numbers")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("listing")
    chance = random.Random(5)
    for number in range(MANY):
        front = {
            "title": " ".join(chance.choices(WORDS, k=2)),
            "source": chance.choice(SOURCES),
            "author": chance.choice(("Ann Author", "")),
            "published": chance.choice(("2020-06-12", "2019", "", f"20{number % 20:02d}-02-03")),
        }
        lines = [f"{name}: {value}" for name, value in front.items() if value]
        body = "A sentence stands here. " * chance.randrange(1, 4)
        text = "\n".join(["---", *lines, "---", "", body])
        article_file(folder, f"texts/{number:03d}.md", text)
    with library(folder) as opened:
        opened.add([folder / "texts"])
        for row in chance.sample(opened.articles(), 12):
            marked(opened, row.article, "sentence")
            opened.place(row.article.id, 3, 3)
        yield opened


def key(order: Order, row: ArticleRow) -> object:
    article = row.article
    last = "\U0010fffd"
    keys: dict[Order, object] = {
        "title": article.title.casefold(),
        "source": article.source.casefold() or last,
        "author": article.author.casefold() or last,
        "length": -article.length,
        "annotations": -row.annotations,
    }
    return keys.get(order, 0)


def whole(listed: Listed) -> list[Numbered]:
    return listed.first(10 * MANY)


def narrows() -> list[Narrow]:
    return [
        EVERYTHING,
        titled("pla"),
        titled("pla pur"),
        titled("記録"),
        Narrow(where="i.length > 30"),
    ]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("narrow", narrows(), ids=["all", "one", "two", "cjk", "where"])
def test_every_part_of_an_order_is_a_part_of_the_whole(
    filled: Library, order: Order, narrow: Narrow
) -> None:
    listed = filled.listed(order, narrow)
    found = whole(listed)
    numbers = [one.number for one in found]
    assert len(set(numbers)) == len(numbers) == listed.tally("").total > 0
    assert [one.number for one in listed.last(7)] == numbers[-7:]
    for place, one in enumerate(found):
        assert [other.number for other in listed.after(one.number, 9)] == numbers[place + 1 :][:9]
        before = numbers[max(place - 9, 0) : place]
        assert [other.number for other in listed.before(one.number, 9)] == before
        assert listed.tally(one.row.article.id) == (len(found), place + 1)


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_sorts_by_what_it_is_called_and_the_newest_first(
    filled: Library, order: Order
) -> None:
    found = whole(filled.listed(order))
    if order != "last open":
        keys = [(key(order, one.row), -one.number) for one in found]
        assert keys == sorted(keys, key=lambda pair: (pair[0], pair[1]))
    else:
        opened = [one.row.reading.opened for one in found]
        assert opened == sorted(opened, reverse=True)
        assert opened[0]
    assert len(found) == MANY


def test_words_narrow_by_their_beginnings_wherever_they_stand(filled: Library) -> None:
    found = whole(filled.listed("date", titled("PLAT purg")))
    expected = [
        row
        for row in filled.articles()
        if "Platform" in row.article.title and "purge" in row.article.title
    ]
    assert {one.row.article.id for one in found} == {row.article.id for row in expected} != set()
    posts = whole(filled.listed("title", titled("evening")))
    assert {one.row.article.source for one in posts} == {"évening post"}


def named(row: ArticleRow) -> list[str]:
    """The words that an article is called by."""
    article = row.article
    return re.findall(r"\w+", f"{article.title} {article.source} {article.author}".casefold())


@pytest.mark.parametrize("typed", ['"', "a* OR", "NEAR(", "-x", "col:x", "'", "(", "* *", "", "^a"])
def test_nothing_that_is_typed_is_refused(filled: Library, typed: str) -> None:
    found = {one.row.article.id for one in whole(filled.listed("date", titled(typed)))}
    asked = re.findall(r"\w+", typed.casefold())
    assert found == {
        row.article.id
        for row in filled.articles()
        if all(any(word.startswith(one) for word in named(row)) for one in asked)
    }


def test_an_article_that_is_not_listed_has_no_place_and_no_neighbour_but_the_first(
    filled: Library,
) -> None:
    listed = filled.listed("date", titled("platform"))
    other = next(row for row in filled.articles() if "Platform" not in row.article.title)
    assert listed.around(other.article.id, 5) == []
    assert listed.tally(other.article.id).place == 0
    assert listed.neighbour(other.article.id, 1) == listed.first(1)[0].row.article.id


def test_what_an_index_holds_is_not_gathered(filled: Library) -> None:
    assert is_indexed("date", titled("plat"))
    assert is_indexed("title", EVERYTHING)
    assert not is_indexed("title", titled("plat"))
    assert isinstance(filled.listed("annotations")._listing, Gathered)
