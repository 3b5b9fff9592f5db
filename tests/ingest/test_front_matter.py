"""Front matter is data: any type and any error in it survives, and nothing in it acts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.front_matter import UNREAD, field, read


def test_values_come_as_json_knows_them() -> None:
    values = read(
        "title: T\ndate: 2020-06-12\nat: 2020-06-12 10:00:00\n1: one\nnull: x\n"
        "time: 12:30\nset: !!set {a, b}\nbytes: !!binary aGk=\nnumber: .inf\nyes: true\n"
    )
    assert values["date"] == "2020-06-12"
    assert values["at"] == "2020-06-12T10:00:00"
    assert (values["1"], values["null"], values["yes"]) == ("one", "x", True)
    assert values["number"] == "inf"
    assert values["time"] == "12:30"
    json.dumps(values, allow_nan=False)


@pytest.mark.parametrize(
    "source",
    [
        "a: b: c",
        "- a\n- b",
        "word",
        "a: &x [1]\nb: *x",
        "a: 1\na: 2",
        "[" * 5000,
        "a: !!python/name:os.system",
    ],
)
def test_what_cannot_be_read_is_kept_as_text(source: str) -> None:
    assert read(source) == {UNREAD: source}


def test_control_characters_become_harmless() -> None:
    assert read('title: "a\\e[2Jb"')["title"] == "a␛[2Jb"
    assert "\x1b" not in str(read("a: [\x1b"))


def test_aliases_cannot_blow_it_up() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert len(str(read("\n".join(lines)))) < 10_000


@given(st.text())
def test_any_text_gives_something_json_takes(source: str) -> None:
    json.dumps(read(source), allow_nan=False)


def test_a_field_is_the_first_that_says_something_on_one_line() -> None:
    values: dict[str, object] = {"a": None, "b": ["x", "y"], "c": "two\n lines", "d": 7}
    assert field(values, "a", "b") == "x, y"
    assert field(values, "c") == "two lines"
    assert field(values, "none", "d") == "7"
    assert field(values, "none") == ""


@pytest.mark.parametrize("number", ["010", "0x1F", "0b11", "007", "1.10", "+5", "1.0e+3", "-0"])
def test_a_number_that_would_be_written_otherwise_keeps_its_text(number: str) -> None:
    assert read(f"issue: {number}") == {"issue": number}


def test_a_number_is_a_number() -> None:
    assert read("a: 12\nb: -3\nc: 1.5") == {"a": 12, "b": -3, "c": 1.5}


def test_a_word_that_yaml_takes_for_true_is_a_word_where_text_is_meant() -> None:
    values = read("title: On\nlanguage: no\ndraft: yes")
    assert (field(values, "title"), field(values, "language")) == ("On", "no")
    assert values["draft"] is True


@pytest.mark.parametrize(
    ("source", "title", "author"),
    [
        ("title: Foo: the sequel\nauthor: Kim", "Foo: the sequel", "Kim"),
        ("title:\tFoo\nauthor: @kim", "Foo", "@kim"),
        ("Title: 'Foo'\ndate: 2020-02-31\nauthor: [Kim, \"Lee\"]", "Foo", "Kim, Lee"),
        ("title: Foo\nauthor:\n  - @kim\n  - Lee\nx: y", "Foo", "@kim, Lee"),
        ("title: |\n  Foo: x: y\n @", "", ""),
        ("nested:\n  title: @no", "", ""),
    ],
)
def test_plain_lines_are_read_where_it_is_no_yaml(source: str, title: str, author: str) -> None:
    values = read(source)
    if "@" in source or "Foo:" in source or "02-31" in source:
        assert values == {UNREAD: source}
    assert (field(values, "title"), field(values, "author")) == (title, author)


def test_authors_in_a_list_are_joined() -> None:
    assert field(read("author: [Kim Lee, Ann]"), "author") == "Kim Lee, Ann"
