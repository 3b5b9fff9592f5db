"""CSV: exact, as any reader of CSV takes it, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.csv.write import HEADER, guarded, write
from reader.formats.export import Options
from reader.formats.losses import Losses
from reader.formats.record import Record
from tests.formats.given import Given

_FORMULA = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"^'+[=+\-@\t\r\n＝＋－＠]")


def record(**given: object) -> Record:
    values: dict[str, object] = {name: name for name in Record._fields}
    values |= {"tags": ("a", "b/c"), "start": 3, "end": 8}
    return Record(**(values | given))  # type: ignore[arg-type]  # named after the fields


def written(*records: Record, **options: bool) -> str:
    sink = io.StringIO(newline="")
    chosen = Options()._replace(**options)  # type: ignore[arg-type]  # named after the fields
    write(Given(records), sink, chosen, Losses())
    return sink.getvalue()


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_bytes_of_one_row() -> None:
    assert written(record(quote='say "so",\nthen', note="")) == (
        "id,article,title,author,source,published,accessed,url,heading,quote,prefix,suffix,tags,"
        "note,start,end,text_hash,status,annotator,created,updated\r\n"
        'id,article,title,author,source,published,accessed,url,heading,"say ""so"",\nthen",prefix,'
        "suffix,a; b/c,,3,8,text_hash,status,annotator,created,updated\r\n"
    )


def test_one_row_per_tag_keeps_what_has_none() -> None:
    rows = read(written(record(), record(tags=()), per_tag=True))
    assert [row["tag"] for row in rows] == ["a", "b/c", ""]
    assert "tags" not in rows[0]


def test_a_byte_order_mark_comes_first_where_asked_for() -> None:
    assert written(bom=True).startswith("\ufeffid,article,")
    assert written().startswith("id,article,")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "'=1", "''+"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert read(written(record(note=cell)))[0]["note"] == f"'{cell}"
    assert read(written(record(note=cell), raw=True))[0]["note"] == cell


@pytest.mark.parametrize("cell", ["", "'", "'quoted'", "1=1", " =1", "a"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_taking_one_apostrophe_off_gives_the_cell_back(cell: str) -> None:
    kept = guarded(cell)
    assert bool(_FORMULA.match(cell)) == (kept != cell)
    assert (kept[1:] if _GUARDED.match(kept) else kept) == cell


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(quote=_TEXT, note=_TEXT, tags=st.lists(st.text("ab/;, é", min_size=1), max_size=3))
def test_any_text_comes_back(quote: str, note: str, tags: list[str]) -> None:
    given_record = record(quote=quote, note=note, tags=tuple(tags))
    [row] = read(written(given_record, raw=True))
    assert tuple(row) == HEADER
    assert (row["quote"], row["note"], row["tags"]) == (quote, note, "; ".join(tags))
