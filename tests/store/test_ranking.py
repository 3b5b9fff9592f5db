"""What finds the best articles sooner where very many are found gives what the slow way gives."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library
from reader.query import Query, parse
from reader.query.model import wanted
from reader.store import beginnings, few, ranking, searching
from reader.store.connection import Connection, connect
from reader.store.matching import TEXTS, divided, side_by_side
from tests.library.given import article_file, library

COMMON = "dam damp dame damson town towns tower toll".split()
RARE = [f"{start}{end}" for start in ("dam", "tow", "riv") for end in "abcdefghijklmnopqrs"]
QUERIES = [
    "d*", "da*", "dam*", "DÀM*", "tow*", "riv*", "t* d*", "dam* town", "dam* rivb", "riv* town",
    "to* riva", "dam* -town", "da* -(towns OR rivc)", "da* date:2005..2007", "d* source:post",
    "to* is:read", "d* title:river", '"dam town" t*', '"dam tow"*', "da* OR riv*", "title:r* d*",
    "da* OR to*", "riva (da* OR tow*)", "(da* town) OR riv*", "(d* -riva) town",
    "town (is:read OR rivb*)", "d* (is:read OR d*)", "t* (source:post OR riva)",
    "十*", "四* 十", "zz*", "riva zz*", "d* rivzz", "-dam* t*",
]  # fmt: skip


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = tmp_path_factory.mktemp("ranking")
    chance = random.Random(5)
    for number in range(70):
        words = [*chance.choices(COMMON, k=chance.randrange(9)), *chance.choices(RARE, k=4)]
        front = f"published: {2000 + number % 9}\nsource: {chance.choice(('Post', 'Tide'))}"
        end = chance.choice(("十一日", "四十", "Dámson.", "港"))
        article_file(
            folder,
            f"{number}.md",
            f"---\n{front}\n---\n# River {number}\n\n{' '.join(words)} {end}",
        )
    with library(folder) as made:
        made.add([folder])
        for row in [*made.articles()][::3]:
            made.set_read(row.article.id, True).result()
        with closing(connect(made.path, "ro")) as opened:
            yield opened


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("most", "sample", "words", "between"), [
    (4, 3, 2, 3), (4, 3, 1, 70), (8, 6, 3, 30), (8, 70, 90, 70), (25, 9, 4, 8),
])  # fmt: skip
def test_beginnings_find_what_the_index_finds_by_itself(
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    most: int,
    sample: int,
    words: int,
    between: int,
) -> None:
    for module, name, value in (
        (ranking, "RANKED", most),
        (beginnings, "SAMPLE", sample),
        (beginnings, "WORDS", words),
        (beginnings, "BETWEEN", between),
    ):
        monkeypatch.setattr(module, name, value)
    asked = parse(query)
    last = searching.numbers_at(connection, searching.latest(connection, asked))
    whole = ranking.ranked(connection, asked, limit=70)
    assert sorted(whole) == sorted(last)
    is_ranked = len(last) <= most or not any(one.is_start for one in wanted(asked.root))
    for limit in (1, most, most + 3, 70):
        expected = whole[:limit] if is_ranked else sorted(last[:limit], reverse=True)
        assert ranking.ranked(connection, asked, limit=limit) == expected


@pytest.mark.parametrize(
    "query",
    [
        "dam",
        "dam OR town",
        "dam -towns",
        "dam source:post",
        "town date:2003..2006",
        "toll is:unread",
    ],
)
@pytest.mark.parametrize("most", [1, 4, 7])
def test_the_last_that_are_found_are_ranked_and_the_others_follow(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, query: str, most: int
) -> None:
    monkeypatch.setattr(ranking, "RANKED", most)
    asked = parse(query)
    match, _ = divided(asked.parts, TEXTS)
    sql = "SELECT i.number, bm25(index_text, 1.0, 8.0) FROM index_text JOIN index_article i"
    sql += " ON i.place = index_text.rowid WHERE index_text MATCH ?"
    weights = dict(connection.execute(sql, (match,)).fetchall())
    last = searching.numbers_at(connection, searching.latest(connection, asked))
    assert len(last) > most
    for limit in (1, most, most + 2, 70):
        found = ranking.ranked(connection, asked, limit=limit)
        best = sorted(weights[number] for number in last[:most])[:limit]
        assert [weights[number] for number in found[:most]] == best
        assert set(found[:most]) <= set(last[:most])
        assert found[most:] == sorted(last[most:limit], reverse=True)


@pytest.mark.parametrize(
    "query", ["d*", "t* d*", "dam* town", "da* date:2005..2007", "dam* rivb", "da* OR town"]
)
def test_common_beginnings_are_found_by_common_words(connection: Connection, query: str) -> None:
    assert beginnings.found(connection, parse(query), 5, 5) is not None


def test_a_beginning_in_too_many_articles_does_not_rank(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 30)
    asked = searching.numbers(connection, parse("d* rivb"))
    assert 1 < len(asked) <= 30 < len(searching.numbers(connection, parse("d*")))
    by_the_word = ranking.ranked(connection, parse("rivb"), limit=70)
    best = [number for number in by_the_word if number in asked]
    assert ranking.ranked(connection, parse("d* rivb"), limit=70) == best


@pytest.mark.parametrize("query", QUERIES)
def test_a_few_texts_are_found_as_among_all(connection: Connection, query: str) -> None:
    match, _ = divided(parse(query).parts, TEXTS)
    assert match is not None
    rows = connection.execute("SELECT rowid FROM index_text WHERE index_text MATCH ?", (match,))
    every = searching.latest(connection, Query())
    with few.indexed(connection, every) as small:
        assert few.matching(small, match) == {place for (place,) in rows}


def test_only_so_many_texts_are_looked_through_as_there_is_room_for(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = searching.latest(connection, Query())
    assert few.fitting(connection, every) == every
    monkeypatch.setattr(few, "ROOM", 300)
    some = few.fitting(connection, every)
    assert 0 < len(some) < 20
    assert some == every[: len(some)]


def test_a_common_phrase_is_ranked_by_how_often_it_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 3)
    with numbered(tmp_path, range(2010, 2014), "The grey weir held.") as opened:
        article_file(
            tmp_path, "2012.md", "---\npublished: 2012\n---\n# T\n\nGrey weir, grey weir.\n"
        )
        other = "---\npublished: 2015\n---\n# T\n\nA weir grey as tin.\n"
        article_file(tmp_path, "2015.md", other)
        opened.add([tmp_path])
        with closing(connect(opened.path, "ro")) as connection:
            found = ranking.ranked(connection, parse('"grey weir"'))
            names = [Path(one.path).stem for one in searching.articles_of(connection, found)]
    assert names[0] == "2012"
    assert sorted(names[1:3]) == ["2011", "2013"]
    assert names[3:] == ["2010"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("dam", '"dam"'),
        ("the grey dam", 'NEAR("the" "grey" "dam", 1)'),
        ("state-backed", 'NEAR("state" "backed", 0)'),
        ("会社", '" 会  社 "'),
    ],
)
def test_words_are_looked_for_beside_one_another(text: str, asked: str) -> None:
    assert side_by_side(text) == asked


def test_what_is_left_out_is_left_out_as_it_stands() -> None:
    match, _ = divided(parse('"a b" -"c d" (e OR ("f g" -"h i"))').parts, TEXTS, loose=True)
    loose = 'NEAR("a" "b", 0) AND ("e" OR (NEAR("f" "g", 0) NOT "h i"))'
    assert match == f'(({loose}) NOT "c d")'


def numbered(folder: Path, years: Iterable[int], text: str) -> Library:
    """Give a library with an article of each year, whose name it is."""
    for year in years:
        article_file(folder, f"{year}.md", f"---\npublished: {year}\n---\n# T\n\n{text}\n")
    opened = library(folder)
    opened.add([folder])
    return opened


def years(connection: Connection, text: str, limit: int = -1) -> list[int]:
    found = ranking.ranked(connection, parse(text), limit=limit)
    return [int(Path(one.path).stem) for one in searching.articles_of(connection, found)]


@pytest.mark.parametrize("changed", [2012, 2014])
def test_of_very_many_those_that_came_in_last_are_ranked_and_the_others_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: int
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 2)
    article_file(tmp_path, "2001.md", "---\npublished: 2001\n---\n# Weir\n\nWeir, weir.\n")
    with numbered(tmp_path, range(2010, 2016), "The weir held.") as opened:
        front = f"---\npublished: {changed}\n---\n"
        article_file(tmp_path, f"{changed}.md", f"{front}# Weir\n\nWeir, weir.\n")
        opened.add([tmp_path])
        with closing(connect(opened.path, "ro")) as connection:
            others = [year for year in (2014, 2013, 2012, 2011, 2010, 2001) if year != changed]
            assert years(connection, "weir") == [changed, 2015, *others]
            assert years(connection, "weir", limit=3) == [changed, 2015, others[0]]
            assert years(connection, "wei*") == [2015, 2014, 2013, 2012, 2011, 2010, 2001]
            assert years(connection, "wei*", limit=2) == [2015, changed]


def test_what_else_is_asked_for_says_which_articles_are_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 2)
    with (
        numbered(tmp_path, range(2010, 2016), "The weir held.") as opened,
        closing(connect(opened.path, "ro")) as connection,
    ):
        assert years(connection, "weir date:2011") == [2011]
