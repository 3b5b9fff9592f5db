"""Front matter is data: any type and any error in it survives, and nothing in it acts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import IngestError
from reader.ingest.front_matter import UNREAD, field, people, read
from reader.ingest.kinds.markdown import understand
from reader.ingest.understood import File
from reader.text.normal import normalise

_PIECES = (
    *("title: ", "a: ", "? ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "<<: ", "|\n", ">-\n"),
    *("!!set ", "!!binary ", "!!omap ", "!!pairs ", "!!int ", "!!float ", "!!timestamp ", "!x "),
    *("1e400", "0x_", "0b", "2020-02-30", "12:61", ".nan", "-.inf", "9" * 5000, "~", "\n", "\n  "),
    *("---\n", "...\n", "%YAML 9.9\n", '"\\x1b"', "'", "#", "@", "`", "\t", "=", "é", "\ud800"),
)


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
        ("Title: 'Foo'\ndate: 2020-02-31\nauthor: [Kim, \"Lee\"]", "Foo", "Kim; Lee"),
        ("title: Foo\nauthor:\n  - @kim\n  - Lee\nx: y", "Foo", "@kim; Lee"),
        ("title: |\n  Foo: x: y\n @", "", ""),
        ("nested:\n  title: @no", "", ""),
    ],
)
def test_plain_lines_are_read_where_it_is_no_yaml(source: str, title: str, author: str) -> None:
    values = read(source)
    if "@" in source or "Foo:" in source or "02-31" in source:
        assert values == {UNREAD: source}
    assert (field(values, "title"), people(values, "author")) == (title, author)


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ("author: [Kim Lee, Ann]", "Kim Lee; Ann"),
        ('author: ["Lee, Kim", "Ode, Ann"]', "Lee, Kim; Ode, Ann"),
        (
            "author:\n  - name: Kim Lee\n  - {given: Ann, family: Ode}\n  - Bo",
            "Kim Lee; Ann Ode; Bo",
        ),
        ("author: {name: Kim Lee}", "Kim Lee"),
        ("author: Lee, Kim", "Lee, Kim"),
        ("author: []\nauthors: [Bo]", "Bo"),
    ],
)
def test_authors_are_parted_so_that_each_can_be_cited(source: str, author: str) -> None:
    assert people(read(source), "author", "authors") == author


def test_escaped_marks_are_read_also_where_the_rest_is_no_yaml() -> None:
    values = read('title: "A \\"calm\\" sea"\ndate: 2020-02-30')
    assert field(values, "title") == 'A "calm" sea'


_YAML = st.text(alphabet="ab:-[]{}&*!<|>#\"'%@`,?~.0123456789_=\n \té\x00\x1b\u202e\ud800")


@given(st.one_of(_YAML, st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_whatever_stands_in_it_is_kept_as_values_or_as_its_text(source: str) -> None:
    values = read(source)
    shown = json.dumps(values, allow_nan=False, ensure_ascii=False)
    assert "\x1b" not in shown
    field(values, "title", "author", "published", "date")
    if set(values) == {UNREAD}:
        assert values[UNREAD] == normalise(source)


@given(st.binary(max_size=300))
def test_any_bytes_as_front_matter_leave_the_text(data: bytes) -> None:
    source = b"---\n" + data.replace(b"\0", b"") + b"\n---\n\nThe text stands.\n"
    try:
        understood = understand(File(source, "a.md"))
    except IngestError:
        return
    assert "The text stands." in understood.document.text
    json.dumps(understood.metadata, allow_nan=False)


@given(st.text(alphabet="abcdefgh", min_size=1), st.text(alphabet="ab :-\n[]{}&*'\"|"))
def test_what_is_no_front_matter_at_all_is_text(name: str, rest: str) -> None:
    document = understand(File(f"---\n{name}: {rest}\n\nThe text stands.\n".encode(), "a.md"))
    assert "The text stands." in document.document.text
