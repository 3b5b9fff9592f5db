"""What a PDF says of itself: title, author, dates."""

from __future__ import annotations

import pytest

from tests.ingest.pdf_texts import FERRY, understood
from tests.ingest.pdf_writer import Line, column


def test_what_the_file_says_of_itself_is_kept() -> None:
    made = understood(
        [column(FERRY)],
        info={
            "Title": "Ferries & Fähren\0",
            "Author": "A. Ferry",
            "CreationDate": "D:20200131120000+01'00'",
            "Keywords": "sea\x07ports",
        },
        language="de-AT",
    )
    assert (made.title, made.author) == ("Ferries & Fähren", "A. Ferry")
    assert (made.published, made.language) == ("2020-01-31", "de-AT")
    assert made.metadata == {
        "Title": "Ferries & Fähren",
        "Author": "A. Ferry",
        "Keywords": "sea␇ports",
        "CreationDate": "D:20200131120000+01'00'",
        "pages": 1,
    }


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - draft.docx", "report_v2.indd"])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    page = [Line(72, 740, "Of Ferries", 20), *column(FERRY)]
    assert understood([page], info={"Title": title}).title == "Of Ferries"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("D:2020", "2020"),
        ("D:202005", "2020-05"),
        ("20200501", "2020-05-01"),
        ("D:20209999", "D:20209999"),
        ("May 2020", "May 2020"),
        ("", ""),
    ],
)
def test_dates_are_iso_where_they_are_dates(date: str, published: str) -> None:
    assert understood([column(FERRY)], info={"CreationDate": date}).published == published
