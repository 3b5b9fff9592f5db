"""Searches are kept under names, and taken back like everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import MisuseError, NotFoundError
from reader.library import Library
from reader.query import QueryError
from tests.library.given import dump, library, library_with_article


def kept(opened: Library) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in opened.searches.every()]


def test_a_saved_search_is_called_by_its_name(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    with opened:
        opened.searches.save("@Big  ones", "twitter  170").result()
        assert kept(opened) == [("Big ones", "twitter 170")]
        (row,) = opened.rows('@"big ones" -zoom')
        assert row.article.article == article
        assert [hit.article.id for hit in opened.search('@"BIG ONES"')] == [article.id]


def test_saving_under_a_name_that_is_there_replaces_what_had_it(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        opened.searches.save("mine", "a").result()
        assert opened.searches.save("Mine", "b").result().entry is not None
        assert kept(opened) == [("Mine", "b")]
        opened.undo().result()
        assert kept(opened) == [("mine", "a")]


def test_saving_and_deleting_are_undone(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        empty = dump(opened.path)
        opened.searches.save("mine", "a").result()
        full = dump(opened.path)
        opened.searches.delete("@MINE").result()
        assert dump(opened.path) == empty
        opened.undo().result()
        assert dump(opened.path) == full
        opened.undo().result()
        assert dump(opened.path) == empty
        opened.redo().result()
        assert dump(opened.path) == full


@pytest.mark.parametrize("name", ["", "@", "-", 'a"b', "a\x1bb", "x" * 61])
def test_a_name_that_cannot_be_called_is_refused(tmp_path: Path, name: str) -> None:
    with library(tmp_path) as opened, pytest.raises(MisuseError):
        opened.searches.save(name, "a")


@pytest.mark.parametrize("query", ["", "a OR", "@mine", "x @other", "@nobody"])
def test_what_could_not_be_asked_is_not_saved(tmp_path: Path, query: str) -> None:
    with library(tmp_path) as opened:
        opened.searches.save("mine", "a").result()
        opened.searches.save("other", "@mine b").result()
        with pytest.raises(MisuseError):
            opened.searches.save("mine", query)
        assert dict(kept(opened))["mine"] == "a"


def test_what_is_not_there_is_not_deleted(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        with pytest.raises(NotFoundError):
            opened.searches.delete("mine")
        with pytest.raises(QueryError, match="none is saved"):
            opened.asked("@mine")
