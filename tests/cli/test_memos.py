"""A memo from the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.transcripts import run
from tests.library.given import article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article_file(tmp_path)
    assert run(tmp_path, "add", "numbers.md").code == 0
    return tmp_path


def test_a_memo_is_written_changed_listed_and_exported(folder: Path) -> None:
    made = run(folder, "annotate", "numbers", "--memo", "Weigh this.", "--tag", "method")
    assert (made.code, made.err) == (0, "reader: Wrote a memo\n")
    again = run(folder, "annotate", "numbers", "--memo", "Weigh this twice.")
    assert again.out == made.out
    assert "(memo)" in run(folder, "annotations").out
    exported = run(folder, "export").out
    [row] = csv.DictReader(io.StringIO(exported, newline=""))
    assert (row["id"], row["quote"], row["start"], row["end"]) == (made.out.strip(), "", "0", "0")
    assert (row["note"], row["tags"], row["heading"]) == ("Weigh this twice.", "method", "")


def test_an_empty_memo_deletes_it(folder: Path) -> None:
    run(folder, "annotate", "numbers", "--memo", "Weigh this.")
    ran = run(folder, "annotate", "numbers", "--memo", "")
    assert (ran.code, ran.out, ran.err) == (0, "", "reader: Deleted the memo\n")
    assert run(folder, "undo").code == 0
    assert "Weigh this." in run(folder, "annotations").out


@pytest.mark.parametrize(
    "options", [("--quote", "170,000"), ("--note", "n"), ("--start", "0", "--end", "3")]
)
def test_a_memo_stands_alone(folder: Path, options: tuple[str, ...]) -> None:
    ran = run(folder, "annotate", "numbers", "--memo", "Weigh this.", *options)
    assert ran.code == 2
    assert "give --memo alone" in ran.err
