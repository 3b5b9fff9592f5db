"""TSV: no tab or line end within a cell, and every cell comes back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats.export import Options
from reader.formats.given import GivenText
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.tsv.read import read, unescaped
from reader.formats.tsv.write import escaped, write
from tests.formats.given import Given
from tests.formats.test_csv import record

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def written(*records: Record, **options: bool) -> str:
    sink = io.StringIO(newline="")
    chosen = Options()._replace(**options)  # type: ignore[arg-type]  # named after the fields
    assert write(Given(records), sink, chosen, Losses()) == sink.getvalue().count("\n") - 1
    return sink.getvalue()


def back(folder: Path, text: str, **options: bool) -> list[GivenText]:
    file = folder / "in.tsv"
    file.write_bytes(text.encode())
    return [one for one in read(file, Losses(), **options) if isinstance(one, GivenText)]


def test_the_bytes_of_one_row() -> None:
    row = record(quote="say “so”,\n\tthen\\n", note="=1", prefix="\r\n")
    assert written(row) == (
        "id\tarticle\ttitle\tauthor\tsource\tpublished\taccessed\turl\theading\tquote\tprefix\t"
        "suffix\ttags\tnote\tstart\tend\ttext_hash\tstatus\tannotator\tcreated\tupdated\n"
        "id\tarticle\ttitle\tauthor\tsource\tpublished\taccessed\turl\theading\t"
        "say “so”,\\n\\tthen\\\\n\t'\\r\\n\tsuffix\ta; b/c\t'=1\t3\t8\ttext_hash\tstatus\t"
        "annotator\tcreated\tupdated\n"
    )


@given(_TEXT)
def test_any_cell_comes_back_from_a_line(cell: str) -> None:
    assert not {"\t", "\n", "\r"} & set(escaped(cell))
    assert unescaped(escaped(cell)) == cell


@given(quote=_TEXT, note=_TEXT, raw=st.booleans(), title=_TEXT)
def test_any_annotation_comes_back(
    tmp_path_factory: pytest.TempPathFactory, quote: str, note: str, raw: bool, title: str
) -> None:
    row = record(quote=quote, note=note, title=title, published="")
    [text] = back(tmp_path_factory.mktemp("tsv"), written(row, raw=raw), raw=raw)
    [passage] = text.passages
    assert (passage.quote, passage.note, text.title) == (quote, note, title)
    assert (passage.tags, passage.start, passage.end) == (("a", "b/c"), 3, 8)


def test_rows_of_one_tag_each_are_one_annotation(tmp_path: Path) -> None:
    [text] = back(tmp_path, written(record(), per_tag=True))
    assert [passage.tags for passage in text.passages] == [("a", "b/c")]


def test_lines_as_spreadsheets_end_them_are_read(tmp_path: Path) -> None:
    [text] = back(tmp_path, "\ufeff" + written(record(updated="")).replace("\n", "\r\n"))
    assert text.passages[0].quote == "quote"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"", "line 1"),
        (b"a\tb\n", "line 1"),
        (b"quote\tnote\nx\n", "line 2"),
        (b"quote\tnote\nx\t\xff\n", "no UTF-8"),
        (b"quote\tstart\nx\t-3\n", "line 2"),
        (b"quote\tstart\nx\t" + b"9" * 9_999 + b"\n", "line 2"),
    ],
)
def test_what_is_malformed_is_told_in_a_line(tmp_path: Path, content: bytes, where: str) -> None:
    file = tmp_path / "in.tsv"
    file.write_bytes(content)
    with pytest.raises(ReaderError, match=where) as told:
        list(read(file, Losses()))
    assert "\n" not in str(told.value)
