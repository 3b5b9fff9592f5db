"""PDFs as articles: paragraphs, headings, columns and pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest.apart import Apart
from reader.ingest.kinds.pdf import understand
from reader.ingest.understood import File
from reader.text.document import PageMark
from reader.text.stored import pack, unpack
from tests.ingest.pdf_texts import CROSSING, FERRY, LEDGER, STORY, lines, texts, understood
from tests.ingest.pdf_writer import Line, column, pdf


def test_lines_are_joined_to_the_paragraphs_they_were_set_from() -> None:
    assert texts(understood([column(STORY)])) == [FERRY, CROSSING, LEDGER]


def test_paragraphs_without_indents_are_told_by_the_room_between_them() -> None:
    page = [
        line._replace(x=72, y=line.y - 8 * number)
        for number, paragraph in enumerate(STORY.split("\n\n"))
        for line in column(paragraph, top=700 - 60 * number)
    ]
    assert texts(understood([page])) == [FERRY, CROSSING, LEDGER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    whole = column(STORY)
    made = understood([whole[:3], [line._replace(y=line.y + 39) for line in whole[3:]]])
    assert texts(made) == [FERRY, CROSSING, LEDGER]
    [first, second] = made.document.pages
    assert first == PageMark(0, "1")
    assert made.document.text[second.offset :].startswith(whole[3].text)


def test_markup_stays_what_it_is() -> None:
    made = understood([lines("*stars* # and _lines_ and <b>tags</b> | bars")])
    assert texts(made) == ["*stars* # and _lines_ and <b>tags</b> | bars"]
    assert made.document.blocks[0].marks == ()


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the trans-", "formation of it", "the transformation of it"),
        ("the Anglo-", "Saxon coast", "the Anglo-Saxon coast"),
        ("the pre-", "and post-war years", "the pre- and post-war years"),
        ("in 1990-", "2000 it rose", "in 1990-2000 it rose"),
        ("a state-of-the-", "art ship", "a state-of-the-art ship"),
        ("not a word -", "or so", "not a word - or so"),
    ],
)
def test_a_word_broken_at_a_line_end_is_whole_where_that_is_sure(
    before: str, after: str, joined: str
) -> None:
    assert texts(understood([lines(before, after)])) == [joined]


def test_a_hyphen_that_the_text_has_elsewhere_stays() -> None:
    made = understood([lines("the well-known sea, so well-", "known that nobody", "spoke of it")])
    assert texts(made) == ["the well-known sea, so well-known that nobody spoke of it"]


@pytest.mark.parametrize("across", [False, True], ids=["column after column", "line by line"])
def test_columns_are_read_one_after_the_other(across: bool) -> None:
    left = column(STORY, x=60, width=38, size=10)
    right = column(STORY.upper(), x=330, width=31, size=10)
    drawn = [*left, *right]
    if across:
        drawn = sorted(drawn, key=lambda line: (-line.y, line.x))
    made = understood([[Line(60, 750, "A title over both columns", 18), *drawn]])
    expected = [FERRY, CROSSING, LEDGER]
    assert texts(made) == [
        "A title over both columns",
        *expected,
        *(one.upper() for one in expected),
    ]


def test_rows_of_a_table_stay_rows_and_cells_are_parted_by_tabs() -> None:
    cells = [("Port", "Ships"), ("North", "12"), ("South", "7")]
    page = [
        Line(72 + 150 * place, 700 - 13 * row, text)
        for row, names in enumerate(cells)
        for place, text in enumerate(names)
    ]
    made = understood([page])
    assert made.document.text == "Port\tShips\nNorth\t12\nSouth\t7"
    assert [block.tight for block in made.document.blocks] == [False, True, True]


def test_larger_lines_are_headings_by_their_size() -> None:
    page = [
        Line(72, 740, "The Harbour and", 22),
        Line(72, 714, "its Ledgers", 22),
        Line(72, 680, "Before dawn", 15),
        *column(FERRY, top=655),
        Line(72, 600, "At noon", 15),
        *column(CROSSING, top=575),
    ]
    made = understood([page])
    document = made.document
    assert [(document.blocks[index].level, texts(made)[index]) for index in document.headings] == [
        (1, "The Harbour and its Ledgers"),
        (2, "Before dawn"),
        (2, "At noon"),
    ]
    assert made.title == "The Harbour and its Ledgers"


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    made = understood(
        [
            [
                Line(72, 765, "THE HARBOUR" if number % 2 else "Notes on Ferries", 9),
                *column(f"Page {number} begins so. {STORY}", top=720),
                Line(300, 30, f"- {number + 1} -", 9),
            ]
            for number in range(6)
        ]
    )
    assert "HARBOUR" not in made.document.text
    assert "Notes on" not in made.document.text
    assert "- 3 -" not in made.document.text
    for number in range(6):
        assert f"Page {number} begins so." in made.document.text
    [warning] = made.warnings
    assert "running heads" in warning
    assert all(text in warning for text in ("“THE HARBOUR”", "“Notes on Ferries”", "“- 1 -”"))


def test_a_chapter_of_two_pages_has_a_running_head_where_the_others_have_theirs() -> None:
    heads = ["One", "One", "One", "Two", "Two", "One"]
    pages = [[Line(72, 765, head, 9), *column(STORY, top=720)] for head in heads]
    pages[5][0] = Line(72, 751, "Stays here", 9)
    made = understood(pages)
    assert "Two" not in made.document.text
    assert made.document.text.count("Stays here") == 1


def test_lines_of_the_body_that_come_again_on_each_page_stay() -> None:
    made = understood([column(STORY)] * 4)
    assert made.document.text.count("smelled of tar") == 4
    assert made.document.text.count("older than the office") == 4
    assert not made.warnings


def test_a_text_that_is_the_same_on_all_pages_and_nothing_else_stays() -> None:
    assert understood([lines("Only this.")] * 5).document.text.count("Only this.") == 5


def test_two_alike_pages_have_no_running_heads() -> None:
    pages = [[Line(72, 765, "A HEAD", 9), *column(text)] for text in (FERRY, LEDGER)]
    assert understood(pages).document.text.count("A HEAD") == 2


def test_questions_that_are_numbered_as_pages_are_are_headings() -> None:
    made = understood(
        [
            [Line(72, 740, f"Question {number}", 18), *column(STORY, top=700)]
            for number in range(1, 5)
        ]
    )
    headings = [texts(made)[index] for index in made.document.headings]
    assert headings == [f"Question {number}" for number in range(1, 5)]


def test_pages_have_the_labels_of_the_file() -> None:
    pages = [column(text) for text in (FERRY, CROSSING, LEDGER)]
    made = understood(pages, labels="0 << /S /r /St 3 >> 2 << /S /D /P (A-) >>")
    assert [page.label for page in made.document.pages] == ["iii", "iv", "A-1"]


def test_a_printed_label_is_a_page_number_on_a_page_alone_too() -> None:
    pages = [[*column(FERRY), Line(300, 30, text)] for text in ("iii", "- 2 -")]
    made = understood(pages, labels="0 << /S /r /St 3 >> 1 << /S /D /St 9 >>")
    assert texts(made) == [FERRY, FERRY]
    assert made.warnings == ("left out as running heads and page numbers: “iii”",)


def test_lines_of_a_table_of_contents_stay_lines() -> None:
    entries = [
        "1 Before dawn . . . . . . . . . 3",
        "2 At noon . . . . . . . . . . . 12",
        "Index ......... 40",
    ]
    made = understood([lines("Contents", *entries)])
    assert texts(made)[-2:] == entries[1:]
    assert made.document.text.endswith("\n".join(entries[1:]))


def test_pages_without_labels_have_their_printed_numbers_else_their_place() -> None:
    pages = [
        [*column(f"{number} {STORY}", top=720), Line(300, 30, str(number), 9)]
        for number in range(233, 237)
    ]
    made = understood(pages)
    assert [page.label for page in made.document.pages] == ["233", "234", "235", "236"]
    bare = understood([page[:-1] for page in pages])
    assert [page.label for page in bare.document.pages] == ["1", "2", "3", "4"]


def test_text_that_is_turned_stands_by_itself() -> None:
    turned = Line(30, 300, "stamped at the side")
    data = pdf([[turned, *column(FERRY)]]).replace(b"1 0 0 1 30 300 Tm", b"0 1 -1 0 30 300 Tm")
    # The places of what follows are looked for where they are not as told.
    made = understand(File(data, "one.pdf"))
    assert texts(made) == ["stamped at the side", FERRY]


def test_a_turned_page_is_read_as_one_that_is_not() -> None:
    drawn = [f"0 1 -1 0 {100 + 13 * number} 72 Tm".encode() for number in range(len(column(FERRY)))]
    data = pdf([column(FERRY)])
    for line, matrix in zip(column(FERRY), drawn, strict=True):
        data = data.replace(f"1 0 0 1 {line.x} {line.y} Tm".encode(), matrix)
    assert texts(understand(File(data, "one.pdf"))) == [FERRY]


def test_its_pages_are_kept_with_its_blocks() -> None:
    document = understood([column(text) for text in (FERRY, CROSSING, LEDGER)]).document
    opened = unpack(document.text, document.rules, pack(document))
    assert opened.pages == document.pages
    assert tuple(opened.blocks) == tuple(document.blocks)


def test_a_paragraph_is_never_longer_than_a_block_may_be() -> None:
    pages = [[Line(20, 780 - 3 * number, "many words " * 20, 2) for number in range(250)]] * 2
    document = understood(pages).document
    assert max(block.end - block.start for block in document.blocks) <= 16_000
    assert document.text.count("many words") == 2 * 250 * 20


def test_it_tells_how_far_it_is() -> None:
    shares: list[float] = []
    understand(File(pdf([column(FERRY)] * 9), "one.pdf", progress=shares.append))
    assert len(shares) == 9
    assert shares == sorted(shares)


def test_a_process_apart_takes_pdfs_in(tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf([column(STORY)]))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    with Apart() as apart:
        with pytest.raises(IngestError, match="is damaged, or no PDF"):
            apart.take(tmp_path / "bad.pdf", "")
        taken = apart.take(tmp_path / "good.pdf", "")
        assert taken is not None
        assert (taken.kind, taken.title) == ("pdf", "good")
        assert taken.text == STORY
