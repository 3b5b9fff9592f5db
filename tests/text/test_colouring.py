"""Code in colour: marks by what a lexer says, the text itself untouched."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from pygments.lexers import get_lexer_by_name

from reader.text.markdown import parsing
from reader.text.markdown.colouring import LANGUAGES, LONGEST, coloured
from tests.text.parsed import document, marked
from tests.text.strategies import texts


def test_code_of_a_known_language_is_coloured() -> None:
    assert marked('```python\ndef f(): return "a"  # 1\n```') == [
        ("def", "keyword", ""),
        ("f", "name", ""),
        ("return", "keyword", ""),
        ('"a"', "string", ""),
        ("# 1", "comment", ""),
    ]


def test_numbers_are_coloured() -> None:
    assert [mark.style for mark in coloured("12", "python")] == ["number"]


@pytest.mark.parametrize("info", ["", "nosuchlanguage", "x" * 100, "{}", "text"])
def test_code_of_no_known_language_is_not_coloured(info: str) -> None:
    assert coloured("def f(): pass", info) == []


def test_a_language_may_be_named_as_pandoc_does() -> None:
    assert coloured("def f(): pass", "{.python}") == coloured("def f(): pass", "Python")


@pytest.mark.parametrize(
    "code", ["# a\n" * LONGEST, "#" * 600, "x = 1\n" + "\n" * 300], ids=["long", "line", "white"]
)
def test_code_that_a_lexer_may_be_slow_on_is_not_coloured(code: str) -> None:
    assert coloured(code, "python") == []


@given(texts)
def test_colours_lie_within_the_code_and_do_not_overlap(code: str) -> None:
    last = 0
    for mark in coloured(code, "python"):
        assert last <= mark.start < mark.end <= len(code)
        last = mark.end


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_every_language_on_the_list_is_known(name: str) -> None:
    assert get_lexer_by_name(name)


def test_coloured_code_is_verbatim() -> None:
    code = "\n\nx = 1  \n\n\ty\n\n"
    assert document(f"```python\n{code}\n```").text == code


def test_colours_are_at_the_place_of_their_code() -> None:
    made = document("Text.\n\n```python\n" + "x = 1  # note\n" * 20 + "```")
    marks = made.blocks[1].marks
    assert {made.text[mark.start : mark.end] for mark in marks} == {"1", "# note"}
    assert len(marks) == 40


def test_only_so_much_code_of_an_article_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "COLOUR_LIMIT", 10)
    assert marked("```python\nx = 1\n```\n\n```python\ny = 22\n```") == [("1", "number", "")]


def test_an_article_without_code_loads_no_lexer() -> None:
    program = (
        "import sys\nfrom reader.text.markdown import parse\nparse('# Title')\n"
        "print([name for name in sys.modules if name.startswith('pygments')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
