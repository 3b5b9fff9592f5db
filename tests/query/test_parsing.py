"""What a person types is understood, or it is said where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.query import Query, QueryError, expanded, parse, written
from reader.query.model import (
    And,
    Dated,
    Field,
    Named,
    Near,
    Node,
    Not,
    Or,
    Saved,
    Tagged,
    Undated,
    Untagged,
    Words,
)
from tests.query.trees import queries, typed

ZOOM, RULE = Words("zoom"), Words("rule")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("zoom", ZOOM),
        ("zoom rule", And((ZOOM, RULE))),
        ("zoom AND rule", And((ZOOM, RULE))),
        ("zoom OR rule", Or((ZOOM, RULE))),
        ("zoom or rule", And((ZOOM, Words("or"), RULE))),
        ("a zoom OR rule", Or((And((Words("a"), ZOOM)), RULE))),
        ("a (zoom OR rule)", And((Words("a"), Or((ZOOM, RULE))))),
        ("(a zoom) rule", And((Words("a"), ZOOM, RULE))),
        ("-zoom", Not(ZOOM)),
        ("NOT zoom", Not(ZOOM)),
        ("-(zoom rule)", Not(And((ZOOM, RULE)))),
        ('"account closures"', Words("account closures")),
        ("“account  closures”", Words("account closures")),
        ("clos*", Words("clos", is_start=True)),
        ('"account clos"*', Words("account clos", is_start=True)),
        ("state-backed", Words("state-backed")),
        ("12:30", Words("12:30")),
        ("https://a.example", Words("https://a.example")),
        ("Warning: zoom", And((Words("Warning"), ZOOM))),
        ("zoom – rule & -", And((ZOOM, RULE))),
        ("tag:actors/state", Tagged("actors/state")),
        ("TAG:actors*", Tagged("actors", is_start=True)),
        ('tag:"two words"', Tagged("two words")),
        ("tag:none", Untagged()),
        ("tag:*", Not(Untagged())),
        ('tag:"none"', Tagged("none")),
        ("-tag:x", Not(Tagged("x"))),
        ("near:x", Near("x")),
        ('source:"The Paper"', Field("source", "The Paper")),
        ('source:="The Paper"', Field("source", "The Paper", "whole")),
        ("source:none", Field("source", "", "whole")),
        ("author:li*", Field("author", "li", "start")),
        ("note:word", Field("note", "word")),
        ("title:word", Field("title", "word")),
        ("lang:en", Field("lang", "en")),
        ("kind:PDF", Named("kind", "pdf")),
        ("status:review", Named("status", "review")),
        ("is:open?", Named("is", "open")),
        ("is:copy", Named("is", "copy")),
        ("date:2019", Dated("2019", "2019")),
        ("date:2019-06..2020", Dated("2019-06", "2020")),
        ("date:2019..", Dated("2019", "")),
        ("date:..2020-06-30", Dated("", "2020-06-30")),
        ("date:none", Undated()),
        ("@mine", Saved("mine")),
        ('@"my own"', Saved("my own")),
    ],
)
def test_it_means(text: str, root: Node) -> None:
    assert parse(text) == Query(root)


@pytest.mark.parametrize(
    ("text", "offset", "what"),
    [
        ("-", 0, "nothing here"),
        ("*", 0, "nothing here"),
        ("& !", 0, "nothing here"),
        ("zoom OR", 5, "after this OR"),
        ("OR zoom", 0, "before this OR"),
        ("a OR OR b", 2, "after this OR"),
        ("zoom (rule", 5, "not closed"),
        ("zoom )rule", 5, "closes nothing"),
        ("zoom ()", 5, "parentheses"),
        ('zoom "rule', 5, "not closed"),
        ('zoom ""', 5, "quoted"),
        ('zoom "&"', 5, "quoted"),
        ("zoom NOT", 5, "leave out"),
        ("zoom tga:x", 5, "“tga”"),
        ("zoom tag: x", 9, "after tag:"),
        ("title:(a OR b)", 6, "parentheses are not taken after title:"),
        ("tag:/", 4, "name of a tag"),
        ("is:red", 3, "“red”"),
        ("status:orphan", 7, "“orphan”"),
        ("date:June", 5, "“June”"),
        ("date:2019-13", 5, "“2019-13”"),
        ("date:2019..x", 11, "“x”"),
        ("date:2020..2019", 5, "2019 is before 2020"),
        ("date:..", 5, "needs a date"),
        ("source:&", 7, "no letter"),
        ("@", 0, "nothing here"),
        ('@""', 0, "no name"),
    ],
)
def test_what_cannot_be_understood_is_explained_at_its_place(
    text: str, offset: int, what: str
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert what in raised.value.what
    assert raised.value.offset == offset
    assert raised.value.hint


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("tga:x", "tag"),
        ("sorce:x", "source"),
        ("is:unred", "unread"),
        ("status:orphan", "orphaned"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest_and_all_known_ones(text: str, guess: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert f"did you mean {guess}?" in raised.value.hint
    assert raised.value.hint.count(", ") >= 3


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ('"account clo', '"account clo"'),
        ("zoom (a OR", "zoom a"),
        ("zoom OR ", "zoom"),
        ("zoom -", "zoom"),
        ("zoom -(", "zoom"),
        ("zoom tag:", "zoom"),
        ("zoom tga:", "zoom"),
        ("zoom NOT", "zoom"),
        ('zoom "', "zoom"),
        ("-", ""),
        ("(", ""),
        ('source:"The Pa', 'source:"The Pa"'),
    ],
)
def test_what_is_not_finished_is_passed_over_while_it_is_typed(text: str, same: str) -> None:
    assert parse(text, lenient=True) == parse(same)


@pytest.mark.parametrize("text", ["", "  \t "])
def test_white_space_asks_for_everything(text: str) -> None:
    assert parse(text) == Query()
    assert not parse(text)


@pytest.mark.parametrize("text", ["(" * 500 + "a" + ")" * 500, "-(" * 500, "a " * 500, "a" * 9999])
def test_what_is_far_too_much_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


@settings(max_examples=600)
@given(st.text(max_size=40) | typed, st.booleans())
def test_anything_typed_is_a_query_or_explained(text: str, lenient: bool) -> None:
    try:
        query = parse(text, lenient=lenient)
    except QueryError as error:
        assert 0 <= error.offset <= len(text)
        assert "\n" not in str(error)
    else:
        assert parse(written(query)) == query


@settings(max_examples=600)
@given(typed)
def test_what_is_complete_means_the_same_while_it_is_typed(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    if not text.rstrip().endswith(":"):
        assert parse(text, lenient=True) == query


@settings(max_examples=600)
@given(queries)
def test_a_query_that_is_written_down_is_the_same_again(query: Query) -> None:
    assert parse(written(query)) == query


SAVED = {"mine": "tag:a OR tag:b", "Two": "@mine zoom", "round": "x @trip", "trip": "@round"}


def test_a_saved_search_stands_for_its_query() -> None:
    found = expanded(parse("@two -rule"), SAVED)
    assert written(found) == "(tag:a OR tag:b) zoom -rule"


@pytest.mark.parametrize(
    ("text", "what"),
    [("zoom @none", "“none”"), ("zoom @round", "leads back"), ("zoom @bad", "in @bad")],
)
def test_a_saved_search_that_leads_nowhere_is_explained_where_it_is_named(
    text: str, what: str
) -> None:
    with pytest.raises(QueryError) as raised:
        expanded(parse(text), SAVED | {"bad": "x OR"}, text)
    assert what in raised.value.what
    assert raised.value.offset == 5


def test_an_unknown_saved_search_is_met_with_the_nearest_one() -> None:
    with pytest.raises(QueryError, match="did you mean @mine"):
        expanded(parse("@mien"), SAVED, "@mien")


def test_saved_searches_that_grow_without_end_are_refused() -> None:
    many = {f"s{number}": f"@s{number + 1} OR @s{number + 1} x" for number in range(200)}
    with pytest.raises(QueryError):
        expanded(parse("@s0"), many, "@s0")


@pytest.mark.parametrize(
    "whole",
    "is:unread status:review kind:pdf date:2020 date:2019-06-30 date:2019-06..2020-01-02"
    " date:..2020 date:none dam tag:a".split(),
)
def test_while_a_field_is_typed_nothing_is_wrong_with_its_beginning(whole: str) -> None:
    for end in range(1, len(whole) + 1):
        parse(f"dam {whole[:end]}", lenient=True)
    assert parse(f"dam {whole[:-1]}", lenient=True).parts[0] == Words("dam")


@pytest.mark.parametrize(
    "typed", ["is:unr dam", "is:unr ", "is:xu", "date:20x", "date:2020-13", "kind:pdx"]
)
def test_what_can_become_nothing_is_explained_while_it_is_typed(typed: str) -> None:
    with pytest.raises(QueryError):
        parse(typed, lenient=True)


def test_a_saved_search_is_found_however_its_accents_are_written() -> None:
    assert expanded(parse("@Cafe\u0301"), {"caf\u00e9": "zoom"}) == parse("zoom")
