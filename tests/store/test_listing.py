"""Articles in an order, a part at a time: always those that the whole order has there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import many
from reader.annotation.model import ArticleRow
from reader.library import Library
from reader.library.listed import Listed, Numbered
from reader.query import QueryError, parse
from reader.query.model import begun
from reader.store.listing import EVERYTHING, ORDERS, Gathered, ListFilter, Order, is_indexed
from reader.store.searching import narrow as narrowed
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


def titled(typed: str) -> ListFilter:
    return narrowed(begun(parse(typed, lenient=True)))


def narrows() -> list[ListFilter]:
    return [
        EVERYTHING,
        titled("pla"),
        titled("pla pur"),
        titled("記録"),
        ListFilter(where="i.length > 30"),
    ]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("narrow", narrows(), ids=["all", "one", "two", "cjk", "where"])
def test_every_part_of_an_order_is_a_part_of_the_whole(
    filled: Library, order: Order, narrow: ListFilter
) -> None:
    listed = filled.listed(order, narrow)
    found = whole(listed)
    numbers = [one.number for one in found]
    assert listed.tally("") == (len(set(numbers)), 0)
    assert len(set(numbers)) == len(numbers) > 0
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


@pytest.mark.parametrize(
    "typed", ['"', "a* OR", "near(", "-x", "col x", "'", "(", "* *", "", "^a", "@", "source:", "-"]
)
def test_nothing_that_is_half_typed_is_refused(filled: Library, typed: str) -> None:
    whole(filled.listed("date", filled.narrowing(typed)))


def test_fields_narrow_by_the_beginnings_of_their_words(filled: Library) -> None:
    found = {one.row.article.source for one in whole(filled.listed("date", titled("source:harb")))}
    assert found == {"Harbour Post"}
    assert not whole(filled.listed("date", titled("source:=harb")))
    assert not whole(filled.listed("date", titled('source:"harbour po"')))


def test_a_word_that_is_left_out_is_the_whole_word(filled: Library) -> None:
    plain = whole(filled.listed("date", titled("platform")))
    assert whole(filled.listed("date", titled("platform -purg"))) == plain
    assert len(whole(filled.listed("date", titled("platform -purge")))) < len(plain)


def test_a_list_is_narrowed_to_all_that_a_saved_search_finds(filled: Library) -> None:
    # The word stands in texts and in no title.
    filled.searches.save("stands", "sentence").result()
    in_titles = whole(filled.listed("date", filled.narrowing("sentence")))
    found = whole(filled.listed("date", filled.narrowing("@stands plat")))
    assert in_titles == []
    assert found == whole(filled.listed("date", filled.narrowing("plat")))
    assert not whole(filled.listed("date", filled.narrowing("plat -@stands")))
    with pytest.raises(QueryError):
        filled.narrowing("@unknown")


def test_a_filter_can_be_kept_as_it_is_meant_elsewhere(filled: Library) -> None:
    assert filled.as_listed('plat "two words" -x author:an (') == (
        'plat* "two words" -x author:an*'
    )


def test_an_article_that_is_not_listed_has_no_place_and_no_neighbour_but_the_first(
    filled: Library,
) -> None:
    listed = filled.listed("date", titled("platform"))
    other = next(row for row in filled.articles() if "Platform" not in row.article.title)
    assert listed.around(other.article.id, 5) == []
    assert listed.tally(other.article.id) == (len(whole(listed)), 0)
    assert listed.neighbour(other.article.id, 1) == listed.first(1)[0].row.article.id


def test_what_an_index_holds_is_not_gathered(filled: Library) -> None:
    assert is_indexed("date", titled("plat"))
    assert is_indexed("date", titled("plat source:post (purge OR numbers) -plaza"))
    assert not is_indexed("date", titled("plat is:unread"))
    assert is_indexed("title", EVERYTHING)
    assert not is_indexed("title", titled("plat"))
    assert isinstance(filled.listed("annotations")._listing, Gathered)


def test_a_count_that_is_wanted_no_more_ends(filled: Library) -> None:
    listed = filled.listed()
    assert listed.tally("", lambda: False) == (MANY, 0)
    assert listed.tally("", lambda: True) in (None, (MANY, 0))


def test_a_count_of_many_is_given_up_in_the_middle(tmp_path: Path) -> None:
    many.make(tmp_path / "many.db", 20_000)
    with Library.open(tmp_path / "many.db", annotator="ann") as opened:
        words = " ".join(f'"{letter}"*' for letter in "bd")
        assert opened.listed("date", ListFilter(words)).tally("", lambda: True) is None


def test_a_library_made_for_measuring_is_listed_as_any_other(tmp_path: Path) -> None:
    many.make(tmp_path / "many.db", 40)
    with Library.open(tmp_path / "many.db", annotator="ann") as opened:
        rows = [one.row.article for one in opened.listed().first(50)]
        assert len(rows) == 40
        dates = [article.published for article in rows]
        assert dates == sorted(dates, reverse=True)
        assert opened.document(rows[0]).text
        word = rows[3].title.split()[0]
        found = opened.listed("date", titled(word)).first(50)
        assert rows[3].id in [one.row.article.id for one in found]


def test_what_is_wanted_no_more_is_worked_out_no_further(filled: Library) -> None:
    narrow = titled("is:unread")
    assert filled.listed_apart("title", narrow, lambda: False) is not None
    many = ListFilter(
        where="i.number IN (WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL"
        " SELECT x + 1 FROM n WHERE x < 100000) SELECT x FROM n)"
    )
    assert filled.listed_apart("title", many, lambda: True) is None
