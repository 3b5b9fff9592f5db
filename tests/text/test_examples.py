"""Examples in CommonMark's form, and texts made of all constructs: what holds of all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from reader.text.markdown import parse
from reader.text.plain import parse as parse_plain
from tests.text import spec_harness
from tests.text.spec_harness import Example
from tests.text.strategies import markdown_sources, nested_markdown

OWN = Path(__file__).with_name("examples.md")


def files() -> Iterator[Path]:
    yield OWN
    if spec := os.environ.get("READER_SPEC"):
        yield Path(spec)


def cases() -> Iterator[object]:
    for path in files():
        for example in spec_harness.examples(path.read_text(encoding="utf-8")):
            yield pytest.param(example, id=f"{path.stem}-{example.line}")


def check(source: str) -> None:
    document, front_matter = parse(source)
    assert spec_harness.malformed(document) == []
    assert spec_harness.undrawn(document) == []
    assert spec_harness.lost(source, document, front_matter) == []
    assert spec_harness.out_of_order(source, document) == []


@pytest.mark.parametrize("example", list(cases()))
def test_an_example_keeps_every_word_and_is_drawn_at_any_width(example: Example) -> None:
    check(example.source)


@given(nested_markdown())
def test_constructs_in_each_other_keep_every_word(source: str) -> None:
    check(source)


@given(markdown_sources)
def test_pieces_of_markup_give_sound_blocks(source: str) -> None:
    document, _ = parse(source)
    assert spec_harness.malformed(document) == []


def test_there_are_enough_examples() -> None:
    assert len(list(spec_harness.examples(OWN.read_text(encoding="utf-8")))) >= 80


def test_an_example_is_read_from_its_form() -> None:
    fence = "`" * 32
    text = f"Text\n\n{fence} example\n→a\n\nb\n.\n<p>\n{fence}\n"
    assert list(spec_harness.examples(text)) == [Example(3, "\ta\n\nb\n", "<p>\n")]


def test_a_lost_word_is_found() -> None:
    made = parse_plain("kept words")
    assert spec_harness.lost("kept other words", made, "") == ["other"]
    assert spec_harness.lost("words kept", made, "") == []
    assert spec_harness.out_of_order("words kept", made) == ["kept"]


def test_words_of_markup_are_not_missed() -> None:
    made = parse_plain("text text")
    assert spec_harness.lost("3. <b class='x'>text</b> [](q) [text][label] &nbsp;", made, "") == [
        "q"
    ]
    assert spec_harness.lost("<b title='words'>text</b>", made, "") == ["words"]
