"""CSV: exact, as any reader of CSV takes it, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.csv.write import write, write_rows
from reader.formats.export import Options
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.tables import HEADER, guarded
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


_CELL = st.text(st.sampled_from("a'=+-@,;\"\t\r\n＝🚀é \x00"), max_size=4)
_TEXTS = st.lists(_CELL, min_size=12, max_size=12)
_ENDS = st.lists(_CELL, min_size=6, max_size=6)
_NUMBERS = st.lists(st.integers(0, 9), min_size=2, max_size=2)
_RECORDS = st.lists(
    st.builds(
        lambda texts, tags, note, numbers, ends: Record._make(
            (*texts, tuple(tags), note, *numbers, *ends)
        ),
        *(_TEXTS, st.lists(_CELL, max_size=3), _CELL, _NUMBERS, _ENDS),
    ),
    max_size=5,
)


def plainly(records: list[Record], *, per_tag: bool, raw: bool) -> str:
    """Write records as the module `csv` does, cell by cell."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(["tag" if per_tag and name == "tags" else name for name in HEADER])
    for one in records:
        for tags in (one.tags or ("",)) if per_tag else ("; ".join(one.tags),):
            cells = [str(cell) for cell in one._replace(tags=(tags,))[:-1]]
            cells[HEADER.index("tags")] = tags
            writer.writerow(cells if raw else [guarded(cell) for cell in cells])
    return sink.getvalue()


@given(records=_RECORDS, twice=st.booleans(), per_tag=st.booleans(), raw=st.booleans())
def test_the_quick_way_gives_the_bytes_of_the_plain_one(
    records: list[Record], twice: bool, per_tag: bool, raw: bool
) -> None:
    if twice:
        # Annotations of one article in a row.
        about = records[0][1:8] if records else ()
        records = [Record._make((*one[:1], *about, *one[8:])) for one in records]
    assert written(*records, per_tag=per_tag, raw=raw) == plainly(records, per_tag=per_tag, raw=raw)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=3), max_size=3), st.booleans())
def test_any_rows_are_written_as_the_module_csv_does(rows: list[list[str]], raw: bool) -> None:
    sink, plain = io.StringIO(newline=""), io.StringIO(newline="")
    assert write_rows(["a"], rows, sink, raw=raw) == len(rows)
    writer = csv.writer(plain, lineterminator="\r\n")
    writer.writerows([["a"], *(row if raw else [guarded(cell) for cell in row] for row in rows)])
    assert sink.getvalue() == plain.getvalue()


def test_pandas_reads_the_same_values() -> None:
    pandas = pytest.importorskip(
        "pandas", reason="pandas reads our CSV independently; make setup installs it"
    )
    rows = [record(quote='a "b", c\r\nd\n\te', note="=1+1\x00", title="三月 🚀"), record(tags=())]
    frame = pandas.read_csv(
        io.BytesIO(written(*rows, raw=True).encode()), dtype=str, keep_default_na=False
    )
    assert list(frame.columns) == list(HEADER)
    for values, row in zip(frame.to_dict("records"), rows, strict=True):
        given_cells = {name: str(getattr(row, name)) for name in HEADER}
        assert values == given_cells | {"tags": "; ".join(row.tags)}
