"""Notes in Markdown files: their own markup stays, and nothing in them acts or reaches outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from reader.formats.markdown.escaping import escaped
from reader.formats.markdown.notes import note_markdown
from tests.formats.test_markdown import _FIRST, written
from tests.formats.test_markdown_escaping import _PIECES, _READERS

_SETS_WORDS = {
    *("text", "softbreak", "hardbreak", "inline", "code_inline"),
    *(f"{name}_{end}" for name in ("paragraph", "strong", "em", "s") for end in ("open", "close")),
    *(f"{name}_{end}" for name in ("bullet_list", "ordered_list") for end in ("open", "close")),
    *("list_item_open", "list_item_close", "link_open", "link_close"),
}
_CALM = (
    "**b**",
    "*e*",
    "`c`",
    "~~s~~",
    "[l](https://a.example/b)",
    "\n\n- one\n- two\n\n",
    "- one\n- two\n",
    " x ",
)
_NOTES = st.lists(st.sampled_from([*_PIECES, *_CALM]), max_size=8).map("".join)


@pytest.mark.parametrize(
    "note",
    [
        "see **both** and *one*, `a_b`, ~~not~~",
        "[his letter](https://a.example/b_c), [that](https://b.example)",
        "two things:\n\n- one\n  - of it\n- two",
        "1900 was *first*.\n\nThen:\n\n1. a\n2. b",
        "https://a.example/b_c is **gone**",
        *("- one\n- *two*", "* one", "1. one\n2. two"),
    ],
)
def test_what_only_sets_words_stays_as_it_was_typed(note: str) -> None:
    assert note_markdown(note) == note


@pytest.mark.parametrize(
    "note",
    [
        *("*a* ![x](https://a.example/y.png)", "*a* ![[b]]", "*a* [[b]]", "*a* <b>c</b>"),
        *("*a* %%b%%", "*a* $b$", "*a* #b", "# a\n\n*b*", "*a*\n===", "*a* ^b", "*a* ==b=="),
        *("`= this.x` *a*", "```dataviewjs\nx\n```", "a:: *b*", "{{a}} *b*", "<% a %> *b*"),
        *("[a](javascript:b)", "[a](obsidian://b)", "obsidian://a *b*", "*a*\n\n[b]: https://c"),
        *(
            "> *a*",
            "- > ",
            "1. - > *a*",
            "- [a]: https://b",
            "- : *a*",
            "> [!note] *a*",
            " - *a*",
            "    *a*",
            "*a* | b\n-|-\n c | d",
            "*a*\n: b",
        ),
        "*a*\n\n\n",
        " \n\n- one\n- two",
    ],
)
def test_what_acts_or_runs_into_its_neighbours_is_shown_as_it_was_typed(note: str) -> None:
    assert note_markdown(note) == escaped(note)


@given(_NOTES)
def test_nothing_but_words_comes_of_any_note(note: str) -> None:
    made = note_markdown(note)
    for reader in _READERS:
        for token in _all(reader.parse(made)):
            assert token.type in _SETS_WORDS
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith(("http://", "https://", "mailto:"))


@example("- one\n- two")
@given(_NOTES)
def test_what_stands_around_a_note_is_as_without_it(note: str) -> None:
    first, second = _FIRST, _FIRST._replace(id="0" * 36, note="")
    without = written(first._replace(note=""), second)
    at = without.index("\n> ", without.index("^"))
    reader = _READERS[0]
    parts = [reader.render(part) for part in (without[:at], note_markdown(note), without[at:])]
    assert reader.render(written(first._replace(note=note), second)) == "".join(parts)


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
