"""A query gives the articles and the annotations that it says, in the order that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.query import Query, expanded, parse
from reader.query.model import And, Node, Not, Or, Saved, both, either, leaves
from reader.query.parsing import DEEPEST
from reader.store import listing, ranking, searching
from reader.store.connection import Connection, connect
from reader.store.matching import TEXTS, TITLES, Index
from tests.library.given import article_file, library, marked
from tests.query.trees import queries
from tests.store.titles import titles

FILES = {
    "dam": (
        "source: The River Post\nauthor: A. Weir\npublished: 2019-06-12\nlang: en-GB",
        "The dam\n\nThe dam closed at noon. Nobody told the town.\n\nA café stayed open.",
    ),
    "town": (
        "source: Post\nauthor: B. Weirman\npublished: 2020-02\nlang: en",
        "A town below\n\nThe town grew below the dam, and the dam held.",
    ),
    "port": (
        "source: 港報\npublished: 2020-12-31\nlang: zh",
        "港の記録\n\n港は十一日間閉じられた。",
    ),
    "bare": ("published: some day", "Bare\n\nNothing much is said, in a state-backed way."),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("searching")
    for name, (front, text) in FILES.items():
        article_file(folder, f"{name}.md", f"---\n{front}\n---\n# {text}\n")
    article_file(folder, "plain.txt", "Plain\n\nOnly the dam again.\n")
    with library(folder) as made:
        made.add([folder])
        dam, town = made.article(str(folder / "dam.md")), made.article("A town")
        marked(made, dam, "The dam closed", "actors/state", note="Who closed it?")
        marked(made, dam, "Nobody told the town", "silence")
        marked(made, dam, "A café stayed open.", "places")
        marked(made, town, "The town grew", "Actors", note="growth")
        marked(made, town, "the dam held")
        made.write_memo(town, "weigh this").result()
        made.set_read(dam.id, True).result()
        made.set_starred(town.id, True).result()
        yield made


@pytest.fixture(scope="module")
def connection(opened: Library) -> Iterator[Connection]:
    with closing(connect(opened.path, "ro")) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "bare plain port town dam"),
        ("dam", "plain town dam"),
        ("DAM town", "town dam"),
        ("dam -town", "plain"),
        ("-dam", "bare port"),
        ("dam OR 港", "plain port town dam"),
        ("cafe", "dam"),
        ("clos*", "dam"),
        ('"the dam closed"', "dam"),
        ('"noon the"', ""),
        ("state-backed", "bare"),
        ("十一", "port"),
        ("一十", ""),
        ("title:dam", "dam"),
        ("title:dam OR title:b*", "bare town dam"),
        ('title:="the DAM"', "dam"),
        ("source:post", "town dam"),
        ('source:="post"', "town"),
        ("source:none", "bare plain"),
        ("source:港", "port"),
        ("author:weir", "dam"),
        ("author:weir*", "town dam"),
        ("dam source:river", "dam"),
        ("lang:en", "town dam"),
        ("lang:en-gb", "dam"),
        ("lang:=en", "town"),
        ("lang:none", "bare plain"),
        ("kind:text", "plain"),
        ("-kind:markdown", "plain"),
        ("tag:actors", "town dam"),
        ("tag:actors/state", "dam"),
        ("tag:ACTORS/*", "dam"),
        ("tag:ACT*", "town dam"),
        ("tag:actor", ""),
        ("tag:none", "bare plain port"),
        ("tag:*", "town dam"),
        ("-tag:silence", "bare plain port town"),
        ("near:silence", "dam"),
        ("note:growth", "town"),
        ("note:weigh", "town"),
        ("status:anchored", "town dam"),
        ("status:review", ""),
        ("is:read", "dam"),
        ("is:unread", "bare plain port town"),
        ("is:starred", "town"),
        ("is:annotated -is:starred", "dam"),
        ("is:gone OR is:guess OR is:copy OR is:open", ""),
        ("date:2019", "dam"),
        ("date:2020", "port town"),
        ("date:2020-02", "town"),
        ("date:2019-06-12", "dam"),
        ("date:2019-06-13..", "port town"),
        ("date:..2020-02", "town dam"),
        ("date:2019..2020-11", "town dam"),
        ("date:0000..9999-12-31", "port town dam"),
        ("date:none", "bare plain"),
    ],
)
def test_articles_are_found_newest_first(connection: Connection, query: str, names: str) -> None:
    assert titles(connection, query) == names.split()


def test_words_may_be_looked_for_in_titles_sources_and_authors_alone(
    connection: Connection,
) -> None:
    assert titles(connection, "dam", words=TITLES) == ["dam"]
    assert titles(connection, "post -river", words=TITLES) == ["town"]
    assert titles(connection, "weir* tag:actors/state", words=TITLES) == ["dam"]


@pytest.mark.parametrize("query", ["", "dam", "dam -tag:silence", "-title:dam"])
@pytest.mark.parametrize("words", [TEXTS, TITLES])
def test_pages_follow_one_another(connection: Connection, query: str, words: Index) -> None:
    asked = parse(query)
    whole = searching.numbers(connection, asked, words=words)
    pages: list[int] = []
    while page := searching.numbers(
        connection, asked, words=words, below=pages[-1] if pages else None, limit=1
    ):
        pages += page
    assert pages == whole


def test_articles_are_ranked_by_their_words_the_title_s_first(connection: Connection) -> None:
    found = ranking.ranked(connection, parse("dam"))
    assert next(Path(one.path).stem for one in searching.articles_of(connection, found)) == "dam"
    assert ranking.ranked(connection, parse("dam"), limit=1) == found[:1]
    narrowed = ranking.ranked(connection, parse("dam tag:actors -is:starred"))
    assert narrowed == found[:1]
    assert ranking.ranked(connection, parse("is:starred")) == searching.numbers(
        connection, parse("is:starred")
    )


@pytest.mark.parametrize(
    "query", ["source:tide dam", "dam -source:post", "dam date:2020 (source:post OR author:weir)"]
)
def test_what_else_is_asked_for_is_only_asked_of_what_the_texts_give(
    opened: Library, query: str
) -> None:
    asked: list[str] = []
    with closing(connect(opened.path, "ro")) as connection:
        connection.set_trace_callback(asked.append)
        ranking.ranked(connection, parse(query))
        searching.numbers(connection, parse(query))
        connection.set_trace_callback(None)
        asked = [sql for sql in asked if "index_text MATCH" in sql]
        assert len(asked) == 3
        for sql in asked:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert plan[0].startswith("SCAN index_text")
            # With “rowid=?” all that the other index finds would be gone through for each.
            found = r"SEARCH i USING .* \(place=\?( AND rowid>\? AND rowid<\?)?\)"
            assert re.fullmatch(found, plan[1])


def quotes(
    connection: Connection, text: str, article: str = "", tag: str = "", status: str = ""
) -> list[str]:
    asked = parse(text)
    found = searching.annotated(connection, asked, article=article, tag=tag, status=status)
    return [one.quote or one.note for one in found]


CLOSED, TOLD, CAFE = "The dam closed", "Nobody told the town", "A café stayed open."
GREW, HELD, MEMO = "The town grew", "the dam held", "weigh this"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [MEMO, GREW, HELD, CLOSED, TOLD, CAFE]),
        ("town", [MEMO, GREW, HELD, TOLD]),
        ("growth", [GREW]),
        ("silence", [TOLD]),
        ("state", [CLOSED]),
        ("stat*", [CLOSED]),
        ("weigh", [MEMO]),
        ("dam -closed", [HELD, TOLD, CAFE]),
        ("tag:actors", [GREW, CLOSED]),
        ("tag:none", [MEMO, HELD]),
        ("tag:silence OR note:growth", [GREW, TOLD]),
        ("-tag:actors -is:read", [MEMO, HELD]),
        ("near:silence", [CLOSED, TOLD, CAFE]),
        ("near:places", [TOLD, CAFE]),
        ("near:silence -tag:silence", [CLOSED, CAFE]),
        ("near:actors", [GREW, HELD, CLOSED, TOLD]),
        ("note:none", [HELD, TOLD, CAFE]),
        ('note:="Growth"', [GREW]),
        ("title:dam", [CLOSED, TOLD, CAFE]),
        ("date:2020", [MEMO, GREW, HELD]),
        ("source:river note:closed", [CLOSED]),
        ("status:anchored cafe", [CAFE]),
    ],
)
def test_annotations_are_found_by_article_and_place(
    connection: Connection, query: str, found: list[str]
) -> None:
    assert quotes(connection, query) == found


def test_annotations_are_narrowed_further(opened: Library, connection: Connection) -> None:
    town = opened.article("A town").id
    assert quotes(connection, "dam", article=town) == [HELD]
    assert quotes(connection, "dam", tag="actors") == [CLOSED]
    assert quotes(connection, "dam", status="orphaned") == []


@settings(max_examples=150, deadline=None)
@given(queries, st.sampled_from([TEXTS, TITLES]))
def test_a_query_finds_what_its_parts_find(
    connection: Connection, query: Query, words: Index
) -> None:
    query = _unsaved(query)

    def articles(node: Node | None) -> set[object]:
        return set(searching.numbers(connection, Query(node), words=words))

    def annotations(node: Node | None) -> set[object]:
        return {one.id for one in searching.annotated(connection, Query(node))}

    if query.root is not None:
        assert articles(query.root) == _combined(query.root, articles)
        assert annotations(query.root) == _combined(query.root, annotations)
        ranked = ranking.ranked(connection, query)
        assert sorted(ranked) == sorted(searching.numbers(connection, query))


def _combined(node: Node, found: Callable[[Node | None], set[object]]) -> set[object]:
    """Give what is found by combining what each thing asked for finds by itself."""
    if isinstance(node, Not):
        return found(None) - _combined(node.part, found)
    if isinstance(node, And | Or):
        parts = [_combined(part, found) for part in node.parts]
        return set.intersection(*parts) if isinstance(node, And) else set.union(*parts)
    return found(node)


def _unsaved(query: Query) -> Query:
    """Give a query without saved searches."""
    names = [leaf.name for leaf in leaves(query.root) if isinstance(leaf, Saved)]
    return expanded(query, dict.fromkeys(names, "dam OR tag:actors"))


def test_the_deepest_and_the_longest_query_are_answered(connection: Connection) -> None:
    leaf: Node = parse("tag:actors").parts[0]
    other: Node = parse("zoom").parts[0]
    node = leaf
    for _ in range(DEEPEST):
        node = Not(either(both(Not(node), leaf), other))
    searching.numbers(connection, Query(node))
    list(searching.annotated(connection, Query(node)))
    many = either(*(parse(f"tag:t{number} w{number}").parts[0] for number in range(100)))
    assert searching.numbers(connection, Query(many)) == []
    assert list(searching.annotated(connection, Query(many))) == []


def test_an_answer_that_is_wanted_no_more_ends(connection: Connection) -> None:
    with (
        pytest.raises(searching.SearchStoppedError),
        searching.stoppable(connection, lambda: True),
    ):
        connection.execute(
            "WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) SELECT max(v) FROM n"
        ).fetchall()
    assert titles(connection, "dam") == ["plain", "town", "dam"]


@pytest.mark.parametrize("query", ["dam", "weir* tag:actors", "-dam", "date:2020 -tag:none", ""])
@pytest.mark.parametrize("words", [TEXTS, TITLES])
def test_a_list_in_any_order_is_narrowed_by_a_query(
    connection: Connection, query: str, words: Index
) -> None:
    found = searching.narrow(parse(query), words=words)
    for order in listing.ORDERS:
        made = listing.made(connection, order, found).after(connection, None, 99)
        assert sorted(made) == sorted(searching.numbers(connection, parse(query), words=words))
