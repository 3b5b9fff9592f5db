"""Author and day are taken from the head of a plain text where a line says nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.byline import Byline, find
from reader.ingest.taking import take_changed

BODY = "The old bridge over the river is to be closed, as the council decided on 3 May 1999. " * 4


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("By Ann Example", "Ann Example", ""),
        ("BY ANN EXAMPLE", "ANN EXAMPLE", ""),
        ("by Ann van der Example and Bo O’Sample", "Ann van der Example and Bo O’Sample", ""),
        ("Von Ann Example", "Ann Example", ""),
        ("Par Ann Example", "Ann Example", ""),
        ("Por Ann Example y Bo Sample", "Ann Example y Bo Sample", ""),
        ("Author: Ann Example", "Ann Example", ""),
        ("作者：李某某", "李某某", ""),
        ("By Ann Example | June 12, 2020", "Ann Example", "2020-06-12"),
        ("Published on June 12th, 2020 by Ann Example", "Ann Example", "2020-06-12"),
        ("June 12, 2020", "", "2020-06-12"),
        ("Friday, June 12, 2020, 10:30 am EDT", "", "2020-06-12"),
        ("12. Juni 2020", "", "2020-06-12"),
        ("12.06.2020, 10:30 Uhr", "", "2020-06-12"),
        ("Publié le vendredi 12 juin 2020 à 10h30", "", "2020-06-12"),
        ("12 de junio de 2020", "", "2020-06-12"),
        ("2020-06-12T10:30:00Z", "", "2020-06-12"),
        ("2020年6月12日", "", "2020-06-12"),
        ("Posted On 2020/06/12 By In News With 54 Views", "", "2020-06-12"),
        ("(Wire.example — August 21, 2019) — " + BODY, "", "2019-08-21"),
    ],
)
def test_a_line_at_the_head_says_who_and_when(line: str, author: str, published: str) -> None:
    assert find(f"A bridge is closed\n\n{line}\n\n{BODY}") == Byline(author, published)


@pytest.mark.parametrize(
    "line",
    [
        "By the numbers",
        "By The Numbers",
        "By Monday Morning",
        "By March Next Year",
        "By June 12, 2020 all were gone",
        "Von der Brücke bis zum Ufer",
        "What happened on June 4, 1989",
        "12/06/2020",
        "31 February 2020",
        "June 12, 2020 – July 3, 2020",
        "Updated June 12, 2020",
        "By car and by train",
        "By Example",
        "In 2020 12 bridges",
        "2020.13.01",
    ],
)
def test_what_is_not_sure_is_nothing(line: str) -> None:
    assert find(f"A bridge is closed\n\n{line}\n\n{BODY}") == Byline()


def test_only_the_head_is_looked_at_and_not_the_title() -> None:
    assert find(f"A bridge\n\n{BODY}\n\nBy Ann Example\n\nJune 12, 2020") == Byline()
    assert find(f"September 11, 2001\n\n{BODY}", "September 11, 2001") == Byline()
    assert find("line\n" * 30 + "By Ann Example") == Byline()


@given(st.text(alphabet="By 2010-June.,von é年月日\n:()"))
def test_nothing_raises(text: str) -> None:
    find(text)


def test_what_is_found_is_metadata_and_stays_in_the_text(tmp_path: Path) -> None:
    source = f"A bridge is closed today\n\nBy Ann Example\nJune 12, 2020\n\n{BODY}\n"
    (tmp_path / "a.txt").write_text(source)
    taken = take_changed(tmp_path / "a.txt", "")
    assert taken is not None
    assert (taken.author, taken.published) == ("Ann Example", "2020-06-12")
    assert taken.title == "A bridge is closed today"
    assert taken.text == source


def test_a_file_whose_name_is_a_space_is_called_by_what_shows_of_it(tmp_path: Path) -> None:
    path = tmp_path / " .txt"
    path.write_text("words\n" * 90)
    taken = take_changed(path, "")
    assert taken is not None
    assert taken.title == ".txt"
