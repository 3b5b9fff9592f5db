"""Texts that tell the same address: one article or two, by the ids and words that they have."""

from __future__ import annotations

from itertools import permutations

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange import importing
from tests.library.exchange.given import take_in
from tests.library.exchange.test_round_trips import records

URL = "https://example.org/tide"
ONE, TWO = (f"8a3f1f0e-1d2c-4f55-9a53-7c1f4a1c0d0{n}" for n in (1, 2))
EBB = GivenText("Ebb", [GivenPassage("It ebbs", 0, 7)], text="It ebbs.", article=ONE, url=URL)
FLOW = GivenText("Flow", [GivenPassage("It flows", 0, 8)], text="It flows.", article=TWO, url=URL)


def texts(library: Library) -> dict[str, str]:
    return {row.article.id: library.document(row.article).text for row in library.articles()}


@pytest.mark.parametrize("size", [1, importing._BATCH])
def test_two_ids_of_one_address_are_two_articles_where_their_texts_differ(
    lib: Library, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", size)
    assert len(take_in(lib, EBB, FLOW).made) == 2
    assert texts(lib) == {ONE: "It ebbs.", TWO: "It flows."}
    assert all(texts(lib)[one.article] == f"{one.quote}." for one in records(lib))
    assert take_in(lib, FLOW, EBB).entry is None


def test_two_ids_of_one_address_and_one_text_are_one_article(lib: Library) -> None:
    done = take_in(lib, EBB, EBB._replace(article=TWO))
    assert (len(done.made), [*texts(lib)]) == (1, [ONE])


@pytest.mark.parametrize("order", [*permutations(range(2))])
def test_without_their_texts_ids_are_not_overruled_by_an_address_either(
    lib: Library, order: tuple[int, int]
) -> None:
    told = [one._replace(text=None) for one in (EBB, FLOW)]
    take_in(lib, *(told[n] for n in order))
    assert texts(lib) == {ONE: "It ebbs", TWO: "It flows"}
    assert take_in(lib, *told).entry is None


@pytest.mark.parametrize("name", ["Ebb", "Flow"])
def test_an_article_that_another_text_of_the_file_names_is_left_to_that(
    lib: Library, name: str
) -> None:
    here, away = (EBB, FLOW) if name == "Ebb" else (FLOW, EBB)
    take_in(lib, here)
    take_in(lib, away._replace(text=None), here._replace(text=None))
    assert len(texts(lib)) == 2


def test_one_of_the_ids_alone_is_that_of_a_page_that_was_taken_in_here(lib: Library) -> None:
    take_in(lib, GivenText("Tide", text="It ebbs. It flows.", url=URL))
    done = take_in(lib, *(one._replace(text=None) for one in (EBB, FLOW)))
    assert (len(done.made), len(done.found)) == (1, 1)
    assert take_in(lib, *(one._replace(text=None) for one in (EBB, FLOW))).entry is None


def test_another_text_without_an_id_is_a_version_of_what_has_its_address(lib: Library) -> None:
    take_in(lib, EBB)
    assert len(take_in(lib, FLOW._replace(article="")).found) == 1


def test_a_text_with_an_id_is_that_of_what_was_made_of_quotes_without_one(lib: Library) -> None:
    take_in(lib, EBB._replace(text=None, article=""))
    done = take_in(lib, EBB)
    assert (done.made, [*texts(lib).values()]) == ([], ["It ebbs."])
    assert take_in(lib, EBB).entry is None
