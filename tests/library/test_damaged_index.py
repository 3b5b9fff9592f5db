"""A damaged index loses nothing: writes go on, searches say what to do, and it is made anew."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import DamagedError, StoreError
from reader.library import Library, doctor, forgetting
from reader.library.doctor import Finding
from reader.store import checking_words, indexing
from reader.store.schema import INDEX_RULES, WORDS
from tests.library.given import TEXT, article_file, library, library_with_article, marked
from tests.library.kept import altered, backup, spoiled
from tests.store.test_indexing import indexed, rebuilt

REMEDY = "`reader doctor --rebuild-index`"


def filled(folder: Path) -> Path:
    """Give the database of a library with three articles, near copies among them, and marks."""
    opened, article = library_with_article(folder)
    with opened:
        marked(opened, article, "Twitter", "tag", note="a note on it")
        opened.add([article_file(folder, f"{one}.md", TEXT + one + "\n") for one in ("a", "b")])
    return opened.path


def problems(path: Path) -> list[Finding]:
    return [one for one in doctor.examine(path) if one.grade == "problem"]


def rules(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT rules FROM index_state").fetchone()[0])


def hits(opened: Library, query: str) -> list[str]:
    return [hit.article.title for hit in opened.search(query)]


@pytest.mark.parametrize("table", WORDS)
def test_a_search_in_a_damaged_index_says_in_one_line_what_to_do(
    tmp_path: Path, table: str
) -> None:
    path = filled(tmp_path)
    spoiled(path, table)
    query = {"index_passage": "note:note", "index_title": "title:numbers"}.get(table, "twitter")
    with library(tmp_path) as opened:
        with pytest.raises(DamagedError) as raised:
            hits(opened, query)
            opened.annotations(query=query)
        assert (
            str(raised.value) == f"the index of words is damaged ({path}); {REMEDY} makes it anew"
        )


def test_an_annotation_is_stored_though_the_index_is_damaged(tmp_path: Path) -> None:
    path = filled(tmp_path)
    for table in WORDS:
        spoiled(path, table)
        altered(path, f"UPDATE {table}_data SET block = x'ff' WHERE id = 10")
    with library(tmp_path) as opened:
        article = opened.article(str(tmp_path / "a.md"))
        made = marked(opened, article, "were large", note="kept")
        assert rules(path) == 0
        opened.edit(made, note="kept still").result()
        report = opened.add([article_file(tmp_path, "new.md", "# New\n\nAnother text.\n")])
        assert report.message == "1 added"
        assert [one.row.article.title for one in opened.listed().first(9)].count("New") == 1
        with pytest.raises(StoreError, match="is to be made anew"):
            hits(opened, "another")
        opened.undo().result()
        opened.undo().result()
        assert opened.annotation(made.id).note == "kept"
    with library(tmp_path) as opened:
        assert opened.notice == ""
        assert hits(opened, "kept") == [article.title]
    assert problems(path) == []


def test_rows_of_an_index_that_do_not_fit_hinder_no_write(tmp_path: Path) -> None:
    path = filled(tmp_path)
    altered(path, "UPDATE index_state SET next = 1", "DELETE FROM index_article WHERE rowid > 0")
    altered(
        path,
        "INSERT INTO index_article SELECT 1, 1, id, '', '', '', '', '', 0, 0 FROM article LIMIT 1",
    )
    with library(tmp_path) as opened:
        opened.remove_article(opened.article(str(tmp_path / "a.md"))).result()
        opened.undo().result()
    altered(path, "DELETE FROM index_state")
    assert problems(path)
    with library(tmp_path) as opened:
        assert len(hits(opened, "twitter")) >= 3
    assert problems(path) == []


def test_an_index_of_other_rules_is_made_anew_on_opening(tmp_path: Path) -> None:
    path = filled(tmp_path)
    altered(path, "UPDATE index_state SET rules = 1", "DELETE FROM index_article")
    told: list[str] = []
    with Library.open(path, annotator="ann", tell=told.append) as opened:
        assert len(opened.listed().first(9)) == 3
    assert told == []
    assert rules(path) == INDEX_RULES
    assert indexed(path) == rebuilt(path, tmp_path / "copy.db")


def test_where_it_can_only_be_read_a_search_says_that_the_index_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    altered(path, "UPDATE index_state SET rules = 1")
    monkeypatch.setattr("reader.store.opening._writable", lambda path: False)
    with library(tmp_path) as opened:
        assert opened.read_only
        assert len(opened.articles()) == 3
        with pytest.raises(StoreError, match="is to be made anew") as raised:
            hits(opened, "twitter")
        assert REMEDY in raised.value.hint
        assert opened.annotations(query="is:unread")


def test_an_index_that_is_out_of_date_hides_no_article_in_the_rows_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    altered(path, "UPDATE index_state SET rules = 1", "DELETE FROM index_article WHERE number > 1")
    monkeypatch.setattr("reader.store.opening._writable", lambda path: False)
    with library(tmp_path) as opened:
        assert opened.read_only
        titles = [row.article.article.title for row in opened.rows()]
        assert len(titles) == 3
        assert titles == sorted(titles, key=str.casefold)
        with pytest.raises(StoreError, match="is to be made anew"):
            list(opened.rows("twitter"))


def test_while_another_program_writes_an_old_index_is_told_and_reading_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    altered(path, "UPDATE index_state SET rules = 1")
    monkeypatch.setattr("reader.store.connection.BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with library(tmp_path) as opened:
            assert "could not be made anew: another program holds" in opened.notice
            assert len(opened.articles()) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM index_article WHERE number = (SELECT max(number) FROM index_article)",
        "INSERT INTO index_article SELECT 7, 7, 'x', '', '', '', '', '', 0, 0",
        "UPDATE index_article SET title = 'another'",
        "UPDATE index_article SET rules = 99",
        "UPDATE index_article SET number = number - (1 << 40)",
        "UPDATE index_article SET place = place + 100",
        "DELETE FROM index_annotation",
        "INSERT INTO index_annotation (annotation) VALUES ('x')",
        "DELETE FROM index_likeness",
        "UPDATE index_likeness SET signature = zeroblob(128)",
        "UPDATE index_likeness SET signature = x'00'",
        "DELETE FROM index_band WHERE band = (SELECT min(band) FROM index_band)",
        "UPDATE index_band SET band = band + 1",
        "UPDATE index_state SET next = 1",
        "UPDATE index_state SET rules = 0",
        "DELETE FROM index_state",
        "DELETE FROM index_text_docsize",
        "INSERT INTO index_text (rowid, title, text) VALUES (5, 'foreign', 'words')",
        "INSERT INTO index_passage (index_passage, rowid, quote, note)"
        " VALUES ('delete', 1, 'Twitter', '')",
        "INSERT INTO index_title (index_title) VALUES ('delete-all')",
        "DELETE FROM index_text_data WHERE id > 10",
    ],
)
def test_what_does_not_fit_is_found_and_mended(tmp_path: Path, statement: str) -> None:
    path = filled(tmp_path)
    assert problems(path) == []
    altered(path, statement)
    found = problems(path)
    assert found
    assert {(one.kind, one.hint) for one in found} == {("index", f"{REMEDY} makes it anew")}
    doctor.rebuild_index(path)
    assert problems(path) == []
    assert indexed(path) == rebuilt(path, tmp_path / "copy.db")


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_in_an_index_crash_nothing_and_are_mended(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = filled(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        table = chance.choice(WORDS)
        rows = connection.execute(f"SELECT id, block FROM {table}_data WHERE id > 1").fetchall()
        key, block = chance.choice(rows)
        spoilt = bytearray(block)
        for _ in range(chance.randrange(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        connection.execute(f"UPDATE {table}_data SET block = ? WHERE id = ?", (spoilt, key))
    with library(tmp_path) as opened:
        for query in ("twitter", "num*", "title:numbers", "note:note", '"numbers were"', "-jose"):
            try:
                hits(opened, query)
                opened.annotations(query=query)
            except StoreError as error:
                assert REMEDY in error.hint
        marked(
            opened,
            opened.article(str(tmp_path / "b.md")),
            "sentence stands",
            note="on a damaged index",
        )
    if spoilt != block and rules(path):
        assert {one.kind for one in problems(path)} <= {"index"}, problems(path)
    doctor.rebuild_index(path)
    assert problems(path) == []
    assert indexed(path) == rebuilt(path, tmp_path / "copy.db")


def test_of_a_large_library_a_share_of_the_words_is_compared_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr(checking_words, "MOST", 300)
    told = [one for one in doctor.examine(path) if one.kind == "index"]
    assert {one.grade for one in told} == {"note"}
    assert "by chance" in told[0].what
    altered(path, "INSERT INTO index_text (index_text) VALUES ('delete-all')")
    assert "index" in {one.kind for one in problems(path)}


def test_forgetting_leaves_nothing_in_a_damaged_index(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with library(tmp_path) as opened:
        text = "# Zyxwvut\n\nThe qwertzuiop was counted.\n"
        opened.add([article_file(tmp_path, "secret.md", text)])
    made = backup(path)
    for file in (path, made):
        altered(file, "UPDATE index_text_data SET block = x'ff' WHERE id = 10")
    forgetting.forget(path, forgetting.plan(path, "Zyxwvut"))
    data = b"".join(file.read_bytes() for file in (*tmp_path.glob("annotations.db*"), made))
    for word in (b"zyxwvut", b"qwertzuiop"):
        assert word not in data.lower()
    assert problems(path) == []


def test_a_rebuild_tells_how_far_it_is(tmp_path: Path) -> None:
    path = filled(tmp_path)
    told: list[tuple[str, int]] = []
    doctor.rebuild_index(path, progress=lambda name, count: told.append((name, count)))
    assert told[-1] == ("articles", 3)
    assert indexing.is_there(sqlite3.connect(path))
