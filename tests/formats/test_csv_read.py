"""CSV read back: both forms, guarded and raw, and what is none told in one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.formats.csv.read import read
from reader.formats.csv.write import write
from reader.formats.export import Options
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.tables import guarded, unguarded
from tests.formats.given import Given
from tests.formats.test_csv import record


def back(file: Path, records: list[Record], **options: bool) -> list[GivenText]:
    sink = io.StringIO(newline="")
    chosen = Options()._replace(**options)  # type: ignore[arg-type]  # named after the fields
    write(Given(records), sink, chosen, Losses())
    file.write_bytes(sink.getvalue().encode())
    found = read(file, Losses(), raw=options.get("raw", False))
    return [one for one in found if isinstance(one, GivenText)]


_CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["=1", "'=1", "''@", "'", "\r\n", "\ufeff", "a\rb", '"', "\0"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    quotes=st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=4),
    tags=st.lists(
        st.text("ab/, é", min_size=1).map(str.strip).filter(bool), max_size=3, unique=True
    ),
    options=st.sampled_from([{}, {"raw": True}, {"bom": True}, {"per_tag": True}]),
)
def test_any_rows_come_back(
    tmp_path: Path, quotes: list[tuple[str, str]], tags: list[str], options: dict[str, bool]
) -> None:
    records = [
        record(id=str(number), quote=quote, note=note, tags=tuple(tags))
        for number, (quote, note) in enumerate(quotes)
    ]
    [text] = back(tmp_path / "x.csv", records, **options)
    assert (text.title, text.text_hash, text.text) == ("title", "text_hash", None)
    for one, passage in zip(records, text.passages, strict=True):
        for name in set(GivenPassage._fields) & set(Record._fields):
            assert getattr(passage, name) == getattr(one, name)


@given(st.text(max_size=5) | st.text("'=+@a", max_size=6))
def test_a_guard_is_taken_off_once(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_rows_of_one_tag_each_are_joined_though_they_were_sorted(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("tag,quote,id\na,Q,1\nb,R,2\nc,Q,1\n,S,3\n")
    [text] = read(file, Losses())
    assert isinstance(text, GivenText)
    assert [one.tags for one in text.passages] == [("a", "c"), ("b",), ()]


def test_rows_of_one_id_that_say_other_things_are_annotations_of_their_own(tmp_path: Path) -> None:
    losses = Losses()
    file = tmp_path / "x.csv"
    file.write_text("tag,quote,note,id\na,Q,,1\nb,R,,1\nc,Q,,1\nd,R,,1\ne,Q,So,1\n")
    [text] = read(file, losses)
    assert isinstance(text, GivenText)
    assert [(one.quote, one.note, one.tags, one.id) for one in text.passages] == [
        ("Q", "", ("a", "c"), "1"),
        ("R", "", ("b", "d"), ""),
        ("Q", "So", ("e",), ""),
    ]
    assert [*losses.lines()] == ["the id of 2 annotations"]


def test_rows_of_one_article_are_given_together_however_they_are_sorted(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title,author,quote\nA,x,1\nB,,2\nA,x,3\nA,y,4\nB,,5\n")
    found = [one for one in read(file, Losses()) if isinstance(one, GivenText)]
    assert [(one.title, one.author, [each.quote for each in one.passages]) for one in found] == [
        ("A", "x", ["1", "3"]),
        ("B", "", ["2", "5"]),
        ("A", "y", ["4"]),
    ]


def test_columns_that_are_not_ours_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("quote,mine,yours\nQ,1,2\n")
    losses = Losses()
    assert len([*read(file, losses)]) == 1
    assert [*losses.lines()] == ["the cells of 2 unknown columns"]


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("quotation", ["", '"'])
def test_columns_may_be_parted_as_spreadsheets_do(
    tmp_path: Path, separator: str, quotation: str
) -> None:
    file = tmp_path / "x.csv"
    names = separator.join(f"{quotation}{one}{quotation}" for one in ("title", "quote", "tags"))
    cells = separator.join(("T", '"salt, and; more\tof it"', '"a; b"'))
    file.write_text(f"\ufeff{names}\r\n{cells}\r\n", newline="")
    [text] = read(file, losses := Losses())
    assert isinstance(text, GivenText) and text.title == "T"
    [passage] = text.passages
    assert (passage.quote, passage.tags) == ("salt, and; more\tof it", ("a", "b"))
    assert not losses


def test_a_semicolon_in_a_column_of_others_parts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("quote,mine;note\nQ;R,1\n")
    [text] = read(file, Losses())
    assert isinstance(text, GivenText)
    assert [(one.quote, one.note) for one in text.passages] == [("Q;R", "")]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("foo,bar\n1,2\n", "quote or note among them"),
        ("quote,start\nQ,abc\n", "write it in digits, or leave it empty"),
        ("quote,quote\nQ,R\n", "name each but once"),
    ],
)
def test_what_to_do_fits_what_is_wrong(data: str, where: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(data)
    with pytest.raises(FormatError) as told:
        [*read(file, Losses())]
    assert where in told.value.hint


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "line 1"),
        (b"a,b\n1,2\n", "line 1: these are no columns"),
        (b"a;b\n1;2\n", "line 1: these are no columns"),
        (b"quote,quote\n1,2\n", "line 1: two columns have the same name"),
        (b"quote,start\nQ,-1\n", "line 2"),
        (b"quote,start\nQ,1e3\n", "line 2"),
        (b"quote,start\nQ," + b"9" * 5_000 + b"\n", "line 2"),
        (b"quote,note\nQ\n", "line 2: 1 cell in place of 2"),
        (b"quote,note\nQ,N,M\n", "line 2: 3 cells in place of 2"),
        (b'quote,note\n"Q"x,1\n', "line 2"),
        (b'quote,note\n"Q\nR",\nQ,"open\nS,\n', "line 4: a quotation mark is not closed"),
        (b'"quote,note\n', "line 1: a quotation mark is not closed"),
        (b"quote,note\nQ,\xff\n", "no UTF-8"),
    ],
)
def test_what_is_malformed_is_told_with_its_line(data: bytes, where: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(data)
    with pytest.raises(FormatError, match=where):
        [*read(file, Losses())]
