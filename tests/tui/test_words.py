"""What is said of an article in little room: what is cut, and what goes first."""

from __future__ import annotations

import pytest

from reader.annotation.model import Article
from reader.library import Library
from reader.tui import words


@pytest.fixture
def article(library: Library) -> Article:
    return library.article("Alpha")._replace(
        source="The Valley Paper", published="2020-06-12", length=2600
    )


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (40, "The Valley Paper · 12 Jun 2020 · 2 min"),
        (38, "The Valley Paper · 12 Jun 2020 · 2 min"),
        (37, "The Valley Paper · 12 Jun 2020"),
        (29, "The Valley Paper · Jun 2020"),
        (26, "The Valley Paper · 2020"),
        (20, "The Valley P… · 2020"),
        (8, "The Val…"),
    ],
)
def test_the_length_goes_first_then_the_day_the_month_and_the_end_of_the_source(
    article: Article, room: int, said: str
) -> None:
    assert words.about(article, room) == said


def test_what_an_article_does_not_tell_is_left_out(article: Article) -> None:
    dated = article._replace(source="")
    assert words.about(dated, 24) == "12 Jun 2020 · 2 min"
    assert words.about(dated._replace(published=""), 24) == "2 min"


def test_a_date_without_a_day_stays_as_it_is(article: Article) -> None:
    assert words.about(article._replace(published="2020-06"), 26) == "The Valley Paper · 2020-06"


def test_wide_characters_count_as_the_cells_they_take(article: Article) -> None:
    wide = article._replace(source="河岸日报和别的报纸")
    assert words.about(wide, 24) == "河岸日报和别的报… · 2020"


def test_what_a_source_holds_never_acts_on_the_terminal(article: Article) -> None:
    assert "\x1b" not in words.about(article._replace(source="\x1b[31mred"), 40)
