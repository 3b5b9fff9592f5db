"""The table that the client of Hypothes.is exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import FormatError
from reader.formats.given import GivenPassage, GivenText
from reader.formats.hypothesis.read import read
from reader.formats.losses import Losses

_HEADER = "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags"
_PAGE = "https://a.example/b"
_NOTED = GivenPassage(
    quote='of "1,000" boats',
    tags=("harbour", "a count"),
    note="two\nlines",
    annotator="ana",
    created="2026-01-02 03:04",
)


def given(tmp_path: Path, text: str, losses: Losses | None = None) -> list[GivenText]:
    file = tmp_path / "table.csv"
    file.write_bytes(text.encode())
    found = [*read(file, losses if losses is not None else Losses())]
    return [one for one in found if isinstance(one, GivenText)]


@pytest.mark.parametrize("header", [_HEADER, _HEADER.replace("Quote", "Quote/description")])
def test_quotes_comments_and_tags_come_in_with_their_page(tmp_path: Path, header: str) -> None:
    row = f'2026-01-02 03:04,ana,3,{_PAGE},g,Annotation,"of ""1,000"" boats","two\nlines"'
    [page] = given(tmp_path, f'\ufeff{header}\n{row},"harbour,a count"')
    assert (page.title, page.url, page.passages) == (_PAGE, _PAGE, [_NOTED])


def test_with_tabs_it_is_the_same(tmp_path: Path) -> None:
    row = f'2026-01-02 03:04\tana\t\t{_PAGE}\tg\tAnnotation\t"of ""1,000"" boats"\t"two\nlines"\t'
    [page] = given(tmp_path, "\t".join(_HEADER.split(",")) + f"\n{row}harbour,a count")
    assert page.passages == [_NOTED]


def test_a_page_note_is_a_memo_and_replies_are_counted(tmp_path: Path) -> None:
    losses = Losses()
    rows = [
        f"2026-01-02 03:04,ana,,{_PAGE},Public,{kind},,{kind},"
        for kind in ("Page note", "Reply", "Reply")
    ]
    [page] = given(tmp_path, "\n".join((_HEADER, *rows)), losses)
    assert [(one.quote, one.note) for one in page.passages] == [("", "Page note")]
    assert list(losses.lines()) == ["all of 2 replies"]


def test_what_has_no_place_in_the_library_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    rows = [
        f"2026-01-02 03:04,ana,{page},{_PAGE},{group},Annotation,tide,,,9"
        for page, group in (("4", "Public"), ("", "Coast"), ("", "Public"))
    ]
    given(tmp_path, "\n".join((f"{_HEADER},Rating", *rows)), losses)
    assert list(losses.lines()) == [
        "the cells of 1 unknown column",
        "the page of 1 annotation",
        "the group of 1 annotation",
    ]


def test_a_row_with_too_few_cells_is_told_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="line 2: 3 cells in place of 9"):
        given(tmp_path, f"{_HEADER}\n1,2,3\n")
