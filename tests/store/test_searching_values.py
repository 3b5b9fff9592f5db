"""Dates and whole names are found as they are, however they are written and however long."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reader.store.connection import connect
from tests.library.given import article_file, library
from tests.store.titles import titles


@pytest.mark.parametrize(
    ("told", "query"),
    [
        ("20200612", "date:2020-06-12"),
        ("June 12, 2020", "date:2020-06-12"),
        ("2020-02-30", "date:none"),
        ("once in 2020", "date:none"),
    ],
)
def test_every_date_is_found_or_none(tmp_path: Path, told: str, query: str) -> None:
    article_file(tmp_path, "dam.md", f'---\npublished: "{told}"\n---\n# Dam\n\nIt held.\n')
    with library(tmp_path) as made:
        made.add([tmp_path])
        with closing(connect(made.path, "ro")) as connection:
            assert titles(connection, query) == ["dam"]
            wrong = "date:none" if query != "date:none" else "date:0001..9999"
            assert titles(connection, wrong) == []
        article = made.article("Dam")
        assert article.metadata["published"] == told
        assert article.published == ("" if query == "date:none" else "2020-06-12")


@pytest.mark.parametrize("field", ["title", "source", "author"])
def test_what_is_asked_for_as_a_whole_is_compared_as_a_whole(tmp_path: Path, field: str) -> None:
    long = "Ä board of the many bridges over the long river and its harbours in the"
    values = {"one": f"{long} north", "two": f"{long} south", "cut": long[:60]}
    for name, value in values.items():
        front = f"title: {name}\n" * (field != "title") + f"{field}: {value}"
        article_file(tmp_path, f"{name}.md", f"---\n{front}\n---\nIt held.\n")
    with library(tmp_path) as made:
        made.add([tmp_path])
        with closing(connect(made.path, "ro")) as connection:
            for name, value in values.items():
                assert titles(connection, f'{field}:="{value.swapcase()}"') == [name]
