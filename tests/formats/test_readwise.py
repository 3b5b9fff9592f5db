"""Readwise: CSV as it takes it and gives it, tags within notes, and nothing a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotation.tagging import tag_path
from reader.errors import FormatError
from reader.formats.export import Options
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank
from reader.formats.readwise.inline import can_stand, joined, parted
from reader.formats.readwise.read import read
from reader.formats.readwise.write import write
from reader.formats.record import Record
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.test_w3c_written import RECORD

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_EXPORTED = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
    "Highlighted at,Document tags\r\n"
)


def written(*records: Record, raw: bool = False, losses: Losses | None = None) -> str:
    sink = io.StringIO(newline="")
    chosen = Losses() if losses is None else losses
    write(Given(records), sink, Options(raw=raw), chosen)
    return sink.getvalue()


def texts(
    data: str | bytes, folder: Path, losses: Losses | None = None, *, raw: bool = False
) -> list[GivenText]:
    file = folder / "a.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(read(file, Losses() if losses is None else losses, raw=raw))
    return [one for one in found if isinstance(one, GivenText)]


def passages(data: str, folder: Path) -> list[GivenPassage]:
    return [passage for text in texts(data, folder) for passage in text.passages]


def test_the_bytes_of_one_row() -> None:
    assert written(RECORD) == (
        "Highlight,Title,Author,URL,Note,Location,Date\r\n"
        'the 😀 tide,On tides,A. Writer,https://a.example/tides,".sea/tide .ebb\nSo it\ndid.",'
        "12,2026-01-01T01:00:00.000Z\r\n"
    )


def test_memos_have_no_row() -> None:
    memo = RECORD._replace(quote="", start=0, end=0)
    assert written(memo).count("\r\n") == 1


@pytest.mark.parametrize(
    ("page", "location", "lost"),
    [
        ("", "5", []),
        ("12", "12", []),
        ("12–13", "12", ["the last page of 1 annotation"]),
        ("iv", "", ["the page of 1 annotation"]),
    ],
)
def test_the_location_is_a_number(page: str, location: str, lost: list[str]) -> None:
    losses = Losses()
    record = RECORD._replace(page=page, updated=RECORD.created)
    [_, row] = csv.reader(io.StringIO(written(record, losses=losses), newline=""))
    assert row[5] == location
    assert list(losses.lines()) == lost


def test_tags_that_cannot_be_told_from_the_note_are_counted() -> None:
    losses = Losses()
    tags = ("sea", "at sea", "h1", "C2", ".dot")
    text = written(RECORD._replace(tags=tags, updated=RECORD.created), losses=losses)
    assert '".sea\nSo' in text
    assert list(losses.lines()) == ["some tags of 1 annotation"]


def test_the_date_of_change_is_counted_where_there_was_one() -> None:
    losses = Losses()
    written(RECORD, losses=losses)
    assert list(losses.lines()) == ["the date of change of 1 annotation"]


@given(st.lists(strategies.PATHS.map(tag_path).filter(can_stand)), strategies.ANY)
def test_tags_and_note_are_told_apart_again(tags: list[str], note: str) -> None:
    assert parted(joined(tags, note)) == (tuple(tags), note)


@given(st.text(st.sampled_from(" .\na5")))
def test_any_note_without_tags_comes_back(note: str) -> None:
    assert parted(joined((), note)) == ((), note)


@pytest.mark.parametrize(
    ("note", "tags", "rest"),
    [
        (".sea", ("sea",), ""),
        (".sea .ebb  It fell.", ("sea", "ebb"), "It fell."),
        (".sea\nIt fell.", ("sea",), "It fell."),
        ("It fell. .sea", (), "It fell. .sea"),
        ("... and so on", (), "... and so on"),
    ],
)
def test_tags_are_read_as_readwise_has_them(note: str, tags: tuple[str, ...], rest: str) -> None:
    assert parted(note) == (tags, rest)


@_SAME_FOLDER
@given(strategies.libraries(), st.booleans())
def test_any_library_comes_back(tmp_path: Path, library: Given, raw: bool) -> None:
    records = [one for one in library.records() if not (one.is_memo or is_blank(one.quote))]
    found = [
        (text.title, text.author, text.url, one.quote, one.tags, one.note, one.created)
        for text in texts(written(*records, raw=raw), tmp_path, raw=raw)
        for one in text.passages
    ]
    # What has the same address or name is one text there, so titles are asked for apart.
    assert sorted(one[3:] for one in found) == sorted(as_row(one)[3:] for one in records)
    assert {one[:3] for one in found} <= {as_row(one)[:3] for one in records}


def as_row(record: Record) -> tuple[str, str, str, str, tuple[str, ...], str, str]:
    tags = tuple(tag for tag in record.tags if can_stand(tag))
    about = (record.title or record.url, record.author, record.url)
    return (*about, record.quote, tags, record.note, record.created)


def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(tmp_path: Path) -> None:
    record = RECORD._replace(quote="=1+1", title="@home", tags=(), note="-1")
    text = written(record)
    assert "'=1+1,'@home,A. Writer" in text
    [found] = texts(text, tmp_path)
    assert (found.title, found.passages[0].quote, found.passages[0].note) == ("@home", "=1+1", "-1")
    assert written(record, raw=True).splitlines()[1].startswith("=1+1,@home,")


def test_only_the_highlight_must_be_there(tmp_path: Path) -> None:
    [text] = texts("Highlight\r\nthe tide\r\n", tmp_path)
    assert [*text.passages] == [GivenPassage(quote="the tide")]


def test_a_highlight_of_white_space_is_lost_and_no_memo(tmp_path: Path) -> None:
    losses = Losses()
    [found] = texts("Highlight,Note\n \ufeff,n\nsalt,\ufeffn\n", tmp_path, losses)
    assert [(one.quote, one.note) for one in found.passages] == [("salt", "\ufeffn")]
    assert list(losses.lines()) == ["all of 1 row without a highlight"]
    losses = Losses()
    sink = io.StringIO()
    assert write(Given([RECORD._replace(quote=" \n")]), sink, Options(), losses) == 0
    assert "all of 1 annotation of white space" in losses.lines()


def test_columns_stand_in_any_order_behind_a_byte_order_mark(tmp_path: Path) -> None:
    losses = Losses()
    data = "\ufeffNOTE,Mood,highlight ,Title\r\n.sea,glad,tide,Tides\r\nSo\r\n,,ebb\r\n"
    [tides, other] = texts(data, tmp_path, losses)
    assert [*tides.passages] == [GivenPassage(quote="tide", tags=("sea",))]
    assert [one.quote for one in other.passages] == ["ebb"]
    assert list(losses.lines()) == [
        "the cells of 1 unknown column",
        "all of 1 row without a highlight",
    ]


def test_what_readwise_exports_is_understood(tmp_path: Path) -> None:
    losses = Losses()
    data = (
        _EXPORTED
        + 'two,Tides,A. Writer,B00X,,yellow,"sea, at sea",location,200,2024-05-06 07:08:09,doc\r\n'
        + "one,Tides,A. Writer,B00X,So,,,location,30,2024-05-06 07:08:09,\r\n"
    )
    [text] = texts(data, tmp_path, losses)
    assert (text.title, text.author, text.url, text.key) == ("Tides", "A. Writer", "", "B00X")
    assert text.metadata == {"Amazon Book ID": "B00X"}
    assert [*text.passages] == [
        GivenPassage(quote="one", start=30, note="So", created="2024-05-06 07:08:09"),
        GivenPassage(quote="two", start=200, tags=("sea", "at sea"), created="2024-05-06 07:08:09"),
    ]
    assert list(losses.lines()) == [
        "the colour of 1 highlight",
        "the tags of its text of 1 highlight",
    ]


def test_texts_are_told_apart_by_address_or_by_title_and_author(tmp_path: Path) -> None:
    data = "Highlight,Title,Author,URL\r\na,T,X,\r\nb,T,Y,\r\nc,T,X,\r\nd,T,X,https://a.example\r\n"
    quotes = [[one.quote for one in text.passages] for text in texts(data, tmp_path)]
    assert quotes == [["a", "c"], ["b"], ["d"]]


@pytest.mark.parametrize("location", ["x", "-3", "1e9", "9" * 5_000, "²"])
def test_a_location_that_is_no_number_puts_nothing_in_order(location: str, tmp_path: Path) -> None:
    data = f"Highlight,Location\r\nb,3\r\na,{location}\r\n"
    assert [one.quote for one in passages(data, tmp_path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "line 1"),
        (b"Title,Note\r\na,b\r\n", "line 1"),
        (b"Highlight,Title,Book Title\r\n", "line 1"),
        (b"Highlight\r\na,b\r\n", "line 2"),
        (b'Highlight\r\n"a\r\n', "line 2"),
        (b'Highlight\r\n"a"b\r\n', "line 2"),
        (b"Highlight\r\n\xff\r\n", "line "),
    ],
)
def test_what_is_no_such_file_is_told_in_one_line(data: bytes, where: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        texts(data, tmp_path)
    assert str(caught.value).startswith(where)
    assert "\n" not in str(caught.value)


@_SAME_FOLDER
@given(st.text(st.sampled_from("a,\"\n\r\x00 '=") | st.characters(exclude_categories=["Cs"])))
def test_whatever_a_file_holds_is_read_or_refused(tmp_path: Path, rest: str) -> None:
    with suppress(FormatError):
        texts("Highlight,Note,Location\r\n" + rest, tmp_path)
