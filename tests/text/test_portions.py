"""Portions: a source that is parsed bit by bit gives what it gives as a whole."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markdown.parsing import parse
from reader.text.markdown.portions import Limits, portions
from tests.text.spec_harness import lost, malformed
from tests.text.strategies import markdown_sources, nested_markdown

UNCUT = sys.maxsize
"""A limit that nothing reaches."""

sources = st.one_of(markdown_sources, nested_markdown())


def parts(source: str, limits: Limits) -> list[str]:
    """The extents of a source that its portions are made of."""
    ends = [0, *(portion.end for portion in portions(source, 0, limits))]
    return [source[start:end] for start, end in pairwise(ends)]


def uncut(least: int) -> Limits:
    return Limits(least, UNCUT, UNCUT)


def shapes(source: str, limits: Limits) -> list[tuple[str, str]]:
    """Each block's lead and text."""
    document = parse(source, limits=limits)[0]
    return [(block.lead, document.text[block.start : block.end]) for block in document.blocks]


@given(sources, st.integers(1, 60))
def test_portions_of_whole_blocks_give_what_the_whole_gives(source: str, least: int) -> None:
    whole, front_matter = parse(source)
    made, also_front_matter = parse(source, limits=uncut(least))
    assert (made.text, also_front_matter) == (whole.text, front_matter)
    assert tuple(made.blocks) == tuple(whole.blocks)


@given(sources, st.integers(1, 60), st.integers(1, 60), st.integers(1, 20))
def test_no_word_is_lost_where_a_block_is_cut(
    source: str, least: int, most: int, tokens: int
) -> None:
    document, front_matter = parse(source, limits=Limits(least, most, tokens))
    assert malformed(document) == []
    assert lost(source, document, front_matter) == []


@given(sources, st.integers(1, 60), st.integers(1, 60), st.integers(1, 20))
def test_portions_hold_all_of_a_source_in_whole_lines(
    source: str, least: int, most: int, tokens: int
) -> None:
    cut = parts(source, Limits(least, most, tokens))
    assert "".join(cut) == source
    assert all(part.endswith("\n") for part in cut[:-1])


def test_the_last_block_begins_the_next_portion() -> None:
    assert parts("# One\n\nTwo.\n\nThree.\n\nFour.\n", uncut(16)) == [
        "# One\n\nTwo.\n\n",
        "Three.\n\nFour.\n",
    ]


def test_a_line_is_never_cut() -> None:
    line = "a line of words " * 20
    assert parts(f"{line}\n{line}", Limits(10, 10, 1)) == [f"{line}\n", line]


@pytest.mark.parametrize(
    "block",
    [
        "- one\n\n- two\n\n  more of it\n- three\n",
        "> one\nlazy\n> - two\n>\n> three\n",
        "```\none\n\ntwo\n\nthree\n```\n",
        "<!-- one\n\ntwo\n\nthree -->\n",
        "| one | two |\n|---|---|\n| three | four |\n",
        "[^1]: one\n\n    two\n\n    three\n",
        "one\ntwo\nthree\n===\n",
        "term\n\n: one\n\nterm\n\n: two\n",
        '[it]: /there "title\nthat goes\non"\n',
    ],
)
def test_a_block_stays_whole(block: str) -> None:
    cut = parts(f"Before.\n\n{block}\nAfter.\n\nThe end.\n", uncut(1))
    assert len(cut) > 1
    assert any(block in part for part in cut)


def test_a_list_is_cut_between_its_items() -> None:
    assert parts("- one\n\n  more\n- two\n- three\n", Limits(20, 20, 1)) == [
        "- one\n\n  more\n",
        "- two\n- three\n",
    ]


def test_numbers_go_on_where_a_list_is_cut() -> None:
    source = "".join(f"{number}. item\n" for number in range(1, 10))
    leads = [lead.strip() for lead, _ in shapes(source, Limits(20, 20, 1))]
    assert leads == [f"{number}." for number in range(1, 10)]


def test_a_quote_around_all_is_cut_between_its_blocks() -> None:
    source = "> > one\n> >\n> > two\n> >\n> > three\n"
    assert shapes(source, Limits(20, 20, 1)) == [
        ("│ │ ", "one"),
        ("│ │ ", "two"),
        ("│ │ ", "three"),
    ]


def test_code_goes_on_where_it_is_cut() -> None:
    source = "~~~text\n# one\n# two\n# three\n# four\n~~~\n\n# Heading\n"
    for most in range(9, len(source)):
        document = parse(source, limits=Limits(most, most, 1))[0]
        kinds = {block.kind for block in document.blocks[:-1]}
        assert (kinds, document.blocks[-1].kind) == ({"code"}, "heading")
        assert "".join(document.text.split()) == "#one#two#three#fourHeading"


def test_definitions_hold_for_all_portions() -> None:
    source = "[it] and [^1].\n\nText.\n\n[it]: /there\n\n[^1]: Note with [that].\n\n[that]: /here\n"
    assert shapes(source, uncut(1)) == [
        ("", "it and [1]."),
        ("", "Text."),
        ("", ""),
        ("[1] ", "Note with that."),
    ]


def test_progress_grows_to_the_whole() -> None:
    for source in ("One.\n\n" * 9, "One [it].\n\n" * 9 + "[it]: /there\n"):
        shares: list[float] = []
        parse(source, shares.append, uncut(1))
        assert len(shares) >= 3
        assert shares == sorted(set(shares))
        assert shares[-1] == 1
