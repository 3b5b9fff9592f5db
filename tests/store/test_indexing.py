"""The indexes hold what articles and annotations say, whatever was done to them."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import Library, forgetting
from reader.store import indexing
from reader.store.connection import connect
from tests.library.doing import Doing
from tests.library.given import article_file, library, library_with_article, marked
from tests.library.steps import STEPS
from tests.library.taking_in import add_new


def indexed(path: Path) -> dict[str, object]:
    """Give all that the indexes say, with ids in the place of numbers and places."""
    with closing(sqlite3.connect(path)) as connection:
        articles = dict(connection.execute("SELECT number, article FROM index_article"))
        placed = dict(connection.execute("SELECT place, article FROM index_article"))
        annotations = dict(connection.execute("SELECT number, annotation FROM index_annotation"))
        found: dict[str, object] = {
            "articles": sorted(
                connection.execute(
                    "SELECT article, title, source, author, published, added, length, rules,"
                    " number >> 40 FROM index_article"
                )
            )
        }
        found["likeness"] = sorted(
            (placed[place], signature)
            for place, signature in connection.execute("SELECT * FROM index_likeness")
        )
        found["bands"] = sorted(
            (placed[place], band) for band, place in connection.execute("SELECT * FROM index_band")
        )
        found["pairs"] = sorted(
            (placed[place], placed[other], slots)
            for place, other, slots in connection.execute("SELECT * FROM index_pair")
        )
        knowing = {"index_title": articles, "index_text": placed, "index_passage": annotations}
        for table, ids in knowing.items():
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, instance)"
            )
            found[table] = sorted(
                (ids[rowid], term, column, offset)
                for term, rowid, column, offset in connection.execute("SELECT * FROM temp.words")
            )
            connection.execute("DROP TABLE temp.words")
        return found


def rebuilt(path: Path, copy: Path) -> dict[str, object]:
    """Give what the indexes say when they are made anew."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(connect(copy, "rw")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        indexing.rebuild(connection)
        connection.execute("COMMIT")
    return indexed(copy)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_steps_the_indexes_are_as_if_made_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with library(tmp_path) as opened:
        do = Doing(opened, chance, tmp_path / "texts")
        add_new(do)
        for _ in range(60):
            try:
                if chance.random() < 0.3:
                    chance.choice([opened.undo, opened.redo])().result()
                else:
                    chance.choices([*STEPS], [*STEPS.values()])[0](do)
            except (ReaderError, IndexError):
                pass  # Refused, or there was nothing to do it to.
        path = opened.path
    found = indexed(path)
    assert found == rebuilt(path, tmp_path / "copy.db")
    assert found["index_text"] and found["bands"]


def matching(opened: Library, table: str, query: str) -> list[int]:
    with closing(sqlite3.connect(opened.path)) as connection:
        return [
            number
            for (number,) in connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (query,)
            )
        ]


def test_words_of_unspaced_scripts_are_found_by_two_characters(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path, "# 港の記録\n\n港は十一日間閉じられた。\n")
    with opened:
        assert matching(opened, "index_text", '"十 一"')
        assert matching(opened, "index_title", '"記 録"')
        assert not matching(opened, "index_text", '"一 十"')


def test_accents_and_case_do_not_matter(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    with opened:
        assert matching(opened, "index_text", '"jose"')
        assert matching(opened, "index_text", '"TWITTER"')


def test_articles_are_numbered_newest_first_and_by_coming_in_on_one_day(tmp_path: Path) -> None:
    for name, date in (("a", "2019-01-05"), ("b", "2020-02-01"), ("c", "2020-02"), ("d", "1999")):
        article_file(tmp_path, f"{name}.md", f"---\npublished: {date}\n---\n# {name}\n\nText.\n")
    with library(tmp_path) as opened:
        opened.add([tmp_path])
        with closing(sqlite3.connect(opened.path)) as connection:
            rows = connection.execute("SELECT title FROM index_article ORDER BY number DESC")
            assert [title for (title,) in rows] == ["b", "c", "a", "d"]


def test_no_word_of_what_is_forgotten_stays_in_the_indexes(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path, "# Zyxwvut\n\nThe qwertzuiop was counted.\n")
    with opened:
        marked(opened, article, "qwertzuiop", note="asdfghjkl")
        opened.add([article_file(tmp_path, "other.md")])
        assert matching(opened, "index_text", "qwertzuiop")
        assert matching(opened, "index_passage", "asdfghjkl")
    forgetting.forget(opened.path, forgetting.plan(opened.path, article.title))
    data = b"".join(file.read_bytes() for file in tmp_path.glob("annotations.db*"))
    for word in (b"zyxwvut", b"qwertzuiop", b"asdfghjkl"):
        assert word not in data
    assert b"elsewhere" in data


def test_articles_keep_their_order_when_the_places_of_coming_in_are_used_up(
    tmp_path: Path,
) -> None:
    names = ("a", "b", "c", "d")
    files = [
        article_file(tmp_path, f"{name}.md", f"---\npublished: 2020\n---\n# {name}\n\nText.\n")
        for name in names
    ]
    with library(tmp_path) as opened:
        opened.add(files[:2])
        with closing(sqlite3.connect(opened.path)) as connection, connection:
            connection.execute("UPDATE index_state SET next = 1 << 24")
        for file in files[2:]:
            opened.add([file])
        with closing(sqlite3.connect(opened.path)) as connection:
            rows = connection.execute("SELECT title FROM index_article ORDER BY number DESC")
            assert tuple(title for (title,) in rows) == names
            next_place = connection.execute("SELECT next FROM index_state").fetchone()[0]
    assert next_place < 10
