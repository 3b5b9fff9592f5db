"""What other tools marked, in the library with their texts: exactly there, and only once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library import Library
from tests.formats import databases, test_qualcoder, test_taguette
from tests.library.exchange.test_round_trips import opened, records

MARKUP = "<h1>K&uuml;ste &amp; Meer</h1>\n<p>Das 😀 <b>Salz</b>&nbsp;im 海.<br>Ende</p>\n"


def taguette(folder: Path) -> Path:
    text = "Küste & Meer\nDas 😀 Salz\xa0im 海.Ende\n"
    spans = [(text.index(one), one) for one in ("Meer\nDas", "Salz", "海")]
    return databases.made(
        folder / "project.sqlite3",
        test_taguette.SCHEMA,
        {
            "projects": [(1, "Coast", "", test_taguette.AT)],
            "documents": [(1, "Notes", "", "", test_taguette.AT, 1, "LEFT_TO_RIGHT", MARKUP)],
            "highlights": [
                (key, 1, len(text[:start].encode()), len(text[: start + len(one)].encode()), one)
                for key, (start, one) in enumerate(spans, 1)
            ],
            "tags": [(1, 1, "sea.salt", "")],
            "highlight_tags": [(1, 1), (2, 1), (3, 1)],
        },
    )


def qualcoder(folder: Path) -> Path:
    return databases.made(
        folder / "data.qda",
        test_qualcoder.SCHEMA,
        {
            "source": [test_qualcoder.source("Das 😀 Meer.\r\n\r\nUnd Salz im 海.\r\n")],
            "code_name": test_qualcoder.SEA,
            "code_text": [
                test_qualcoder.coding(1, "Meer.\u2029\u2029Und", 7, 17),
                test_qualcoder.coding(2, "Salz", 18, 22),
            ],
        },
    )


def doccano(folder: Path) -> Path:
    file = folder / "d.jsonl"
    file.write_text(json.dumps({"text": "Das 😀 Meer.\n", "label": [[6, 10, "sea"]]}))
    return file


def brat(folder: Path) -> Path:
    made = folder / "brat"
    made.mkdir()
    (made / "a.txt").write_text("Das 😀 Meer.\n\nSalz\n")
    (made / "a.ann").write_text("T1\tsea 6 11;13 17\tMeer. Salz\n")
    return made


def quotes(library: Library) -> list[str]:
    return [
        " ".join(one.quote.split()) for one in sorted(records(library), key=lambda one: one.start)
    ]


@pytest.mark.parametrize(
    ("name", "make", "expected"),
    [
        ("taguette", taguette, ["Meer Das", "Salz", "海"]),
        ("qualcoder", qualcoder, ["Meer. Und", "Salz"]),
        ("doccano", doccano, ["Meer"]),
        ("brat", brat, ["Meer. Salz"]),
    ],
)
def test_marks_come_in_where_they_stood_and_once(
    tmp_path: Path, name: str, make: object, expected: list[str]
) -> None:
    assert callable(make)
    file = make(tmp_path)
    with opened(tmp_path / "library") as library:
        done = library.import_(file, name)
        assert not done.dropped and not done.losses
        assert quotes(library) == expected
        assert {one.status for one in records(library)} == {"anchored"}
        before = records(library)
        again = library.import_(file, name)
        assert (again.new, again.there) == (0, len(expected))
        assert records(library) == before
