"""The history on the command line: who did what and when, and what one step changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.transcripts import Ran, run
from tests.library.given import article_file

BARRELS = "# Barrels\n\nNobody counted the barrels.\n\nThe pilots came back.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library in which five steps were done, the fourth of them undone."""
    article_file(tmp_path, "barrels.md", BARRELS)
    article_file(tmp_path, "other.md", "# Another\n\nOther words.\n")
    run(tmp_path, "add", "barrels.md")
    run(tmp_path, "add", "other.md", environ={"ARTICLE_READER_ANNOTATOR": "bea"})
    quoted = ("barrels", "--quote", "Nobody counted")
    made = run(tmp_path, "annotate", *quoted, "--tag", "people", "--note", "why?").out.strip()
    run(tmp_path, "edit", made, "--tag", "ledger", "--untag", "people", "--note", "why?\nAsk.")
    run(tmp_path, "undo")
    return tmp_path


def steps(ran: Ran) -> list[int]:
    assert ran.code == 0, ran.err
    return [int(line.split("\t")[0]) for line in ran.out.splitlines()]


def test_it_is_listed_newest_first_with_what_is_undone(folder: Path) -> None:
    lines = [line.split("\t") for line in run(folder, "log").out.splitlines()]
    assert [(line[0], line[2], line[3], line[4], line[5]) for line in lines] == [
        ("5", "ann", "undo", f"Undid: {EDITED[:1].lower()}{EDITED[1:]}", "Barrels"),
        ("4", "ann", "edit", f"(undone) {EDITED}", "Barrels"),
        ("3", "ann", "annotate", "Tagged people and noted", "Barrels"),
        ("2", "bea", "add", "Added “Another”", "Another"),
        ("1", "ann", "add", "Added “Barrels”", "Barrels"),
    ]
    run(folder, "redo")
    assert "(undone)" not in run(folder, "log").out


EDITED = "Tagged ledger and untagged people and changed the note"


def test_programs_get_times_in_utc_and_what_is_undone(folder: Path) -> None:
    rows = json.loads(run(folder, "log", "--json").out)
    assert [row["undone"] for row in rows] == [False, True, False, False, False]
    assert all(row["at"].endswith("Z") for row in rows)
    found = list(csv.DictReader(io.StringIO(run(folder, "log", "--csv").out)))
    assert [row["undone"] for row in found] == ["false", "true", "false", "false", "false"]
    assert [row["at"] for row in found] == [row["at"] for row in rows]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--article", "another"], [2]),
        (["--article", "barrels"], [5, 4, 3, 1]),
        (["--kind", "add"], [2, 1]),
        (["--kind", "edit", "--kind", "undo"], [5, 4]),
        (["--annotator", "bea"], [2]),
        (["--since", "today", "--until", "today", "-n", "2"], [5, 4]),
        (["--until", "yesterday"], []),
        (["--since", "9999-12-30"], []),
        (["--article", "barrels", "--kind", "add"], [1]),
    ],
)
def test_it_is_narrowed(folder: Path, options: list[str], numbers: list[int]) -> None:
    assert steps(run(folder, "log", *options)) == numbers


def test_a_step_among_many_articles_is_found_by_each_of_them(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        article_file(tmp_path, name, f"Text of {name}.\n")
    run(tmp_path, "add", ".")
    assert steps(run(tmp_path, "log", "--article", "a")) == [1]
    run(tmp_path, "annotate", "b", "--quote", "Text")
    assert steps(run(tmp_path, "log", "--article", "a")) == [1]


def test_what_is_gone_keeps_its_name(folder: Path) -> None:
    [row] = json.loads(run(folder, "log", "--json", "--kind", "annotate").out)
    assert run(folder, "remove", "barrels").code == 0
    lines = run(folder, "log", "--article", row["article"]).out.splitlines()
    assert [line.split("\t")[-1] for line in lines] == ["Barrels"] * 5


def test_a_step_is_shown_with_what_was_before_and_after(folder: Path) -> None:
    ran = run(folder, "log", "4")
    assert ran.out.split("\n", 1)[1] == (
        f"(undone) {EDITED}, in “Barrels”\n"
        "\n"
        "+ tag ledger\n"
        "~ annotation “Nobody counted”\n"
        "    tags: -people  +ledger\n"
        "    note:\n"
        "       why?\n"
        "      +Ask.\n"
    )
    backwards = run(folder, "log", "5").out
    assert "    tags: -ledger  +people\n" in backwards
    assert "      -Ask.\n" in backwards
    assert backwards.endswith("- tag ledger\n")


def test_a_change_of_the_text_is_shown_with_what_became_of_annotations(folder: Path) -> None:
    article_file(folder, "barrels.md", "# Wholly\n\nDifferent things are told in this one.\n")
    run(folder, "add", "barrels.md")
    shown = run(folder, "log", "6").out
    assert "~ article “Wholly”\n    title: Barrels → Wholly\n" in shown
    assert "~ annotation “Nobody counted”\n    status: anchored → orphaned\n" in shown


def test_a_step_comes_as_an_object_and_as_rows(folder: Path) -> None:
    shown = json.loads(run(folder, "log", "4", "--json").out)
    assert (shown["seq"], shown["undone"]) == (4, True)
    fields = [(one["kind"], one["outcome"], one["field"]) for one in shown["changes"]]
    tag, *changed = fields
    assert tag == ("tag", "new", "")
    assert changed == [("annotation", "changed", "tags"), ("annotation", "changed", "note")]
    rows = list(csv.DictReader(io.StringIO(run(folder, "log", "4", "--csv").out)))
    assert [row["after"] for row in rows] == ["", "ledger", "why?\nAsk."]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["99"], 1, "the history has no step 99"),
        (["4", "--kind", "edit"], 2, "needs no other option"),
        (["--kind", "eddit"], 2, "there are add, annotate, edit, undo"),
        (["--since", "the day before"], 2, "write it as 2024-03-01"),
        (["--until", "0001-01-01T00:00+14:00"], 2, "is no day and no time"),
        (["--article", "nothing"], 1, "no article is"),
        (["--json", "--csv"], 2, "exclude each other"),
        (["4", "--json", "--csv"], 2, "exclude each other"),
    ],
)
def test_what_cannot_be_shown_is_told(
    folder: Path, arguments: list[str], code: int, words: str
) -> None:
    ran = run(folder, "log", *arguments)
    assert (ran.code, ran.err.count("\n")) == (code, 1)
    assert words in ran.err
