"""Queries of every shape, as a strategy."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.query.fields import KNOWN
from reader.query.lexing import MARKS
from reader.query.model import (
    TEXT_FIELDS,
    Dated,
    Field,
    Named,
    Near,
    Node,
    Not,
    Query,
    Saved,
    Tagged,
    Undated,
    Untagged,
    Words,
    both,
    either,
)
from reader.text.normal import clean

typed = st.text(alphabet=st.sampled_from('ab é国 "“()-*@:=.. \t2019ORtagisdenor/'), max_size=30)
"""What a person could type, mostly signs that mean something."""


def _sayable(text: str) -> bool:
    return any(map(str.isalnum, text)) and not set(text) & set(MARKS)


_texts = (
    (
        st.sampled_from(
            ["zoom", "account closures", "-x", "OR", "a:b", "@me", "none", "天安門", "x*"]
        )
        | st.text(max_size=12)
    )
    .map(lambda text: " ".join(clean(text).split()))
    .filter(_sayable)
)
_dates = st.sampled_from(["2019", "2019-06", "2019-06-30"])
_leaves = st.one_of(
    st.builds(Words, _texts, st.booleans()),
    st.builds(Field, st.sampled_from(TEXT_FIELDS), _texts, st.sampled_from(["words", "whole"])),
    st.builds(Field, st.sampled_from(TEXT_FIELDS), _texts, st.just("start")),
    st.builds(Field, st.sampled_from(TEXT_FIELDS), st.just(""), st.just("whole")),
    st.builds(Tagged, _texts, st.booleans()),
    st.builds(Near, _texts, st.booleans()),
    st.sampled_from([Untagged(), Undated(), Dated("2019"), Dated("", "2020")]),
    st.builds(Dated, _dates, _dates),
    st.builds(Saved, _texts),
    *(st.builds(Named, st.just(name), st.sampled_from(KNOWN[name])) for name in KNOWN),
)
_nodes: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: both(*found)),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: either(*found)),
    ),
    max_leaves=8,
)
queries = st.builds(Query, st.none() | _nodes)
