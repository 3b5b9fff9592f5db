"""Notes as they are shown: Markdown set in lines, however narrow, long or hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.text.cells import width_of
from reader.text.notes import is_plain, note_document
from reader.tui.notes import note_lines
from reader.tui.palette import Palette
from reader.tui.shades import DARK
from tests.tui.given import reading

PALETTE = Palette(DARK)


def shown(note: str, width: int = 30, most: int = 40, *, bright: bool = True) -> list[str]:
    lines = note_lines(note, width, PALETTE, bright=bright, most=most)
    return ["".join(text for text, _ in line).rstrip() for line in lines]


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("one\ntwo", [" one", " two"]),
        ("one *two*\nthree", [" one two", " three"]),
        ("**a**\n\n- b\n- c", [" a", "", " • b", " • c"]),
        ("1. a\n2. b", [" 1. a", " 2. b"]),
        ("> quoted\n> twice", [" │ quoted", " │ twice"]),
        ("see `code` and [a page](https://example.org)", [" see code and a page"]),
        ("---\ntitle: no front matter\n---\nwords", None),
        ("```\nx = 1\n```", ["   x = 1"]),
        ("<!-- seen -->", [" <!-- seen -->"]),
        ("[a]: nowhere", [" [a]: nowhere"]),
        ("\x1b[2J *x*", [" ␛[2J x"]),
    ],
)
def test_the_markdown_of_a_note_is_set(note: str, lines: list[str] | None) -> None:
    if lines is None:
        assert "title: no front matter" in " ".join(shown(note))
    else:
        assert shown(note) == lines


def test_what_is_emphasised_looks_so_bright_and_dim() -> None:
    for bright in (True, False):
        (line,) = note_lines("a *b* **c**", 30, PALETTE, bright=bright, most=9)
        styles = {text.strip(): style for text, style in line}
        assert styles["b"].italic
        assert styles["c"].bold
        assert not styles["a"].italic


def test_a_dim_note_has_the_dim_ink_alone() -> None:
    lines = note_lines("a *b* `c` [d](x)\n\n```\ne\n```", 30, PALETTE, bright=False, most=9)
    inks = {style.color for line in lines for text, style in line if text.strip()}
    assert inks == {PALETTE.dim.color}


@given(st.text("ab *_`#->|\n1.\t漢é\u0301", max_size=200), st.integers(4, 40), st.booleans())
def test_no_line_is_too_wide_and_no_word_is_lost(note: str, width: int, bright: bool) -> None:
    lines = shown(note, width, 500, bright=bright)
    assert all(width_of(line) <= max(width - 1, 2) for line in lines)
    letters = [letter for letter in note if letter in "ab漢é"]
    assert sorted(letters) == sorted(
        letter for line in lines for letter in line if letter in "ab漢é"
    )


@given(st.text("ab .,;'\"!?é漢1", max_size=60))
def test_what_is_plain_needs_no_parser_and_reads_the_same(note: str) -> None:
    # A number alone would be an item without words; as it is written, it is at least seen.
    if is_plain(note) and note.strip().lstrip("1") != ".":
        assert note_document(note).text.split() == note.split()


def test_of_a_huge_note_only_what_is_shown_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(note: str) -> object:
        asked.append(len(note))
        return note_document(note)

    monkeypatch.setattr("reader.text.notes.note_document", counted)
    assert len(shown("*word* " * 200_000, 30, 10)) == 10
    assert max(asked) < 2_000


async def test_a_note_is_set_in_the_margin_and_below_the_line(library: Library) -> None:
    article = library.article("Alpha")
    start = library.document(article).text.index("Twitter")
    from reader.text.document import Span

    span = Span(start, start + 7)
    library.annotate(article, span, note="see *this*\n- one\n- two").result()
    for size in ((140, 40), (80, 24)):
        async with reading(library, size=size) as hands:
            await hands.go("Twitter")
            assert "see this" in hands.text
            assert "• two" in hands.text
            assert "*" not in hands.text
