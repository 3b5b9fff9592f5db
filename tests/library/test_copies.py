"""Articles that are nearly the same text are found when they come in; nothing is merged."""

from __future__ import annotations

import random
from pathlib import Path

from reader.library import Library
from tests.library.given import article_file, library

_WORDS = "bridge river council path walker ferry toll winter stone arch vote bank".split()


def story(seed: int, words: int = 200) -> str:
    """Give a text of its own."""
    chance = random.Random(seed)
    return " ".join(chance.choice(_WORDS) + str(chance.randrange(40)) for _ in range(words))


def write(folder: Path, name: str, text: str) -> Path:
    """Write an article's file."""
    return article_file(folder, f"{name}.md", f"# {name.title()}\n\n{text}\n")


def copies(opened: Library, title: str) -> list[str]:
    """Give the titles of an article's near copies."""
    return [copy.article.title for copy in opened.copies(opened.article(title).id)]


def test_near_copies_are_told_when_they_come_in(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        first = opened.add([write(tmp_path, "first", story(1)), write(tmp_path, "other", story(2))])
        assert first.copies == ()
        again = opened.add([write(tmp_path, "again", story(1).replace("bridge1", "pier"))])
        (pair,) = again.copies
        assert (pair.article.title, pair.other.title) == ("Again", "First")
        assert 0.5 < pair.likeness < 1
        assert "1 near copy of other articles" in again.message
        assert copies(opened, "First") == ["Again"]
        assert copies(opened, "Again") == ["First"]
        assert copies(opened, "Other") == []
        ids = {title: opened.article(title).id for title in ("First", "Again")}
        assert {row.article.article.id: row.copies for row in opened.rows() if row.copies} == {
            ids["First"]: (ids["Again"],),
            ids["Again"]: (ids["First"],),
        }


def test_of_copies_that_come_in_together_all_but_one_are_told(tmp_path: Path) -> None:
    files = [write(tmp_path, name, f"{name} {story(1)}") for name in ("one", "two", "three")]
    with library(tmp_path) as opened:
        report = opened.add(files)
        assert len({pair.article.id for pair in report.copies}) == 2
        assert "2 near copies" in report.message
        assert set(copies(opened, "One")) == {"Two", "Three"}


def test_copies_follow_what_becomes_of_the_articles(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        opened.add([write(tmp_path, "first", story(1))])
        opened.add([write(tmp_path, "again", story(1))])
        opened.remove_article(opened.article("Again")).result()
        assert copies(opened, "First") == []
        opened.undo().result()
        assert copies(opened, "First") == ["Again"]
        report = opened.add([write(tmp_path, "again", story(3))])
        assert (len(report.changed), report.copies) == (1, ())
        assert copies(opened, "First") == []
        report = opened.add([write(tmp_path, "again", story(1))])
        assert [pair.other.title for pair in report.copies] == ["First"]


def test_adding_again_tells_no_copies_anew(tmp_path: Path) -> None:
    files = [write(tmp_path, name, story(1)) for name in ("one", "two")]
    with library(tmp_path) as opened:
        assert opened.add(files).copies
        assert opened.add(files).copies == ()
